"""What one request changed can be undone, and done again."""

from tests.unit.tasks.desk import Desk

from .steps import change, content, give, pages_of, seen, set_of, undo


def test_a_change_is_undone_and_done_again(desk: Desk) -> None:
    task = desk.task(points=3)
    before = content(desk, task)
    change_set = change(desk, task, title="Other", priority="high", points=None, due_at="2031-01-01T00:00:00Z")
    after = content(desk, task)
    undone = undo(desk, change_set)
    assert undone.expect(200) == {"undone": 1, "skipped": 0, "conflicts": [], "job": None}
    assert content(desk, task) == before
    found = seen(desk, change_set)
    assert (found["undone_by"], found["undone_at"] is not None) == (set_of(undone), True)
    assert seen(desk, set_of(undone))["undoes"] == change_set
    again = undo(desk, set_of(undone))
    again.expect(200)
    assert content(desk, task) == after
    assert seen(desk, change_set)["undone_by"] is None
    undo(desk, change_set).expect(200)
    assert content(desk, task) == before


def test_what_was_undone_is_not_undone_twice(desk: Desk) -> None:
    change_set = change(desk, desk.task(), title="Other")
    undone = undo(desk, change_set)
    problem = undo(desk, change_set).expect(409)
    assert problem["undone_by"] == set_of(undone)


def test_what_nobody_touched_since_is_undone_beside_what_was_changed_elsewhere(desk: Desk) -> None:
    task = desk.task()
    change_set = change(desk, task, title="Other")
    change(desk, task, points=5)
    undo(desk, change_set).expect(200)
    now = desk.now(task)
    assert (now["title"], now["points"]) == (task["title"], 5)


