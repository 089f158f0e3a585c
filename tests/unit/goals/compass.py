"""A team that sets goals, and short ways to do so."""

from dataclasses import dataclass
from typing import Any

from tests.service import Answer, Person, Service, Team


@dataclass
class Compass:
    """See the module."""

    team: Team

    @property
    def ann(self) -> Person:
        """The owner of everything."""
        return self.team.owner

    @property
    def service(self) -> Service:
        return self.team.owner.service

    def set(self, name: str = "Ship it", **more: Any) -> dict[str, Any]:
        """A new goal."""
        made: dict[str, Any] = self.ann.post(f"{self.team.w}/goals", {"name": name, **more}).expect(201)
        return made

    def url(self, goal: dict[str, Any], rest: str = "") -> str:
        """The path of a goal, or of something of it."""
        return f"{self.team.w}/goals/{goal['id']}{rest}"

    def now(self, goal: dict[str, Any]) -> dict[str, Any]:
        """A goal as it is when all events were delivered."""
        self.service.deliver()
        found: dict[str, Any] = self.ann.get(self.url(goal)).expect(200)
        return found

    def progress(self, *goals: dict[str, Any]) -> list[float]:
        """The progress of goals when all events were delivered."""
        return [self.now(goal)["progress"] for goal in goals]

    def measure(self, goal: dict[str, Any], **result: Any) -> str:
        """A new key result; its id."""
        body = {"name": "Users", "measure": "number", "target": 10, **result}
        changed = self.ann.post(self.url(goal, "/key-results"), body).expect(201)
        identifier: str = changed["key_results"][-1]["id"]
        return identifier

    def check_in(self, goal: dict[str, Any], result: str, value: float, note: str = "") -> Answer:
        """Say where a key result is."""
        return self.ann.post(self.url(goal, f"/key-results/{result}/check-ins"), {"value": value, "note": note})

    def link(self, goal: dict[str, Any], target: dict[str, Any], weight: float = 1) -> Answer:
        """Let something count for a goal."""
        return self.ann.put(self.url(goal, f"/links/{target['id']}"), {"weight": weight})

    def finish(self, task: dict[str, Any], status: str = "done") -> None:
        """Take a task to another status."""
        self.ann.patch(f"{self.team.w}/tasks/{task['id']}", {"status": status}).expect(200)

    def listed(self, query: str = "", by: Person | None = None) -> list[str]:
        """The names of the goals in a list."""
        rows = (by or self.ann).get(f"{self.team.w}/goals{query}").expect(200)["data"]
        return [row["name"] for row in rows]
