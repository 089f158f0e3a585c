"""Taking a project out, to a spreadsheet, to a program, and to an archive."""

import csv
import hashlib
import hmac
import io
import json
import zipfile
from typing import Any

import pytest

from tests.service import TEST_SECRETS, Person, Service, Team

Document = dict[str, Any]


def taken_out(person: Person, team: Team, project: Document, format: str, **more: Any) -> tuple[Document, bytes]:
    """The export when it is ready, and its file."""
    body = {"project_id": project["id"], "format": format, **more}
    job = person.post(f"{team.w}/exports", body).expect(202)
    person.service.deliver()
    job = person.get(f"{team.w}/jobs/{job['id']}").expect(200)
    assert job["state"] == "succeeded", job
    path = f"{team.w}/exports/{job['result']['export_id']}"
    export: Document = person.get(path).expect(200)
    address = person.post(f"{path}/download").expect(200)
    status, headers, content = person.service.objects.get(address["url"])
    assert status == 200 and export["file_name"] in headers["Content-Disposition"]
    assert export["sha256"] == hashlib.sha256(content).hexdigest() and export["size"] == len(content)
    return export, content


def table_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.fixture
def project(team: Team) -> Document:
    """A project with two tasks, one of them with a value, a tag, an assignee and a comment."""
    made = team.project()
    field = team.owner.post(f"{team.w}/custom-fields", {"name": "Cost", "type": "number"}).expect(201)
    team.owner.put(f"{team.w}/projects/{made['id']}/custom-fields/{field['id']}", {}).expect(200)
    tag = team.owner.post(f"{team.w}/tags", {"name": "big"}).expect(201)
    task = team.task(
        made,
        "Write",
        description="Line one\nLine two",
        due_at="2030-01-02T00:00:00Z",
        assignee_ids=[team.owner.id],
        tag_ids=[tag["id"]],
        custom_fields={field["id"]: 12.5},
    )
    comment = team.owner.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": "Hm"}).expect(201)
    team.owner.post(f"{team.w}/comments/{comment['id']}/replies", {"body_md": "Aha"}).expect(201)
    team.task(made, '=HYPERLINK("http://evil")', status="done")
    team.owner.service.deliver()
    return made


def test_a_table_says_everything_in_words(team: Team, project: Document) -> None:
    export, content = taken_out(team.owner, team, project, "csv")
    write, other = table_of(content)
    assert export["tasks"] == 2 and export["state"] == "ready"
    assert (write["Title"], write["Description"], write["Assignees"], write["Tags"], write["Cost"]) == (
        "Write", "Line one\nLine two", "Ann", "big", "12.5")  # fmt: skip
    assert write["Status"] == "To do" or write["Status"]
    assert other["Title"] == '\'=HYPERLINK("http://evil")' and other["Completed at"]


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", "\rx"])
def test_no_cell_is_a_formula(team: Team, cell: str) -> None:
    made = team.project()
    team.task(made, "x", description=cell)
    [row] = table_of(taken_out(team.owner, team, made, "csv")[1])
    assert row["Description"].startswith("'")


def test_lines_of_json_hold_the_comments_too(team: Team, project: Document) -> None:
    _, content = taken_out(team.owner, team, project, "ndjson", completed=False)
    [line] = [json.loads(line) for line in content.splitlines()]
    assert line["title"] == "Write" and line["key"] == "LAU-1"
    assert [comment["body_md"] for comment in line["comments"]] == ["Hm", "Aha"]
    assert "org_id" not in line and "version" not in line


def test_an_archive_is_whole_and_signed(team: Team, project: Document) -> None:
    _, content = taken_out(team.owner, team, project, "onetick_archive")
    archive = zipfile.ZipFile(io.BytesIO(content))
    manifest = archive.read("manifest.json")
    signed = hmac.digest(TEST_SECRETS["archive-key"].encode(), manifest, "sha256").hex()
    assert archive.read("manifest.sig").decode() == signed
    for name, digest in json.loads(manifest)["files"].items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    described = json.loads(archive.read("project.json"))
    assert described["project"]["key"] == "LAU" and described["fields"][0]["name"] == "Cost"
    assert len(archive.read("tasks.ndjson").splitlines()) == 2


def test_an_export_of_many_tasks_has_each_of_them_once(team: Team) -> None:
    made = team.project()
    for number in range(130):
        team.task(made, f"Task {number}")
    export, content = taken_out(team.owner, team, made, "csv")
    assert [row["Title"] for row in table_of(content)] == [f"Task {number}" for number in range(130)]
    assert export["tasks"] == 130


def test_nobody_fetches_a_file_that_is_not_ready_or_not_theirs(service: Service, team: Team, project: Document) -> None:
    ben = team.join("Ben")
    job = team.owner.post(f"{team.w}/exports", {"project_id": project["id"], "format": "csv"}).expect(202)
    path = f"{team.w}/exports/{job['result']['export_id']}"
    assert team.owner.post(f"{path}/download").status == 409
    service.deliver()
    assert ben.post(f"{path}/download").status == 403
    assert ben.post(f"{team.w}/exports", {"project_id": project["id"], "format": "csv"}).status == 403
    address = team.owner.post(f"{path}/download").expect(200)["url"]
    service.clock.advance(seconds=61)
    assert service.objects.get(address)[0] == 403
    told = [event["type"] for event in service.events() if event["type"].startswith("onetick.export.")]
    assert told == ["onetick.export.requested.v1", "onetick.export.completed.v1", "onetick.export.downloaded.v1"]


def test_an_export_is_listed_and_can_be_deleted(service: Service, team: Team, project: Document) -> None:
    export, _ = taken_out(team.owner, team, project, "csv")
    assert [one["id"] for one in team.owner.get(f"{team.w}/exports").expect(200)["data"]] == [export["id"]]
    team.owner.delete(f"{team.w}/exports/{export['id']}").expect(204)
    assert team.owner.get(f"{team.w}/exports/{export['id']}").status == 404
    assert not [key for key in service.objects.keys if key.endswith(f"{export['id']}/file")]


def test_a_requester_who_lost_their_access_gets_nothing(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    made = team.project(visibility="private")
    path = f"{team.w}/projects/{made['id']}/members/{ben.id}"
    team.owner.put(path, {"role": "admin"}).expect(200)
    job = ben.post(f"{team.w}/exports", {"project_id": made["id"], "format": "csv"}).expect(202)
    team.owner.delete(path).expect(204)
    service.deliver()
    job = ben.get(f"{team.w}/jobs/{job['id']}").expect(200)
    assert job["state"] == "failed" and job["failure"]["code"] == "forbidden"


def test_what_is_remembered_of_an_export_is_only_where_to_look(team: Team) -> None:
    several = [taken_out(team.owner, team, team.project(key=key), "csv")[0] for key in ("AAA", "BBB")]
    for export in (*several, *several):
        assert team.owner.get(f"{team.w}/exports/{export['id']}").expect(200)["project_id"] == export["project_id"]
    project = f"{team.w}/projects/{several[0]['project_id']}"
    team.owner.delete(project).expect(204)
    assert team.owner.delete(f"{team.w}/exports/{several[0]['id']}").status == 404
    assert team.owner.delete(f"{team.w}/exports/{several[1]['id']}").status == 204
