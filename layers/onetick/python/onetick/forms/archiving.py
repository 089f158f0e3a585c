"""Forms for the archive of a project, and back."""

from collections.abc import Sequence
from dataclasses import replace

from onetick.kernel.ids import new_ulid
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .building import questions_of
from .events import FORM_CREATED
from .model import Form
from .schemas import QuestionBody
from .store import FORMS_OF_PROJECT, write_form


def forms_of_project(work: Work, project: Project, *, limit: int) -> list[Form]:
    """The first forms of a project, oldest first, without those in the trash."""
    place = {"org_id": project.org_id, "workspace_id": project.workspace_id, "project_id": project.id}
    rows = work.some(FORMS_OF_PROJECT.of(**place), limit=limit)
    return [row.form for row in rows if row.form.deleted_at is None]


def restore_form(work: Work, form: Form, questions: Sequence[QuestionBody], *, linked: bool) -> Form:
    """Store a form that was made somewhere else, with these questions. It takes nothing until somebody opens it.

    Its link is a new one. Raises Unprocessable for questions that do not make a form.
    """
    nonce = new_ulid() if linked else None
    stored = write_form(work, replace(form, questions=questions_of(questions), open=False, nonce=nonce))
    work.emit(FORM_CREATED, stored)
    return stored
