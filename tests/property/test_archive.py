"""Whatever is in a project: taken out, brought into a new one and taken out again, it is the same but for its ids.

A project is made of random tasks: with values, tags, people and dates, below each other and waiting for each other,
finished or coming again, with threads of comments, some resolved, some taken back. People and a team have roles in
it, sprints are planned, running or over, and it has views, forms and reports of how it stands.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.requests import rate
from tests.archives import brought_in, canonical, taken_out
from tests.service import Person, Service, Team, a_team, running

Document = dict[str, Any]

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).filter(str.strip)
DAYS = st.sampled_from(["2030-01-31T00:00:00.000Z", "2030-02-28T12:30:00.000Z", "2031-12-01T23:59:59.999Z"])


@dataclass(repr=False)
class Ground:
    """A workspace with two people, tags and fields of every kind that is given."""

    service: Service
    team: Team
    people: list[Person]
    tags: list[str]
    fields: dict[str, Document]
    crew: str
    kinds: list[str]
    projects: int = 0

    def project(self) -> Document:
        """A new project that uses the fields."""
        self.projects += 1
        made = self.team.project(f"Project {self.projects}", f"P{self.projects}", member_access="comment")
        for field in self.fields.values():
            path = f"{self.team.w}/projects/{made['id']}/custom-fields/{field['id']}"
            self.team.owner.put(path, {"required": False}).expect(200)
        return made

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Afterwards it is as it was, at the same moment: nobody's tokens expire, and there are never many projects."""
        service = self.service
        assert isinstance(service.tables, MemoryTables)
        stored, files, moment = service.tables.snapshot(), service.objects.snapshot(), service.clock()
        try:
            yield
        finally:
            service.tables.restore(stored)
            service.objects.restore(files)
            service.clock.go_back(moment)
            service.count_as_delivered()


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
        crew = owner.post(f"{w}/teams", {"name": "Crew"}).expect(201)["id"]
        owner.post(f"{w}/relation-types", {"outward": "implements", "inward": "is implemented by"}).expect(201)
        kinds = [kind["id"] for kind in owner.get(f"{w}/relation-types").expect(200)["data"]]
        yield Ground(service, team, [owner, ben], tags, fields, crew, kinds)


