"""Whatever is in a project: taken out, brought into a new one and taken out again, it is the same but for its ids.

A project is made of random tasks: with values, tags, people and dates, below each other and waiting for each other,
finished or coming again, with threads of comments, some resolved, some taken back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onetick.kernel import rate
from tests.archives import brought_in, canonical, taken_out
from tests.service import Person, Service, Team, a_team, running

Document = dict[str, Any]

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(str.strip)
DAYS = st.sampled_from(["2030-01-31T00:00:00.000Z", "2030-02-28T12:30:00.000Z", "2031-12-01T23:59:59.999Z"])


@dataclass
class Ground:
    """A workspace with two people, tags and fields of every kind that is given."""

    service: Service
    team: Team
    people: list[Person]
    tags: list[str]
    fields: dict[str, Document]
    projects: int = 0

    def project(self) -> Document:
        """A new project that uses the fields."""
        self.projects += 1
        made = self.team.project(f"Project {self.projects}", f"P{self.projects}")
        for field in self.fields.values():
            path = f"{self.team.w}/projects/{made['id']}/custom-fields/{field['id']}"
            self.team.owner.put(path, {"required": False}).expect(200)
        return made


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with running() as service, pytest.MonkeyPatch.context() as patched:
        for name, limit in rate.LIMITS.items():
            patched.setitem(rate.LIMITS, name, rate.Limit(limit.name, 10_000_000, 1_000_000))
        team = a_team(service)
        w, owner = team.w, team.owner
        ben = team.join("Ben")
        tags = [owner.post(f"{w}/tags", {"name": name}).expect(201)["id"] for name in ("red", "green", "blue")]
        fields = {}
        for name, more in (
            ("number", {}),
            ("text", {}),
            ("checkbox", {}),
            ("date", {}),
            ("people", {"multiple": True}),
            ("reference", {"multiple": True}),
            ("single_select", {"options": [{"name": "S"}, {"name": "L"}]}),
            ("multi_select", {"options": [{"name": "a"}, {"name": "b"}]}),
        ):
            body = {"name": name.title(), "type": name, **more}
            fields[name] = owner.post(f"{w}/custom-fields", body).expect(201)
        yield Ground(service, team, [owner, ben], tags, fields)


def values(ground: Ground, tasks: list[str]) -> st.SearchStrategy[Document]:
    people = st.lists(st.sampled_from([one.id for one in ground.people]), min_size=1, max_size=2, unique=True)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "number": st.integers(-1000, 1000),
        "text": TEXT,
        "checkbox": st.booleans(),
        "date": st.sampled_from(["2030-01-01", "2031-02-03"]),
        "people": people,
        "single_select": st.sampled_from(["S", "L"]),
        "multi_select": st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2, unique=True),
        **({"reference": st.lists(st.sampled_from(tasks), min_size=1, max_size=2, unique=True)} if tasks else {}),
    }
    named = {ground.fields[kind]["id"]: strategy for kind, strategy in kinds.items()}
    return st.fixed_dictionaries({}, optional=named)


def task(ground: Ground, tasks: list[str], sections: list[str]) -> st.SearchStrategy[Document]:
    people = st.lists(st.sampled_from([one.id for one in ground.people]), max_size=2, unique=True)
    return st.fixed_dictionaries(
        {"title": TEXT},
        optional={
            "description": TEXT,
            "section_id": st.sampled_from(sections),
            "priority": st.sampled_from(["low", "high", "urgent"]),
            "assignee_ids": people,
            "tag_ids": st.lists(st.sampled_from(ground.tags), max_size=3, unique=True),
            "due_at": DAYS,
            "all_day": st.booleans(),
            "timezone": st.sampled_from(["UTC", "Europe/Berlin"]),
            "estimate_minutes": st.integers(0, 600),
            "points": st.integers(0, 13),
            "milestone": st.booleans(),
            "custom_fields": values(ground, tasks),
            **({"parent_id": st.sampled_from(tasks)} if tasks else {}),
        },
    )


def furnish(ground: Ground, project: Document, data: st.DataObject) -> None:
    """Random tasks, what ties them, and what is said of them."""
    w, owner = ground.team.w, ground.people[0]
    columns = owner.get(f"{w}/projects/{project['id']}/sections").expect(200)["data"]
    sections = [column["id"] for column in columns]
    names: list[str] = []
    for _ in range(data.draw(st.integers(1, 5), label="tasks")):
        body = {"project_id": project["id"], **data.draw(task(ground, names, sections))}
        names.append(owner.post(f"{w}/tasks", body).expect(201)["id"])
    tie(ground, names, data)
    talk(ground, names, data)
    go_on(ground, names, data)
    ground.service.deliver(rounds=30)


def tie(ground: Ground, names: list[str], data: st.DataObject) -> None:
    w, owner, one = ground.team.w, ground.people[0], st.sampled_from(names)
    for _ in range(data.draw(st.integers(0, 4), label="ties")):
        path = f"{w}/tasks/{data.draw(one)}/dependencies/{data.draw(one)}"
        kind = {"type": data.draw(st.sampled_from(["FS", "SS", "FF", "SF"])), "lag_days": data.draw(st.integers(-3, 3))}
        owner.put(path, kind)


def talk(ground: Ground, names: list[str], data: st.DataObject) -> None:
    w, owner, one = ground.team.w, ground.people[0], st.sampled_from(names)
    for _ in range(data.draw(st.integers(0, 3), label="comments")):
        path = f"{w}/tasks/{data.draw(one)}/comments"
        said = owner.post(path, {"body_md": data.draw(TEXT)}).expect(201)
        for text in data.draw(st.lists(TEXT, max_size=2), label="replies"):
            owner.post(f"{w}/comments/{said['id']}/replies", {"body_md": text}).expect(201)
        if data.draw(st.booleans(), label="resolved"):
            owner.post(f"{w}/comments/{said['id']}/resolve")
        elif data.draw(st.booleans(), label="taken back"):
            owner.delete(f"{w}/comments/{said['id']}")


def go_on(ground: Ground, names: list[str], data: st.DataObject) -> None:
    w, (owner, ben), one = ground.team.w, ground.people, st.sampled_from(names)
    for name in data.draw(st.lists(one, max_size=2, unique=True), label="watched"):
        ben.put(f"{w}/tasks/{name}/watchers/{ben.id}")
    for name in data.draw(st.lists(one, max_size=2, unique=True), label="again"):
        owner.put(f"{w}/tasks/{name}/recurrence", {"rrule": "FREQ=WEEKLY;BYDAY=MO", "skip_missed": True})
    for name in data.draw(st.lists(one, max_size=2, unique=True), label="finished"):
        owner.post(f"{w}/tasks/{name}/transition", {"status": "done"})
    if data.draw(st.booleans(), label="deleted"):
        owner.delete(f"{w}/tasks/{data.draw(one)}")


def goes_round(ground: Ground, data: st.DataObject) -> None:
    """Take a random project out, bring it into a new one, and take that out."""
    project = ground.project()
    furnish(ground, project, data)
    first = taken_out(ground.team.owner, ground.team, project)
    copy = ground.team.project("Copy", f"C{ground.projects}")
    job, _ = brought_in(ground.team.owner, ground.team, copy, first)
    assert job["state"] == "succeeded", ground.team.owner.get(f"{ground.team.w}/jobs/{job['id']}/errors").json
    second = taken_out(ground.team.owner, ground.team, copy)
    assert canonical(second) == canonical(first)


# What is drawn names what was made before, so a failure is not made smaller: it is small.
round_trips = partial(
    settings,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@round_trips(max_examples=12)
@given(data=st.data())
def test_an_archive_that_was_brought_in_is_taken_out_the_same(ground: Ground, data: st.DataObject) -> None:
    goes_round(ground, data)


@pytest.mark.slow
@round_trips(max_examples=300)
@given(data=st.data())
def test_many_archives_are_taken_out_the_same(ground: Ground, data: st.DataObject) -> None:
    goes_round(ground, data)
