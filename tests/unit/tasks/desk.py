"""A project of a team with its sections at hand, and short ways to do things in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.service import Answer, Person, Service, Team


@dataclass
class Desk:
    """One project; `sections` are ids by name."""

    team: Team
    project: dict[str, Any]
    sections: dict[str, str]

    @property
    def ann(self) -> Person:
        """The owner of everything."""
        return self.team.owner

    @property
    def service(self) -> Service:
        """The service it all happens in."""
        return self.team.owner.service

    def task(self, title: str = "Write it down", **more: Any) -> dict[str, Any]:
        """A new task."""
        return self.team.task(self.project, title, **more)

    def tasks(self, count: int, **more: Any) -> list[dict[str, Any]]:
        """Several new tasks, called 1, 2, 3."""
        return [self.task(str(number + 1), **more) for number in range(count)]

    def url(self, task: dict[str, Any], rest: str = "") -> str:
        """The path of a task, or of something of it."""
        return f"{self.team.w}/tasks/{task['id']}{rest}"

    def now(self, task: dict[str, Any]) -> dict[str, Any]:
        """A task as it is now."""
        found: dict[str, Any] = self.ann.get(self.url(task)).expect(200)
        return found

    def subtask(self, parent: dict[str, Any], title: str = "Part of it", **more: Any) -> dict[str, Any]:
        """A new subtask of a task."""
        return self.task(title, parent_id=parent["id"], **more)

    def subtasks(self, task: dict[str, Any], *, by: Person | None = None) -> list[str]:
        """The titles of the subtasks of a task, in order."""
        return titles((by or self.ann).get(self.url(task, "/subtasks")).expect(200)["data"])

    def put_under(self, task: dict[str, Any], parent: dict[str, Any] | None, **place: Any) -> Answer:
        """Make a task a subtask."""
        return self.ann.put(self.url(task, "/parent"), {"parent_id": parent and parent["id"], **place})

    def move(self, task: dict[str, Any], **place: Any) -> Answer:
        """Move a task."""
        return self.ann.post(self.url(task, "/move"), place)

    def change(self, task: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """Change a task."""
        changed: dict[str, Any] = self.ann.patch(self.url(task), changes).expect(200)
        return changed

    def listed(self, query: str, *, by: Person | None = None) -> list[str]:
        """The titles of the tasks that a list has on its first page."""
        answer = (by or self.ann).get(f"{self.team.w}/tasks?{query}")
        return [row["title"] for row in answer.expect(200)["data"]]

    def column(self, name: str) -> list[str]:
        """The titles of the tasks in a section, in order."""
        project, section = self.project["id"], self.sections[name]
        return self.listed(f"filter[project_id]={project}&filter[section_id]={section}")

    def board(self, query: str = "") -> list[dict[str, Any]]:
        """The columns of the board."""
        answer = self.ann.get(f"{self.team.w}/projects/{self.project['id']}/board?{query}")
        columns: list[dict[str, Any]] = answer.expect(200)["columns"]
        return columns

    def emitted(self, since: int = 0) -> list[str]:
        """The names of the events so far, from one on."""
        return [event["type"].split(".", 1)[1].rpartition(".")[0] for event in self.service.events()[since:]]

    def events_of(self, act: Any) -> list[dict[str, Any]]:
        """The events that something leaves."""
        before = len(self.service.events())
        act()
        return self.service.events()[before:]


def a_desk(team: Team, **project: Any) -> Desk:
    """A desk in a new project."""
    made = team.project(**project)
    listed = team.owner.get(f"{team.w}/projects/{made['id']}/sections").expect(200)["data"]
    return Desk(team, made, {section["name"]: section["id"] for section in listed})


def titles(rows: Sequence[dict[str, Any]]) -> list[str]:
    """The titles of tasks."""
    return [row["title"] for row in rows]


def names(events: Sequence[dict[str, Any]]) -> list[str]:
    """The names of events, sorted."""
    return sorted(event["type"].removeprefix("onetick.").rpartition(".")[0] for event in events)