PLACE = st.integers(0, 4)
"""One of the tasks, by its place; counted round where there are fewer."""
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "number": st.integers(-1000, 1000),
    "text": TEXT,
    "checkbox": st.booleans(),
    "date": st.sampled_from(["2030-01-01", "2031-02-03"]),
    "people": st.sets(st.integers(0, 1), min_size=1),
    "reference": st.sets(PLACE, min_size=1, max_size=2),
    "single_select": st.sampled_from(["S", "L"]),
    "multi_select": st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=2, unique=True),
}
TASK = st.fixed_dictionaries(
    {"title": TEXT, "values": st.fixed_dictionaries({}, optional=VALUES)},
    optional={
        "description": TEXT,
        "section": st.integers(0, 2),
        "priority": st.sampled_from(["low", "high", "urgent"]),
        "assignees": st.sets(st.integers(0, 1)),
        "tags": st.sets(st.integers(0, 2)),
        "due_at": DAYS,
        "all_day": st.booleans(),
        "timezone": st.sampled_from(["UTC", "Europe/Berlin"]),
        "estimate_minutes": st.integers(0, 600),
        "points": st.integers(0, 13),
        "milestone": st.booleans(),
        "parent": PLACE,
    },
)
TIE = st.tuples(PLACE, PLACE, st.sampled_from(["FS", "SS", "FF", "SF"]), st.integers(-3, 3))
RELATION = st.tuples(PLACE, PLACE, st.integers(0, 3))
WHO = st.integers(0, 1)
THREAD = st.fixed_dictionaries(
    {
        "place": PLACE,
        "text": TEXT,
        "edits": st.lists(TEXT, max_size=2),
        "reactions": st.lists(st.tuples(WHO, st.sampled_from(["👍", "🎉", "❤"])), max_size=3),
        "replies": st.lists(TEXT, max_size=2),
        "end": st.sampled_from(["open", "resolved", "taken back"]),
    }
)
LOGGED = st.fixed_dictionaries(
    {
        "place": PLACE,
        "who": WHO,
        "minutes": st.integers(1, 1_440),
        "note": st.one_of(st.just(""), TEXT),
        "billable": st.booleans(),
        "spent_on": st.sampled_from(["2026-01-01", "2026-02-03"]),
        "deleted": st.booleans(),
    }
)
SEVERAL = st.sets(PLACE, max_size=2)
ROLES = st.sampled_from(["admin", "editor", "commenter", "viewer"])
SPRINT = st.fixed_dictionaries(
    {"name": TEXT, "goal": st.just("") | TEXT, "in": SEVERAL, "then": SEVERAL},
    optional={"end": st.sampled_from(["runs", "over"]), "capacity_points": st.integers(0, 40)},
)
VIEW = st.fixed_dictionaries(
    {"name": TEXT, "scope": st.sampled_from(["shared", "personal"]), "filter": st.sampled_from(range(6))},
    optional={"type": st.sampled_from(["board", "list"]), "group_by": st.just("status"), "sort": st.just("-due_at")},
)
FORM = st.fixed_dictionaries({"name": TEXT, "linked": st.booleans(), "asks": st.booleans()})
REPORT = st.tuples(st.sampled_from(["on_track", "at_risk", "complete"]), TEXT, st.booleans())
BELONGINGS = st.fixed_dictionaries(
    {
        "members": st.fixed_dictionaries({}, optional={"ben": ROLES, "crew": ROLES}),
        "private": st.booleans(),
        "gate": st.booleans(),
        "parallel": st.booleans(),
        "sprints": st.lists(SPRINT, max_size=3),
        "views": st.lists(VIEW, max_size=3),
        "forms": st.lists(FORM, max_size=2),
        "reports": st.lists(REPORT, max_size=3),
    }
)
PLAN = st.fixed_dictionaries(
    {
        "around": BELONGINGS,
        "tasks": st.lists(TASK, min_size=1, max_size=5),
        "ties": st.lists(TIE, max_size=4),
        "related": st.lists(RELATION, max_size=3),
        "threads": st.lists(THREAD, max_size=3),
        "logged": st.lists(LOGGED, max_size=3),
        "watched": SEVERAL,
        "again": SEVERAL,
        "finished": SEVERAL,
        "deleted": st.sets(PLACE, max_size=1),
    }
)


def furnish(ground: Ground, project: Document, plan: Document) -> None:
    """The tasks of a plan, what ties them, and what is said of them."""
    w, owner = ground.team.w, ground.people[0]
    columns = owner.get(f"{w}/projects/{project['id']}/sections").expect(200)["data"]
    names: list[str] = []
    for task in plan["tasks"]:
        body = {"project_id": project["id"], **_body(ground, task, names, [column["id"] for column in columns])}
        names.append(owner.post(f"{w}/tasks", body).expect(201)["id"])
    _sprints(ground, project, names, plan["around"])
    _go_on(ground, names, plan)
    ground.service.deliver(rounds=30)
    _surround(ground, project, plan["around"], columns[0]["id"])


def _sprints(ground: Ground, project: Document, names: list[str], around: Document) -> None:
    w, owner = ground.team.w, ground.people[0]
    owner.put(f"{w}/projects/{project['id']}/sprint-settings", {"parallel": around["parallel"], "duration_days": 9})
    for wanted in around["sprints"]:
        body = {name: wanted[name] for name in ("name", "goal", "capacity_points") if name in wanted}
        sprint = owner.post(f"{w}/sprints", {"project_id": project["id"], **body}).expect(201)
        path = f"{w}/sprints/{sprint['id']}"
        for place in sorted(wanted["in"]):
            owner.put(f"{path}/tasks/{names[place % len(names)]}", {})
        if "end" in wanted:
            owner.post(f"{path}/start", {})
        for place in sorted(wanted["then"]):
            owner.put(f"{path}/tasks/{names[place % len(names)]}", {})
        if wanted.get("end") == "over":
            owner.post(f"{path}/complete", {"carry_over_to": "next"})


