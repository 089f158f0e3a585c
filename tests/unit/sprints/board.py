"""A project of a team, and short ways to plan sprints in it."""

from dataclasses import dataclass
from typing import Any

from tests.service import Answer, Person, Service, Team
from tests.unit.tasks.desk import Desk, a_desk


@dataclass
class Board:
    """One project whose work is planned in sprints."""

    desk: Desk

    @property
    def team(self) -> Team:
        return self.desk.team

    @property
    def ann(self) -> Person:
        """The owner of everything."""
        return self.desk.ann

    @property
    def service(self) -> Service:
        return self.desk.service

    @property
    def project_url(self) -> str:
        """The path of the project."""
        return f"{self.team.w}/projects/{self.desk.project['id']}"

    def sprint(self, name: str = "Sprint 1", **more: Any) -> dict[str, Any]:
        """A new planned sprint."""
        body = {"project_id": self.desk.project["id"], "name": name, **more}
        made: dict[str, Any] = self.ann.post(f"{self.team.w}/sprints", body).expect(201)
        return made

    def url(self, sprint: dict[str, Any], rest: str = "") -> str:
        """The path of a sprint, or of something of it."""
        return f"{self.team.w}/sprints/{sprint['id']}{rest}"

    def plan(self, sprint: dict[str, Any], *tasks: dict[str, Any], **place: Any) -> None:
        """Put tasks into a sprint."""
        for task in tasks:
            self.ann.put(self.url(sprint, f"/tasks/{task['id']}"), place).expect(200)

    def drop(self, sprint: dict[str, Any], task: dict[str, Any]) -> Answer:
        """Take a task out of a sprint."""
        return self.ann.delete(self.url(sprint, f"/tasks/{task['id']}"))

    def start(self, sprint: dict[str, Any], **days: Any) -> dict[str, Any]:
        """Start a sprint, a moment after what was before and before what is next."""
        self.service.clock.advance(milliseconds=5)
        started: dict[str, Any] = self.ann.post(self.url(sprint, "/start"), days).expect(200)
        self.service.clock.advance(milliseconds=5)
        return started

    def complete(self, sprint: dict[str, Any], to: str = "backlog") -> Answer:
        """Complete a sprint, a moment after what was before."""
        self.service.clock.advance(milliseconds=5)
        return self.ann.post(self.url(sprint, "/complete"), {"carry_over_to": to})

    def later(self, **by: float) -> None:
        """Let time pass, and sign in again."""
        self.service.clock.advance(**by)
        self.team.sign_in_again()

    def titles(self, sprint: dict[str, Any], query: str = "") -> list[str]:
        """The titles of the tasks of a sprint, in order."""
        return [row["title"] for row in self.ann.get(self.url(sprint, f"/tasks{query}")).expect(200)["data"]]

    def backlog(self) -> list[str]:
        """The titles of the tasks in the backlog, in order."""
        found: list[str] = []
        query = ""
        while True:
            answer = self.ann.get(f"{self.project_url}/backlog{query}").expect(200)
            found += [row["title"] for row in answer["data"]]
            if not answer["page"]["has_more"]:
                return found
            query = f"?cursor={answer['page']['next_cursor']}"

    def totals(self, sprint: dict[str, Any], unit: str = "points") -> tuple[float, float, float]:
        """What the ledger says was committed to, is in scope and is done, after all events were delivered."""
        self.service.deliver()
        totals = self.ann.get(self.url(sprint)).expect(200)["totals"]
        return totals["committed"][unit], totals["scope"][unit], totals["done"][unit]

    def burndown(self, sprint: dict[str, Any], unit: str = "points") -> list[tuple[float, float, float]]:
        """Scope, done and remaining of each day."""
        self.service.deliver()
        days = self.ann.get(self.url(sprint, "/burndown")).expect(200)["days"]
        return [(day["scope"][unit], day["done"][unit], day["remaining"][unit]) for day in days]


def a_board(team: Team) -> Board:
    """A board in a new project."""
    return Board(a_desk(team))
