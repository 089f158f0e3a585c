"""What the API shows of workflows, and takes for them."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from onetick.kernel.fields import UNCHANGED, Body, Name, Timestamp, View
from onetick.kernel.ids import id_pattern

from .model import (
    MAX_STATUSES,
    Category,
    Status,
    Workflow,
)
from .rules import (
    ALL,
    MAX_ALLOWED,
    MAX_APPROVERS,
    MAX_REQUIRED,
    MAX_RULES,
    REQUIRABLE,
    ApprovalRule,
    TransitionRule,
)
from .schemas import Color, StatusId


class StatusBody(Body):
    """A status of a workflow."""

    id: StatusId
    name: Name = Field(examples=["In review"])
    category: Category = Field(examples=["started"])
    color: Color | None = None


Requirable = Annotated[
    str,
    StringConstraints(pattern=rf"^({'|'.join(REQUIRABLE)}|{id_pattern('fld').strip('^$')})$"),
    Field(description="A field of every task, or the id of a custom field.", examples=["assignee_ids"]),
]
AllowedFor = Annotated[
    str,
    StringConstraints(pattern=rf"^(admin|editor|assignee|reporter|{id_pattern('usr').strip('^$')})$"),
    Field(
        description="admin, editor: whoever has this role in the project, or a higher one. assignee, reporter: "
        "those of the task, as it was before the change. Or the id of a person.",
        examples=["assignee"],
    ),
]


class ApprovalRuleBody(Body):
    """Who must agree to a transition: people, or those with a role."""

    people: list[Annotated[str, StringConstraints(pattern=id_pattern("usr"))]] = Field(
        default_factory=list, max_length=MAX_APPROVERS, examples=[["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]]
    )
    role: Literal["admin", "editor"] | None = Field(
        default=None, description="Whoever has this role in the project, or a higher one, may decide, too."
    )
    needed: Annotated[int, Field(ge=1, le=MAX_APPROVERS)] | Literal["all"] = Field(
        default=1, description="How many must agree. `all` who are named, where no role is."
    )
    expires_after_days: int = Field(default=14, ge=1, le=90, description="A request ends when nobody decides it.")

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        people = len(set(self.people))
        if not people and self.role is None:
            raise ValueError("name people or a role")
        if self.needed == "all" and self.role is not None:
            raise ValueError("all is for named people, not for a role")
        if self.role is None and self.needed != "all" and self.needed > people:
            raise ValueError("more must agree than there are")
        return self

    @property
    def rule(self) -> ApprovalRule:
        """The rule as it is stored."""
        return ApprovalRule(
            people=tuple(dict.fromkeys(self.people)),
            role=self.role,
            needed=ALL if self.needed == "all" else self.needed,
            days=self.expires_after_days,
        )


class RuleBody(Body):
    """What a task must fulfil to take a transition."""

    from_: StatusId | None = Field(
        default=None, alias="from", description="The status before; null is any.", examples=["in_progress"]
    )
    to: StatusId = Field(examples=["done"])
    required_fields: list[Requirable] = Field(
        default_factory=list, max_length=MAX_REQUIRED, description="Each must have a value.", examples=[["description"]]
    )
    allowed_for: list[AllowedFor] = Field(
        default_factory=list,
        max_length=MAX_ALLOWED,
        description="Who may take it, one of which must fit; empty is everybody who may change the status.",
        examples=[[]],
    )
    approval: ApprovalRuleBody | None = Field(
        default=None, description="Who must agree. The task stays in its status until they do.", examples=[None]
    )

    @property
    def rule(self) -> TransitionRule:
        """The rule as it is stored."""
        return TransitionRule(
            to=self.to,
            from_=self.from_,
            required_fields=tuple(dict.fromkeys(self.required_fields)),
            allowed_for=tuple(dict.fromkeys(self.allowed_for)),
            approval=self.approval.rule if self.approval is not None else None,
        )


class WorkflowBody(Body):
    """A whole workflow."""

    statuses: list[StatusBody] = Field(
        min_length=1,
        max_length=MAX_STATUSES,
        description="In the order to show them.",
        examples=[
            [
                {"id": "todo", "name": "To do", "category": "unstarted"},
                {"id": "in_progress", "name": "In progress", "category": "started"},
                {"id": "in_review", "name": "In review", "category": "started", "color": "#2f80ed"},
                {"id": "done", "name": "Done", "category": "completed"},
            ]
        ],
    )
    transitions: Literal["any"] | dict[StatusId, Annotated[list[StatusId], Field(max_length=MAX_STATUSES)]] = Field(
        default="any",
        description="`any`, or for each status those that may follow it. A status that is not named leads nowhere.",
        examples=["any"],
    )
    remap: dict[StatusId, StatusId] = Field(
        default_factory=dict,
        max_length=MAX_STATUSES,
        description="For each status that goes, the one that its tasks have from then on.",
        examples=[{}],
    )
    recategorize: list[StatusId] = Field(
        default_factory=list,
        max_length=MAX_STATUSES,
        description="The statuses whose category changes: their tasks are finished or open by it from then on.",
        examples=[[]],
    )
    rules: Annotated[
        list[RuleBody],
        Field(
            max_length=MAX_RULES,
            description="All conditions on transitions. When this is left out, they stay as they are, but for those "
            "of statuses that go.",
            examples=[[{"from": "in_progress", "to": "done", "required_fields": ["estimate_minutes"]}]],
        ),
    ] = UNCHANGED


class StatusView(View):
    """A status of a workflow."""

    id: str = Field(examples=["in_review"])
    name: str = Field(examples=["In review"])
    category: Category
    color: str | None


class ApprovalRuleView(View):
    """Who must agree to a transition."""

    people: tuple[str, ...]
    role: Literal["admin", "editor"] | None
    needed: int | Literal["all"] = Field(examples=[1])
    expires_after_days: int = Field(examples=[14])

    @classmethod
    def of(cls, rule: ApprovalRule) -> Self:
        """The view of a rule."""
        return cls.model_validate(
            {
                "people": rule.people,
                "role": rule.role,
                "needed": "all" if rule.needed == ALL else rule.needed,
                "expires_after_days": rule.days,
            }
        )


class RuleView(View):
    """What a task must fulfil to take a transition."""

    from_: str | None = Field(serialization_alias="from", description="The status before; null is any.")
    to: str = Field(examples=["done"])
    required_fields: tuple[str, ...] = Field(examples=[["estimate_minutes"]])
    allowed_for: tuple[str, ...] = Field(examples=[["assignee"]], description="Empty is everybody.")
    approval: ApprovalRuleView | None

    @classmethod
    def of(cls, rule: TransitionRule) -> Self:
        """The view of a rule."""
        return cls(
            from_=rule.from_,
            to=rule.to,
            required_fields=rule.required_fields,
            allowed_for=rule.allowed_for,
            approval=ApprovalRuleView.of(rule.approval) if rule.approval is not None else None,
        )


class WorkflowView(View):
    """The statuses of a project's tasks, which may follow which, and on what conditions."""

    project_id: str
    statuses: tuple[StatusView, ...]
    transitions: Literal["any"] | Mapping[str, tuple[str, ...]] = Field(examples=["any"])
    rules: tuple[RuleView, ...]
    version: int
    updated_at: Timestamp

    @classmethod
    def of(cls, workflow: Workflow) -> Self:
        """The view of a workflow."""
        return cls(
            project_id=workflow.project_id,
            statuses=tuple(StatusView.model_validate(status) for status in workflow.statuses),
            transitions="any" if workflow.transitions is None else workflow.transitions,
            rules=tuple(RuleView.of(rule) for rule in workflow.rules),
            version=workflow.version,
            updated_at=workflow.updated_at,
        )


