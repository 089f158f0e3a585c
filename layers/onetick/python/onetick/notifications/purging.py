"""What people were told of a task."""

from dataclasses import replace

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.purging import Place, events_of, leaves, tied
from onetick.kernel.table import Index
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .model import Notification, PendingDigest

leaves(Task, places=lambda task: [Place(f"{task.org_id}#tsk#{task.id}#notifications", index=Index.GSI1)])


def _people_told(told: Notification) -> list[str]:
    return [f"{told.user_id}#{told.workspace_id}#{told.task_key}"]


def _leave_out(work: Work, purged_id: str, whom: str) -> None:
    """Take what the next mail to somebody would say of a task out of it."""
    user_id, workspace_id, task_key = whom.split("#")
    key = PendingDigest.key(org_id=work.org_id, workspace_id=workspace_id, user_id=user_id)
    digest = work.find(PendingDigest, key)
    if digest is None:
        return
    lines = tuple(line for line in digest.lines if line.task_key != task_key)
    if lines:
        work.save(replace(digest, lines=lines, count=digest.count - len(digest.lines) + len(lines)))
    else:
        work.remove(digest)


tied("digest", Notification, _people_told, _leave_out)
leaves(Notification, places=lambda told: [events_of(told.org_id, told.id)])
leaves(
    WorkspaceGrants,
    places=lambda member: [Place(f"{member.org_id}#wsp#{member.workspace_id}#inbox#{member.principal_id}")],
)
