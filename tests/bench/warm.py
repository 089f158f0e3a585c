"""A warm request of each core route: what it costs on the emulator, and its CPU with the emulator's answers replayed.

The authorizer is a function of its own whose answers are cached, so it is asked beforehand.
"""

import statistics
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, cycle
from typing import Any

from onetick.kernel import meter
from onetick.kernel.entry import Route
from tests.service import Answer, Service

from .pricing import PricedTables
from .replaying import Overhearing, Player
from .seeding import Ground

MOST_RUNS, FEWEST_RUNS, ENOUGH_SECONDS = 20, 2, 2
"""The emulator reads a whole partition for each window, so large sizes are sampled less often."""

ROUNDS = 25
RUNS_IN_A_ROUND = 6
"""Of each route at each size, behind one that fills the caches with what is its own."""

Prepared = tuple[Route, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Take:
    """A request that was measured on the emulator, and the answers that it got from there."""

    route: Route
    event: dict[str, Any]
    answers: Sequence[bytes]

    def again(self) -> float:
        """Its CPU in milliseconds, with the same answers."""
        cpu = time.process_time()
        answer = self.route(self.event, None)
        cpu = time.process_time() - cpu
        assert answer["statusCode"] < 300, answer["body"]
        assert meter.snapshot().calls == len(self.answers), "not what was overheard"
        return cpu * 1e3


@dataclass(frozen=True, slots=True)
class Cost:
    """What one request of a route costs on the emulator: medians over several, of which the last are the `takes`."""

    calls: float
    read_units: float
    write_units: float
    latency_ms: float
    takes: Sequence[Take]

    @property
    def answered(self) -> int:
        """How many bytes the answers have."""
        return sum(map(len, self.takes[-1].answers))


def observe(service: Service, ground: Ground, overhearing: Overhearing) -> Mapping[str, Cost]:
    """The costs of the core routes."""
    assert isinstance(service.tables, PricedTables)
    observer = _Observer(service.tables, overhearing)
    return {name: observer.cost(prepare) for name, prepare in _requests(service, ground).items()}


def replay(player: Player, grounds: Sequence[Mapping[str, Cost]]) -> Mapping[str, Sequence[Sequence[float]]]:
    """The CPU in milliseconds of each route on each ground: a median for each round.

    A round takes all grounds in turns, so what slows the machine down for a while slows them all.
    """
    found: defaultdict[str, list[list[float]]] = defaultdict(lambda: [[] for _ in grounds])
    for number in range(ROUNDS):
        for name in grounds[0]:
            for place in _beginning_with(number, len(grounds)):
                found[name][place].append(_turn(player, grounds[place][name].takes))
    return found


def _beginning_with(number: int, places: int) -> Iterator[int]:
    return ((number + step) % places for step in range(places))


def _turn(player: Player, takes: Sequence[Take]) -> float:
    player.play([answer for take in takes for answer in take.answers])
    for take in takes:
        take.again()
    return statistics.median(take.again() for _ in range(RUNS_IN_A_ROUND // len(takes)) for take in takes)


@dataclass(frozen=True, slots=True)
class _Observer:
    tables: PricedTables
    overhearing: Overhearing

    def cost(self, prepare: Callable[[], Prepared]) -> Cost:
        self._sample(prepare)
        samples: list[tuple[float, ...]] = []
        takes: list[Take] = []
        until = time.monotonic() + ENOUGH_SECONDS
        while len(samples) < FEWEST_RUNS or (len(samples) < MOST_RUNS and time.monotonic() < until):
            sample, take = self._sample(prepare)
            samples.append(sample)
            takes.append(take)
        calls, read_units, write_units, latency_ms = (
            statistics.median(column) for column in zip(*samples, strict=True)
        )
        return Cost(calls, read_units, write_units, latency_ms, takes[-FEWEST_RUNS:])

    def _sample(self, prepare: Callable[[], Prepared]) -> tuple[tuple[float, ...], Take]:
        route, event = prepare()
        self.tables.forget()
        self.overhearing.taken()
        wall = time.perf_counter()
        answer = route(event, None)
        wall = time.perf_counter() - wall
        assert answer["statusCode"] < 300, answer["body"]
        usage, answers = meter.snapshot(), self.overhearing.taken()
        figures = usage.calls, self.tables.read_units(), usage.write_units, wall * 1e3
        return figures, Take(route, event, answers)


def _requests(service: Service, ground: Ground) -> dict[str, Callable[[], Prepared]]:
    w, task, project = ground.team.w, ground.task["id"], ground.project["id"]
    token = ground.team.owner.token

    def prepared(method: str, path: str, body: Callable[[], Any] = lambda: None) -> Callable[[], Prepared]:
        def prepare() -> Prepared:
            arrived = service.gateway(method, path, body(), token=token)
            assert not isinstance(arrived, Answer), arrived.text
            return arrived

        return prepare

    # The task begins in the first.
    sections = cycle([*ground.sections[1:], ground.sections[0]])

    def another_section() -> dict[str, str]:
        return {"section_id": next(sections)}

    listed = service.call("GET", f"{w}/tasks?filter[project_id]={project}&limit=50", token=token).expect(200)
    fifty = [row["id"] for row in listed["data"]]
    numbers = count(1)

    def other_points() -> dict[str, Any]:
        changes = {"points": next(numbers)}
        return {"operations": [{"op": "update", "task_ids": fifty, "changes": changes}]}

    return {
        "bulkTasks, 50": prepared("POST", f"{w}/bulk/tasks", other_points),
        "getTask": prepared("GET", f"{w}/tasks/{task}"),
        "getTask by key": prepared("GET", f"{w}/tasks/LAU-1"),
        "updateTask": prepared("PATCH", f"{w}/tasks/{task}", lambda: {"title": f"Changed {next(numbers)} times"}),
        "createTask": prepared("POST", f"{w}/tasks", lambda: {"project_id": project, "title": "One more"}),
        "moveTask": prepared("POST", f"{w}/tasks/{task}/move", another_section),
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
