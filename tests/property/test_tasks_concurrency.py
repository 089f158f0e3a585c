"""Conditional writes with real threads: nothing is lost, nothing is given out twice."""

import json
from collections.abc import Callable
from dataclasses import replace

from functions.consumers import rescue_tasks
from functions.projects import delete_section
from functions.tasks import create_task, update_task
from onetick.comments.create_comment import create_comment
from onetick.comments.model import Comment
from onetick.kernel.events import EventRecord
from onetick.kernel.problems import Conflict, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.delete_section import delete_section as remove_section
from onetick.projects.events import SECTION_DELETED
from onetick.projects.model import Outline, Project, Section
from onetick.tasks import create_task as creating
from onetick.tasks.changing import change
from onetick.tasks.columns import is_empty
from onetick.tasks.model import Task
from onetick.tasks.rows import Assignment, Placement
from onetick.tasks.schemas import NewTask, TaskChanges
from onetick.tasks.update_task import update_task as updating
from tests.property.taskboard import Board, a_board, together

WRITERS = 6
TIMES = 40


def current(board: Board, cls: type[Placement] | type[Assignment], task_id: str) -> list[Placement | Assignment]:
    """What the lists say of a task now."""
    rows = {entity.own_key: entity for entity in board.stored(cls.kind.name)}
    alive = board.world.tables.get_many(list(rows)[-100:])
    return [row for key in alive if (row := cls.kind.from_item(alive[key])).task_id == task_id]


def test_no_increment_is_lost() -> None:
    with a_board() as board:
        task_id = board.task(estimate_minutes=0)

        def increment(work: Work) -> None:
            [task] = board.read(work, task_id)
            change(work, task, replace(task, estimate_minutes=(task.estimate_minutes or 0) + 1))

        def many() -> None:
            for _ in range(TIMES):
                board.act(update_task.handler, increment)

        together([many] * WRITERS)
        task = board.now(task_id)
        assert (task["estimate_minutes"], task["version"]) == (WRITERS * TIMES, WRITERS * TIMES + 1)
        versions = [
            record.cloudevent["aggregateversion"]
            for record in board.stored("event")
            if isinstance(record, EventRecord) and record.cloudevent["aggregateid"] == task_id
        ]
        assert versions == list(range(1, WRITERS * TIMES + 2))


def test_changes_of_different_fields_all_survive_and_the_copies_agree() -> None:
    with a_board() as board:
        task_id = board.task()
        wishes: list[dict[str, object]] = [
            {"title": "New title"},
            {"priority": "high"},
            {"points": 5.0},
            {"due_at": "2030-01-01T00:00:00Z"},
            {"assignee_ids": [board.ann.id]},
            {"status": "in_progress"},
        ]

        def wish(fields: dict[str, object]) -> Callable[[], None]:
            def change_it(work: Work) -> None:
                [task] = board.read(work, task_id)
                updating(work, task, TaskChanges.model_validate(fields, strict=False))

            return lambda: board.act(update_task.handler, change_it)

        together([wish(fields) for fields in wishes])
        task = board.now(task_id)
        assert (task["title"], task["priority"], task["points"]) == ("New title", "high", 5.0)
        assert (task["due_at"], task["assignee_ids"]) == ("2030-01-01T00:00:00.000Z", [board.ann.id])
        assert (task["status"], task["section_id"]) == ("in_progress", board.sections["In progress"])
        assert task["version"] == len(wishes) + 1
        for cls in (Placement, Assignment):
            [copy] = current(board, cls, task_id)
            assert copy.task.version == task["version"]
            assert copy.task.title == "New title"


def test_concurrent_creators_get_different_keys_and_none_starves() -> None:
    with a_board() as board:

        def create(work: Work) -> Task:
            board.read(work)
            place = {"org_id": board.world.org_id, "workspace_id": board.world.workspace_id}
            project = work.load(Project, Project.key(**place, id=board.project["id"]))
            return creating.create_task(work, project, NewTask(project_id=project.id, title="New"))

        def many() -> list[tuple[str, str]]:
            made = [board.act(create_task.handler, create) for _ in range(TIMES)]
            return [(task.code, task.rank) for task in made]

        found = [pair for pairs in together([many] * WRITERS) for pair in pairs]
        assert len({code for code, _ in found}) == WRITERS * TIMES
        assert len({rank for _, rank in found}) == WRITERS * TIMES


def test_concurrent_comments_do_not_wait_for_each_other() -> None:
    from functions.comments import create_comment as route

    with a_board() as board:
        task_id = board.task()
        attempts: list[int] = []

        def comment(work: Work) -> Comment:
            [task] = board.read(work, task_id)
            attempts.append(work.attempt)
            return create_comment(work, task, "Hello")

        def many() -> None:
            for _ in range(TIMES):
                board.act(route.handler, comment)

        together([many] * WRITERS)
        assert attempts == [1] * (WRITERS * TIMES)
        assert board.now(task_id)["version"] == 1


def test_a_task_that_enters_a_section_while_it_is_deleted_is_not_lost() -> None:
    for _ in range(20):
        with a_board() as board:
            section_id = board.sections["In progress"]

            def create(work: Work, board: Board = board, section_id: str = section_id) -> bool:
                board.read(work)
                place = {"org_id": board.world.org_id, "workspace_id": board.world.workspace_id}
                project = work.load(Project, Project.key(**place, id=board.project["id"]))
                creating.create_task(work, project, NewTask(project_id=project.id, title="New", section_id=section_id))
                return True

            def delete(work: Work, board: Board = board, section_id: str = section_id) -> bool:
                board.read(work)
                section = work.load(Section, Section.key(org_id=board.world.org_id, id=section_id))
                remove_section(work, section, empty=is_empty(work, section))
                return True

            def attempt(board: Board, do: Callable[[Work], bool], *, deletes: bool) -> Callable[[], bool]:
                def run() -> bool:
                    route = delete_section.handler if deletes else create_task.handler
                    try:
                        return board.act(route, do)
                    except (Conflict, Unprocessable):
                        return False

                return run

            done = together([attempt(board, create, deletes=False), attempt(board, delete, deletes=True)])
            assert any(done)
            _tell_deletions(board)
            if done[0]:
                *_, task = board.stored(Task.kind.name)
                *_, outline = board.stored(Outline.kind.name)
                assert task.section_id in {section.id for section in outline.sections}


def _tell_deletions(board: Board) -> None:
    """What the bus does with the deletions that were committed."""
    records = [one.cloudevent for one in board.stored("event") if isinstance(one, EventRecord)]
    for cloudevent in records:
        if cloudevent["type"] == SECTION_DELETED.wire_type:
            message = {"messageId": "1", "body": json.dumps({"detail": cloudevent}), "attributes": {}}
            assert rescue_tasks.handler({"Records": [message]}, None) == {"batchItemFailures": []}
