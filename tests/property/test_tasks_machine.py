"""Tasks against a model: whatever is done to them in whatever order, every list, board and count agrees."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from functions.comments import create_comment, delete_comment, list_comments, update_comment
from functions.consumers import count_columns, make_room
from functions.projects import put_project_member
from functions.tasks import (
    create_task,
    delete_task,
    duplicate_task,
    get_board,
    get_task,
    list_tasks,
    list_watchers,
    move_task,
    restore_task,
    transition_task,
    unwatch_task,
    update_task,
    watch_task,
)
from onetick.kernel.entry import Route
from onetick.kernel.triggers import Consumer
from tests.property.taskboard import Board, a_board
from tests.service import Answer

STATUSES = {"To do": "todo", "In progress": "in_progress", "Done": "done"}
SECTION_OF = {status: name for name, status in STATUSES.items()}
DAY = datetime(2030, 1, 1, tzinfo=UTC)
CONSUMERS: tuple[Consumer, ...] = (count_columns.handler, make_room.handler)


@dataclass
class Model:
    """What a task should be like."""

    id: str
    key: str
    title: str
    section: str
    status: str
    due: str | None = None
    assignees: list[str] = field(default_factory=list)
    watchers: set[str] = field(default_factory=set)
    comments: dict[str, str] = field(default_factory=dict)
    version: int = 1
    deleted: bool = False


def day(number: int | None) -> str | None:
    """A due date."""
    return None if number is None else (DAY + timedelta(days=number)).isoformat(timespec="milliseconds")[:-6] + "Z"


class Tasks(RuleBasedStateMachine):
    """Commands of the project's admin and of an editor."""

    tasks: Bundle[str] = Bundle("tasks")
    comments: Bundle[tuple[str, str]] = Bundle("comments")

    @initialize(target=tasks)
    def found(self) -> Any:
        self.stack = ExitStack()
        self.board: Board = self.stack.enter_context(a_board())
        self.ben = self.board.world.joined("Ben")
        body, path = {"role": "editor"}, {"project_id": self.board.project["id"], "principal_id": self.ben.id}
        self.board.ann.call(put_project_member.handler, body, **path).expect(200)
        self.people = [self.board.ann, self.ben]
        self.models: dict[str, Model] = {}
        self.columns: dict[str, list[str]] = {name: [] for name in STATUSES}
        self.authors: dict[str, int] = {}
        self.delivered = 0
        return multiple()

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()

    # Commands

    @rule(
        target=tasks,
        who=st.integers(0, 1),
        status=st.sampled_from([None, *SECTION_OF]),
        due=st.none() | st.integers(0, 3),
        assigned=st.sets(st.integers(0, 1)),
    )
    def create(self, who: int, status: str | None, due: int | None, assigned: set[int]) -> str:
        people: list[str] = [self.people[one].id for one in sorted(assigned)]
        body = {
            "project_id": self.board.project["id"],
            "title": f"Task {len(self.models)}",
            "assignee_ids": people,
            **({"status": status} if status else {}),
            **({"due_at": day(due)} if due is not None else {}),
        }
        made = self.call(who, create_task.handler, body).expect(201)
        return self.added(made, who, status or "todo", day(due), people)

    @rule(target=tasks, who=st.integers(0, 1), task=tasks)
    def duplicate(self, who: int, task: str) -> Any:
        model = self.models[task]
        answer = self.call(who, duplicate_task.handler, {}, task_id=task)
        if model.deleted:
            answer.expect(410)
            return multiple()
        return self.added(answer.expect(201), who, model.status, model.due, model.assignees, title=model.title)

    @rule(who=st.integers(0, 1), task=tasks, title=st.sampled_from(["A", "B"]), due=st.none() | st.integers(0, 3))
    def change(self, who: int, task: str, title: str, due: int | None) -> None:
        model = self.models[task]
        answer = self.call(who, update_task.handler, {"title": title, "due_at": day(due)}, task_id=task)
        if self.refused(answer, model):
            return
        if (model.title, model.due) != (title, day(due)):
            model.title, model.due, model.version = title, day(due), model.version + 1

    @rule(who=st.integers(0, 1), task=tasks, assigned=st.sets(st.integers(0, 1)))
    def assign(self, who: int, task: str, assigned: set[int]) -> None:
        model = self.models[task]
        people: list[str] = [self.people[one].id for one in sorted(assigned)]
        answer = self.call(who, update_task.handler, {"assignee_ids": people}, task_id=task)
        if self.refused(answer, model) or people == model.assignees:
            return
        model.watchers |= set(people) - set(model.assignees)
        model.assignees, model.version = people, model.version + 1

    @rule(who=st.integers(0, 1), task=tasks, status=st.sampled_from(sorted(SECTION_OF)))
    def transition(self, who: int, task: str, status: str) -> None:
        model = self.models[task]
        if self.refused(self.call(who, transition_task.handler, {"status": status}, task_id=task), model):
            return
        if status != model.status:
            self.place(model, SECTION_OF[status], None)

    @rule(who=st.integers(0, 1), task=tasks, section=st.sampled_from(sorted(STATUSES)))
    def move_to_the_end(self, who: int, task: str, section: str) -> None:
        model = self.models[task]
        body = {"section_id": self.board.sections[section]}
        if not self.refused(self.call(who, move_task.handler, body, task_id=task), model):
            self.place(model, section, None)

    @rule(who=st.integers(0, 1), task=tasks, neighbour=tasks, side=st.sampled_from(["before_id", "after_id"]))
    def move_beside(self, who: int, task: str, neighbour: str, side: str) -> None:
        model, other = self.models[task], self.models[neighbour]
        answer = self.call(who, move_task.handler, {side: neighbour}, task_id=task)
        if self.refused(answer, model):
            return
        if other.deleted or task == neighbour:
            answer.expect(422)
            return
        answer.expect(200)
        self.place(model, other.section, neighbour, below=side == "after_id")

    @rule(who=st.integers(0, 1), task=tasks)
    def delete(self, who: int, task: str) -> None:
        model = self.models[task]
        answer = self.call(0, delete_task.handler, task_id=task)
        if model.deleted:
            answer.expect(410)
            return
        answer.expect(204)
        model.deleted, model.version = True, model.version + 1
        self.columns[model.section].remove(task)

    @rule(task=tasks)
    def restore(self, task: str) -> None:
        model = self.models[task]
        answer = self.call(0, restore_task.handler, task_id=task)
        if not model.deleted:
            answer.expect(409)
            return
        rank = answer.expect(200)["rank"]
        model.deleted, model.version = False, model.version + 1
        # It comes back to its old place, which only its rank still knows.
        ranks = {other: self.board.now(other)["rank"] for other in self.columns[model.section]}
        place = sum(other < rank for other in ranks.values())
        self.columns[model.section].insert(place, task)

    @rule(who=st.integers(0, 1), task=tasks, watch=st.booleans())
    def watch(self, who: int, task: str, watch: bool) -> None:
        model, me = self.models[task], self.people[who].id
        route = watch_task.handler if watch else unwatch_task.handler
        if self.refused(self.call(who, route, task_id=task, user_id="me"), model):
            return
        if (me in model.watchers) != watch:
            model.watchers ^= {me}
            model.version += 1

    @rule(target=comments, who=st.integers(0, 1), task=tasks, text=st.sampled_from(["Hello", "World"]))
    def comment(self, who: int, task: str, text: str) -> Any:
        model = self.models[task]
        answer = self.call(who, create_comment.handler, {"body_md": text}, task_id=task)
        if model.deleted:
            answer.expect(410)
            return multiple()
        made: str = answer.expect(201)["id"]
        model.comments[made] = text
        self.authors[made] = who
        return task, made

    @rule(comment=comments, who=st.integers(0, 1), text=st.sampled_from(["Hello", "Again"]))
    def rewrite(self, comment: tuple[str, str], who: int, text: str) -> None:
        task, identifier = comment
        model = self.models[task]
        answer = self.call(who, update_comment.handler, {"body_md": text}, comment_id=identifier)
        if model.deleted:
            answer.expect(410)
        elif self.authors[identifier] != who:
            answer.expect(403)
        else:
            answer.expect(200)
            model.comments[identifier] = text

    @rule(comment=consumes(comments))
    def take_back(self, comment: tuple[str, str]) -> None:
        task, identifier = comment
        self.call(0, delete_comment.handler, comment_id=identifier).expect(204)
        del self.models[task].comments[identifier]

    @rule(times=st.integers(1, 2))
    def deliver(self, times: int) -> None:
        import json

        events = self.board.world.events()
        for cloudevent in events[self.delivered :]:
            for consumer in CONSUMERS:
                if cloudevent["type"] in {kind.wire_type for kind in consumer.types}:
                    record = {"messageId": "m", "body": json.dumps({"detail": cloudevent}), "attributes": {}}
                    for _ in range(times):
                        assert consumer({"Records": [record]}, None) == {"batchItemFailures": []}
        self.delivered = len(events)
        counts = {row["section"]["name"]: row["count"] for row in self.shown("limit=1")}
        assert counts == {name: len(column) for name, column in self.columns.items()}

    # What must hold

    @invariant()
    def the_board_shows_the_columns(self) -> None:
        if not hasattr(self, "stack"):
            return
        board = {row["section"]["name"]: [task["id"] for task in row["tasks"]] for row in self.shown()}
        assert board == self.columns

    @invariant()
    def each_task_is_as_it_should_be(self) -> None:
        for model in getattr(self, "models", {}).values():
            answer = self.call(1, get_task.handler, task_id=model.id)
            if model.deleted:
                answer.expect(410)
                continue
            task = answer.expect(200)
            assert task["title"] == model.title
            assert task["status"] == model.status
            assert task["section_id"] == self.board.sections[model.section]
            assert (task["completed_at"] is None) == (model.status != "done")
            assert (task["due_at"], task["assignee_ids"]) == (model.due, model.assignees)
            assert (task["version"], task["watcher_count"]) == (model.version, len(model.watchers))

    @invariant()
    def lists_agree(self) -> None:
        if not hasattr(self, "stack"):
            return
        alive = [model for model in self.models.values() if not model.deleted]
        assert self.listed("sort=created_at") == [model.id for model in alive]
        trash = {model.id for model in self.models.values() if model.deleted}
        assert set(self.listed("filter[trashed]=true")) == trash
        for who, person in enumerate(self.people):
            work = [model for model in alive if person.id in model.assignees and model.status != "done"]
            expected = sorted(work, key=lambda model: (model.due or "~", model.id))
            assert self.listed("filter[assignee_id]=me", who=who) == [model.id for model in expected]

    @invariant()
    def people_and_comments_agree(self) -> None:
        for model in list(getattr(self, "models", {}).values())[-2:]:
            if model.deleted:
                continue
            watchers = self.call(0, list_watchers.handler, task_id=model.id).expect(200)["data"]
            assert {row["user_id"] for row in watchers} == model.watchers
            comments = self.call(0, list_comments.handler, task_id=model.id).expect(200)["data"]
            assert {row["id"]: row["body_md"] for row in comments} == model.comments

    @invariant()
    def versions_of_events_have_no_gap(self) -> None:
        if not hasattr(self, "stack"):
            return
        seen: dict[str, int] = {}
        for event in self.board.world.events():
            if event["subject"].startswith("task/"):
                before = seen.get(event["aggregateid"], 0)
                assert event["aggregateversion"] in (before, before + 1)
                seen[event["aggregateid"]] = event["aggregateversion"]
        assert seen == {model.id: model.version for model in self.models.values()}

    # Means

    def call(self, who: int, route: Route, body: Any = None, *, query: str = "", **path: Any) -> Answer:
        self.board.world.clock.advance(seconds=1)
        return self.people[who].call(route, body, query=query, **path)

    def shown(self, query: str = "") -> list[dict[str, Any]]:
        path = {"project_id": self.board.project["id"]}
        columns: list[dict[str, Any]] = self.call(0, get_board.handler, query=query, **path).expect(200)["columns"]
        return columns

    def listed(self, query: str, *, who: int = 0) -> list[str]:
        return [row["id"] for row in self.call(who, list_tasks.handler, query=query).expect(200)["data"]]

    def refused(self, answer: Answer, model: Model) -> bool:
        if model.deleted:
            answer.expect(410)
        elif answer.status != 422:
            answer.expect(200)
        return model.deleted

    def added(
        self, made: dict[str, Any], who: int, status: str, due: str | None, people: list[str], *, title: str = ""
    ) -> str:
        model = Model(
            id=made["id"],
            key=made["key"],
            title=title or made["title"],
            section=SECTION_OF[status],
            status=status,
            due=due,
            assignees=list(people),
            watchers={self.people[who].id, *people},
        )
        assert model.key == f"WEB-{len(self.models) + 1}"
        self.models[model.id] = model
        self.columns[model.section].append(model.id)
        return model.id

    def place(self, model: Model, section: str, neighbour: str | None, *, below: bool = False) -> None:
        self.columns[model.section].remove(model.id)
        column = self.columns[section]
        where = len(column) if neighbour is None else column.index(neighbour) + below
        column.insert(where, model.id)
        model.section, model.status, model.version = section, STATUSES[section], model.version + 1


TestTasks = Tasks.TestCase
TestTasks.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
