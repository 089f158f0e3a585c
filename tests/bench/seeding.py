"""A project with many tasks, written as the use case would have written them, many to a transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from fractional_indexing import generate_n_keys_between

from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId, new_id
from onetick.kernel.table import Item, Put, Tables
from onetick.tasks.model import Summary, Task
from onetick.tasks.rows import Assignment, Placement
from tests.service import Service, Team, a_team

PER_TRANSACTION = 48


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the measuring is done."""

    team: Team
    project: dict[str, Any]
    task: dict[str, Any]
    comment: dict[str, Any]
    sections: list[str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where tasks are put, and by whom."""

    org_id: OrgId
    workspace_id: str
    project_id: str
    sections: list[str]
    author: PrincipalId


def prepare(service: Service) -> Ground:
    """A team with a project, made through the API: a tenant of its own."""
    team = a_team(service)
    project = team.project()
    task = team.task(project, "The one that is read and changed", description="A paragraph of text. " * 20)
    sections = team.owner.get(f"{team.w}/projects/{project['id']}/sections").expect(200)["data"]
    remark = {"body_md": "A remark. " * 20}
    comment = team.owner.post(f"{team.w}/tasks/{task['id']}/comments", remark).expect(201)
    return Ground(team, project, task, comment, [section["id"] for section in sections])


def fill(tables: Tables, ground: Ground, size: int) -> None:
    """Add so many tasks to the project."""
    team = ground.team
    place = Place(
        OrgId(team.organization_id),
        team.workspace_id,
        ground.project["id"],
        ground.sections,
        PrincipalId(team.owner.id),
    )
    write(tables, (item for task in tasks_of(place, size) for item in items_of(task)))


def write(tables: Tables, items: Iterator[Item]) -> None:
    """Write items, many to a transaction; nothing reads them before all are there."""
    while batch := list(islice(items, PER_TRANSACTION * 2)):
        tables.transact([Put(item, None) for item in batch])


def tasks_of(place: Place, size: int) -> Iterator[Task]:
    """Tasks in turn in each section."""
    now = datetime.now(UTC)
    # Fraction digits behind each key keep these ranks apart from those that the service made.
    ranks = [f"{key}Bench" for key in generate_n_keys_between(None, None, size)]
    for number, rank in enumerate(ranks):
        yield Task(
            org_id=place.org_id,
            workspace_id=WorkspaceId(place.workspace_id),
            id=new_id("tsk"),
            code=f"LAU-{number + 10}",
            title=f"Task number {number} of a long list of things to do",
            project_id=place.project_id,
            section_id=place.sections[number % len(place.sections)],
            rank=rank,
            status="to_do",
            status_category="unstarted",
            reporter_id=place.author,
            created_by=place.author,
            created_at=now,
            updated_at=now,
            description="A sentence or two about what has to be done. " * 4,
        )


def items_of(task: Task) -> Iterator[Item]:
    """The task, its place on the board, and the work of those who have it."""
    stored = task.at_version(1)
    shared: Any = {"org_id": task.org_id, "workspace_id": task.workspace_id, "task": Summary.of(stored)}
    yield Task.kind.to_item(task, version=1)
    yield Placement.kind.to_item(Placement(project_id=task.project_id, **shared), version=1)
    for user in task.assignee_ids:
        yield Assignment.kind.to_item(Assignment(user_id=user, **shared), version=1)
