"""Access: who may do what, and why. Everything is denied that no policy allows.

    standing = facts.standing(work, principal, org_id, workspace_id)     what is stored about the caller
    decide(standing, "task:edit", Subject.of(task))                      one decision, with its reasons
    scope(standing).sees(project_id, project_access)                     the same for the rows of a list
    explain(standing, "task:edit", Subject.of(task))                     how it came about

The stored facts (`facts`) give a caller roles towards a subject (`standing`); the policies in
`onetick/policies` say what a role permits and what nobody may. docs/reference/permissions.md is
printed from them.
"""

from . import facts
from .decision import Decision, decide
from .explanation import LIMITS, AllowingRole, Explanation, Guard, explain
from .facts import CustomRole, OrgGrants, ProjectAccess, WorkspaceAccess, WorkspaceGrants
from .permissions import PERMISSIONS, WIDE_SCOPES, is_scope, known
from .policies import permissions_of
from .standing import RoleSource, Standing, needs_project_facts, roles
from .subject import Subject
from .visible import VisibleProjects, scope

__all__ = [
    "LIMITS",
    "PERMISSIONS",
    "WIDE_SCOPES",
    "AllowingRole",
    "CustomRole",
    "Decision",
    "Explanation",
    "Guard",
    "OrgGrants",
    "ProjectAccess",
    "RoleSource",
    "Standing",
    "Subject",
    "VisibleProjects",
    "WorkspaceAccess",
    "WorkspaceGrants",
    "decide",
    "explain",
    "facts",
    "is_scope",
    "known",
    "needs_project_facts",
    "permissions_of",
    "roles",
    "scope",
]
