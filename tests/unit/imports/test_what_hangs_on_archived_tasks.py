"""What hangs on the tasks of an archive: time, reactions, relations, earlier texts. All of it comes back, once."""

import json
from typing import Any

import pytest

from onetick.kernel.adapters.memory import MemoryTables
from tests.archives import brought_in, canonical, packed, taken_out, unpacked, without_manifest
from tests.service import Person, Service, Team, a_team

Document = dict[str, Any]
DAY = "2026-01-05"


@pytest.fixture
def ben(team: Team) -> Person:
    return team.join("Ben")


@pytest.fixture
def busy(team: Team, ben: Person) -> Document:
    """A project on whose tasks two people worked and spoke."""
    owner, w = team.owner, team.w
    project = team.project("Website", "WEB", member_access="comment")
    plan, ship = team.task(project, "Plan"), team.task(project, "Ship")
    for person, minutes, note in ((ben, 90, "Call with the printer"), (owner, 30, "")):
        body = {"task_id": plan["id"], "minutes": minutes, "note": note, "spent_on": DAY, "billable": person is ben}
        person.post(f"{w}/time-entries", body).expect(201)
    gone = owner.post(f"{w}/time-entries", {"task_id": plan["id"], "minutes": 700}).expect(201)
    owner.delete(f"{w}/time-entries/{gone['id']}").expect(204)
    said = ben.post(f"{w}/tasks/{plan['id']}/comments", {"body_md": "Frist"}).expect(201)
    for text in ("First draft", "First"):
        ben.patch(f"{w}/comments/{said['id']}", {"body_md": text}).expect(200)
    for person, emoji in ((ben, "🎉"), (owner, "🎉"), (owner, "👍")):
        person.post(f"{w}/comments/{said['id']}/reactions", {"emoji": emoji}).expect(200)
    secret = owner.post(f"{w}/tasks/{plan['id']}/comments", {"body_md": "The password is swordfish"}).expect(201)
    owner.patch(f"{w}/comments/{secret['id']}", {"body_md": "The password is halibut"}).expect(200)
    owner.post(f"{w}/comments/{secret['id']}/reactions", {"emoji": "🔥"}).expect(200)
    owner.post(f"{w}/comments/{secret['id']}/replies", {"body_md": "Take that back!"}).expect(201)
    owner.delete(f"{w}/comments/{secret['id']}").expect(204)
    words = {"outward": "tells of", "inward": "is told by"}
    kind = owner.post(f"{w}/relation-types", words).expect(201)
    for type_id in (kind["id"], "rlt_0000000000000000000000000B"):
        owner.put(f"{w}/tasks/{plan['id']}/relations/{type_id}/{ship['id']}").expect(200)
    outside = team.task(team.project("Outside", "OUT"), "Elsewhere")
    owner.put(f"{w}/tasks/{plan['id']}/relations/{kind['id']}/{outside['id']}").expect(200)
    return project


def tasks_of(person: Person, w: str, project: Document) -> dict[str, Document]:
    found = person.get(f"{w}/tasks?filter[project_id]={project['id']}").expect(200)["data"]
    return {task["title"]: task for task in found}


def comments_of(person: Person, w: str, task: Document) -> list[Document]:
    found: list[Document] = person.get(f"{w}/tasks/{task['id']}/comments").expect(200)["data"]
    return found


def times_of(person: Person, w: str, task: Document) -> list[Document]:
    found = person.get(f"{w}/time-entries?filter[task_id]={task['id']}").expect(200)["data"]
    return sorted(found, key=lambda entry: str(entry["id"]))


def relations_of(person: Person, w: str, task: Document) -> set[str]:
    found = person.get(f"{w}/tasks/{task['id']}/relations").expect(200)["data"]
    return {f"{one['words']} {one['task']['title']}" for one in found if one["task"]}


