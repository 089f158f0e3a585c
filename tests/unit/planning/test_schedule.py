"""The schedule of a project: its critical path, what has time to spare, what contradicts itself."""

import time
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onetick.kernel import meter
from onetick.planning.critical_path import Step, Tie, plan, required
from tests.service import Person
from tests.unit.tasks.desk import Desk, a_desk

from .test_dependencies import in_a_chain, wait

Task = dict[str, Any]


def schedule(desk: Desk, *, by: Person | None = None) -> Task:
    """The schedule of the project."""
    path = f"{desk.team.w}/projects/{desk.project['id']}/schedule"
    found: Task = (by or desk.ann).get(path).expect(200)
    return found


def day(number: int, hour: int = 9) -> str:
    return f"2030-01-{number:02}T{hour:02}:00:00Z"


def planned(desk: Desk, title: str, first: int, last: int, **more: Any) -> Task:
    """A task from one day of January to another."""
    return desk.task(title, start_at=day(first), due_at=day(last), **more)


def test_the_longest_chain_is_critical_and_the_rest_has_time(desk: Desk) -> None:
    design, build = planned(desk, "Design", 1, 5), planned(desk, "Build", 5, 15)
    write, ship = planned(desk, "Write", 1, 4), planned(desk, "Ship", 15, 16)
    in_a_chain(desk, [design, build, ship])
    in_a_chain(desk, [write, ship])
    found = schedule(desk)
    assert found["critical_path"] == [design["id"], build["id"], ship["id"]]
    rows = {row["title"]: row for row in found["tasks"]}
    assert {title: row["critical"] for title, row in rows.items()} == {
        "Design": True,
        "Build": True,
        "Write": False,
        "Ship": True,
    }
    assert (rows["Write"]["slack_days"], rows["Write"]["latest_start"][:10]) == (11, "2030-01-12")
    assert (found["starts_at"][:10], found["ends_at"][:10]) == ("2030-01-01", "2030-01-16")
    assert (found["violations"], found["unscheduled"], found["complete"]) == ([], 0, True)


def test_dates_that_contradict_a_dependency_are_reported_with_how_much_is_missing(desk: Desk) -> None:
    first, second = planned(desk, "First", 1, 5), planned(desk, "Second", 4, 8)
    wait(desk, second, first, lag_days=2).expect(200)
    found = schedule(desk)
    assert found["violations"] == [
        {"task_id": second["id"], "other_id": first["id"], "type": "FS", "lag_days": 2, "days_short": 3.0}
    ]
    # Kept, the dependency moves the end.
    assert found["ends_at"][:10] == "2030-01-11"


def test_each_kind_of_dependency_moves_the_right_end(desk: Desk) -> None:
    starts = {}
    for kind in ("FS", "SS", "FF", "SF"):
        one = a_desk(desk.team, name=kind, key=f"K{kind}")
        first, second = planned(one, "First", 10, 14), planned(one, "Second", 1, 3)
        wait(one, second, first, type=kind, lag_days=1).expect(200)
        [row] = [row for row in schedule(one)["tasks"] if row["title"] == "Second"]
        starts[kind] = row["earliest_start"][:10]
    assert starts == {"FS": "2030-01-15", "SS": "2030-01-11", "FF": "2030-01-13", "SF": "2030-01-09"}


def test_estimates_and_milestones_say_how_long_what_has_no_dates_takes(desk: Desk) -> None:
    first = desk.task("First", start_at=day(1), estimate_minutes=3 * 480)
    second = desk.task("Second", estimate_minutes=240)
    end = desk.task("End", milestone=True)
    in_a_chain(desk, [first, second, end])
    rows = {row["title"]: row for row in schedule(desk)["tasks"]}
    assert [rows[title]["duration_days"] for title in ("First", "Second", "End")] == [3, 0.5, 0]
    assert rows["End"]["earliest_finish"] == "2030-01-04T21:00:00.000Z"


def test_what_is_done_or_has_nothing_to_go_by_is_left_out(desk: Desk) -> None:
    done, second = planned(desk, "Done", 1, 20), planned(desk, "Second", 2, 3)
    desk.task("Neither dates nor dependencies")
    wait(desk, second, done).expect(200)
    desk.change(done, status="done")
    desk.service.deliver()
    found = schedule(desk)
    assert [row["title"] for row in found["tasks"]] == ["Second"]
    assert (found["unscheduled"], found["violations"]) == (1, [])


