"""Projects saved as templates, and projects made from them."""

from typing import Any

from tests.service import Service, Team

from .workshop import Workshop

Document = dict[str, Any]


def give(team: Team, project: Document, person_id: str, role: str) -> None:
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{person_id}", {"role": role}).expect(200)


def test_a_project_from_a_template_has_dates_and_roles_of_its_own(shop: Workshop, team: Team) -> None:
    ben, cleo = team.join("Ben"), team.join("Cleo")
    source = team.project(color="#2f80ed", description="How we launch.")
    give(team, source, ben.id, "editor")
    begin = {"start_at": "2030-01-07T08:00:00Z", "due_at": "2030-01-09T16:00:00Z"}
    team.task(source, "Design", assignee_ids=[ben.id], priority="high", points=3, **begin)
    team.task(source, "Ship", due_at="2030-01-18T12:00:00Z", milestone=True, status="done")
    template = shop.saved(source)
    assert (template["kind"], template["ready"], template["task_count"]) == ("project", True, 2)
    [role] = [role for role in template["roles"] if role["name"] == "Ben"]
    assert role["project_role"] == "editor"

    made = shop.made(template, people={role["id"]: [cleo.id]}, start_on="2031-03-03")
    assert (made["name"], made["key"], made["color"], made["description"]) == (
        "Spring",
        "SPR",
        "#2f80ed",
        "How we launch.",
    )
    tasks = shop.tasks(made)
    design, ship = tasks["Design"], tasks["Ship"]
    assert (design["start_at"], design["due_at"]) == ("2031-03-03T08:00:00.000Z", "2031-03-05T16:00:00.000Z")
    assert (design["assignee_ids"], design["priority"], design["points"]) == ([cleo.id], "high", 3)
    assert (ship["due_at"], ship["completed_at"], ship["status"]) == ("2031-03-14T12:00:00.000Z", None, "todo")
    assert ship["milestone"]
    members = {row["principal_id"]: row["role"] for row in shop.rows(f"projects/{made['id']}/members")}
    assert members == {team.owner.id: "admin", cleo.id: "editor"}


def test_subtasks_dependencies_tags_fields_and_recurrence_come_along(shop: Workshop, team: Team) -> None:
    source = team.project()
    w, owner = team.w, team.owner
    tag = owner.post(f"{w}/tags", {"name": "print"}).expect(201)
    own = {"name": "Channel", "type": "single_select", "options": [{"name": "Web"}], "project_id": source["id"]}
    own = owner.post(f"{w}/custom-fields", own).expect(201)
    who = owner.post(f"{w}/custom-fields", {"name": "Reviewer", "type": "people"}).expect(201)
    owner.put(f"{w}/projects/{source['id']}/custom-fields/{who['id']}", {}).expect(200)
    ben, cleo = team.join("Ben"), team.join("Cleo")
    values = {own["id"]: own["options"][0]["id"], who["id"]: [ben.id]}
    first = team.task(source, "First", tag_ids=[tag["id"]], custom_fields=values)
    second = team.task(source, "Second", due_at="2030-01-09T16:00:00Z")
    child = team.task(source, "Child", parent_id=first["id"])
    team.task(source, "Grandchild", parent_id=child["id"])
    owner.put(f"{w}/tasks/{second['id']}/dependencies/{first['id']}", {"type": "FS", "lag_days": 2}).expect(200)
    owner.put(f"{w}/tasks/{second['id']}/recurrence", {"rrule": "FREQ=WEEKLY"}).expect(200)

    template = shop.saved(source)
    [role] = [role for role in template["roles"] if role["name"] == "Ben"]
    tasks = shop.tasks(shop.made(template, people={role["id"]: [cleo.id]}))
    assert tasks["Child"]["parent_id"] == tasks["First"]["id"]
    assert tasks["Grandchild"]["parent_id"] == tasks["Child"]["id"]
    [waits] = tasks["Second"]["dependencies"]["blocked_by"]
    assert (waits["id"], waits["type"], waits["lag_days"]) == (tasks["First"]["id"], "FS", 2)
    assert tasks["Second"]["recurrence"]["rrule"] == "FREQ=WEEKLY"
    assert tasks["First"]["tag_ids"] == [tag["id"]]
    made = dict(tasks["First"]["custom_fields"])
    assert made.pop(who["id"]) == [cleo.id]
    assert list(made.values()) == [own["options"][0]["id"]] and own["id"] not in made