def _surround(ground: Ground, project: Document, around: Document, section: str) -> None:
    """Who is in a project, its views and forms, and what was reported of it."""
    w, (owner, ben) = ground.team.w, ground.people
    path = f"{w}/projects/{project['id']}"
    number, choice = ground.fields["number"]["id"], ground.fields["single_select"]
    option = choice["options"][0]["id"]
    filters: list[Document] = [
        {}, {"status": "todo"}, {"section_id": section, "assignee_id": ben.id}, {"tag_id": ground.tags[0]},
        {number: {"gte": 3}, "due_at": {"lt": "today+7d"}}, {choice["id"]: option, "assignee_id": "me"},
    ]  # fmt: skip
    for view in around["views"]:
        body = {**view, "filter": filters[view["filter"]], "columns": ["title", number], "project_id": project["id"]}
        owner.post(f"{w}/views", body).expect(201)
    for form in around["forms"]:
        questions: list[Document] = [{"id": "a", "label": "A", "kind": "choice", "options": ["x", "y"]}]
        if form["asks"]:
            condition = {"question": "a", "values": ["y"]}
            questions.append({"id": "b", "label": "B", "kind": "number", "field_id": number, "show_if": condition})
        body = {"project_id": project["id"], "name": form["name"], "section_id": section, "questions": questions}
        made = owner.post(f"{w}/forms", body).expect(201)
        if form["linked"]:
            owner.post(f"{w}/forms/{made['id']}/link").expect(201)
    for health, text, taken_back in around["reports"]:
        posted = owner.post(f"{path}/status-updates", {"health": health, "text": text}).expect(201)
        if taken_back:
            owner.delete(f"{path}/status-updates/{posted['id']}").expect(204)
    for who, role in around["members"].items():
        owner.put(f"{path}/members/{ben.id if who == 'ben' else ground.crew}", {"role": role})
    # Whoever does not see it any more would not be named in the copy.
    if around["private"] and "ben" in around["members"]:
        owner.patch(path, {"visibility": "private", "due_on": "2031-01-01"}).expect(200)
    if around["gate"]:
        workflow = owner.get(f"{path}/workflow")
        rules = [{"to": "done", "required_fields": [number], "approval": {"people": [ben.id], "needed": "all"}}]
        body = {"statuses": workflow.json["statuses"], "transitions": "any", "rules": rules}
        owner.put(f"{path}/workflow", body, headers={"If-Match": workflow.headers["ETag"]}).expect(200)


def _go_on(ground: Ground, names: list[str], plan: Document) -> None:
    w, (owner, ben) = ground.team.w, ground.people

    def path(place: int) -> str:
        return f"{w}/tasks/{names[place % len(names)]}"

    for first, second, kind, lag in plan["ties"]:
        owner.put(f"{path(first)}/dependencies/{names[second % len(names)]}", {"type": kind, "lag_days": lag})
    for first, second, kind in plan["related"]:
        owner.put(f"{path(first)}/relations/{ground.kinds[kind]}/{names[second % len(names)]}")
    for thread in plan["threads"]:
        said = owner.post(f"{path(thread['place'])}/comments", {"body_md": thread["text"]}).expect(201)
        _discuss(ground, f"{w}/comments/{said['id']}", thread)
    for entry in plan["logged"]:
        _log(ground, names[entry["place"] % len(names)], entry)
    for place in plan["watched"]:
        ben.put(f"{path(place)}/watchers/{ben.id}")
    for place in plan["again"]:
        owner.put(f"{path(place)}/recurrence", {"rrule": "FREQ=WEEKLY;BYDAY=MO", "skip_missed": True})
    for place in plan["finished"]:
        owner.post(f"{path(place)}/transition", {"status": "done"})
    for place in plan["deleted"]:
        owner.delete(path(place))


