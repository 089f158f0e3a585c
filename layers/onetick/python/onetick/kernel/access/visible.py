"""Which projects a caller sees, for lists that span many of them: one decision instead of one a row."""

from dataclasses import dataclass, replace

from .decision import decide
from .facts import ProjectAccess
from .standing import Standing, roles
from .subject import Subject

ANY_PROJECT = "any"
"""Stands for a project nobody has a role in; no project has this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisibleProjects:
    """What a caller sees in one workspace.

    `nothing` is true when a guard keeps everything from them, `everything` when their role opens
    all projects. Otherwise it depends on the project.
    """

    standing: Standing
    nothing: bool
    everything: bool

    def sees(self, project_id: str, access: ProjectAccess | None) -> bool:
        """Whether the caller sees what is in this project. `access` is what is stored of it, if anything."""
        if self.nothing or self.everything:
            return self.everything
        standing = replace(self.standing, project_access=access)
        # Every role in a project opens what is in it.
        return any(role.startswith("project_") for role in roles(standing, _project(standing, project_id)))


def scope(standing: Standing, permission: str = "task:view") -> VisibleProjects:
    """What the caller sees in the workspace that the standing was read for; `sees` answers as `decide` would.

    `permission` is one that every role in a project gives.
    """
    decision = decide(standing, permission, _project(standing, ANY_PROJECT))
    refused = decision.guarded or decision.reason == "error"
    return VisibleProjects(standing=standing, nothing=refused, everything=decision.allowed)


def _project(standing: Standing, project_id: str) -> Subject:
    access = standing.workspace_access
    return Subject(
        kind="project",
        id=project_id,
        org_id=access.org_id if access else "",
        workspace_id=access.workspace_id if access else None,
        project_id=project_id,
    )
