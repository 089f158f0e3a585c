"""What a form leaves: its row, its submissions, and what each of them leaves."""

from onetick.kernel.purging import Bin, Place, leaves
from onetick.projects.model import Project
from onetick.tenancy.model import Workspace

from .events import FORM_DELETED, FORM_RESTORED
from .model import Form, FormRow, SubmissionRow, form_copies

FORMS = Bin("form", Form, deleted=[FORM_DELETED], restored=[FORM_RESTORED])

leaves(
    Form,
    copies=form_copies,
    places=lambda form: [Place(f"{form.org_id}#frm#{form.id}"), Place(f"{form.org_id}#frm#{form.id}#submissions")],
)
leaves(FormRow, places=lambda row: [Place(f"{row.org_id}#frm#{row.id}")])
leaves(SubmissionRow, places=lambda row: [Place(f"{row.org_id}#sub#{row.id}")])
leaves(
    Project,
    places=lambda project: [Place(f"{project.org_id}#wsp#{project.workspace_id}#forms", prefix=f"{project.id}#")],
)
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#forms")])