def _discuss(ground: Ground, path: str, thread: Document) -> None:
    owner = ground.people[0]
    for text in thread["edits"]:
        owner.patch(path, {"body_md": text}).expect(200)
    for who, emoji in thread["reactions"]:
        # Whoever may not in this project does not.
        ground.people[who].post(f"{path}/reactions", {"emoji": emoji})
    for reply in thread["replies"]:
        owner.post(f"{path}/replies", {"body_md": reply}).expect(201)
    if thread["end"] == "resolved":
        owner.post(f"{path}/resolve")
    elif thread["end"] == "taken back":
        owner.delete(path)


def _log(ground: Ground, task_id: str, entry: Document) -> None:
    """Log time, which may be in the trash afterwards."""
    person, path = ground.people[entry["who"]], f"{ground.team.w}/time-entries"
    kept = {name: entry[name] for name in ("minutes", "note", "billable", "spent_on")}
    made = person.post(path, {"task_id": task_id, **kept})
    if made.status == 201 and entry["deleted"]:
        person.delete(f"{path}/{made.json['id']}").expect(204)


def _body(ground: Ground, task: Document, names: list[str], sections: list[str]) -> Document:
    """What makes a task of a plan; of other tasks it can only name those that are there."""
    values: Document = {}
    for kind, value in task["values"].items():
        given = value
        if kind == "people":
            given = [ground.people[one].id for one in sorted(value)]
        if kind == "reference":
            given = sorted({names[one % len(names)] for one in value}) if names else None
        values[ground.fields[kind]["id"]] = given
    more: Document = {
        "custom_fields": values,
        "tag_ids": [ground.tags[one] for one in sorted(task.get("tags", ()))],
        "assignee_ids": [ground.people[one].id for one in sorted(task.get("assignees", ()))],
        "section_id": sections[task.get("section", 0)],
        "parent_id": names[task["parent"] % len(names)] if names and "parent" in task else None,
    }
    plain = {k: v for k, v in task.items() if k not in ("values", "tags", "assignees", "section", "parent")}
    return {**plain, **more}


def counted(ground: Ground, project: Document) -> list[Any]:
    """What follows from what hangs on the tasks of a project: the time that was logged, and reactions in numbers."""
    owner, w = ground.people[0], ground.team.w
    found = []
    for task in owner.get(f"{w}/tasks?filter[project_id]={project['id']}&limit=100").expect(200)["data"]:
        said = owner.get(f"{w}/tasks/{task['id']}/comments").expect(200)["data"]
        reactions = [[(one["emoji"], one["count"]) for one in comment["reactions"]] for comment in said]
        edits = [comment["edit_count"] for comment in said if comment["deleted_at"] is None]
        found.append((task["title"], task["logged_minutes"], reactions, edits))
    return sorted(found)


def goes_round(ground: Ground, plan: Document) -> None:
    """Take a project out, bring it into a new one, and take that out."""
    project = ground.project()
    furnish(ground, project, plan)
    first = taken_out(ground.team.owner, ground.team, project)
    copy = ground.team.project("Copy", f"C{ground.projects}")
    job, _ = brought_in(ground.team.owner, ground.team, copy, first)
    assert job["state"] == "succeeded", ground.team.owner.get(f"{ground.team.w}/jobs/{job['id']}/errors").json
    second = taken_out(ground.team.owner, ground.team, copy)
    assert canonical(second) == canonical(first)
    assert counted(ground, copy) == counted(ground, project)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLAN)
def test_an_archive_that_was_brought_in_is_taken_out_the_same(ground: Ground, plan: Document) -> None:
    with ground.lent():
        goes_round(ground, plan)


@pytest.mark.slow
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLAN)
def test_many_archives_are_taken_out_the_same(ground: Ground, plan: Document) -> None:
    with ground.lent():
        goes_round(ground, plan)
