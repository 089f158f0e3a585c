"""What a template leaves: its frame, its tasks, and its row in the list."""

from onetick.kernel.purging import Bin, Place, leaves
from onetick.kernel.table import Index
from onetick.projects.model import Project
from onetick.tenancy.model import Workspace

from .events import TEMPLATE_DELETED, TEMPLATE_RESTORED
from .model import Template, TemplateRow, TemplateTask, copies

TEMPLATES = Bin("template", Template, deleted=[TEMPLATE_DELETED], restored=[TEMPLATE_RESTORED])

leaves(Template, copies=copies, places=lambda template: [Place(f"{template.org_id}#tpl#{template.id}")])
leaves(TemplateTask, files=lambda task: [task.content(file) for file in task.files])
leaves(Project, places=lambda project: [Place(f"{project.org_id}#prj#{project.id}#templates", index=Index.GSI1)])
leaves(
    Workspace,
    places=lambda workspace: [
        Place(f"{workspace.org_id}#wsp#{workspace.id}#templates"),
        Place(f"{workspace.org_id}#wsp#{workspace.id}#templates-trash", index=Index.GSI2),
    ],
)
leaves(TemplateRow, places=lambda row: [Place(f"{row.org_id}#tpl#{row.id}")])