def test_a_template_is_apart_from_living_work(service: Service, shop: Workshop, team: Team) -> None:
    source = team.project()
    team.task(source, "Only", assignee_ids=[team.owner.id])
    before = len(shop.rows("tasks?filter[assignee_id]=me"))
    told = len(shop.rows("notifications"))
    shop.saved(source)
    service.deliver()
    assert len(shop.rows("tasks?filter[assignee_id]=me")) == before
    assert len(shop.rows("notifications")) == told
    assert [row["name"] for row in shop.rows("projects")] == [source["name"]]


def test_times_of_day_stay_when_clocks_change_between_the_two_beginnings(shop: Workshop, team: Team) -> None:
    source = team.project()
    # Nine in the morning in Berlin, in winter; in summer that is an hour earlier in UTC.
    team.task(source, "Stand-up", due_at="2030-01-07T08:00:00Z")
    team.task(source, "Own zone", due_at="2030-01-08T15:00:00Z", timezone="America/New_York")
    team.task(source, "All day", due_at="2030-01-09T00:00:00Z", all_day=True)
    template = shop.saved(source, timezone="Europe/Berlin")
    tasks = shop.tasks(shop.made(template, start_on="2031-07-07"))
    assert tasks["Stand-up"]["due_at"] == "2031-07-07T07:00:00.000Z"
    assert tasks["Own zone"]["due_at"] == "2031-07-08T14:00:00.000Z"
    assert tasks["All day"]["due_at"] == "2031-07-09T00:00:00.000Z"


def test_what_would_be_on_a_weekend_is_on_the_monday_after_or_the_friday_before(shop: Workshop, team: Team) -> None:
    source = team.project()
    team.task(source, "First", due_at="2030-01-07T09:00:00Z")
    team.task(source, "Fifth", start_at="2030-01-12T17:00:00Z", due_at="2030-01-13T09:00:00Z")
    team.task(source, "Last", due_at="2030-01-14T09:00:00Z")
    template = shop.saved(source)
    assert (template["last_day"] - template["first_day"]) == 7
    asked = "&start_on=2031-03-03&skip_weekends=true"
    shown = shop.of_template(template, asked)
    # From Saturday at five to Sunday at nine: both on Monday, and never due before it starts.
    assert (shown["Fifth"]["start_at"], shown["Fifth"]["due_at"]) == ("2031-03-10T09:00:00.000Z",) * 2
    assert shop.of_template(template, "&start_on=2031-03-03")["Fifth"]["due_at"] == "2031-03-09T09:00:00.000Z"
    back = shop.of_template(template, "&due_on=2031-03-09&skip_weekends=true")
    assert back["Last"]["due_at"] == "2031-03-07T09:00:00.000Z"
    assert back["First"]["due_at"] == "2031-02-28T09:00:00.000Z"
    assert shop.of_template(template)["First"]["due_at"] is None
    made = shop.made(template, start_on="2031-03-03", skip_weekends=True)
    assert {title: task["due_at"] for title, task in shop.tasks(made).items()} == {
        title: row["due_at"] for title, row in shown.items()
    }


def test_dates_and_roles_have_to_be_given_as_the_template_asks(shop: Workshop, team: Team) -> None:
    source = team.project()
    team.task(source, "Dated", due_at="2030-01-07T09:00:00Z")
    roles = [{"id": "lead", "name": "Lead", "required": True, "people": [team.owner.id]}]
    template = shop.saved(source, roles=roles, asks_for="due_on")
    path, body = f"{shop.w}/templates/{template['id']}/instantiate", {"name": "X", "key": "XX"}
    cast: Document = {"people": {"lead": [team.owner.id]}, "due_on": "2031-03-03"}

    def refused(**wrong: Any) -> str:
        problem = shop.owner.post(path, {**body, **cast, **wrong}).expect(422)
        return str(problem["errors"][0]["pointer"])

    assert refused(due_on=None) == "/due_on"
    assert refused(start_on="2031-01-01") == "/due_on"
    assert refused(people={}) == "/people/lead"
    assert refused(people={"lead": []}) == "/people/lead"
    assert refused(people={"lead": [team.owner.id], "other": []}) == "/people/other"
    stranger = team.owner.service.person("Sid")
    assert refused(people={"lead": [stranger.id]}) == "/people/lead/0"
    shop.owner.post(path, {**body, **cast, "due_on": "1970-01-01", "people": {"lead": [1]}}).expect(400)
    made = shop.made(template, **cast, start_on=None)
    assert shop.tasks(made)["Dated"]["due_at"] == "2031-03-03T09:00:00.000Z"
    shop.owner.post(path, {**body, **cast, "key": made["key"]}).expect(409)


