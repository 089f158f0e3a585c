"""A board whose tasks are changed by several threads at once, each through units of work of its own.

A process serves one request at a time, so the pipeline is not for threads. What they share here is
what processes share: the tables. A lost commit starts again from reading, as the pipeline does.
"""

import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from functions.projects import list_sections
from functions.tasks import create_task, get_task, move_task
from onetick.kernel.access import ProjectAccess
from onetick.kernel.authority import standing
from onetick.kernel.entry import Route
from onetick.kernel.principal import Principal
from onetick.kernel.recording import Decided, Request
from onetick.kernel.unit.allowance import Allowance
from onetick.kernel.work import Lost, Work
from onetick.projects.model import Outline, Project, Workflow
from onetick.tasks.model import Task, TaskCounter
from tests.unit.projects.world import Caller, World, a_world

T = TypeVar("T")

MAX_ATTEMPTS = 500


@dataclass
class Board:
    """A project of one member, and its sections by name."""

    world: World
    ann: Caller
    project: dict[str, Any]
    sections: dict[str, str]

    def task(self, title: str = "Task", **more: Any) -> str:
        """The id of a new task."""
        self.world.clock.advance(seconds=1)
        body = {"project_id": self.project["id"], "title": title, **more}
        made: dict[str, Any] = self.ann.call(create_task.handler, body).expect(201)
        return str(made["id"])

    def now(self, task_id: str) -> dict[str, Any]:
        """A task as it is now."""
        self.world.clock.advance(seconds=1)
        found: dict[str, Any] = self.ann.call(get_task.handler, task_id=task_id).expect(200)
        return found

    def act(self, route: Route, do: Callable[[Work], T], *, correlation_id: str = "c") -> T:
        """Do something as a request to this route would, until its commit is not lost. Counts as `attempt`s."""
        for attempt in range(1, MAX_ATTEMPTS):
            work = self._work(route, attempt, correlation_id)
            try:
                result = do(work)
                work.commit()
            except Lost:
                continue
            return result
        raise AssertionError("starved")

    def read(self, work: Work, *task_ids: str) -> list[Task]:
        """Tasks, read together with what a change of them needs."""
        inside = {"org_id": self.world.org_id, "project_id": self.project["id"]}
        place = {"org_id": self.world.org_id, "workspace_id": self.world.workspace_id}
        keys = [Task.key(org_id=self.world.org_id, id=task_id) for task_id in task_ids]
        facts = [
            ProjectAccess.key(**place, project_id=self.project["id"]),
            Project.key(**place, id=self.project["id"]),
            Outline.key(**inside),
            Workflow.key(**inside),
            TaskCounter.key(**inside),
        ]
        work.prefetch([*keys, *facts])
        return [work.load(Task, key) for key in keys]

    def stored(self, *kinds: str) -> Iterator[Any]:
        """Every entity of these kinds that was written, in the order of the commits."""
        from onetick.kernel.entity import kinds as declared

        for item in self.world.tables.puts(*kinds):
            yield declared[item.kind].from_item(item)

    def _work(self, route: Route, attempt: int, correlation_id: str) -> Work:
        principal = Principal(id=self.ann.id, org=self.world.org_id)
        work = Work(
            tables=self.world.tables,
            principal=principal,
            request=Request(operation=route.operation, correlation_id=correlation_id),
            allowance=Allowance.of(route),
            org_id=self.world.org_id,
            workspace_id=self.world.workspace_id,
            now=datetime.now(UTC),
            attempt=attempt,
            decided=Decided(policy="test", reason="test"),
        )
        work.standing = standing(work, principal, self.world.org_id, self.world.workspace_id)
        return work


@contextmanager
def a_board() -> Iterator[Board]:
    """A project in a world of its own."""
    with a_world() as world:
        ann = world.joined("Ann")
        project = world.project(ann)
        rows = ann.call(list_sections.handler, project_id=project["id"]).expect(200)["data"]
        yield Board(world, ann, project, {row["name"]: row["id"] for row in rows})


@contextmanager
def eager_switching() -> Iterator[None]:
    """Let threads take turns as often as the interpreter can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def together(acts: Sequence[Callable[[], T]]) -> list[T]:
    """Do these in a thread each, all starting at once; their results."""
    barrier = threading.Barrier(len(acts))

    def start(act: Callable[[], T]) -> T:
        barrier.wait()
        return act()

    with eager_switching(), ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(start, acts))


MOVES = move_task.handler
