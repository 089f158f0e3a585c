"""Tasks saved as templates, and tasks made from them."""

from .workshop import Workshop


def test_a_task_from_a_template_has_the_subtasks_and_what_they_wait_for(shop: Workshop) -> None:
    team, owner, w = shop.team, shop.owner, shop.w
    ben, cleo = team.join("Ben"), team.join("Cleo")
    source, target = team.project(), team.project(key="TGT")
    root = team.task(source, "Interview", due_at="2030-01-07T15:00:00Z", description="Be kind.")
    call = team.task(source, "Call", parent_id=root["id"], assignee_ids=[ben.id], due_at="2030-01-08T09:00:00Z")
    write = team.task(source, "Write", parent_id=root["id"])
    deep = team.task(source, "Deep", parent_id=call["id"])
    outside = team.task(source, "Outside")
    owner.put(f"{w}/tasks/{write['id']}/dependencies/{deep['id']}", {}).expect(200)
    owner.put(f"{w}/tasks/{write['id']}/dependencies/{outside['id']}", {}).expect(200)
    owner.service.deliver(rounds=40)
    template = shop.saved_task(root, roles=[{"id": "host", "name": "Host", "people": [ben.id]}])
    assert (template["kind"], template["task_count"], template["project"]) == ("task", 4, None)

    sections = shop.rows(f"projects/{target['id']}/sections")
    made = shop.applied(
        template, target, people={"host": [cleo.id]}, section_id=sections[1]["id"], title="Interview Ann"
    )
    tasks = shop.tasks(target)
    assert set(tasks) == {"Interview Ann", "Call", "Write", "Deep"}
    assert (made["description"], made["due_at"]) == ("Be kind.", "2031-03-03T15:00:00.000Z")
    assert tasks["Call"]["due_at"] == "2031-03-04T09:00:00.000Z"
    assert tasks["Call"]["assignee_ids"] == [cleo.id]
    assert tasks["Call"]["parent_id"] == tasks["Write"]["parent_id"] == made["id"]
    assert tasks["Deep"]["parent_id"] == tasks["Call"]["id"]
    assert [one["id"] for one in tasks["Write"]["dependencies"]["blocked_by"]] == [tasks["Deep"]["id"]]
    assert {task["section_id"] for task in tasks.values()} == {sections[1]["id"]}
    assert {task["status"] for task in tasks.values()} == {"in_progress"}


def test_a_task_without_subtasks_is_there_at_once(shop: Workshop) -> None:
    team = shop.team
    source = team.project()
    template = shop.saved_task(team.task(source, "Check", priority="high"))
    body = {"project_id": source["id"]}
    made = shop.owner.post(f"{shop.w}/templates/{template['id']}/apply", body).expect(201)
    assert made["job"] is None
    assert (made["task"]["title"], made["task"]["priority"]) == ("Check", "high")


def test_a_deep_and_wide_tree_of_subtasks_comes_along_in_order(shop: Workshop) -> None:
    team = shop.team
    source, target = team.project(), team.project(key="TGT")
    root = team.task(source, "Root")
    for number in range(60):
        child = team.task(source, f"C{number:02}", parent_id=root["id"])
        if number % 7 == 0:
            below = team.task(source, f"D{number:02}", parent_id=child["id"])
            team.task(source, f"E{number:02}", parent_id=below["id"])
    shop.owner.service.deliver(rounds=40)
    template = shop.saved_task(root)
    assert template["task_count"] == 1 + 60 + 18
    made = shop.applied(template, target)
    rows = shop.rows(f"tasks/{made['id']}/subtasks?limit=100")
    assert [row["title"] for row in rows] == [f"C{number:02}" for number in range(60)]
    shop.owner.service.deliver(rounds=40)
    assert shop.owner.get(f"{shop.w}/tasks/{made['id']}").expect(200)["subtasks"]["all_total"] == 78


def test_subtasks_that_the_saver_does_not_see_stay_behind(shop: Workshop) -> None:
    team = shop.team
    ben = team.join("Ben")
    open_one, secret = team.project(member_access="edit"), team.project(visibility="private", key="SEC")
    root = team.task(open_one, "Root")
    hidden = team.task(secret, "Hidden", parent_id=root["id"])
    team.task(secret, "Below", parent_id=hidden["id"])
    team.task(open_one, "Shown", parent_id=root["id"])
    shop.owner.service.deliver(rounds=40)
    template = shop.saved_task(root, ben)
    rows = ben.get(f"{shop.w}/templates/{template['id']}/tasks").expect(200)["data"]
    assert sorted(row["title"] for row in rows) == ["Root", "Shown"]


def test_a_template_is_used_only_where_one_may_create_tasks(shop: Workshop) -> None:
    team = shop.team
    ben = team.join("Ben")
    source = team.project(member_access="view")
    task = team.task(source, "Root")
    ben.post(f"{shop.w}/tasks/{task['id']}/save-as-template", {"name": "Mine"}).expect(403)
    template = shop.saved_task(task)
    path, body = f"{shop.w}/templates/{template['id']}", {"project_id": source["id"]}
    ben.post(f"{path}/apply", body).expect(403)
    shop.owner.post(f"{path}/instantiate", {"name": "X", "key": "XX"}).expect(409)
    whole = shop.saved(source)
    shop.owner.post(f"{shop.w}/templates/{whole['id']}/apply", body).expect(409)
    elsewhere = team.project(visibility="private", key="ELS")
    cleo = team.join("Cleo")
    roles = [{"id": "lead", "name": "Lead"}]
    shop.owner.patch(path, {"roles": roles}).expect(200)
    wrong = {"project_id": elsewhere["id"], "people": {"lead": [cleo.id]}}
    problem = shop.owner.post(f"{path}/apply", wrong).expect(422)
    assert problem["errors"][0]["pointer"] == "/people/lead/0"
    problem = shop.owner.post(f"{path}/apply", {**body, "section_id": "sec_" + "0" * 26}).expect(422)
    assert problem["errors"][0]["pointer"] == "/section_id"
    shop.owner.post(f"{shop.w}/projects/{source['id']}/archive").expect(200)
    shop.owner.post(f"{path}/apply", body).expect(409)
    shop.owner.patch(path, {"name": "New"}).expect(409)
    shop.owner.delete(path).expect(409)


def test_tags_are_what_they_are_by_now_however_often_a_template_is_used(shop: Workshop) -> None:
    team, owner = shop.team, shop.owner
    project = team.project()
    one, two = (owner.post(f"{shop.w}/tags", {"name": name}).expect(201) for name in ("one", "two"))
    template = shop.saved_task(team.task(project, "Often", tag_ids=[one["id"]]))

    def tags() -> list[str]:
        body = {"project_id": project["id"]}
        made = owner.post(f"{shop.w}/templates/{template['id']}/apply", body).expect(201)["task"]
        found: list[str] = made["tag_ids"]
        return found

    assert [tags(), tags()] == [[one["id"]], [one["id"]]]
    owner.post(f"{shop.w}/tags/{one['id']}/merge", {"into_id": two["id"]}).expect(202)
    assert [tags(), tags()] == [[two["id"]], [two["id"]]]
    owner.delete(f"{shop.w}/tags/{two['id']}").expect(202)
    assert [tags(), tags()] == [[], []]