class CountView(View):
    """How many there are, exactly (`eq`) or at least (`gte`)."""

    value: int = Field(examples=[12])
    relation: Literal["eq", "gte"]


class PlanStepView(View):
    """What happens to the tasks of one status."""

    status: str = Field(examples=["in_progress"])
    becomes: str = Field(description="The status that they have then.", examples=["done"])
    from_category: Category
    to_category: Category
    effect: Literal["completes", "reopens", "none"] = Field(
        description="Whether they are finished by it, or open again: with their completion date, what waits for them, "
        "the progress of parents and goals, and the sprint that they are in."
    )
    tasks: CountView | None = Field(description="How many there are; only with `dry_run`.")

    @classmethod
    def of(cls, before: Status, after: Status, tasks: CountView | None) -> Self:
        """The view of what happens to the tasks of a status."""
        effect: Literal["completes", "reopens", "none"] = "completes" if after.closed else "reopens"
        return cls(
            status=before.id,
            becomes=after.id,
            from_category=before.category,
            to_category=after.category,
            effect=effect if before.closed != after.closed else "none",
            tasks=tasks,
        )


class WorkflowChangeView(WorkflowView):
    """A workflow, what happens to tasks, and the job that does it."""

    plan: tuple[PlanStepView, ...]
    job_id: str | None