def test_time_reactions_relations_and_earlier_texts_come_back_as_they_were(
    team: Team, ben: Person, busy: Document
) -> None:
    owner, w = team.owner, team.w
    before = tasks_of(owner, w, busy)["Plan"]
    content = taken_out(owner, team, busy)
    job, made = brought_in(owner, team, team.project("Another", "TWO"), content)
    assert job["state"] == "succeeded", job
    assert {name: job["counts"][name] for name in ("times", "reactions", "relations")} == {
        "times": 2, "reactions": 3, "relations": 2,
    }  # fmt: skip
    archive = made["found"]["archive"]
    assert (archive["times"], archive["reactions"], archive["relations"]) == (2, 3, 2)
    assert "is related to a task that is not in the archive" in str(made["found"]["mistakes"])
    plan = tasks_of(owner, w, {"id": made["project_id"]})["Plan"]
    assert plan["logged_minutes"] == before["logged_minutes"] == 120
    same = ("user_id", "logged_by", "minutes", "note", "billable", "spent_on", "created_at", "updated_at")
    kept, now = (
        [{name: entry[name] for name in same} for entry in times_of(owner, w, task)] for task in (before, plan)
    )
    assert kept == now and {entry["user_id"] for entry in now} == {owner.id, ben.id}
    said = comments_of(owner, w, plan)[0]
    assert [(one["emoji"], one["count"]) for one in said["reactions"]] == [("🎉", 2), ("👍", 1)]
    assert said["own_reactions"] == ["1f389", "1f44d"] and said["edit_count"] == 2
    edits = owner.get(f"{w}/comments/{said['id']}/edits").expect(200)["data"]
    assert [(one["body_md"], one["changed_by"]) for one in edits] == [("First draft", ben.id), ("Frist", ben.id)]
    who = owner.get(f"{w}/comments/{said['id']}/reactions").expect(200)["data"]
    assert sorted((one["emoji"], one["user_id"]) for one in who) == sorted(
        [("🎉", ben.id), ("🎉", owner.id), ("👍", owner.id)]
    )
    assert relations_of(owner, w, plan) == {"tells of Ship", "duplicates Ship"}
    ben.delete(f"{w}/comments/{said['id']}/reactions/1f389").expect(204)
    assert comments_of(owner, w, plan)[0]["reactions"][0]["count"] == 1


def test_how_long_a_task_was_in_its_statuses_comes_back(service: Service, team: Team) -> None:
    owner, w, project = team.owner, team.w, team.project()
    task = team.task(project, "Slow")
    service.clock.advance(minutes=5)
    owner.post(f"{w}/tasks/{task['id']}/transition", {"status": "in_progress"}).expect(200)
    service.clock.advance(minutes=2)
    before = owner.get(f"{w}/tasks/{task['id']}/time-in-status").expect(200)
    _, made = brought_in(owner, team, team.project("Another", "TWO"), taken_out(owner, team, project))
    copy = tasks_of(owner, w, {"id": made["project_id"]})["Slow"]
    after = owner.get(f"{w}/tasks/{copy['id']}/time-in-status").expect(200)
    assert after["since"] == before["since"]
    assert [(one["status"], round(one["seconds"], -2)) for one in after["statuses"]] == [
        (one["status"], round(one["seconds"], -2)) for one in before["statuses"]
    ]


def test_the_same_archive_again_makes_none_of_it_twice_and_brings_nothing_back_that_was_deleted(
    team: Team, busy: Document
) -> None:
    owner, w = team.owner, team.w
    content = taken_out(owner, team, busy)
    copy = team.project("Another", "TWO")
    brought_in(owner, team, copy, content)
    plan = tasks_of(owner, w, copy)["Plan"]
    before = canonical(taken_out(owner, team, copy))
    job, _ = brought_in(owner, team, copy, content)
    assert job["counts"] == {"skipped": 2}
    assert canonical(taken_out(owner, team, copy)) == before
    owner.delete(f"{w}/time-entries/{times_of(owner, w, plan)[0]['id']}").expect(204)
    job, _ = brought_in(owner, team, copy, content, on_match="update")
    assert job["counts"] == {"unchanged": 2}
    assert tasks_of(owner, w, copy)["Plan"]["logged_minutes"] == 30


