"""Reading a task by its id and by its key."""

import pytest

from tests.service import a_team

from .desk import Desk, a_desk


def test_a_task_is_found_by_its_id_and_by_its_key(desk: Desk) -> None:
    task = desk.task()
    for name in (task["id"], task["key"], task["key"].lower()):
        assert desk.ann.get(f"{desk.team.w}/tasks/{name}").expect(200) == task


@pytest.mark.parametrize("name", ["tsk_01JD4Y6QW8M3Z5T7V9X1B2C3D4", "LAU-99", "LAU-0", "X-1", "nonsense", "me"])
def test_what_names_no_task_is_not_found(desk: Desk, name: str) -> None:
    desk.task()
    desk.ann.get(f"{desk.team.w}/tasks/{name}").expect(404)


def test_a_key_means_the_task_of_this_workspace(desk: Desk) -> None:
    mine = desk.task("Mine")
    other = a_desk(a_team(desk.service, "Eve", "Evil"))
    theirs = other.task("Theirs")
    assert mine["key"] == theirs["key"] == "LAU-1"
    assert other.ann.get(f"{other.team.w}/tasks/LAU-1").expect(200)["title"] == "Theirs"
    for name in (mine["id"], "LAU-2"):
        other.ann.get(f"{other.team.w}/tasks/{name}").expect(404)


def test_a_task_in_another_workspace_of_the_organization_is_not_found(desk: Desk) -> None:
    task = desk.task()
    path = f"/v1/organizations/{desk.team.organization_id}/workspaces"
    other = desk.ann.post(path, {"name": "Second"}).expect(201)
    desk.ann.get(f"/v1/workspaces/{other['id']}/tasks/{task['id']}").expect(404)


def test_the_description_comes_as_html_on_request(desk: Desk) -> None:
    task = desk.task(description="**Bold** <script>alert(1)</script>")
    found = desk.ann.get(desk.url(task) + "?expand=html").expect(200)
    assert found["description_html"] == "<p><strong>Bold</strong> &lt;script&gt;alert(1)&lt;/script&gt;</p>\n"
    assert found["description"] == task["description"]
    assert found["key"] == task["key"]


def test_an_unchanged_task_is_not_sent_again(desk: Desk) -> None:
    task = desk.task()
    answer = desk.ann.get(desk.url(task), headers={"If-None-Match": '"v1"'})
    assert (answer.status, answer.text) == (304, "")


def test_a_task_of_a_private_project_is_for_those_in_it(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    private = desk.team.project("Secret", "SEC", visibility="private")
    task = desk.team.task(private)
    ben.get(desk.url(task)).expect(403)
    desk.ann.put(f"{desk.team.w}/projects/{private['id']}/members/{ben.id}", {"role": "viewer"}).expect(200)
    ben.get(desk.url(task)).expect(200)


def test_a_guest_sees_no_task_of_a_public_project(desk: Desk) -> None:
    gus = desk.team.join("Gus", "guest")
    gus.get(desk.url(desk.task())).expect(403)


def test_the_tasks_of_a_deleted_project_are_gone_at_once(desk: Desk) -> None:
    task = desk.task()
    path = f"{desk.team.w}/projects/{desk.project['id']}"
    desk.ann.delete(path).expect(204)
    desk.ann.get(desk.url(task)).expect(404)
    desk.ann.patch(desk.url(task), {"title": "No"}).expect(404)
    desk.ann.post(f"{path}/restore").expect(200)
    assert desk.now(task)["title"] == task["title"]


def test_an_archived_project_can_be_read_but_not_changed(desk: Desk) -> None:
    task = desk.task()
    comment = desk.ann.post(desk.url(task, "/comments"), {"body_md": "Hello"}).expect(201)
    path = f"{desk.team.w}/projects/{desk.project['id']}"
    desk.ann.post(f"{path}/archive").expect(200)
    assert desk.now(task)["title"] == task["title"]
    refused = [
        desk.ann.patch(desk.url(task), {"title": "No"}),
        desk.ann.delete(desk.url(task)),
        desk.move(task, section_id=desk.sections["Done"]),
        desk.ann.post(desk.url(task, "/transition"), {"status": "done"}),
        desk.ann.post(desk.url(task, "/duplicate"), {}),
        desk.ann.post(desk.url(task, "/comments"), {"body_md": "No"}),
        desk.ann.patch(f"{desk.team.w}/comments/{comment['id']}", {"body_md": "No"}),
        desk.ann.delete(f"{desk.team.w}/comments/{comment['id']}"),
    ]
    assert [answer.status for answer in refused] == [409] * len(refused)
