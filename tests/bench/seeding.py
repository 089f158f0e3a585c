"""A project with many tasks, written as the use case would have written them, many to a transaction."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from fractional_indexing import generate_n_keys_between

from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId, new_id
from onetick.kernel.table import Put, Tables
from onetick.tasks.model import Summary, Task
from onetick.tasks.rows import Placement
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


def prepare(service: Service) -> Ground:
    """A team with a project, made through the API."""
    team = a_team(service)
    project = team.project()
    task = team.task(project, "The one that is read and changed", description="A paragraph of text. " * 20)
    sections = team.owner.get(f"{team.w}/projects/{project['id']}/sections").expect(200)["data"]
    remark = {"body_md": "A remark. " * 20}
    comment = team.owner.post(f"{team.w}/tasks/{task['id']}/comments", remark).expect(201)
    return Ground(team, project, task, comment, [section["id"] for section in sections])


def fill(tables: Tables, ground: Ground, *, already: int, until: int) -> None:
    """Add tasks to the project until it has this many."""
    items = (item for task in _tasks(ground, already, until) for item in _items(task))
    while batch := list(islice(items, PER_TRANSACTION * 2)):
        tables.transact([Put(item, None) for item in batch])


def _tasks(ground: Ground, already: int, until: int) -> Iterator[Task]:
    now, author = datetime.now(UTC), PrincipalId(ground.team.owner.id)
    # Fraction digits behind each key keep these ranks apart from those that the service made.
    ranks = [f"{key}Bench" for key in generate_n_keys_between(None, None, until)][already:]
    for number, rank in zip(range(already, until), ranks, strict=True):
        yield Task(
            org_id=OrgId(ground.team.organization_id),
            workspace_id=WorkspaceId(ground.team.workspace_id),
            id=new_id("tsk"),
            code=f"LAU-{number + 10}",
            title=f"Task number {number} of a long list of things to do",
            project_id=ground.project["id"],
            section_id=ground.sections[number % len(ground.sections)],
            rank=rank,
            status="to_do",
            status_category="unstarted",
            reporter_id=author,
            created_by=author,
            created_at=now,
            updated_at=now,
            description="A sentence or two about what has to be done. " * 4,
        )


def _items(task: Task) -> list[Any]:
    stored = task.at_version(1)
    placement = Placement(
        org_id=task.org_id, workspace_id=task.workspace_id, project_id=task.project_id, task=Summary.of(stored)
    )
    return [Task.kind.to_item(task, version=1), Placement.kind.to_item(placement, version=1)]
