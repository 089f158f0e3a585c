"""What the API takes and shows of projects."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from onetick.kernel.access.facts import MemberAccess, ProjectRole, Visibility
from onetick.kernel.fields import UNCHANGED, Body, Name, QueryParameters, Timestamp, View
from onetick.kernel.ids import id_pattern

from .model import (
    MAX_STATUSES,
    Category,
    Health,
    MemberType,
    Project,
    ProjectMember,
    Section,
    Status,
    StatusUpdate,
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

ProjectName = Annotated[Name, Field(examples=["Website launch"])]
ProjectKeyText = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,9}$"),
    Field(
        description="2 to 10 capital letters and digits, for good; tasks are called WEB-1, WEB-2 and so on.",
        examples=["WEB"],
    ),
]
Description = Annotated[str, StringConstraints(max_length=10_000), Field(examples=["Everything for the **new** site."])]
Color = Annotated[str, StringConstraints(pattern=r"^#[0-9a-f]{6}$"), Field(examples=["#2f80ed"])]
SectionName = Annotated[Name, Field(examples=["In review"])]
StatusId = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$"),
    Field(description="A word of the project's choice, such as `in_progress`.", examples=["in_progress"]),
]
WipLimit = Annotated[int, Field(ge=1, le=10_000, description="How many tasks should be here at most.", examples=[5])]
SectionId = Annotated[str, StringConstraints(pattern=id_pattern("sec"))]

_VISIBILITY = "public: every member of the workspace reaches it. private: only those with a role in it."
_MEMBER_ACCESS = "What members of the workspace without a role here may do while the project is public."


class NewProject(Body):
    """A project to create."""

    name: ProjectName
    key: ProjectKeyText
    description: Description = ""
    visibility: Visibility = Field(default="public", description=_VISIBILITY, examples=["public"])
    member_access: MemberAccess = Field(default="view", description=_MEMBER_ACCESS, examples=["comment"])
    color: Color | None = None


class ProjectChanges(Body):
    """What to change; fields that are left out stay as they are."""

    name: ProjectName = UNCHANGED
    description: Description = UNCHANGED
    visibility: Annotated[Visibility, Field(description=_VISIBILITY, examples=["private"])] = UNCHANGED
    member_access: Annotated[MemberAccess, Field(description=_MEMBER_ACCESS, examples=["edit"])] = UNCHANGED
    color: Color | None = Field(default=None, description="null takes the colour away.")


class ProjectCopy(Body):
    """How to name a copy of a project, and what of it to leave out."""

    name: ProjectName
    key: ProjectKeyText
    members: bool = Field(default=True, description="Whether the copy has the same members with the same roles.")
    tasks: bool = Field(default=True, description="Whether the tasks are copied.")
    assignees: bool = Field(default=True, description="Whether the same people are assigned, if they see the copy.")
    completed: bool = Field(default=True, description="Whether tasks that are finished are copied too.")


class ProjectFilter(QueryParameters):
    """Which projects to list."""

    archived: Literal["false", "true", "any"] = Field(
        default="false", description="Leave archived ones out by default."
    )
    visibility: Visibility | None = Field(default=None, description="Only public or only private ones.")
    trashed: bool = Field(default=False, description="List the trash instead.")
    q: str = Field(default="", max_length=120, description="The beginning of the name or key, in any case.")


class ProjectView(View):
    """A project."""

    id: str = Field(examples=["prj_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    key: str = Field(validation_alias="code", examples=["WEB"])
    name: str = Field(examples=["Website launch"])
    description: str
    color: str | None
    visibility: Visibility
    member_access: MemberAccess
    health: Health | None = Field(description="As the latest status update says.")
    archived_at: Timestamp | None
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, project: Project) -> Self:
        """The view of a project."""
        return cls.model_validate(project)


class NewSection(Body):
    """A section to add at the end of the board."""

    name: SectionName
    status_id: StatusId | None = Field(default=None, description="The status that a task takes when it is moved here.")
    wip_limit: WipLimit | None = None
    color: Color | None = None


class SectionChanges(Body):
    """What to change; fields that are left out stay as they are, and null takes a value away."""

    name: SectionName = UNCHANGED
    status_id: StatusId | None = None
    wip_limit: WipLimit | None = None
    color: Color | None = None


class SectionPlace(Body):
    """Where to put a section: before or behind another one of the same project."""

    before_id: SectionId | None = Field(default=None, examples=["sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    after_id: SectionId | None = Field(default=None, examples=[None])


class SectionView(View):
    """A section of a project's board."""

    id: str = Field(examples=["sec_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    workspace_id: str
    project_id: str
    name: str = Field(examples=["In review"])
    status_id: str | None = Field(examples=["in_progress"])
    wip_limit: int | None
    color: str | None
    version: int
    created_by: str
    created_at: Timestamp
    updated_at: Timestamp

    @classmethod
    def of(cls, section: Section) -> Self:
        """The view of a section."""
        return cls.model_validate(section)


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


class MemberRole(Body):
    """The role to give."""

    role: ProjectRole = Field(examples=["editor"])


class ProjectMemberView(View):
    """Somebody, or a team, with a role in a project."""

    principal_id: str = Field(examples=["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    type: MemberType
    name: str = Field(examples=["Ann"], description="As it was when the role was given.")
    role: ProjectRole
    added_by: str
    added_at: Timestamp

    @classmethod
    def of(cls, member: ProjectMember) -> Self:
        """The view of a member."""
        return cls.model_validate(member)


class NewStatusUpdate(Body):
    """How the project stands."""

    health: Health = Field(examples=["on_track"])
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)] = Field(
        description="Markdown.", examples=["The design is **done**, the build starts on Monday."]
    )


class StatusUpdateChanges(Body):
    """What to change; fields that are left out stay as they are."""

    health: Annotated[Health, Field(examples=["at_risk"])] = UNCHANGED
    text: Annotated[
        str,
        StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000),
        Field(description="Markdown.", examples=["The build starts on **Tuesday**."]),
    ] = UNCHANGED


class StatusUpdateFilter(QueryParameters):
    """Which status updates to list."""

    trashed: bool = Field(default=False, alias="filter[trashed]", description="List the trash instead.")


class StatusUpdateView(View):
    """How a project stood, as somebody reported it."""

    id: str = Field(examples=["stu_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    project_id: str
    health: Health
    text: str
    created_by: str
    created_at: Timestamp
    edited_at: Timestamp | None
    deleted_at: Timestamp | None
    purge_at: Timestamp | None = Field(description="Until when it can be restored from the trash.")
    version: int

    @classmethod
    def of(cls, update: StatusUpdate) -> Self:
        """The view of a status update."""
        return cls.model_validate(update)
