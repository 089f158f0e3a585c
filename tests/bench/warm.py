"""A warm request of each core route: calls, capacity units, CPU and latency."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from onetick.kernel import meter
from tests.service import Answer

from .seeding import Ground

RUNS = 60
WARM_UP = 10


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request of a route costs: medians over several."""

    name: str
    calls: float
    read_units: float
    write_units: float
    cpu_ms: float
    latency_ms: float


def measure(ground: Ground) -> list[Cost]:
    """The costs of the core routes."""
    return [_measure(name, request) for name, request in _requests(ground).items()]


def _requests(ground: Ground) -> dict[str, Callable[[], Answer]]:
    owner, w, task, project = ground.team.owner, ground.team.w, ground.task["id"], ground.project["id"]
    return {
        "getTask": lambda: owner.get(f"{w}/tasks/{task}"),
        "getTask by key": lambda: owner.get(f"{w}/tasks/LAU-1"),
        "updateTask": lambda: owner.patch(f"{w}/tasks/{task}", {"title": f"Changed at {time.time_ns()}"}),
        "createTask": lambda: owner.post(f"{w}/tasks", {"project_id": project, "title": "One more"}),
        "moveTask": lambda: owner.post(
            f"{w}/tasks/{task}/move", {"section_id": ground.sections[time.time_ns() % len(ground.sections)]}
        ),
        "listTasks, 50 of a project": lambda: owner.get(f"{w}/tasks?filter[project_id]={project}&limit=50"),
        "listTasks, 50 by due date": lambda: owner.get(f"{w}/tasks?filter[project_id]={project}&sort=due_at&limit=50"),
        "getBoard": lambda: owner.get(f"{w}/projects/{project}/board"),
        "createComment": lambda: owner.post(f"{w}/tasks/{task}/comments", {"body_md": "A remark."}),
        "getTaskHistory, 50": lambda: owner.get(f"{w}/tasks/{task}/history?limit=50"),
        "listProjects": lambda: owner.get(f"{w}/projects"),
        "listNotifications": lambda: owner.get(f"{w}/notifications"),
    }


def _measure(name: str, request: Callable[[], Answer]) -> Cost:
    for _ in range(WARM_UP):
        _successful(request)
    samples = [_sample(request) for _ in range(RUNS)]
    medians = [statistics.median(column) for column in zip(*samples, strict=True)]
    return Cost(name, *medians)


def _sample(request: Callable[[], Answer]) -> tuple[float, float, float, float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    _successful(request)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    usage = meter.snapshot()
    return usage.calls, usage.read_units, usage.write_units, cpu * 1e3, wall * 1e3


def _successful(request: Callable[[], Answer]) -> None:
    answer = request()
    assert answer.status < 300, answer.text