def test_what_was_said_before_it_was_taken_back_is_in_no_archive(team: Team, busy: Document) -> None:
    lines = unpacked(taken_out(team.owner, team, busy))["tasks.ndjson"].decode()
    assert "swordfish" not in lines and "halibut" not in lines and "🔥" not in lines and "700" not in lines
    assert "Take that back!" in lines and "Frist" in lines


def test_nobody_is_told_of_reactions_and_time_of_long_ago(service: Service, team: Team, busy: Document) -> None:
    content = taken_out(team.owner, team, busy)
    before = len(service.events())
    brought_in(team.owner, team, team.project("Another", "TWO"), content)
    types = [one["type"] for one in service.events()[before:]]
    assert types.count("onetick.reaction.added.v1") == 3 and types.count("onetick.time_entry.created.v1") == 2
    assert types.count("onetick.relation.added.v1") == 4 and "onetick.notification.created.v1" not in types


def test_what_was_not_signed_here_is_the_caller_s_and_said_in_words(
    service: Service, team: Team, ben: Person, busy: Document
) -> None:
    content = packed(without_manifest(taken_out(team.owner, team, busy)), key="another-deployment")
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, content, trust_unsigned=True)
    assert job["state"] == "succeeded", job
    owner, w = team.owner, team.w
    plan = tasks_of(owner, w, copy)["Plan"]
    assert plan["logged_minutes"] == 120
    times = times_of(owner, w, plan)
    assert {(one["user_id"], one["logged_by"], one["spent_on"]) for one in times} == {(owner.id, owner.id, DAY)}
    assert {one["note"] for one in times} == {"Time of Ben: Call with the printer", "Time of Ann"}
    assert min(one["created_at"] for one in times) > plan["created_at"][:10]
    said = comments_of(owner, w, plan)[0]
    assert said["reactions"] == [] and said["edit_count"] == 0 and said["created_by"] == owner.id
    assert "🎉 Ben, Ann" in said["body_md"] and "👍 Ann" in said["body_md"]
    assert owner.get(f"{w}/comments/{said['id']}/edits").expect(200)["data"] == []
    assert relations_of(owner, w, plan) == {"tells of Ship", "duplicates Ship"}


