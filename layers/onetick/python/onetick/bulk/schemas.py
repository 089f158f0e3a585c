"""What the API takes to change many tasks at once, and what it answers."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from onetick.kernel.fields import Body, View
from onetick.kernel.ids import id_pattern
from onetick.kernel.jobs.events import JobView
from onetick.projects.schemas import SectionId, StatusId
from onetick.tasks.schemas import Assignees, NewTask, ProjectId, Tags, TaskChanges, TaskId

MAX_ITEMS = 500

Outcome = Literal["created", "changed", "asked", "unchanged", "deleted", "restored", "failed"]

TaskName = Annotated[
    str,
    StringConstraints(pattern=rf"{id_pattern('tsk')}|^[A-Za-z][A-Za-z0-9]{{1,9}}-[1-9][0-9]{{0,9}}$"),
    Field(description="The id or the key of a task.", examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]),
]


def _without_most(schema: dict[str, Any]) -> None:
    # It is the items of all operations together that are limited.
    schema.pop("maxItems", None)


TaskNames = Annotated[list[TaskName], Field(min_length=1, max_length=MAX_ITEMS, json_schema_extra=_without_most)]
SeenVersion = Annotated[
    int | None,
    Field(ge=1, description="Only if this is its version still; for a single task.", examples=[None]),
]


class OfTasks(Body):
    """An operation on tasks that exist. For each of them it is an item of its own."""

    task_ids: TaskNames
    version: SeenVersion = None


class Update(OfTasks):
    """Change fields."""

    op: Literal["update"]
    changes: TaskChanges


class Assign(OfTasks):
    """Add assignees."""

    op: Literal["assign"]
    user_ids: Annotated[Assignees, Field(min_length=1)]


class Unassign(OfTasks):
    """Take assignees away."""

    op: Literal["unassign"]
    user_ids: Annotated[Assignees, Field(min_length=1)]


class AddTags(OfTasks):
    """Give tags."""

    op: Literal["add_tags"]
    tag_ids: Annotated[Tags, Field(min_length=1, examples=[["tag_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]])]


class RemoveTags(OfTasks):
    """Take tags away."""

    op: Literal["remove_tags"]
    tag_ids: Annotated[Tags, Field(min_length=1, examples=[["tag_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]])]


class Move(OfTasks):
    """Move to the end of a section, or between two neighbours: in the order in which they are named here."""

    op: Literal["move"]
    project_id: ProjectId | None = Field(
        default=None, description="On the board of this project; by default of the home of each.", examples=[None]
    )
    section_id: SectionId | None = Field(default=None, examples=[None])
    status: StatusId | None = Field(default=None, description="The section of this status.", examples=["in_progress"])
    after_id: TaskId | None = Field(default=None, description="Below this task, with `before_id`.", examples=[None])
    before_id: TaskId | None = Field(default=None, description="Above this task, with `after_id`.", examples=[None])


class TransitionTo(OfTasks):
    """Take to another status."""

    op: Literal["transition"]
    status: StatusId
    ask: bool = Field(
        default=False,
        description="Ask those who must agree, where the workflow wants that; else such tasks fail with "
        "`approval_required`.",
    )
    note: Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)] = Field(
        default="", description="What they are told who are asked.", examples=[""]
    )


class Delete(OfTasks):
    """Put into the trash."""

    op: Literal["delete"]


class Restore(OfTasks):
    """Take out of the trash."""

    op: Literal["restore"]


class Create(Body):
    """Create a task."""

    op: Literal["create"]
    task: NewTask


Operation = Annotated[
    Update | Create | Assign | Unassign | AddTags | RemoveTags | Move | TransitionTo | Delete | Restore,
    Field(discriminator="op"),
]


class Bulk(Body):
    """What to do, in order."""

    operations: Annotated[
        list[Operation],
        Field(
            min_length=1,
            max_length=MAX_ITEMS,
            description="At most 500 items together: an operation is one for each task that it names.",
            json_schema_extra=_without_most,
        ),
    ]
    atomic: bool = Field(
        default=False,
        description="All or nothing, in one transaction: as many items as its 96 writes hold, 32 or fewer.",
    )


class ItemFaultView(View):
    """Where in an item something is wrong."""

    pointer: str = Field(examples=["/due_at"])
    code: str = Field(examples=["before_start"])
    message: str = Field(examples=["is before start_at"])


class ItemProblemView(View):
    """Why an item failed, in the words of the problems of the API."""

    code: str = Field(examples=["forbidden"])
    detail: str = Field(examples=["No role of the caller here allows task:edit."])
    errors: Sequence[ItemFaultView]


class ItemResultView(View):
    """What became of one item."""

    operation: int = Field(description="The place of the operation among those sent, from 0.", examples=[0])
    task: str | None = Field(description="As it was named; of a new task its id.", examples=["LAU-12"])
    task_id: str | None = Field(examples=["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4"])
    outcome: Outcome
    version: int | None = Field(description="Of the task, behind this.", examples=[4])
    problem: ItemProblemView | None = Field(examples=[None])


class BulkView(View):
    """What became of each item, in order; or the job that will do it, for more than can be done at once."""

    results: Sequence[ItemResultView]
    counts: Mapping[str, int] = Field(description="Items by their outcome.", examples=[{"changed": 1}])
    job: JobView | None = Field(examples=[None])
