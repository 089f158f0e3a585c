"""What approvals are of a task, and what one leaves: itself, and its copy for everybody whom it waits for."""

from onetick.kernel.purging import Place, leaves
from onetick.kernel.table import Index
from onetick.projects.model import Project
from onetick.tasks.model import Task

from .model import Approval, awaited

leaves(Task, places=lambda task: [Place(f"{task.org_id}#tsk#{task.id}#approvals", index=Index.GSI2)])
leaves(Project, places=lambda project: [Place(f"{project.org_id}#prj#{project.id}#approvals", index=Index.GSI1)])
leaves(Approval, copies=awaited, places=lambda approval: [Place(f"{approval.org_id}#apr#{approval.id}")])
