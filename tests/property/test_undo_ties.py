"""Whatever one call did to dependencies and series and whatever happened since: undo leads back or names the rest.

One call ties tasks to each other or frees them, or lets one come again or not. Others then do the same
to the same tasks. Undoing it with `skip` sets back what nobody has changed since, leaves alone what
somebody has, names exactly that, and never leaves a dependency that only one of its two tasks has.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.service import Answer

from .boards import Board, a_team_without_pauses, stored

TASKS = 3
RULES = ("FREQ=WEEKLY", "FREQ=MONTHLY")


@dataclass(frozen=True)
class Said:
    """What people said of a task that undoing is about here."""

    waits: frozenset[tuple[str, str, int]]
    rule: str | None

    @property
    def parts(self) -> dict[str, Any]:
        """Each dependency, and the rule, for itself."""
        return {"rule": self.rule, **{id: (type, lag) for id, type, lag in self.waits}}


@dataclass
class Plan(Board):
    """A board whose tasks are tied to each other."""

    def said(self) -> dict[str, Said]:
        """What was said of each; what each waits for is what the others hold."""
        tasks = self.tasks()
        held = {(link.task_id, id, link.type, link.lag_days) for id, task in tasks.items() for link in task.blocks}
        waits = {(id, one.task_id, one.type, one.lag_days) for id, task in tasks.items() for one in task.blocked_by}
        assert held == waits
        return {
            id: Said(
                frozenset((one.task_id, one.type, one.lag_days) for one in task.blocked_by),
                None if task.recurrence is None else task.recurrence.rule,
            )
            for id, task in tasks.items()
        }

    def act(self, move: tuple[Any, ...]) -> Answer:
        """Do something to one of the tasks; whether that is possible is not for here to say."""
        name, task, *rest = move
        path = f"{self.team.w}/tasks/{self.names[task]}"
        ann = self.team.owner
        if name == "tie":
            return ann.put(f"{path}/dependencies/{self.names[rest[0]]}", {"type": rest[1], "lag_days": rest[2]})
        if name == "free":
            return ann.delete(f"{path}/dependencies/{self.names[rest[0]]}")
        return (
            ann.delete(f"{path}/recurrence") if rest[0] is None else ann.put(f"{path}/recurrence", {"rrule": rest[0]})
        )


@pytest.fixture(scope="module")
def plan() -> Iterator[Plan]:
    with a_team_without_pauses() as team:
        project = team.project()
        names = [team.task(project, f"T{number}", due_at="2031-01-01T00:00:00Z")["id"] for number in range(TASKS)]
        yield Plan(team.owner.service, team, names, stored(team))


_TASK = st.integers(0, TASKS - 1)
_MOVES = st.one_of(
    st.tuples(st.just("tie"), _TASK, _TASK, st.sampled_from(["FS", "SS"]), st.sampled_from([0, 3])),
    st.tuples(st.just("free"), _TASK, _TASK),
    st.tuples(st.just("recur"), _TASK, st.sampled_from([None, *RULES])),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    earlier=st.lists(_MOVES, max_size=4),
    moves=st.lists(_MOVES, min_size=1, max_size=3),
    since=st.lists(_MOVES, max_size=4),
)
def test_an_undo_of_ties_is_the_state_before_or_the_exact_conflicts(
    plan: Plan, earlier: list[tuple[Any, ...]], moves: list[tuple[Any, ...]], since: list[tuple[Any, ...]]
) -> None:
    plan.tables.restore(plan.fresh)
    for move in earlier:
        plan.act(move)
    before, change_set = plan.said(), None
    for move in moves:
        before = plan.said()
        change_set = plan.act(move).headers.get("OneTick-Change-Set")
        if change_set is not None:
            break
    if change_set is None:
        return
    after = plan.said()
    changed_since = [move for move in since if "OneTick-Change-Set" in plan.act(move).headers]
    now = plan.said()
    done = plan.undo(change_set, on_conflict="skip").expect(200)
    named = {conflict["id"]: conflict for conflict in done["conflicts"]}
    then = plan.said()
    for name in plan.names:
        was, left, is_now, is_then = (state[name].parts for state in (before, after, now, then))
        mine = {part for part in was.keys() | left.keys() if was.get(part) != left.get(part)}
        overtaken = {part for part in mine if is_now.get(part) not in (was.get(part), left.get(part))}
        if name in named:
            assert is_then == is_now
            # Beside what was changed since, only a circle that was closed since is in the way.
            assert overtaken or "wait for itself" in named[name]["detail"]
            continue
        assert not overtaken
        for part in was.keys() | left.keys() | is_now.keys() | is_then.keys():
            assert is_then.get(part) == (was.get(part) if part in mine else is_now.get(part)), part
    if not changed_since:
        assert not named and then == before
        again = plan.team.owner.get(f"{plan.team.w}/change-sets/{change_set}").expect(200)["undone_by"]
        assert plan.undo(again, on_conflict="skip").expect(200)["conflicts"] == []
        assert plan.said() == after
