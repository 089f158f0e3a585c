"""A team that keeps portfolios, and short ways to do so."""

from dataclasses import dataclass
from typing import Any

from tests.service import Answer, Person, Service, Team


@dataclass
class Shelf:
    """See the module."""

    team: Team

    @property
    def ann(self) -> Person:
        """The owner of everything."""
        return self.team.owner

    @property
    def service(self) -> Service:
        return self.team.owner.service

    def make(self, name: str = "Launches", *, by: Person | None = None, **more: Any) -> dict[str, Any]:
        """A new portfolio."""
        path = f"{self.team.w}/portfolios"
        made: dict[str, Any] = (by or self.ann).post(path, {"name": name, **more}).expect(201)
        return made

    def url(self, portfolio: dict[str, Any], rest: str = "") -> str:
        """The path of a portfolio, or of something of it."""
        return f"{self.team.w}/portfolios/{portfolio['id']}{rest}"

    def projects(self, *keys: str, **more: Any) -> list[dict[str, Any]]:
        """New projects, each named by its key."""
        return [self.team.project(key, key, **more) for key in keys]

    def add(
        self, portfolio: dict[str, Any], *projects: dict[str, Any], by: Person | None = None, **more: Any
    ) -> Answer:
        """Put projects into a portfolio."""
        body = {"project_ids": [project["id"] for project in projects], **more}
        return (by or self.ann).post(self.url(portfolio, "/projects"), body)

    def move(self, portfolio: dict[str, Any], project: dict[str, Any], **place: Any) -> Answer:
        """Put a project elsewhere in it."""
        return self.ann.post(self.url(portfolio, f"/projects/{project['id']}/move"), place)

    def rows(self, portfolio: dict[str, Any], *, by: Person | None = None, query: str = "") -> list[dict[str, Any]]:
        """What somebody sees in it, when all events were delivered."""
        self.service.deliver()
        found: list[dict[str, Any]] = (by or self.ann).get(self.url(portfolio, f"/projects{query}")).expect(200)["data"]
        return found

    def keys(self, portfolio: dict[str, Any], *, by: Person | None = None, query: str = "") -> list[str]:
        """The keys of the projects that somebody sees in it."""
        return [row["key"] for row in self.rows(portfolio, by=by, query=query)]

    def summary(self, portfolio: dict[str, Any], *, by: Person | None = None, query: str = "") -> dict[str, Any]:
        """What it comes to, when all events were delivered."""
        self.service.deliver()
        found: dict[str, Any] = (by or self.ann).get(self.url(portfolio, f"/summary{query}")).expect(200)
        return found

    def listed(self, query: str = "", *, by: Person | None = None) -> list[str]:
        """The names of the portfolios in a list."""
        rows = (by or self.ann).get(f"{self.team.w}/portfolios{query}").expect(200)["data"]
        return [row["name"] for row in rows]

    def undo(self, answer: Answer, status: int = 200) -> dict[str, Any]:
        """Undo what was just done; what is answered, which has this status."""
        assert answer.status < 300, answer.text
        path = f"{self.team.w}/change-sets/{answer.headers['OneTick-Change-Set']}/undo"
        undone: dict[str, Any] = self.ann.post(path, {}).expect(status)
        return undone