def test_a_template_larger_than_any_transaction_is_saved_and_used_in_full(shop: Workshop, team: Team) -> None:
    source = team.project()
    parent = team.task(source, "Parent")
    for number in range(130):
        more = {"parent_id": parent["id"]} if number % 10 == 0 else {}
        team.task(source, f"T{number:03}", **more)
    team.owner.service.deliver(rounds=40)
    template = shop.saved(source)
    assert template["task_count"] == 131
    made = shop.made(template)
    assert made["job"]["counts"]["tasks"] == 131
    by_age = f"tasks?filter[project_id]={made['id']}&sort=created_at&limit=100"
    first = shop.owner.get(f"{shop.w}/{by_age}").expect(200)
    rest = shop.owner.get(f"{shop.w}/{by_age}&cursor={first['page']['next_cursor']}").expect(200)
    titles = [row["title"] for row in (*first["data"], *rest["data"])]
    assert titles == ["Parent", *(f"T{number:03}" for number in range(130))]
    assert sum(row["parent_id"] is not None for row in (*first["data"], *rest["data"])) == 13


def test_a_template_of_a_private_project_is_seen_by_those_who_see_the_project(shop: Workshop, team: Team) -> None:
    ben, cleo = team.join("Ben"), team.join("Cleo")
    source = team.project(visibility="private")
    give(team, source, ben.id, "editor")
    team.task(source, "Secret")
    template = shop.saved(source, ben)
    path = f"templates/{template['id']}"
    assert [row["id"] for row in shop.rows("templates", ben)] == [template["id"]]
    assert shop.rows("templates", cleo) == []
    for refused in (
        cleo.get(f"{shop.w}/{path}"),
        cleo.get(f"{shop.w}/{path}/tasks"),
        cleo.patch(f"{shop.w}/{path}", {"name": "Mine"}),
        cleo.delete(f"{shop.w}/{path}"),
        cleo.post(f"{shop.w}/{path}/instantiate", {"name": "X", "key": "XX"}),
    ):
        refused.expect(403)
    # Who edits the project may save it for those who see it; for all members only who manages their templates.
    save = f"{shop.w}/projects/{source['id']}/save-as-template"
    ben.post(save, {"name": "All", "scope": "workspace"}).expect(403)
    cleo.post(save, {"name": "All"}).expect(403)
    shared = shop.saved(source, scope="workspace", name="All")
    assert [row["id"] for row in shop.rows("templates", cleo)] == [shared["id"]]
    assert set(shop.of_template(shared)) == {"Secret"}
    made = shop.made(shared, cleo)
    assert set(shop.tasks(made, cleo)) == {"Secret"}
    cleo.patch(f"{shop.w}/templates/{shared['id']}", {"name": "Mine"}).expect(403)
    guest = team.join("Gus", "guest")
    guest.get(f"{shop.w}/templates").expect(403)
    guest.get(f"{shop.w}/templates/{shared['id']}").expect(403)
    stranger = team.owner.service.person("Sid")
    stranger.get(f"{shop.w}/templates/{shared['id']}").expect(404)


def test_whoever_no_longer_sees_the_template_makes_no_more_of_it(service: Service, shop: Workshop, team: Team) -> None:
    ben, source = team.join("Ben"), team.project(visibility="private")
    give(team, source, ben.id, "editor")
    team.task(source, "Secret")
    template = shop.saved(source)
    body = {"name": "X", "key": "XX"}
    job = ben.post(f"{shop.w}/templates/{template['id']}/instantiate", body).expect(202)
    team.owner.delete(f"{team.w}/projects/{source['id']}/members/{ben.id}").expect(204)
    ended = shop.ended(job, ben)
    assert (ended["state"], ended["failure"]["code"]) == ("failed", "forbidden")
    assert shop.tasks({"id": job["result"]["project_id"]}, ben) == {}


