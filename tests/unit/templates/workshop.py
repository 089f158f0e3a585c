"""What the tests of templates do again and again: save, use, and look at what came of it."""

from dataclasses import dataclass
from typing import Any

from tests.service import PASSWORD, Person, Team

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Workshop:
    """A team that makes templates and uses them."""

    team: Team

    @property
    def w(self) -> str:
        return self.team.w

    @property
    def owner(self) -> Person:
        return self.team.owner

    def sign_in_again(self) -> None:
        """Renew the owner's token, after so long that the old one is of no use."""
        body = {"grant_type": "password", "email": self.owner.email, "password": PASSWORD}
        body["organization_id"] = self.team.organization_id
        self.owner.token = self.owner.service.call("POST", "/v1/auth/token", body).expect(200)["access_token"]

    def rows(self, path: str, person: Person | None = None) -> list[Document]:
        found: list[Document] = (person or self.owner).get(f"{self.w}/{path}").expect(200)["data"]
        return found

    def ended(self, job: Document, person: Person | None = None) -> Document:
        """A job when everything was delivered."""
        self.team.owner.service.deliver(rounds=40)
        found: Document = (person or self.owner).get(f"{self.w}/jobs/{job['id']}").expect(200)
        return found

    def succeeded(self, job: Document, person: Person | None = None) -> Document:
        ended = self.ended(job, person)
        assert ended["state"] == "succeeded", (ended, self.rows(f"jobs/{job['id']}/errors", person))
        return ended

    def saved(self, project: Document, person: Person | None = None, **options: Any) -> Document:
        """The template that somebody saves a project as."""
        return self._saved(f"projects/{project['id']}", person, options)

    def saved_task(self, task: Document, person: Person | None = None, **options: Any) -> Document:
        """The template that somebody saves a task as."""
        return self._saved(f"tasks/{task['id']}", person, options)

    def _saved(self, path: str, person: Person | None, options: Document) -> Document:
        body = {"name": "Launch", **options}
        job = (person or self.owner).post(f"{self.w}/{path}/save-as-template", body).expect(202)
        job = self.succeeded(job, person)
        return {**self.template(job["result"]["template_id"], person), "job": job}

    def template(self, template_id: str, person: Person | None = None) -> Document:
        found: Document = (person or self.owner).get(f"{self.w}/templates/{template_id}").expect(200)
        return found

    def made(self, template: Document, person: Person | None = None, **body: Any) -> Document:
        """The project that somebody makes from a template."""
        given = {"name": "Spring", "key": "SPR", "start_on": "2031-03-03", **body}
        path = f"{self.w}/templates/{template['id']}/instantiate"
        job = (person or self.owner).post(path, given).expect(202)
        job = self.succeeded(job, person)
        found: Document = (person or self.owner).get(f"{self.w}/projects/{job['result']['project_id']}").expect(200)
        return {**found, "job": job}

    def applied(self, template: Document, project: Document, person: Person | None = None, **body: Any) -> Document:
        """The task that somebody makes from a template, when its subtasks are there."""
        given = {"project_id": project["id"], "start_on": "2031-03-03", **body}
        made = (person or self.owner).post(f"{self.w}/templates/{template['id']}/apply", given).expect(201)
        if made["job"] is not None:
            self.succeeded(made["job"], person)
        task: Document = (person or self.owner).get(f"{self.w}/tasks/{made['task']['id']}").expect(200)
        return task

    def tasks(self, project: Document, person: Person | None = None) -> dict[str, Document]:
        """The tasks of a project by title, each in full."""
        who = person or self.owner
        rows = self.rows(f"tasks?filter[project_id]={project['id']}&limit=100", person)
        return {row["title"]: who.get(f"{self.w}/tasks/{row['id']}").expect(200) for row in rows}

    def of_template(self, template: Document, query: str = "") -> dict[str, Document]:
        """The tasks of a template by title."""
        return {row["title"]: row for row in self.rows(f"templates/{template['id']}/tasks?limit=100{query}")}
