"""Whatever is logged, changed, taken back and brought back, by many at once: the task's sum is that of its entries."""

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.service import a_team, running
from tests.unit.tasks.desk import Desk, a_desk
from tests.unit.timekeeping.clockwork import log, logged, path

Act = tuple[str, int, int]
ACTS = st.tuples(st.sampled_from(["log", "change", "delete", "restore"]), st.integers(0, 5), st.integers(1, 1440))


def act(desk: Desk, task: dict[str, Any], entries: list[dict[str, Any]], one: Act) -> None:
    """Do one thing, whether or not it can be done."""
    verb, place, minutes = one
    if verb == "log" or not entries:
        entries.append(log(desk, task, minutes))
        return
    entry = entries[place % len(entries)]
    match verb:
        case "change":
            desk.ann.patch(path(desk, entry), {"minutes": minutes})
        case "delete":
            desk.ann.delete(path(desk, entry))
        case "restore":
            desk.ann.post(path(desk, entry, "/restore"))


def total(desk: Desk, task: dict[str, Any]) -> int:
    """The sum of all entries that are listed."""
    rows = desk.ann.get(f"{desk.team.w}/time-entries?filter[task_id]={task['id']}&limit=100").expect(200)["data"]
    return sum(row["minutes"] for row in rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(ACTS, max_size=12))
def test_the_sum_is_right_after_any_history(acts: list[Act]) -> None:
    with running() as service:
        desk = a_desk(a_team(service))
        task, entries = desk.task(), list[dict[str, Any]]()
        for one in acts:
            act(desk, task, entries, one)
            assert logged(desk, task) == total(desk, task)


def test_the_sum_is_right_however_many_write_at_once() -> None:
    with running() as service:
        desk = a_desk(a_team(service))
        task, entries = desk.task(), list[dict[str, Any]]()
        chance = random.Random(7)
        verbs = ["log", "log", "change", "delete", "restore"]
        acts = [(chance.choice(verbs), chance.randrange(6), chance.randrange(1, 1440)) for _ in range(60)]
        with ThreadPoolExecutor(6) as pool:
            list(pool.map(lambda one: act(desk, task, entries, one), acts))
        assert logged(desk, task) == total(desk, task) > 0