def test_who_reacted_is_told_in_words_at_the_same_cost_however_many_did(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads = []
    read = MemoryTables.get_many

    def counting(self: MemoryTables, *given: Any, **more: Any) -> Any:
        reads.append(given)
        return read(self, *given, **more)

    monkeypatch.setattr(MemoryTables, "get_many", counting)
    writer, *others = (team.join(f"P{number}") for number in range(5))

    def cost(number: int, reacting: list[Person]) -> int:
        project = team.project("Open", f"O{number}", member_access="comment")
        task = team.task(project, "Plan")
        said = writer.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": "Look"}).expect(201)
        for person in reacting:
            person.post(f"{team.w}/comments/{said['id']}/reactions", {"emoji": "🎉"}).expect(200)
        content = taken_out(team.owner, team, project)
        # None of them sees it.
        copy = team.project("Closed", f"C{number}", visibility="private")
        before = len(reads)
        brought_in(team.owner, team, copy, content, settings=False)
        told = len(reads) - before
        [words] = comments_of(team.owner, team.w, tasks_of(team.owner, team.w, copy)["Plan"])
        assert all(f"P{place}" in words["body_md"] for place in range(1, len(reacting) + 1))
        return told

    assert cost(1, others[:1]) == cost(2, others)


def test_kinds_of_relations_are_found_by_their_words_and_made_where_there_are_none(
    service: Service, team: Team, busy: Document
) -> None:
    content = taken_out(team.owner, team, busy)
    other = a_team(service, owner="Zoe", name="Other")
    mine = {"outward": "TELLS of", "inward": "as told by"}
    other.owner.post(f"{other.w}/relation-types", mine).expect(201)
    path = f"{other.w}/relation-types/rlt_0000000000000000000000000B"
    other.owner.patch(path, {"outward": "doubles", "inward": "is doubled by"}).expect(200)
    project = other.project("Theirs", "OTH")
    job, _ = brought_in(other.owner, other, project, content)
    assert job["counts"]["relation_types"] == 1 and job["counts"]["relations"] == 2
    plan = tasks_of(other.owner, other.w, project)["Plan"]
    assert relations_of(other.owner, other.w, plan) == {"TELLS of Ship", "duplicates Ship"}


def test_a_kind_that_cannot_be_made_is_an_error_of_its_relations_alone(
    service: Service, team: Team, busy: Document
) -> None:
    content = taken_out(team.owner, team, busy)
    other = a_team(service, owner="Zoe", name="Other")
    other.owner.post(f"{other.w}/relation-types", {"outward": "tells of"}).expect(201)
    project = other.project("Theirs", "OTH")
    job, _ = brought_in(other.owner, other, project, content)
    assert job["state"] == "partial" and job["counts"]["relations"] == 1
    [error] = other.owner.get(f"{other.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert "no kind of relations 'tells of'" in error["detail"]


def test_whoever_may_not_see_logged_time_takes_none_out(team: Team, busy: Document) -> None:
    scopes = ["export:create", "project:view", "task:view", "workspace:view"]
    token = team.owner.post("/v1/me/tokens", {"name": "Narrow", "scopes": scopes}).expect(201)["token"]
    narrow = Person(team.owner.service, team.owner.email, team.owner.id, token)
    assert narrow.get(f"{team.w}/time-entries").status == 403
    asked = {"project_id": busy["id"], "format": "onetick_archive"}
    job = narrow.post(f"{team.w}/exports", asked).expect(202)
    team.owner.service.deliver()
    done = team.owner.get(f"{team.w}/jobs/{job['id']}").expect(200)
    address = team.owner.post(f"{team.w}/exports/{done['result']['export_id']}/download").expect(200)["url"]
    lines = unpacked(team.owner.service.objects.get(address)[2])["tasks.ndjson"].decode()
    assert "Call with the printer" not in lines and '"times"' not in lines and "Frist" in lines


def test_an_archive_from_before_any_of_this_was_in_it_is_read(team: Team, busy: Document) -> None:
    files = without_manifest(taken_out(team.owner, team, busy))
    new = ("times", "relations", "status_since", "status_seconds")
    lines = [json.loads(line) for line in files["tasks.ndjson"].splitlines()]
    for comment in (one for task in lines for one in task.get("comments", ())):
        for name in ("edits", "reactions", "edit_count"):
            comment.pop(name, None)
    old = [{name: one for name, one in task.items() if name not in new} for task in lines]
    project = {name: one for name, one in json.loads(files["project.json"]).items() if name != "relation_types"}
    content = packed({
        "project.json": json.dumps(project).encode(), "tasks.ndjson": b"\n".join(json.dumps(t).encode() for t in old),
    })  # fmt: skip
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, content)
    assert job["state"] == "succeeded", job
    assert tasks_of(team.owner, team.w, copy)["Plan"]["logged_minutes"] == 0


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ("minutes", {"times": [{"minutes": 0}]}),
        ("minutes", {"times": [{"minutes": 1_441}]}),
        ("spent_on", {"times": [{"spent_on": "99999-01-01"}]}),
        ("note", {"times": [{"note": "x" * 1_001}]}),
        ("times", {"times": [{}] * 1_001}),
        ("emoji", {"comments": [{"reactions": [{"emoji": "no emoji"}]}]}),
        ("edits", {"comments": [{"edits": [{"id": "../x"}]}]}),
        ("relations", {"relations": [{"type_id": "rlt_x", "task_id": "tsk_x"}]}),
        ("status_seconds", {"status_seconds": {"todo": -1}}),
    ],
)
def test_what_nobody_could_have_logged_or_said_is_refused_with_its_task(
    team: Team, busy: Document, place: str, changes: Document
) -> None:
    files = without_manifest(taken_out(team.owner, team, busy))
    first, *others = [json.loads(line) for line in files["tasks.ndjson"].splitlines()]
    entry, comment = first["times"][0], first["comments"][0]
    if "times" in changes:
        changes = {"times": [{**entry, **one} for one in changes["times"]]}
    if "comments" in changes:
        reaction, edit = comment["reactions"][0], comment["edits"][0]
        [said] = changes["comments"]
        whole = {
            name: [{**old, **one} for one in said[name]]
            for name, old in (("reactions", reaction), ("edits", edit))
            if name in said
        }
        changes = {"comments": [{**comment, **whole}]}
    lines = [{**first, **changes}, *others]
    content = packed({**files, "tasks.ndjson": b"\n".join(json.dumps(one).encode() for one in lines)})
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, content)
    assert job["state"] == "partial" and job["counts"]["refused"] == 1
    errors = team.owner.get(f"{team.w}/jobs/{job['id']}/errors").expect(200)["data"]
    assert place in errors[0]["detail"]
    assert set(tasks_of(team.owner, team.w, copy)) == {"Ship"}


