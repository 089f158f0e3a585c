"""Whatever happens, `as_of` a moment shows what was shown at that moment: boards, lists, comments, members, all.

What happens to tags, relations, fields, sprints, views and reports are the deeds of `deeds`.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.service import Answer, a_team, running

from .deeds import PATHS, Deed, World, deeds

if TYPE_CHECKING:
    from datetime import datetime

titles = st.sampled_from(["Write", "Read", "Draw", "Think"])
picks = st.integers(0, 10_000)


class History(RuleBasedStateMachine):
    """Two people at work in two projects, looked at now and then, and looked back at in the end."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.service = self.stack.enter_context(running())
        self.seen: list[tuple[datetime, dict[str, Answer]]] = []
        self.tasks: list[str] = []
        self.comments: list[str] = []
        self.sections: list[str] = []

    @initialize()
    def found(self) -> None:
        self.team = a_team(self.service)
        self.ann, self.ben = self.team.owner, self.team.join("Ben")
        self.projects = [self.team.project(key=key)["id"] for key in ("ONE", "TWO")]
        for project in self.projects:
            found = self.ann.get(f"{self.team.w}/projects/{project}/sections").expect(200)["data"]
            self.sections += [section["id"] for section in found]
        self.world = World(self.team, self.projects, self.tasks)

    @rule(title=titles, pick=picks, assigned=st.booleans())
    def create(self, title: str, pick: int, assigned: bool) -> None:
        people = {"assignee_ids": [self.ben.id]} if assigned else {}
        self.tasks.append(self.team.task({"id": self._one(self.projects, pick)}, title, **people)["id"])
        self._pass()

    @precondition(lambda self: self.tasks)
    @rule(title=titles, pick=picks, due=st.sampled_from([None, "2027-01-01T09:00:00Z", "2027-02-01T09:00:00Z"]))
    def change(self, title: str, pick: int, due: str | None) -> None:
        self._do("patch", f"/tasks/{self._one(self.tasks, pick)}", {"title": title, "due_at": due})

    @precondition(lambda self: self.tasks)
    @rule(pick=picks, other=picks)
    def move(self, pick: int, other: int) -> None:
        place = {"section_id": self._one(self.sections, other)}
        self._do("post", f"/tasks/{self._one(self.tasks, pick)}/move", place)

    @precondition(lambda self: self.tasks)
    @rule(pick=picks)
    def delete(self, pick: int) -> None:
        self._do("delete", f"/tasks/{self._one(self.tasks, pick)}")

    @precondition(lambda self: self.tasks)
    @rule(pick=picks)
    def restore(self, pick: int) -> None:
        self._do("post", f"/tasks/{self._one(self.tasks, pick)}/restore")

    @precondition(lambda self: self.tasks)
    @rule(pick=picks, text=titles)
    def comment(self, pick: int, text: str) -> None:
        made = self._do("post", f"/tasks/{self._one(self.tasks, pick)}/comments", {"body_md": text})
        if made.status == 201:
            self.comments.append(made.json["id"])

    @precondition(lambda self: self.comments)
    @rule(pick=picks, text=titles, goes=st.booleans())
    def rewrite(self, pick: int, text: str, goes: bool) -> None:
        path = f"/comments/{self._one(self.comments, pick)}"
        if goes:
            self._do("delete", path)
        else:
            self._do("patch", path, {"body_md": text})

    @precondition(lambda self: self.tasks)
    @rule(several=st.lists(deeds(), min_size=1, max_size=4))
    def do_others(self, several: list[Deed]) -> None:
        for deed in several:
            done = self.world.do(deed)
            assert done is None or done.status < 500, done.text
            self._pass()

    @rule(pick=picks, name=titles)
    def add_section(self, pick: int, name: str) -> None:
        made = self._do("post", f"/projects/{self._one(self.projects, pick)}/sections", {"name": name})
        self.sections.append(made.expect(201)["id"])

    @rule(pick=picks, name=titles, goes=st.booleans())
    def change_section(self, pick: int, name: str, goes: bool) -> None:
        path = f"/sections/{self._one(self.sections, pick)}"
        if goes:
            self._do("delete", path)
        else:
            self._do("patch", path, {"name": name})

    @rule(pick=picks, role=st.sampled_from([None, "editor", "viewer"]))
    def enrol(self, pick: int, role: str | None) -> None:
        path = f"/projects/{self._one(self.projects, pick)}/members/{self.ben.id}"
        if role is None:
            self._do("delete", path)
        else:
            self._do("put", path, {"role": role})

    @rule(pick=picks, how=st.sampled_from(["archive", "unarchive", "delete", "restore"]))
    def end_project(self, pick: int, how: str) -> None:
        path = f"/projects/{self._one(self.projects, pick)}"
        if how == "delete":
            self._do("delete", path)
        else:
            self._do("post", f"{path}/{how}")
        self._do("post", f"{path}/{'restore' if how == 'delete' else 'unarchive'}")

    @precondition(lambda self: len(self.seen) < 6)
    @rule()
    def look(self) -> None:
        self._pass()
        self.seen.append((self.service.clock(), {path: self.ann.get(path) for path in self._paths()}))
        self._pass()

    def teardown(self) -> None:
        try:
            for at, answers in self.seen:
                as_of = f"as_of={at.isoformat(timespec='milliseconds').replace('+00:00', 'Z')}"
                for path, then in answers.items():
                    found = self.ann.get(f"{path}{'&' if '?' in path else '?'}{as_of}")
                    assert (found.status, _shown(found)) == (then.status, _shown(then)), path
        finally:
            self.stack.close()

    def _paths(self) -> Iterator[str]:
        w = self.team.w
        for project in self.projects:
            of = f"{w}/tasks?filter[project_id]={project}"
            yield f"{w}/projects/{project}"
            yield f"{w}/projects/{project}/board?limit=3"
            yield f"{w}/projects/{project}/sections"
            yield f"{w}/projects/{project}/members"
            yield f"{w}/projects/{project}/custom-fields"
            yield f"{w}/projects/{project}/status-updates"
            yield f"{w}/views?filter[project_id]={project}"
            yield from (of, f"{of}&sort=due_at", f"{of}&sort=-created_at&limit=2")
        yield from (f"{w}/tasks", f"{w}/tasks?filter[trashed]=true", f"{w}/tasks?filter[assignee_id]={self.ben.id}")
        yield from (
            f"{w}/{part}" for part in ("projects", "members", "tags", "custom-fields", "sprints", "relation-types")
        )
        yield from (f"{w}/{path}/{id}" for kind, path in PATHS.items() for id in self.world.made.get(kind, ()))
        yield from (f"{w}/comments/{comment}" for comment in self.comments)
        yield from (f"{w}/sections/{section}" for section in self.sections)
        for task in self.tasks:
            yield from (f"{w}/tasks/{task}", f"{w}/tasks/{task}/comments", f"{w}/tasks/{task}/history?limit=2")
            yield f"{w}/tasks/{task}/relations"

    def _do(self, method: str, path: str, body: Any = None) -> Answer:
        call = getattr(self.ann, method)
        answer: Answer = call(self.team.w + path, body) if body is not None else call(self.team.w + path)
        assert answer.status < 500, answer.text
        self._pass()
        return answer

    def _pass(self) -> None:
        self.service.deliver()
        self.service.clock.advance(seconds=1)

    @staticmethod
    def _one(several: list[str], pick: int) -> str:
        return several[pick % len(several)]


def _shown(answer: Answer) -> Any:
    return json.loads(answer.text, object_hook=_known) if answer.text else None


def _known(value: dict[str, Any]) -> dict[str, Any]:
    """Without what is new in each answer."""
    return {name: part for name, part in value.items() if name not in ("next_cursor", "correlation_id")}


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