def test_an_empty_project_has_an_empty_schedule(desk: Desk) -> None:
    found = schedule(desk)
    assert (found["starts_at"], found["ends_at"], found["critical_path"], found["tasks"]) == (None, None, [], [])


def test_all_day_tasks_follow_each_other_day_by_day(desk: Desk) -> None:
    whole = {"all_day": True, "timezone": "Europe/Berlin"}
    first, second = planned(desk, "First", 1, 2, **whole), planned(desk, "Second", 3, 3, **whole)
    wait(desk, second, first).expect(200)
    found = schedule(desk)
    assert [row["duration_days"] for row in found["tasks"]] == [2, 1]
    assert (found["violations"], found["ends_at"]) == ([], "2030-01-03T23:00:00.000Z")


def test_what_is_waited_for_in_another_project_counts_where_it_may_be_seen(desk: Desk) -> None:
    other = a_desk(desk.team, name="Other", key="OTH", visibility="private")
    theirs, ours = planned(other, "Theirs", 1, 20), planned(desk, "Ours", 2, 4)
    wait(desk, ours, theirs).expect(200)
    found = schedule(desk)
    assert [row["title"] for row in found["tasks"]] == ["Ours"]
    assert (found["tasks"][0]["earliest_start"][:10], len(found["violations"])) == ("2030-01-20", 1)
    ben = desk.team.join("Ben")
    assert schedule(desk, by=ben)["tasks"][0]["earliest_start"][:10] == "2030-01-02"


def test_it_takes_two_calls_and_two_more_for_what_is_outside(desk: Desk) -> None:
    first, second = desk.tasks(2)
    in_a_chain(desk, [first, second])
    schedule(desk)
    assert meter.snapshot().calls == 2
    wait(desk, first, a_desk(desk.team, name="Other", key="OTH").task(due_at=day(3))).expect(200)
    schedule(desk)
    assert meter.snapshot().calls == 4


def test_a_thousand_tasks_are_planned_in_a_moment() -> None:
    steps = [Step(str(number), 1.0) for number in range(1_000)]
    ties = [Tie(str(number // 2), str(number), "FS") for number in range(1, 1_000)]
    started = time.process_time()
    found = plan(steps, ties, origin=0)
    assert time.process_time() - started < 0.5
    assert found.ends == len(found.path)


@st.composite
def plans(draw: st.DrawFn) -> tuple[list[Step], list[Tie]]:
    count = draw(st.integers(1, 8))
    begins = st.none() | st.integers(0, 20).map(float)
    steps = [Step(str(n), float(draw(st.integers(0, 10))), draw(begins)) for n in range(count)]
    pairs = draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=12, unique=True))
    kinds: st.SearchStrategy[Any] = st.sampled_from(["FS", "SS", "FF", "SF"])
    lags = st.integers(-5, 5).map(float)
    return steps, [Tie(str(a), str(b), draw(kinds), draw(lags)) for a, b in pairs if a < b]


@settings(max_examples=150, deadline=None)
@given(given_plan=plans())
def test_any_plan_keeps_its_ties_at_its_earliest_and_at_its_latest(given_plan: tuple[list[Step], list[Tie]]) -> None:
    steps, ties = given_plan
    found = plan(steps, ties, origin=0)
    lasts = {step.id: step.lasts for step in steps}
    for times in (
        {id: one.earliest for id, one in found.timings.items()},
        {id: one.latest for id, one in found.timings.items()},
    ):
        assert max(times[id] + lasts[id] for id in times) <= found.ends + 1e-6
        for tie in ties:
            assert times[tie.after] >= required(tie, times[tie.before], lasts[tie.before], lasts[tie.after]) - 1e-6
    assert all(timing.slack >= -1e-6 for timing in found.timings.values())
    assert all(found.timings[id].slack < 1e-6 for id in found.path[-1:])
    for step in steps:
        assert step.begins is None or found.timings[step.id].earliest >= step.begins