def test_what_stands_in_an_archive_twice_or_leads_to_itself_is_brought_in_once_or_not_at_all(
    team: Team, busy: Document
) -> None:
    files = without_manifest(taken_out(team.owner, team, busy))
    first, second = [json.loads(line) for line in files["tasks.ndjson"].splitlines()]
    comment = first["comments"][0]
    comment["reactions"] *= 5
    comment["edits"] *= 2
    first["times"] *= 3
    first["relations"] = [*first["relations"], {**first["relations"][0], "task_id": first["id"]}]
    second["relations"] = [{**first["relations"][0], "task_id": first["id"]}]
    second["times"] = first["times"]
    content = packed({**files, "tasks.ndjson": b"\n".join(json.dumps(one).encode() for one in (first, second))})
    copy = team.project("Another", "TWO")
    job, _ = brought_in(team.owner, team, copy, content)
    counts = {name: job["counts"][name] for name in ("times", "reactions", "relations")}
    assert job["state"] == "partial" and counts == {"times": 4, "reactions": 3, "relations": 2}
    found = tasks_of(team.owner, team.w, copy)
    assert (found["Plan"]["logged_minutes"], found["Ship"]["logged_minutes"]) == (120, 120)
    assert [one["count"] for one in comments_of(team.owner, team.w, found["Plan"])[0]["reactions"]] == [2, 1]


def test_undoing_an_import_takes_back_the_time_and_the_kinds_of_relations_too(team: Team, busy: Document) -> None:
    owner, w = team.owner, team.w
    content = taken_out(owner, team, busy)
    kinds = owner.get(f"{w}/relation-types").expect(200)["data"]
    owner.delete(f"{w}/relation-types/{kinds[-1]['id']}").expect(204)
    copy = team.project("Another", "TWO")
    job, _ = brought_in(owner, team, copy, content)
    assert job["counts"]["relation_types"] == 1
    plan = tasks_of(owner, w, copy)["Plan"]
    [change_set] = [
        one for one in owner.get(f"{w}/change-sets").expect(200)["data"] if one["operation"] == "applyImport"
    ]
    answer = owner.post(f"{w}/change-sets/{change_set['id']}/undo", {"on_conflict": "skip"})
    assert answer.status in (200, 202), answer.text
    owner.service.deliver(rounds=30)
    assert tasks_of(owner, w, copy) == {}
    mine = owner.get(f"{w}/time-entries?filter[project_id]={copy['id']}").expect(200)["data"]
    assert mine == []
    assert len(owner.get(f"{w}/relation-types").expect(200)["data"]) == len(kinds) - 1
    assert tasks_of(owner, w, busy)["Plan"]["logged_minutes"] == 120
    assert owner.get(f"{w}/tasks/{plan['id']}").status == 410
