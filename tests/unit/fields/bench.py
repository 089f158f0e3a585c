"""A project of a team, and short ways to give it fields and its tasks values."""

from dataclasses import dataclass
from typing import Any

from tests.service import Answer, Person, Service, Team


@dataclass
class Bench:
    """One project, whose owner does everything unless told otherwise."""

    team: Team
    project: dict[str, Any]

    @property
    def ann(self) -> Person:
        """The owner of everything."""
        return self.team.owner

    @property
    def service(self) -> Service:
        """The service it all happens in."""
        return self.team.owner.service

    @property
    def p(self) -> str:
        """The project's path."""
        return f"{self.team.w}/projects/{self.project['id']}"

    @property
    def fields(self) -> str:
        """The path of the workspace's fields."""
        return f"{self.team.w}/custom-fields"

    def define(self, type: str = "text", name: str = "Notes", **more: Any) -> dict[str, Any]:
        """A new field of the workspace, which no project uses yet."""
        made: dict[str, Any] = self.ann.post(self.fields, {"name": name, "type": type, **more}).expect(201)
        return made

    def use(self, field: dict[str, Any], **how: Any) -> dict[str, Any]:
        """Let the project use a field."""
        used: dict[str, Any] = self.ann.put(f"{self.p}/custom-fields/{field['id']}", how).expect(200)
        return used

    def field(self, type: str = "text", name: str = "Notes", **more: Any) -> dict[str, Any]:
        """A new field, which the project uses."""
        made = self.define(type, name, **more)
        self.use(made)
        return made

    def select(self, *names: str, type: str = "single_select", **more: Any) -> tuple[dict[str, Any], dict[str, str]]:
        """A new select field which the project uses, and the ids of its options by name."""
        made = self.field(type, options=[{"name": name} for name in names], **more)
        return made, {option["name"]: option["id"] for option in made["options"]}

    def used(self, by: Person | None = None) -> list[dict[str, Any]]:
        """The fields of the project."""
        listed = (by or self.ann).get(f"{self.p}/custom-fields").expect(200)
        rows: list[dict[str, Any]] = listed["data"]
        return rows

    def names(self, query: str = "", by: Person | None = None) -> list[str]:
        """The names of the workspace's fields that a list has."""
        return [row["name"] for row in (by or self.ann).get(f"{self.fields}?{query}").expect(200)["data"]]

    def create(self, values: dict[str, Any], **more: Any) -> Answer:
        """Create a task with values."""
        body = {"project_id": self.project["id"], "title": "Write it down", "custom_fields": values, **more}
        return self.ann.post(f"{self.team.w}/tasks", body)

    def task(self, values: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """A new task with values."""
        made: dict[str, Any] = self.create(values or {}, **more).expect(201)
        return made

    def give(self, task: dict[str, Any], values: dict[str, Any]) -> Answer:
        """Give a task values."""
        return self.ann.patch(self.url(task), {"custom_fields": values})

    def url(self, task: dict[str, Any], rest: str = "") -> str:
        """The path of a task, or of something of it."""
        return f"{self.team.w}/tasks/{task['id']}{rest}"

    def values(self, task: dict[str, Any]) -> dict[str, Any]:
        """What a task has now."""
        found: dict[str, Any] = self.ann.get(self.url(task)).expect(200)["custom_fields"]
        return found


def a_bench(team: Team, **project: Any) -> Bench:
    """A bench in a new project."""
    return Bench(team, team.project(**project))


def faults(answer: Answer, status: int = 422) -> dict[str, str]:
    """The codes of an answer's faults, by pointer."""
    return {fault["pointer"]: fault["code"] for fault in answer.expect(status)["errors"]}
