"""Making forms, changing them, and their public links."""

from dataclasses import replace
from typing import Any

from onetick.kernel.ids import PrincipalId, new_id, new_ulid
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Project
from onetick.projects.model import require_open as require_project_open
from onetick.tasks.targets import require_open
from onetick.tasks.types import required_type

from .building import questions_of
from .events import (
    FORM_CREATED,
    FORM_DELETED,
    FORM_LINK_REVOKED,
    FORM_LINK_ROTATED,
    FORM_RESTORED,
    FORM_UPDATED,
)
from .model import Form
from .schemas import FormChanges, NewForm
from .store import write_form


def create_form(work: Work, project: Project, new: NewForm) -> Form:
    """A new form without a public link. Raises Conflict in an archived project, Unprocessable for what does not fit."""
    require_project_open(project)
    _require_section(work, project.id, new.section_id)
    required_type(work, project, new.type_id)
    form = Form(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        project_id=project.id,
        id=new_id("frm"),
        name=new.name,
        description=new.description,
        confirmation=new.confirmation,
        section_id=new.section_id,
        type_id=new.type_id,
        color=new.color,
        questions=questions_of(new.questions),
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    stored = write_form(work, form)
    work.emit(FORM_CREATED, stored)
    return stored


def update_form(work: Work, form: Form, changes: FormChanges) -> Form:
    """The form with these changes; what was submitted keeps its answers. Raises as `create_form` does."""
    given: dict[str, Any] = dict(changes.given)
    if "questions" in given:
        given["questions"] = questions_of(changes.questions)
    return change_form(work, form, replace(form, **given))


def change_form(work: Work, form: Form, changed: Form) -> Form:
    """The form as `changed` is, whose questions make sense. Raises as `create_form` does."""
    require_open(work, form.project_id)
    if changed.section_id != form.section_id:
        _require_section(work, form.project_id, changed.section_id)
    if changed.type_id not in (None, form.type_id):
        key = Project.key(org_id=form.org_id, workspace_id=form.workspace_id, id=form.project_id)
        required_type(work, work.load(Project, key), changed.type_id)
    if changed == form:
        return form
    stored = write_form(work, replace(changed, updated_at=work.now), form)
    work.emit(FORM_UPDATED, stored, before=form)
    return stored


def rotate_link(work: Work, form: Form) -> Form:
    """The form with a new public link; the one before opens nothing any more. Raises Conflict when archived."""
    require_open(work, form.project_id)
    stored = write_form(work, replace(form, nonce=new_ulid(), updated_at=work.now), form)
    work.emit(FORM_LINK_ROTATED, stored, before=form)
    return stored


def revoke_link(work: Work, form: Form) -> None:
    """Take the public link away."""
    if form.nonce is None:
        return
    stored = write_form(work, replace(form, nonce=None, updated_at=work.now), form)
    work.emit(FORM_LINK_REVOKED, stored, before=form)


def delete_form(work: Work, form: Form) -> None:
    """Put a form into the trash; its link opens nothing from then on. What was submitted stays."""
    require_open(work, form.project_id)
    gone = replace(form, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now)
    work.emit(FORM_DELETED, write_form(work, gone, form), before=form)


def restore_form(work: Work, form: Form) -> Form:
    """The form as it was, with its link. Raises Conflict when it is not in the trash, Gone after 30 days."""
    require_in_trash("form", form.purge_at, work.now)
    require_open(work, form.project_id)
    stored = write_form(work, replace(form, deleted_at=None, deleted_by=None, updated_at=work.now), form)
    work.emit(FORM_RESTORED, stored, before=form)
    return stored


def _require_section(work: Work, project_id: str, section_id: str | None) -> None:
    if section_id is None:
        return
    outline = work.load(Outline, Outline.key(org_id=work.org_id, project_id=project_id))
    if outline.find(section_id) is None:
        fault = Fault("/section_id", "unknown", "is no section of the project")
        raise Unprocessable("The project has no such section.", errors=[fault])
