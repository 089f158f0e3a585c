"""What the API takes and shows of forms and submissions."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from onetick.kernel.fields import UNCHANGED, Body, Moment, Name, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern
from onetick.projects.schemas import Color, SectionId
from onetick.tasks.schemas import ProjectId
from onetick.tasktypes.schemas import TypeId

from .model import MAX_ANSWER, MAX_OPTIONS, MAX_QUESTIONS, Form, Kind, State, Submission, Target

QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"), Field(examples=["what"])]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(max_length=5_000)]
Given = Annotated[str, StringConstraints(max_length=MAX_ANSWER)] | bool | float | list[Line]
FormName = Annotated[Name, Field(examples=["Ask the design team"])]
FieldId = Annotated[str, StringConstraints(pattern=id_pattern("fld"))]


class ConditionBody(Body):
    """Ask only when an earlier question was answered with one of these values; a checkbox with `true` or `false`."""

    question: QuestionId
    values: list[Line] = Field(min_length=1, max_length=MAX_OPTIONS, examples=[["Bug"]])


class QuestionBody(Body):
    """A question."""

    id: QuestionId
    label: Line = Field(examples=["What do you need?"])
    kind: Kind = Field(examples=["text"])
    help: Annotated[str, StringConstraints(max_length=1_000)] = ""
    required: bool = False
    options: list[Line] = Field(default_factory=list, max_length=MAX_OPTIONS, description="Of a choice.", examples=[[]])
    maps_to: Target | None = Field(default=None, description="The task's field that it fills.", examples=["title"])
    field_id: FieldId | None = Field(default=None, description="The custom field that it fills.", examples=[None])
    show_if: ConditionBody | None = Field(default=None, examples=[None])


Questions = Annotated[
    list[QuestionBody],
    Field(min_length=1, max_length=MAX_QUESTIONS, description="In the order to ask them."),
]


class NewForm(Body):
    """A form to make."""

    project_id: ProjectId = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    name: FormName
    description: Text = ""
    confirmation: Text = Field(default="", description="What to say when it was sent.", examples=["Thank you."])
    section_id: SectionId | None = Field(default=None, description="Where its tasks go.", examples=[None])
    type_id: TypeId | None = Field(default=None, description="Of its tasks; null is a plain task.", examples=[None])
    color: Color | None = Field(default=None, description="Of its page.", examples=["#2f80ed"])
    questions: Questions


class FormChanges(Body):
    """What to change; fields that are left out stay as they are."""

    name: FormName = UNCHANGED
    description: Text = UNCHANGED
    confirmation: Text = UNCHANGED
    section_id: SectionId | None = Field(default=None, examples=[None])
    type_id: TypeId | None = Field(default=None, examples=[None])
    color: Color | None = Field(default=None, description="Of its page; null takes it away.", examples=["#2f80ed"])
    questions: Questions = UNCHANGED
    open: Annotated[bool, Field(description="Whether it takes submissions.", examples=[False])] = UNCHANGED


class NewSubmission(Body):
    """A form, filled in."""

    answers: Annotated[dict[QuestionId, Given], Field(max_length=MAX_QUESTIONS)] = Field(
        description="By question.", examples=[{"what": "A new logo"}]
    )
    proof: Annotated[str, StringConstraints(max_length=100)] = Field(
        description="As the form came with it; it is good for one submission, from 2 seconds to a day later.",
        examples=["1900000000.0123456789abcdef.0123456789abcdef0123456789abcdef"],
    )
    website: Annotated[str, StringConstraints(max_length=500)] = Field(
        default="", description="Leave it empty, and do not show it to people.", examples=[""]
    )


class Triage(Body):
    """What becomes of a submission."""

    action: Literal["accept", "decline", "duplicate", "snooze", "reopen"] = Field(examples=["accept"])
    reason: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)] = Field(
        default="", description="Needed to decline.", examples=["Not our business."]
    )
    duplicate_of: Annotated[str, StringConstraints(pattern=id_pattern("sub"))] | None = Field(
        default=None, description="The submission that it repeats.", examples=[None]
    )
    until: Moment | None = Field(default=None, description="Until when to snooze it.", examples=[None])

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.action == "decline" and not self.reason:
            raise ValueError("say why it is declined")
        if (self.action == "duplicate") != (self.duplicate_of is not None):
            raise ValueError("a duplicate, and nothing else, names what it repeats")
        if (self.action == "snooze") != (self.until is not None):
            raise ValueError("to snooze, and for nothing else, say until when")
        return self


class FormFilter(QueryParameters):
    """Which forms to list."""

    project_id: ProjectId | None = Field(default=None, alias="filter[project_id]")
    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")


class SubmissionFilter(QueryParameters):
    """Which submissions to list."""

    state: State = Field(default="new", alias="filter[state]")


class ConditionView(View):
    """When a question is asked."""

    question: str
    values: tuple[str, ...]


class PublicQuestionView(View):
    """A question, as whoever answers it sees it."""

    id: str
    label: str
    kind: Kind
    help: str
    required: bool
    options: tuple[str, ...]
    show_if: ConditionView | None


class QuestionView(PublicQuestionView):
    """A question."""

    maps_to: Target | None
    field_id: str | None


class FormView(View):
    """A form."""

    id: str = Field(examples=["frm_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str
    name: str
    description: str
    confirmation: str
    section_id: str | None
    type_id: str | None
    color: str | None = Field(description="Of its page.", examples=["#2f80ed"])
    questions: tuple[QuestionView, ...]
    open: bool
    linked: bool = Field(description="Whether it has a public link.")
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, form: Form) -> Self:
        """The view of a form."""
        return cls.model_validate(form)


class FormLinkView(View):
    """The public link of a form."""

    url: str
    token: str


class PublicFormView(View):
    """A form, as whoever fills it in sees it: nothing of the team behind it."""

    name: str
    description: str
    color: str | None = Field(examples=["#2f80ed"])
    questions: tuple[PublicQuestionView, ...]
    proof: str = Field(description="To send back with the answers.")


class ReceiptView(View):
    """That a form was received."""

    confirmation: str = Field(examples=["Thank you."])


class SubmissionView(View):
    """What somebody asked for by a form."""

    id: str = Field(examples=["sub_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str
    form_id: str
    answers: Mapping[str, str | float | bool | Sequence[str]] = Field(examples=[{"what": "A new logo"}])
    state: State
    reason: str
    task_id: str | None = Field(description="The task that was made of it.")
    duplicate_of: str | None
    snoozed_until: Timestamp | None
    triaged_by: str | None
    triaged_at: Timestamp | None
    version: int
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, submission: Submission) -> Self:
        """The view of a submission."""
        return cls.model_validate(submission)
