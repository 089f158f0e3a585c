"""Restore the forms of an archived project: closed, and with links of their own."""

from functools import partial

from onetick.archives.belongings import FormDocument, QuestionDocument
from onetick.forms.archiving import restore_form
from onetick.forms.model import Form
from onetick.forms.schemas import ConditionBody, QuestionBody
from onetick.kernel.ids import PrincipalId
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.types import fitting_type

from .authors import author
from .belongings import Part, copy_of, part_of
from .counterparts import Counterparts


def forms_part(work: Work, project: Project, parts: Counterparts) -> Part:
    """The forms, oldest first."""
    return part_of(work, project, parts, "forms", Form, partial(_make, work, project, parts))


def _make(work: Work, project: Project, parts: Counterparts, one: FormDocument) -> Form:
    """Raises Unprocessable for questions that make no form."""
    maker = author(work, project, parts, one.created_by)
    section = parts.sections.get(one.section_id or "")
    form = Form(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        project_id=project.id,
        id=copy_of(project, one.id),
        name=one.name,
        description=one.description,
        confirmation=one.confirmation,
        section_id=section.id if section is not None else None,
        type_id=fitting_type(work, project, parts.type_id(one.type_id)) if one.type_id is not None else None,
        color=one.color,
        questions=(),
        created_by=maker or PrincipalId(work.principal.id),
        created_at=one.created_at if maker is not None else work.now,
        updated_at=work.now,
    )
    return restore_form(work, form, [_question(parts, each) for each in one.questions], linked=one.linked)


def _question(parts: Counterparts, one: QuestionDocument) -> QuestionBody:
    """A question that fills the field which is here what that of the archive was, as far as there is one."""
    field = parts.attached.get(one.field_id or "")
    when = one.show_if
    return QuestionBody(
        id=one.id,
        label=one.label,
        kind=one.kind,
        help=one.help,
        required=one.required,
        options=list(one.options),
        maps_to=one.maps_to,
        field_id=field.field.id if field is not None else None,
        show_if=ConditionBody(question=when.question, values=list(when.values)) if when is not None else None,
    )
