"""Templates made by hand, and their tasks changed one by one."""

from typing import Any

from .workshop import Workshop

Document = dict[str, Any]


def added(shop: Workshop, template: Document, title: str, **more: Any) -> Document:
    path = f"{shop.w}/templates/{template['id']}/tasks"
    made: Document = shop.owner.post(path, {"title": title, **more}).expect(201)
    return made


def test_a_template_made_by_hand_is_used_like_a_saved_one(shop: Workshop) -> None:
    cleo = shop.team.join("Cleo")
    statuses = [
        {"id": "open", "name": "Open", "category": "unstarted"},
        {"id": "done", "name": "Done", "category": "completed"},
    ]
    body = {
        "name": "Onboarding",
        "roles": [{"id": "buddy", "name": "Buddy", "project_role": "commenter"}],
        "statuses": statuses,
        "sections": [{"name": "Before"}, {"name": "First week"}],
        "timezone": "Europe/Berlin",
    }
    template = shop.owner.post(f"{shop.w}/templates", body).expect(201)
    assert (template["kind"], template["ready"], template["task_count"]) == ("project", True, 0)
    week = shop.template(template["id"])["project"]["sections"][1]["id"]
    laptop = added(shop, template, "Laptop", due={"day": -2})
    meet = {"day": 0, "time": "09:30"}
    tour = added(
        shop, template, "Tour", role_ids=["buddy"], section_id=week, start=meet, due={"day": 1, "time": "17:00"}
    )
    added(shop, template, "Lunch", parent_id=tour["id"], blocked_by=[{"id": laptop["id"], "lag_days": 1}])
    template = shop.template(template["id"])
    assert (template["task_count"], template["first_day"], template["last_day"]) == (3, 0, 1)

    made = shop.made(template, people={"buddy": [cleo.id]}, start_on="2031-07-07")
    tasks = shop.tasks(made)
    assert tasks["Laptop"]["due_at"] == "2031-07-05T07:00:00.000Z"
    assert (tasks["Tour"]["start_at"], tasks["Tour"]["assignee_ids"]) == ("2031-07-07T07:30:00.000Z", [cleo.id])
    assert tasks["Lunch"]["parent_id"] == tasks["Tour"]["id"]
    assert [one["id"] for one in tasks["Lunch"]["dependencies"]["blocked_by"]] == [tasks["Laptop"]["id"]]
    names = {row["id"]: row["name"] for row in shop.rows(f"projects/{made['id']}/sections")}
    assert (names[tasks["Tour"]["section_id"]], names[tasks["Laptop"]["section_id"]]) == ("First week", "Before")
    roles = {row["principal_id"]: row["role"] for row in shop.rows(f"projects/{made['id']}/members")}
    assert roles[cleo.id] == "commenter"


def test_tasks_of_a_template_are_changed_and_taken_out(shop: Workshop) -> None:
    template = shop.owner.post(f"{shop.w}/templates", {"name": "Plan"}).expect(201)
    task, other = added(shop, template, "First", due={"day": 2}), added(shop, template, "Second")
    child = added(shop, template, "Child", parent_id=other["id"])
    path = f"{shop.w}/templates/{template['id']}/tasks/{task['id']}"
    changed = shop.owner.patch(path, {"title": "Better", "due": {"day": 5}, "priority": "high"}).expect(200)
    assert (changed["title"], changed["due"]["day"], changed["version"]) == ("Better", 5, 2)
    assert shop.owner.get(path).expect(200) == changed
    assert shop.template(template["id"])["last_day"] == 5
    shop.owner.patch(path, {"title": "Late"}, headers={"If-Match": '"v1"'}).expect(412)
    shop.owner.patch(path, {"title": "Best"}, headers={"If-Match": '"v2"'}).expect(200)
    shop.owner.patch(path, {"due": None}).expect(200)
    shop.owner.delete(f"{shop.w}/templates/{template['id']}/tasks/{other['id']}").expect(204)
    shop.owner.get(f"{shop.w}/templates/{template['id']}/tasks/{other['id']}").expect(404)
    assert shop.template(template["id"])["task_count"] == 2
    made = shop.tasks(shop.made(template))
    assert set(made) == {"Best", "Child"}
    assert made["Child"]["parent_id"] is None and child["parent_id"] == other["id"]


