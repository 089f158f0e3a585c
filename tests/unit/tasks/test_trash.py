"""The trash: deleting tasks and restoring them."""

from tests.service import PASSWORD

from .desk import Desk, names


def test_a_deleted_task_is_nowhere_but_in_the_trash(desk: Desk) -> None:
    task = desk.task("Gone", assignee_ids=[desk.ann.id], due_at="2030-01-01T00:00:00Z")
    desk.ann.delete(desk.url(task)).expect(204)
    assert desk.ann.get(desk.url(task)).expect(410)["code"] == "gone"
    project = desk.project["id"]
    for query in (
        "",
        "filter[assignee_id]=me",
        f"filter[project_id]={project}",
        f"filter[project_id]={project}&sort=due_at",
        f"filter[project_id]={project}&sort=created_at",
    ):
        assert desk.listed(query) == []
    assert desk.listed("filter[trashed]=true") == ["Gone"]


def test_the_trash_lists_the_latest_first(desk: Desk) -> None:
    for task in desk.tasks(3):
        desk.ann.delete(desk.url(task)).expect(204)
        desk.service.clock.advance(seconds=1)
    assert desk.listed("filter[trashed]=true") == ["3", "2", "1"]


def test_a_restored_task_comes_back_to_its_place(desk: Desk) -> None:
    _, two, _ = desk.tasks(3)
    desk.change(two, assignee_ids=[desk.ann.id])
    desk.ann.delete(desk.url(two)).expect(204)
    assert desk.column("To do") == ["1", "3"]
    restored = desk.ann.post(desk.url(two, "/restore")).expect(200)
    assert (restored["deleted_at"], restored["version"]) == (None, 4)
    assert desk.column("To do") == ["1", "2", "3"]
    assert desk.listed("filter[assignee_id]=me") == ["2"]
    assert desk.listed("filter[trashed]=true") == []


def test_a_task_whose_section_is_gone_is_restored_to_another(desk: Desk) -> None:
    task = desk.task(section_id=desk.sections["In progress"])
    desk.ann.delete(desk.url(task)).expect(204)
    desk.ann.delete(f"{desk.team.w}/sections/{desk.sections['In progress']}").expect(204)
    restored = desk.ann.post(desk.url(task, "/restore")).expect(200)
    assert restored["section_id"] == desk.sections["To do"]


def test_only_what_is_in_the_trash_is_restored(desk: Desk) -> None:
    desk.ann.post(desk.url(desk.task(), "/restore")).expect(409)


def test_after_thirty_days_nothing_is_restored(desk: Desk) -> None:
    task = desk.task()
    desk.ann.delete(desk.url(task)).expect(204)
    desk.service.clock.advance(days=30)
    body = {"grant_type": "password", "email": desk.ann.email, "password": PASSWORD}
    body["organization_id"] = desk.team.organization_id
    token = desk.service.call("POST", "/v1/auth/token", body).expect(200)["access_token"]
    desk.service.call("POST", desk.url(task, "/restore"), token=token).expect(410)


def test_deleting_and_restoring_are_told_with_all_that_the_task_is(desk: Desk) -> None:
    task = desk.task(description="All of it")
    [deleted] = desk.events_of(lambda: desk.ann.delete(desk.url(task)).expect(204))
    [restored] = desk.events_of(lambda: desk.ann.post(desk.url(task, "/restore")).expect(200))
    assert names([deleted, restored]) == ["task.deleted", "task.restored"]
    assert deleted["data"]["resource"]["description"] == "All of it"
    assert deleted["data"]["changed"] == ["deleted_at", "purge_at"]


def test_an_editor_deletes_only_what_they_created(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    desk.ann.put(f"{desk.team.w}/projects/{desk.project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    ben.delete(desk.url(desk.task())).expect(403)
    own = ben.post(f"{desk.team.w}/tasks", {"project_id": desk.project["id"], "title": "Own"}).expect(201)
    ben.delete(desk.url(own)).expect(204)
    ben.post(desk.url(own, "/restore")).expect(200)


def test_deleting_twice_says_that_it_is_gone(desk: Desk) -> None:
    task = desk.task()
    desk.ann.delete(desk.url(task)).expect(204)
    desk.ann.delete(desk.url(task)).expect(410)