def test_an_unfinished_template_is_not_used_and_a_deleted_one_comes_back(shop: Workshop, team: Team) -> None:
    source = team.project()
    team.task(source, "One")
    job = shop.owner.post(f"{shop.w}/projects/{source['id']}/save-as-template", {"name": "Soon"}).expect(202)
    path = f"{shop.w}/templates/{job['result']['template_id']}"
    assert shop.owner.get(path).expect(200)["ready"] is False
    use = {"name": "X", "key": "XX"}
    shop.owner.post(f"{path}/instantiate", use).expect(409)
    shop.owner.post(f"{path}/apply", {"project_id": source["id"]}).expect(409)
    shop.succeeded(job)
    renamed = shop.owner.patch(path, {"name": "Later", "roles": []}).expect(200)
    assert (renamed["name"], renamed["roles"]) == ("Later", [])
    shop.owner.delete(path).expect(204)
    shop.owner.get(path).expect(410)
    assert shop.rows("templates") == []
    assert [row["name"] for row in shop.rows("templates?filter[trashed]=true")] == ["Later"]
    shop.owner.post(f"{path}/instantiate", use).expect(410)
    shop.owner.post(f"{path}/restore").expect(200)
    shop.owner.post(f"{path}/restore").expect(409)
    [row] = shop.rows("templates?filter[kind]=project&q=la")
    assert (row["name"], row["task_count"]) == ("Later", 1)
    assert shop.rows("templates?filter[kind]=task") == []
    two = [{"id": "a", "name": "A"}, {"id": "a", "name": "B"}]
    shop.owner.patch(path, {"roles": two}).expect(422)
    shop.owner.delete(path).expect(204)
    team.owner.service.clock.advance(days=31)
    shop.sign_in_again()
    shop.owner.post(f"{path}/restore").expect(410)


def test_what_went_meanwhile_is_left_out(shop: Workshop, team: Team) -> None:
    source, w, owner = team.project(), team.w, team.owner
    tag = owner.post(f"{w}/tags", {"name": "old"}).expect(201)
    field = owner.post(f"{w}/custom-fields", {"name": "Effort", "type": "number"}).expect(201)
    owner.put(f"{w}/projects/{source['id']}/custom-fields/{field['id']}", {}).expect(200)
    ben = team.join("Ben")
    group = owner.post(f"{w}/teams", {"name": "Design"}).expect(201)
    give(team, source, group["id"], "viewer")
    give(team, source, ben.id, "editor")
    team.task(source, "One", tag_ids=[tag["id"]], custom_fields={field["id"]: 3}, assignee_ids=[ben.id])
    template = shop.saved(source)
    owner.delete(f"{w}/tags/{tag['id']}").expect(202)
    owner.post(f"{w}/custom-fields/{field['id']}/archive").expect(200)
    owner.delete(f"{w}/teams/{group['id']}").expect(204)
    owner.delete(f"{w}/members/{ben.id}").expect(204)
    owner.service.deliver()
    owner.delete(f"{w}/projects/{source['id']}/members/{ben.id}")
    made = shop.made(template)
    task = shop.tasks(made)["One"]
    assert (task["tag_ids"], task["custom_fields"], task["assignee_ids"]) == ([], {}, [])
    assert len(shop.rows(f"projects/{made['id']}/members")) == 1
    # A template goes with its project.
    owner.delete(f"{w}/projects/{source['id']}").expect(204)
    owner.get(f"{w}/templates/{template['id']}").expect(404)
    assert shop.rows("templates") == []


def test_a_job_that_is_cancelled_leaves_the_template_unfinished(shop: Workshop, team: Team) -> None:
    source = team.project()
    team.task(source, "One")
    job = shop.owner.post(f"{shop.w}/projects/{source['id']}/save-as-template", {"name": "Soon"}).expect(202)
    shop.owner.post(f"{shop.w}/jobs/{job['id']}/cancel").expect(200)
    assert shop.ended(job)["state"] == "cancelled"
    path = f"{shop.w}/templates/{job['result']['template_id']}"
    assert shop.owner.get(path).expect(200)["ready"] is False
    shop.owner.delete(path).expect(204)


def test_two_are_not_the_same_role_and_nobody_has_two(shop: Workshop, team: Team) -> None:
    source = team.project()
    path = f"{shop.w}/projects/{source['id']}/save-as-template"
    me = team.owner.id
    roles = [{"id": "a", "name": "A", "people": [me]}, {"id": "b", "name": "B", "people": [me]}]
    problem = shop.owner.post(path, {"name": "X", "roles": roles}).expect(422)
    assert problem["errors"][0]["pointer"] == "/roles/1/people/0"
    roles = [{"id": "a", "name": "A", "people": []}, {"id": "a", "name": "B", "people": []}]
    assert shop.owner.post(path, {"name": "X", "roles": roles}).expect(422)["errors"][0]["pointer"] == "/roles/1/id"
    assert shop.rows("templates") == []