def test_a_task_template_made_by_hand_gets_subtasks(shop: Workshop) -> None:
    body = {"kind": "task", "name": "Release", "title": "Release it"}
    template = shop.owner.post(f"{shop.w}/templates", body).expect(201)
    added(shop, template, "Tag", due={"day": 1})
    [root] = [row for row in shop.of_template(template).values() if row["parent_id"] is None]
    shop.owner.delete(f"{shop.w}/templates/{template['id']}/tasks/{root['id']}").expect(409)
    project = shop.team.project()
    made = shop.applied(template, project)
    tasks = shop.tasks(project)
    assert (made["title"], tasks["Tag"]["parent_id"]) == ("Release it", made["id"])
    assert tasks["Tag"]["due_at"] == "2031-03-04T09:00:00.000Z"


def test_what_a_template_does_not_have_is_refused_and_nothing_is_written(shop: Workshop) -> None:
    w, owner = shop.w, shop.owner
    template = owner.post(f"{w}/templates", {"name": "Plan"}).expect(201)
    path = f"{w}/templates/{template['id']}/tasks"
    nobody, nowhere = "tpt_" + "0" * 26, "sec_" + "0" * 26

    def refused(**wrong: Any) -> str:
        problem = owner.post(path, {"title": "X", **wrong}).expect(422)
        return str(problem["errors"][0]["pointer"])

    assert refused(parent_id=nobody) == "/parent_id"
    assert refused(blocked_by=[{"id": nobody}]) == "/blocked_by/0/id"
    assert refused(section_id=nowhere) == "/section_id"
    assert refused(role_ids=["ghost"]) == "/role_ids/0"
    assert refused(tag_ids=["tag_" + "0" * 26]) == "/tag_ids/0"
    assert refused(start={"day": 3}, due={"day": 2}) == "/due"
    malformed: tuple[Document, ...] = (
        {"due": {"day": 1, "time": "25:00"}},
        {"due": {"day": 10**9}},
        {"title": " "},
        {"id": nobody},
    )
    for wrong in malformed:
        owner.post(path, {"title": "X", **wrong}).expect(400)
    other = owner.post(f"{w}/templates", {"name": "Other"}).expect(201)
    theirs = added(shop, other, "Theirs")
    assert refused(parent_id=theirs["id"]) == "/parent_id"
    owner.patch(f"{path}/{theirs['id']}", {"title": "Mine"}).expect(404)
    owner.delete(f"{path}/nonsense").expect(404)
    assert shop.of_template(template) == {}
    refused_templates: tuple[Document, ...] = (
        {"statuses": [{"id": "a", "name": "A", "category": "completed"}]},
        {"sections": [{"name": "S", "status_id": "ghost"}]},
        {"roles": [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]},
    )
    for wrong in refused_templates:
        owner.post(f"{w}/templates", {"name": "X", **wrong}).expect(422)
    ben = shop.team.join("Ben")
    ben.post(f"{w}/templates", {"name": "Mine"}).expect(403)
    ben.post(path, {"title": "Mine"}).expect(403)


def test_hostile_text_is_kept_as_it_is(shop: Workshop) -> None:
    text = "<script>alert(1)</script> \u202e{{7*7}} @[You](usr_00000000000000000000000000)"
    template = shop.owner.post(f"{shop.w}/templates", {"name": text[:100], "description": text}).expect(201)
    added(shop, template, text, description=text)
    [task] = shop.tasks(shop.made(template)).values()
    assert (task["title"], task["description"]) == (text, text)