def test_a_conflict_says_what_was_changed_since_by_whom_and_when(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    give(desk, ben, "editor")
    task, other = desk.tasks(2)
    body = {"operations": [{"op": "update", "task_ids": [task["id"], other["id"]], "changes": {"priority": "high"}}]}
    change_set = set_of(desk.ann.post(f"{desk.team.w}/bulk/tasks", body))
    change(desk, task, title="Beside")
    change(desk, task, by=ben, priority="low")
    now = desk.now(task)
    problem = undo(desk, change_set).expect(409)
    [conflict] = problem["conflicts"]
    assert conflict == {
        "kind": "task",
        "id": task["id"],
        "fields": ["priority"],
        "detail": "changed since: priority",
        "changed_by": ben.id,
        "changed_at": now["updated_at"],
        "event": "onetick.task.priority_changed.v1",
    }
    assert (desk.now(task), desk.now(other)["priority"]) == (now, "high")
    done = undo(desk, change_set, on_conflict="skip").expect(200)
    assert (done["undone"], done["skipped"], done["conflicts"]) == (1, 1, [conflict])
    assert (desk.now(task), desk.now(other)["priority"]) == (now, "none")


def test_a_value_that_is_again_what_it_was_is_no_conflict(desk: Desk) -> None:
    task = desk.task()
    change_set = change(desk, task, title="Other", points=1)
    change(desk, task, title=task["title"])
    undo(desk, change_set).expect(200)
    assert (desk.now(task)["title"], desk.now(task)["points"]) == (task["title"], None)


def test_a_dry_run_shows_what_an_undo_would_change(desk: Desk) -> None:
    task = desk.task()
    change_set = change(desk, task, title="Other")
    preview = desk.ann.post(f"{desk.team.w}/change-sets/{change_set}/undo?dry_run=true", {}).expect(200)
    [first, *_] = preview["change_set"]
    assert first["changes"] == [{"field": "title", "from": "Other", "to": task["title"]}]
    assert desk.now(task)["title"] == "Other"


def test_a_large_bulk_is_one_change_set_and_is_undone_by_a_job(desk: Desk) -> None:
    tasks = desk.tasks(70)
    names = [task["id"] for task in tasks]
    operations = [
        {"op": "update", "task_ids": names, "changes": {"priority": "high", "points": 2}},
        {"op": "transition", "task_ids": names[:20], "status": "in_progress"},
    ]
    before = [content(desk, task) for task in tasks]
    answer = desk.ann.post(f"{desk.team.w}/bulk/tasks", {"operations": operations})
    answer.expect(202)
    desk.service.deliver()
    change_set = set_of(answer)
    assert desk.ann.get(answer.headers["Location"]).expect(200)["change_set_id"] == change_set
    pages = pages_of(desk, change_set)
    assert {one for page in pages for one in page} == set(names) and len(pages) > 4
    assert seen(desk, change_set)["complete"] is False
    change(desk, tasks[5], points=9)
    failed = undo(desk, change_set)
    failed.expect(202)
    desk.service.deliver()
    job = desk.ann.get(failed.headers["Location"]).expect(200)
    assert (job["state"], job["failure"]["code"], job["error_count"]) == ("failed", "conflict", 1)
    [error] = desk.ann.get(job["errors_url"]).expect(200)["data"]
    assert (error["item"], error["errors"][0]["pointer"]) == (tasks[5]["id"], "/points")
    assert desk.now(tasks[0])["priority"] == "high"
    skipped = undo(desk, change_set, on_conflict="skip")
    skipped.expect(202)
    desk.service.deliver()
    job = desk.ann.get(skipped.headers["Location"]).expect(200)
    assert (job["state"], job["error_count"]) == ("partial", 1)
    after = [content(desk, task) for task in tasks]
    assert [one for place, one in enumerate(after) if place != 5] == [
        one for place, one in enumerate(before) if place != 5
    ]
    assert seen(desk, change_set)["undone_by"] == job["change_set_id"]


def test_who_may_undo_what(desk: Desk) -> None:
    ben, cat = desk.team.join("Ben"), desk.team.join("Cat")
    give(desk, ben, "editor")
    give(desk, cat, "editor")
    task = desk.task()
    change_set = change(desk, task, by=ben, title="By Ben")
    undo(desk, change_set, by=cat).expect(403)
    cat.get(f"{desk.team.w}/change-sets/{change_set}").expect(403)
    undo(desk, change_set, by=ben).expect(200)
    change_set = change(desk, task, by=ben, title="By Ben again")
    undo(desk, change_set).expect(200)
    change_set = change(desk, task, by=ben, title="And again")
    give(desk, ben, "viewer")
    [conflict] = undo(desk, change_set, by=ben).expect(409)["conflicts"]
    assert "task:edit" in conflict["detail"]


def test_whoever_may_do_it_may_take_back_what_they_did_themselves_and_nothing_else(desk: Desk) -> None:
    ben, cat, gil = desk.team.join("Ben"), desk.team.join("Cat"), desk.team.join("Gil", role="guest")
    give(desk, cat, "commenter")
    give(desk, gil, "commenter")
    task = desk.task()
    view = ben.post(f"{desk.team.w}/views", {"name": "Mine", "type": "list", "scope": "personal"})
    undo(desk, set_of(view), by=cat).expect(403)
    undo(desk, set_of(view), by=ben).expect(200)
    assert ben.get(f"{desk.team.w}/views/{view.json['id']}").status == 410
    for person in (cat, gil):
        said = person.post(desk.url(task, "/comments"), {"body_md": "Too early"})
        undo(desk, set_of(said), by=ben).expect(403)
        undo(desk, set_of(said), by=person).expect(200)
    assert desk.ann.get(desk.url(task, "/comments")).expect(200)["data"] == []
    change_set = change(desk, task, title="By Ann")
    for person in (ben, cat, gil):
        undo(desk, change_set, by=person).expect(403)


def test_who_left_learns_nothing_of_what_is_in_the_way(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    hidden = desk.team.project("Hidden", "HID", visibility="private")
    path = f"{desk.team.w}/projects/{hidden['id']}/members/{ben.id}"
    desk.ann.put(path, {"role": "editor"}).expect(200)
    give(desk, ben, "editor")
    ours, theirs = desk.task(), desk.team.task(hidden)
    both = {"op": "update", "task_ids": [ours["id"], theirs["id"]], "changes": {"priority": "high"}}
    change_set = set_of(ben.post(f"{desk.team.w}/bulk/tasks", {"operations": [both]}))
    change(desk, theirs, priority="urgent")
    [conflict] = undo(desk, change_set, by=ben).expect(409)["conflicts"]
    assert (conflict["fields"], conflict["changed_by"]) == (["priority"], desk.ann.id)
    desk.ann.delete(path).expect(204)
    [conflict] = undo(desk, change_set, by=ben).expect(409)["conflicts"]
    assert (conflict["fields"], conflict["changed_by"], conflict["event"]) == ([], None, None)
    assert conflict["detail"] == "You do not see it any more."
    undo(desk, change_set, by=ben, on_conflict="skip").expect(200)
    assert (desk.now(ours)["priority"], desk.now(theirs)["priority"]) == ("none", "urgent")


def test_undoing_needs_the_rights_to_do_it_by_hand(desk: Desk) -> None:
    ben = desk.team.join("Ben")
    give(desk, ben, "admin")
    other = desk.team.project("Other", "OTH")
    path = f"{desk.team.w}/projects/{other['id']}/members/{ben.id}"
    desk.ann.put(path, {"role": "editor"}).expect(200)
    ours, theirs = desk.task(), desk.team.task(other)
    body = {
        "operations": [{"op": "update", "task_ids": [ours["id"], theirs["id"]], "changes": {"title": "Both"}}],
    }
    change_set = set_of(ben.post(f"{desk.team.w}/bulk/tasks", body))
    desk.ann.put(path, {"role": "viewer"}).expect(200)
    [conflict] = undo(desk, change_set, by=ben).expect(409)["conflicts"]
    assert (conflict["id"], conflict["fields"], conflict["changed_by"]) == (theirs["id"], [], None)
    assert "task:edit" in conflict["detail"]
