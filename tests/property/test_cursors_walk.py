"""Cursors: pages of a list that others change meanwhile neither repeat nor skip what was there throughout.

Between any two pages tasks are created, moved, changed, deleted and restored. What "was there
throughout" means depends on the order: a task whose own place in the order changed (by rank: it was
moved; by due date: its date or state changed) may be listed again, or not. All others exactly once.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.comments import create_comment, delete_comment, list_comments
from functions.tasks import (
    delete_task,
    duplicate_task,
    get_board,
    get_task_history,
    list_tasks,
    move_task,
    restore_task,
    transition_task,
    update_task,
)
from onetick.kernel.entry import Route
from tests.property.taskboard import Board, a_board

Command = tuple[str, int, int]

COMMANDS = st.lists(
    st.tuples(
        st.sampled_from(["create", "move", "title", "due", "status", "assign", "delete", "restore", "duplicate"]),
        st.integers(0, 1000),
        st.integers(0, 1000),
    ),
    max_size=6,
)
ROUNDS = st.lists(COMMANDS, min_size=3, max_size=8)
LIMITS = st.integers(1, 7)
SIZE = 18
FIRST_DAY = datetime(2030, 1, 1, tzinfo=UTC)


@dataclass
class Scene:
    """Tasks on a board, and which of them were moved, rescheduled, or away at some time."""

    board: Board
    tasks: list[str] = field(default_factory=list)
    trashed: set[str] = field(default_factory=set)
    moved: set[str] = field(default_factory=set)
    rescheduled: set[str] = field(default_factory=set)
    away: set[str] = field(default_factory=set)

    def call(self, route: Route, body: Any = None, *, query: str = "", **path: Any) -> Any:
        """A request that must succeed."""
        self.board.world.clock.advance(seconds=1)
        answer = self.board.ann.call(route, body, query=query, **path)
        assert answer.status < 300, answer.text
        return answer.json if answer.text else None

    def fill(self) -> None:
        """Tasks with and without due dates in two sections."""
        for number in range(SIZE):
            more: dict[str, Any] = {"due_at": _day(number % 7)} if number % 3 else {}
            status = "in_progress" if number % 4 == 0 else "todo"
            self.tasks.append(self.board.task(str(number), assignee_ids=[self.board.ann.id], status=status, **more))

    def do(self, commands: Sequence[Command]) -> None:
        """Change the board."""
        for command, which, value in commands:
            task_id = self.tasks[which % len(self.tasks)]
            if command == "restore" or (task_id not in self.trashed):
                getattr(self, f"_{command}")(task_id, value)

    def _create(self, _: str, value: int) -> None:
        self._added(self.board.task("new", due_at=_day(value % 7), assignee_ids=[self.board.ann.id]))

    def _duplicate(self, task_id: str, _: int) -> None:
        self._added(self.call(duplicate_task.handler, {}, task_id=task_id)["id"])

    def _move(self, task_id: str, value: int) -> None:
        alive = [other for other in self.tasks if other not in self.trashed and other != task_id]
        self.moved.add(task_id)
        closed = self.status(task_id) == "done"
        self.call(move_task.handler, {"after_id": alive[value % len(alive)]}, task_id=task_id)
        if (self.status(task_id) == "done") != closed:
            self.rescheduled.add(task_id)

    def _title(self, task_id: str, value: int) -> None:
        self.call(update_task.handler, {"title": f"title {value}"}, task_id=task_id)

    def _due(self, task_id: str, value: int) -> None:
        self.rescheduled.add(task_id)
        body = {"due_at": _day(value % 7) if value % 5 else None}
        self.call(update_task.handler, body, task_id=task_id)

    def _status(self, task_id: str, value: int) -> None:
        self.moved.add(task_id)
        self.rescheduled.add(task_id)
        self.call(transition_task.handler, {"status": ["todo", "in_progress", "done"][value % 3]}, task_id=task_id)

    def _assign(self, task_id: str, value: int) -> None:
        self.rescheduled.add(task_id)
        self.away.add(task_id)
        people = [self.board.ann.id] if value % 2 else []
        self.call(update_task.handler, {"assignee_ids": people}, task_id=task_id)

    def _delete(self, task_id: str, _: int) -> None:
        self.away.add(task_id)
        self.trashed.add(task_id)
        self.call(delete_task.handler, task_id=task_id)

    def _restore(self, task_id: str, _: int) -> None:
        if task_id in self.trashed:
            self.trashed.discard(task_id)
            self.call(restore_task.handler, task_id=task_id)

    def status(self, task_id: str) -> str:
        """The status of a task."""
        return str(self.board.now(task_id)["status"])

    def _added(self, task_id: str) -> None:
        self.tasks.append(task_id)
        self.away.add(task_id)


def _day(number: int) -> str:
    return (FIRST_DAY + timedelta(days=number)).isoformat().replace("+00:00", "Z")


def walk(page_of: Callable[[str], dict[str, Any]], between: Callable[[], None]) -> list[str]:
    """The ids on all pages, with something done between any two."""
    found: list[str] = []
    cursor = ""
    while True:
        page = page_of(cursor)
        found += [row["id"] for row in page["data"]]
        if not page["page"]["has_more"]:
            return found
        cursor = f"&cursor={page['page']['next_cursor']}"
        between()


def check(found: Sequence[str], steady: set[str]) -> None:
    """Each of these is listed exactly once."""
    listed = [task_id for task_id in found if task_id in steady]
    assert sorted(listed) == sorted(steady)


LISTS = {
    "by rank": ("filter[project_id]={project}", "moved"),
    "a section by rank": ("filter[project_id]={project}&filter[section_id]={section}", "moved"),
    "newest in the project": ("filter[project_id]={project}&sort=-created_at", ""),
    "oldest in the project": ("filter[project_id]={project}&sort=created_at", ""),
    "newest in the workspace": ("sort=-created_at", ""),
    "oldest in the workspace": ("sort=created_at", ""),
    "by due date": ("filter[project_id]={project}&sort=due_at", "rescheduled"),
    "latest due first": ("filter[project_id]={project}&sort=-due_at", "rescheduled"),
    "an assignee's": ("filter[assignee_id]=me", "rescheduled"),
    "an assignee's, latest first": ("filter[assignee_id]=me&sort=-due_at", "rescheduled"),
    # What no order is kept for is left out behind each window, so pages are short, or even empty before the last.
    "those in progress, by rank": ("filter[project_id]={project}&filter[status]=in_progress", "moved"),
    "those in progress, newest first": ("sort=-created_at&filter[status]=in_progress", "moved"),
    "those of some states, by due date": (
        "filter[project_id]={project}&filter[status][in]=todo,in_progress&sort=due_at",
        "rescheduled",
    ),
}


@pytest.mark.parametrize("name", LISTS)
@given(rounds=ROUNDS, limit=LIMITS)
@settings(max_examples=12, deadline=None)
def test_a_walk_lists_what_was_there_throughout_exactly_once(
    name: str, rounds: list[list[Command]], limit: int
) -> None:
    template, unsteady = LISTS[name]
    with a_board() as board:
        scene = Scene(board)
        scene.fill()
        query = template.format(project=board.project["id"], section=board.sections["To do"])
        at_first = set(walk(lambda cursor: scene.call(list_tasks.handler, query=query + cursor), lambda: None))
        assert at_first
        waiting = iter(rounds)
        found = walk(
            lambda cursor: scene.call(list_tasks.handler, query=f"{query}&limit={limit}{cursor}"),
            lambda: scene.do(next(waiting, [])),
        )
        unsteady_ones = getattr(scene, unsteady) if unsteady else set()
        check(found, at_first - scene.away - unsteady_ones)


@given(rounds=ROUNDS, limit=LIMITS)
@settings(max_examples=12, deadline=None)
def test_a_column_goes_on_from_the_board_without_a_gap(rounds: list[list[Command]], limit: int) -> None:
    with a_board() as board:
        scene = Scene(board)
        scene.fill()
        section = board.sections["To do"]

        def page_of(cursor: str) -> dict[str, Any]:
            query = f"limit={limit}" + (f"&section_id={section}{cursor}" if cursor else "")
            columns = scene.call(get_board.handler, query=query, project_id=board.project["id"])["columns"]
            column = next(column for column in columns if column["section"]["id"] == section)
            return {"data": column["tasks"], "page": column["page"]}

        at_first = set(walk(page_of, lambda: None))
        waiting = iter(rounds)
        found = walk(page_of, lambda: scene.do(next(waiting, [])))
        check(found, at_first - scene.away - scene.moved)


@given(rounds=ROUNDS, limit=LIMITS)
@settings(max_examples=8, deadline=None)
def test_a_history_is_told_once_while_it_grows(rounds: list[list[Command]], limit: int) -> None:
    with a_board() as board:
        scene = Scene(board)
        task_id = board.task()
        for number in range(9):
            scene.call(update_task.handler, {"title": str(number)}, task_id=task_id)
        at_first = {record.id for record in board.stored("event") if record.cloudevent["aggregateid"] == task_id}
        waiting = iter(rounds)

        def grow() -> None:
            for _, which, value in next(waiting, []):
                scene.call(update_task.handler, {"title": f"{which} {value}"}, task_id=task_id)

        query = f"limit={limit}"
        found = walk(lambda cursor: scene.call(get_task_history.handler, query=query + cursor, task_id=task_id), grow)
        check(found, at_first)
        assert len(found) == len(set(found))


@pytest.mark.parametrize("order", ["created_at", "-created_at"])
@given(rounds=ROUNDS, limit=LIMITS)
@settings(max_examples=8, deadline=None)
def test_comments_are_listed_once_while_others_come_and_go(order: str, rounds: list[list[Command]], limit: int) -> None:
    with a_board() as board:
        scene = Scene(board)
        task_id = board.task()

        def write() -> str:
            made: str = scene.call(create_comment.handler, {"body_md": "Hello"}, task_id=task_id)["id"]
            return made

        at_first = [write() for _ in range(12)]
        gone: set[str] = set()
        waiting = iter(rounds)

        def talk() -> None:
            for _, which, value in next(waiting, []):
                if value % 2:
                    write()
                elif (victim := at_first[which % len(at_first)]) not in gone:
                    gone.add(victim)
                    scene.call(delete_comment.handler, comment_id=victim)

        query = f"sort={order}&limit={limit}"
        found = walk(lambda cursor: scene.call(list_comments.handler, query=query + cursor, task_id=task_id), talk)
        check(found, set(at_first) - gone)
        assert len(found) == len(set(found))
