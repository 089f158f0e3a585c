"""What is attached travels with a template: copies, which are nobody else's and have been looked at."""

from typing import Any

import pytest

from onetick.kernel.ids import OrgId
from onetick.kernel.objects import ObjectKey
from onetick.templates import taking
from tests.service import Team
from tests.unit.attachments.cabinet import CONTENT, announce, attach, path
from tests.unit.tasks.desk import Desk, a_desk

from .workshop import Workshop

Document = dict[str, Any]
SEEN = {"If-Match": "*"}


@pytest.fixture
def desk(team: Team) -> Desk:
    return a_desk(team)


@pytest.fixture
def shop(desk: Desk) -> Workshop:
    return Workshop(desk.team)


def files(desk: Desk, task: Document) -> list[tuple[str, str]]:
    """The names and states of what is attached to a task."""
    rows = desk.ann.get(desk.url(task, "/attachments")).expect(200)["data"]
    return [(row["name"], row["state"]) for row in rows]


def stored(desk: Desk, folder: str) -> list[str]:
    """What there is in a folder of the bucket."""
    return [key for key in desk.service.objects._stored if key.startswith(f"{folder}/")]


def test_a_task_from_a_template_has_the_files_and_they_can_be_opened(desk: Desk, shop: Workshop) -> None:
    root = desk.task("Root")
    child = desk.task("Child", parent_id=root["id"])
    attach(desk, root, name="Plan.txt")
    attach(desk, child, b"Another", name="Notes.txt")
    announce(desk, root, name="Never sent.txt")
    template = shop.saved_task(root)
    saved = {title: [file["name"] for file in row["files"]] for title, row in shop.of_template(template).items()}
    assert saved == {"Root": ["Plan.txt"], "Child": ["Notes.txt"]}
    made = shop.applied(template, desk.project)
    assert files(desk, made) == [("Plan.txt", "ready")]
    [low] = desk.ann.get(desk.url(made, "/subtasks")).expect(200)["data"]
    assert files(desk, low) == [("Notes.txt", "ready")]
    [one] = desk.ann.get(desk.url(made, "/attachments")).expect(200)["data"]
    opened = desk.ann.get(path(desk, one)).expect(200)
    assert desk.service.objects.get(opened["download_url"])[2] == CONTENT


def test_a_template_of_one_task_with_a_file_takes_a_job_and_one_without_does_not(desk: Desk, shop: Workshop) -> None:
    task = desk.task()
    file = attach(desk, task)
    template, bare = shop.saved_task(task), shop.saved_task(task, attachments=False)
    use = {"project_id": desk.project["id"]}
    made = desk.ann.post(f"{shop.w}/templates/{bare['id']}/apply", use).expect(201)
    assert made["job"] is None and files(desk, made["task"]) == []
    made = shop.applied(template, desk.project)
    assert files(desk, made) == [(file["name"], "ready")]


def test_what_becomes_of_the_original_is_not_the_templates(desk: Desk, shop: Workshop) -> None:
    task = desk.task()
    file = attach(desk, task)
    template = shop.saved(desk.project)
    desk.ann.delete(path(desk, file)).expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{shop.w}/trash/attachment/{file['id']}", headers=SEEN).expect(204)
    desk.service.deliver(rounds=40)
    made = shop.made(template)
    [row] = shop.rows(f"tasks?filter[project_id]={made['id']}")
    assert files(desk, row) == [(file["name"], "ready")]
    desk.ann.delete(f"{shop.w}/templates/{template['id']}").expect(204)
    desk.service.deliver()
    assert len(stored(desk, "templates")) == 1
    desk.ann.delete(f"{shop.w}/trash/template/{template['id']}", headers=SEEN).expect(204)
    desk.service.deliver(rounds=40)
    assert stored(desk, "templates") == []
    assert files(desk, row) == [(file["name"], "ready")]


def test_files_are_taken_off_and_a_purge_finds_those_too(desk: Desk, shop: Workshop) -> None:
    task = desk.task()
    for name in ("One.txt", "Two.txt"):
        attach(desk, task, name.encode(), name=name)
    template = shop.saved_task(task)
    [row] = shop.of_template(template).values()
    url = f"{shop.w}/templates/{template['id']}/tasks/{row['id']}"
    first, second = (file["id"] for file in row["files"])
    unknown = {"file_ids": [second, "tpf_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]}
    assert desk.ann.patch(url, unknown).expect(422)["errors"][0]["pointer"] == "/file_ids/1"
    changed = desk.ann.patch(url, {"file_ids": [second, second]})
    assert [file["id"] for file in changed.expect(200)["files"]] == [second]
    undo = f"{shop.w}/change-sets/{changed.headers['OneTick-Change-Set']}/undo"
    desk.ann.post(undo, {}).expect(200)
    assert [file["id"] for file in desk.ann.get(url).json["files"]] == [first, second]
    desk.ann.patch(url, {"file_ids": []}).expect(200)
    assert files(desk, shop.applied(template, desk.project)) == []
    desk.ann.delete(f"{shop.w}/templates/{template['id']}").expect(204)
    desk.service.deliver()
    desk.ann.delete(f"{shop.w}/trash/template/{template['id']}", headers=SEEN).expect(204)
    desk.service.deliver(rounds=40)
    assert stored(desk, "templates") == []


def test_a_file_whose_content_is_gone_is_named_and_the_others_come(desk: Desk, shop: Workshop) -> None:
    task = desk.task()
    for name in ("One.txt", "Two.txt"):
        attach(desk, task, name.encode(), name=name)
    template = shop.saved_task(task)
    [row] = shop.of_template(template).values()
    lost = ObjectKey.of("templates", OrgId(desk.team.organization_id), template["id"], row["files"][0]["id"])
    desk.service.objects.erase(lost)
    made = desk.ann.post(f"{shop.w}/templates/{template['id']}/apply", {"project_id": desk.project["id"]}).expect(201)
    job = shop.ended(made["job"])
    assert (job["state"], job["counts"]) == ("partial", {"files": 1})
    [error] = shop.rows(f"jobs/{job['id']}/errors")
    assert "One.txt" in error["detail"]
    assert files(desk, made["task"]) == [("Two.txt", "ready")]


def test_more_files_than_a_step_holds_come_each_once(
    desk: Desk, shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "MAX_FILES", 12)
    tasks = [desk.task(str(number)) for number in range(3)]
    for task in tasks:
        for number in range(13):
            attach(desk, task, str(number).encode(), name=f"{number}.txt")
    template = shop.saved(desk.project)
    made = shop.made(template)
    rows = shop.rows(f"tasks?filter[project_id]={made['id']}")
    assert [len({name for name, _ in files(desk, row)}) for row in rows] == [12, 12, 12]
    assert made["job"]["counts"]["files"] == 36
