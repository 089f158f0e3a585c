"""Create a project."""

from onetick.kernel.ids import new_id
from onetick.kernel.problems import NotFound
from onetick.kernel.work import Work

from .founding import DEFAULT_STATUSES, Column, found
from .model import Project
from .owners import require_order
from .schemas import NewProject


def create_project(work: Work, new: NewProject) -> Project:
    """A project with the default workflow and one section for each of its statuses; its creator is its admin.

    Raises Conflict when the key is taken or the caller is no member of the workspace, QuotaExceeded
    when the caller has a role in too many projects, Unprocessable for a last day before the first.
    """
    if work.org_id is None or work.workspace_id is None:
        raise NotFound()
    require_order(new.start_on, new.due_on)
    project = Project(
        org_id=work.org_id,
        workspace_id=work.workspace_id,
        id=new_id("prj"),
        code=new.key,
        name=new.name,
        description=new.description,
        color=new.color,
        visibility=new.visibility,
        member_access=new.member_access,
        start_on=new.start_on,
        due_on=new.due_on,
        created_by=work.principal.id,
        created_at=work.now,
        updated_at=work.now,
    )
    columns = [Column(name=status.name, status_id=status.id) for status in DEFAULT_STATUSES]
    return found(work, project, workflow=(DEFAULT_STATUSES, None), columns=columns)
