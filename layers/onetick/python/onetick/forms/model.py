"""What is stored of forms and submissions.

A form's public link is computed from its nonce, never kept (docs/decisions/0011). A submission is
found by its id, and listed with its form by its state; both items are written together.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.trash import purged_at

Kind = Literal["text", "long_text", "number", "date", "choice", "choices", "checkbox", "email", "url"]
Target = Literal["title", "description", "priority", "start_at", "due_at", "estimate_minutes", "points"]
State = Literal["new", "snoozed", "accepted", "declined", "duplicate"]
Answer = str | float | bool | tuple[str, ...]

MAX_QUESTIONS = 50
MAX_OPTIONS = 50
MAX_ANSWER = 5_000
MAX_ANSWERS = 30_000
"""In characters, of all answers together: an event holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """A question is asked only when an earlier one was answered with one of these values."""

    question: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of a form. `maps_to` is the field of the task that takes the answer, `field_id` a custom field."""

    id: str
    label: str
    kind: Kind
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    maps_to: Target | None = None
    field_id: str | None = None
    show_if: Condition | None = None


@entity("form", pk="{org_id}#frm#{id}", sk="form")
@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Entity):
    """A form of a project. It takes submissions while it is `open` and has a link: a `nonce`.

    `section_id` and `type_id` are those of the tasks that come of it. A nonce tells the link of today from
    older ones, and makes none without the key; one that was replaced is never set again.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    id: str
    name: str
    questions: tuple[Question, ...]
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    description: str = ""
    confirmation: str = ""
    section_id: str | None = None
    type_id: str | None = None
    color: str | None = None
    open: bool = True
    nonce: str | None = None
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def linked(self) -> bool:
        """Whether it has a public link."""
        return self.nonce is not None

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)


@entity("form_row", pk="{org_id}#wsp#{workspace_id}#forms", sk="{project_id}#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow(Entity):
    """A form in the list of its workspace, project by project."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    id: str
    form: Form


@entity("submission", pk="{org_id}#sub#{id}", sk="submission")
@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Entity):
    """What somebody asked for. `task_id` is what became of it, or of what it repeats."""

    org_id: OrgId
    workspace_id: WorkspaceId
    project_id: str
    form_id: str
    id: str
    answers: Mapping[str, Answer]
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    state: State = "new"
    reason: str = ""
    task_id: str | None = None
    duplicate_of: str | None = None
    snoozed_until: datetime | None = None
    triaged_by: PrincipalId | None = None
    triaged_at: datetime | None = None


@entity("submission_row", pk="{org_id}#frm#{form_id}#submissions", sk="{state}#{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRow(Entity):
    """A submission in the list of its form, by its state."""

    org_id: OrgId
    submission: Submission

    @property
    def form_id(self) -> str:
        return self.submission.form_id

    @property
    def state(self) -> State:
        return self.submission.state

    @property
    def id(self) -> str:
        return self.submission.id


def form_copies(form: Form) -> Iterator[Entity]:
    """The row of a form."""
    yield FormRow(org_id=form.org_id, workspace_id=form.workspace_id, project_id=form.project_id, id=form.id, form=form)


def submission_copies(submission: Submission) -> Iterator[Entity]:
    """The row of a submission."""
    yield SubmissionRow(org_id=submission.org_id, submission=submission)
