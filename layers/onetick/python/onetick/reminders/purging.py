"""What reminders are left behind by what is purged."""

from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.purging import Place, leaves
from onetick.kernel.table import Index
from onetick.tasks.model import Task

leaves(Task, places=lambda task: [Place(f"{task.org_id}#tsk#{task.id}#reminders", index=Index.GSI2)])
leaves(
    WorkspaceGrants,
    places=lambda member: [Place(f"{member.org_id}#wsp#{member.workspace_id}#reminders#{member.principal_id}")],
)
