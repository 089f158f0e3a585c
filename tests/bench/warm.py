"""A warm request of each core route: calls, capacity units, CPU and latency.

The authorizer is a function of its own whose answers are cached, so it is asked beforehand.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onetick.kernel import meter
from onetick.kernel.entry import Route
from tests.service import Answer, Service

from .pricing import PricedTables
from .seeding import Ground

RUNS = 60
FEWEST_RUNS = 5
WARM_UP = 3
ENOUGH_SECONDS = 12
"""The emulator reads a whole partition for each window, so large sizes are sampled less often."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request of a route costs: medians over several."""

    name: str
    calls: float
    read_units: float
    write_units: float
    cpu_ms: float
    latency_ms: float


Prepared = tuple[Route, dict[str, Any]]


def measure(service: Service, ground: Ground) -> list[Cost]:
    """The costs of the core routes."""
    assert isinstance(service.tables, PricedTables)
    return [_measure(service.tables, name, prepare) for name, prepare in _requests(service, ground).items()]


def _requests(service: Service, ground: Ground) -> dict[str, Callable[[], Prepared]]:
    w, task, project = ground.team.w, ground.task["id"], ground.project["id"]
    token = ground.team.owner.token

    def prepared(method: str, path: str, body: Callable[[], Any] = lambda: None) -> Callable[[], Prepared]:
        def prepare() -> Prepared:
            arrived = service.gateway(method, path, body(), token=token)
            assert not isinstance(arrived, Answer), arrived.text
            return arrived

        return prepare

    def some_section() -> dict[str, str]:
        return {"section_id": ground.sections[time.time_ns() % len(ground.sections)]}

    listed = service.call("GET", f"{w}/tasks?filter[project_id]={project}&limit=50", token=token).expect(200)
    fifty = [row["id"] for row in listed["data"]]

    def other_points() -> dict[str, Any]:
        changes = {"points": time.time_ns() % 100_000}
        return {"operations": [{"op": "update", "task_ids": fifty, "changes": changes}]}

    return {
        "bulkTasks, 50": prepared("POST", f"{w}/bulk/tasks", other_points),
        "getTask": prepared("GET", f"{w}/tasks/{task}"),
        "getTask by key": prepared("GET", f"{w}/tasks/LAU-1"),
        "updateTask": prepared("PATCH", f"{w}/tasks/{task}", lambda: {"title": f"Changed at {time.time_ns()}"}),
        "createTask": prepared("POST", f"{w}/tasks", lambda: {"project_id": project, "title": "One more"}),
        "moveTask": prepared("POST", f"{w}/tasks/{task}/move", some_section),
        "listTasks, 50 of a project": prepared("GET", f"{w}/tasks?filter[project_id]={project}&limit=50"),
        "listTasks, 50 by due date": prepared("GET", f"{w}/tasks?filter[project_id]={project}&sort=due_at&limit=50"),
        "getBoard, first 50 a column": prepared("GET", f"{w}/projects/{project}/board"),
        "getBoard, 50 of a column": prepared("GET", f"{w}/projects/{project}/board?section_id={ground.sections[0]}"),
        "createComment": prepared("POST", f"{w}/tasks/{task}/comments", lambda: {"body_md": "A remark."}),
        "createReply": prepared("POST", f"{w}/comments/{ground.comment['id']}/replies", lambda: {"body_md": "Yes."}),
        "getTaskDrawer": prepared("GET", f"{w}/tasks/{task}/drawer"),
        "createTimeEntry": prepared("POST", f"{w}/time-entries", lambda: {"task_id": task, "minutes": 5}),
        "getTaskHistory, 50": prepared("GET", f"{w}/tasks/{task}/history?limit=50"),
        "listProjects": prepared("GET", f"{w}/projects"),
        "listNotifications": prepared("GET", f"{w}/notifications"),
    }


def _measure(tables: PricedTables, name: str, prepare: Callable[[], Prepared]) -> Cost:
    for _ in range(WARM_UP):
        _sample(tables, prepare)
    samples: list[tuple[float, ...]] = []
    until = time.monotonic() + ENOUGH_SECONDS
    while len(samples) < FEWEST_RUNS or (len(samples) < RUNS and time.monotonic() < until):
        samples.append(_sample(tables, prepare))
    medians = [statistics.median(column) for column in zip(*samples, strict=True)]
    return Cost(name, *medians)


def _sample(tables: PricedTables, prepare: Callable[[], Prepared]) -> tuple[float, float, float, float, float]:
    route, event = prepare()
    tables.forget()
    cpu, wall = time.process_time(), time.perf_counter()
    answer = route(event, None)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    assert answer["statusCode"] < 300, answer["body"]
    usage = meter.snapshot()
    return usage.calls, tables.read_units(), usage.write_units, cpu * 1e3, wall * 1e3
