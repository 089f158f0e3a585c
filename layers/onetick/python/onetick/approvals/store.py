"""How approvals are found, and how they are kept."""

from onetick.kernel.events import EventType
from onetick.kernel.patterns import Pattern
from onetick.kernel.table import Index
from onetick.kernel.work import Work

from .model import Approval, AwaitedApproval, awaited

AWAITED = Pattern(
    "The approvals of somebody, newest first",
    AwaitedApproval,
    pk="{org_id}#wsp#{workspace_id}#{side}#{user_id}",
    prefix="apr_",
    ascending=False,
)
OF_PROJECT = Pattern(
    "The approvals of a project, newest first",
    Approval,
    pk="{org_id}#prj#{project_id}#approvals",
    index=Index.GSI1,
    ascending=False,
)
OF_TASK = Pattern(
    "The approvals of a task, newest first",
    Approval,
    pk="{org_id}#tsk#{task_id}#approvals",
    index=Index.GSI2,
    ascending=False,
)


def write(
    work: Work, kind: EventType[Approval], approval: Approval, before: Approval | None = None, **context: object
) -> Approval:
    """Store an approval with its copies, and tell what happened to it."""
    stored = work.save(approval) if before is not None else work.create(approval)
    work.mirror(awaited, stored, before)
    work.emit(kind, stored, before=before, **context)
    return stored
