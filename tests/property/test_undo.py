"""Whatever one call did to tasks and whatever happened since: an undo leads back, or names what is in the way.

A change set is a random bulk. Others then change the same tasks. Undoing it with `skip` must set every
field that it changed back to what it was in each task that it does not name, leave every other field
alone, and leave alone altogether what it names; and it names exactly what was changed since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onetick.kernel.requests.rate import Limiter
from onetick.kernel.runtime import Runtime, use
from onetick.tasks.model import Task
from tests.property.test_delivery import Died, Fragile

from .boards import Board, a_team_without_pauses, stored

TASKS = 4
APART = {"version", "updated_at", "progress", "logged_minutes", "deleted_by", "deleted_with", "watcher_ids"} | {
    "status_since",
    "status_seconds",
    "started_at",
}
PLACES = {"rank", "elsewhere"}

Document = dict[str, Any]


@dataclass
class Desk(Board):
    """A board with people, tags and sections that its tasks can have; some of the tasks are in the trash."""

    people: list[str]
    tags: list[str]
    sections: list[str]

    def bulk(self, operations: Sequence[Document]) -> str | None:
        """Do it; the change set, if anything changed."""
        answer = self.team.owner.post(f"{self.team.w}/bulk/tasks", {"operations": operations})
        assert answer.status == 200, answer.text
        return answer.headers.get("OneTick-Change-Set")


@pytest.fixture(scope="module")
def board() -> Iterator[Desk]:
    with a_team_without_pauses() as team:
        ben, project = team.join("Ben"), team.project()
        sections = team.owner.get(f"{team.w}/projects/{project['id']}/sections").expect(200)["data"]
        tag = team.owner.post(f"{team.w}/tags", {"name": "Red"}).expect(201)
        names = [team.task(project, f"T{number}")["id"] for number in range(TASKS)]
        team.owner.delete(f"{team.w}/tasks/{names[-1]}").expect(204)
        service = team.owner.service
        service.deliver()
        people, places = [team.owner.id, ben.id], [section["id"] for section in sections]
        yield Desk(service, team, names, stored(team), people, [tag["id"]], places)


def operations(board: Desk) -> st.SearchStrategy[Document]:
    """Something that can be done to some of the tasks."""
    named = st.lists(st.sampled_from(board.names), min_size=1, max_size=3, unique=True)
    values = st.fixed_dictionaries(
        {},
        optional={
            "title": st.sampled_from(["A", "B", "C"]),
            "priority": st.sampled_from(["none", "high"]),
            "points": st.sampled_from([None, 1, 2]),
            "due_at": st.sampled_from([None, "2031-01-01T00:00:00Z"]),
            "description": st.sampled_from(["", "Text"]),
            "assignee_ids": st.lists(st.sampled_from(board.people), max_size=2, unique=True),
            "tag_ids": st.lists(st.sampled_from(board.tags), max_size=1),
        },
    ).filter(bool)
    update = st.builds(lambda ids, changes: {"op": "update", "task_ids": ids, "changes": changes}, named, values)
    status = st.sampled_from(["todo", "in_progress", "done"])
    section = st.sampled_from(board.sections)
    return st.one_of(
        update,
        update,
        st.builds(lambda ids, to: {"op": "transition", "task_ids": ids, "status": to}, named, status),
        st.builds(lambda ids, to: {"op": "move", "task_ids": ids, "section_id": to}, named, section),
        st.builds(lambda ids: {"op": "delete", "task_ids": ids}, named),
        st.builds(lambda ids: {"op": "restore", "task_ids": ids}, named),
    )


def content(task: Task, *, places: bool = True) -> Document:
    """The fields that undoing is about."""
    apart = APART if places else APART | PLACES
    shown = {field.name: getattr(task, field.name) for field in fields(task) if field.name not in apart}
    # When it goes to the trash again, it is put there anew.
    return {**shown, "deleted_at": task.deleted_at is not None}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_an_undo_is_the_state_before_or_the_exact_conflicts(board: Desk, data: st.DataObject) -> None:
    board.tables.restore(board.fresh)
    before = board.tasks()
    change_set = board.bulk(data.draw(st.lists(operations(board), min_size=1, max_size=4)))
    if change_set is None:
        return
    after = board.tasks()
    since = data.draw(st.lists(operations(board), max_size=3))
    if since:
        board.service.clock.advance(seconds=1)
        board.bulk(since)
    now = board.tasks()
    done = board.undo(change_set, on_conflict="skip").expect(200)
    named = {conflict["id"] for conflict in done["conflicts"]}
    then = board.tasks()
    for name in board.names:
        was, left, is_now, is_then = (content(state[name], places=not since) for state in (before, after, now, then))
        mine = {field for field in was if was[field] != left[field]}
        overtaken = {field for field in mine if is_now[field] not in (was[field], left[field])}
        if name in named:
            assert is_then == is_now
            continue
        assert not overtaken
        for field in was:
            assert is_then[field] == (was[field] if field in mine else is_now[field]), field
    if not since:
        assert not named
        assert {name: content(task) for name, task in then.items()} == {n: content(t) for n, t in before.items()}
    if board.undo(change_set).status == 409 and not named:
        again = board.team.owner.get(f"{board.team.w}/change-sets/{change_set}").expect(200)["undone_by"]
        board.undo(again, on_conflict="skip").expect(200)
        if not since:
            assert {name: content(task) for name, task in board.tasks().items()} == {
                name: content(task) for name, task in after.items()
            }


@pytest.mark.parametrize("fault", ["dies before", "dies after", "contention"])
def test_an_undo_of_several_transactions_that_is_cut_off_leads_back_all_the_same(board: Desk, fault: str) -> None:
    board.tables.restore(board.fresh)
    known = board.names
    project = next(iter(board.tasks().values())).project_id
    many = [board.team.task({"id": project}, f"N{number}")["id"] for number in range(30)]
    board.names = many
    before = board.tasks()
    change_set = board.bulk([{"op": "update", "task_ids": many, "changes": {"priority": "high", "title": "X"}}])
    assert change_set is not None
    changed = board.tables.snapshot()

    def send(faults: Mapping[int, str]) -> int:
        board.tables.restore(changed)
        fragile = Fragile(board.tables, faults)
        path = f"{board.team.w}/change-sets/{change_set}/undo"
        with use(Runtime(fragile, Limiter(fragile), board.service.clock)):
            for _ in range(10):
                try:
                    answer = board.team.owner.post(path, {}, headers={"Idempotency-Key": "once"})
                except Died:
                    continue
                if answer.status == 200:
                    assert answer.json["undone"] == 30
                    return fragile.calls
        raise AssertionError("it is never answered")

    try:
        calls = send({})
        for call in range(1, calls + 1):
            send({call: fault})
            for name, task in board.tasks().items():
                assert content(task) == content(before[name])
    finally:
        board.names = known
