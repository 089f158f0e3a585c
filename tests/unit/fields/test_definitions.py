"""Custom fields are defined, changed, put aside and taken back."""

import pytest

from .bench import Bench, faults


def test_a_field_is_defined_for_the_workspace_and_read_back(bench: Bench) -> None:
    made = bench.define("number", "Budget", minimum=0, maximum=100, precision=2, description="Without VAT.")
    assert (made["type"], made["minimum"], made["maximum"], made["precision"]) == ("number", 0, 100, 2)
    assert (made["project_id"], made["required"], made["default"]) == (None, False, None)
    assert bench.ann.get(f"{bench.fields}/{made['id']}").expect(200) == made
    assert bench.names() == ["Budget"]


def test_a_field_is_changed_and_the_version_tells(bench: Bench) -> None:
    made = bench.define("number", "Budget", minimum=0)
    path = f"{bench.fields}/{made['id']}"
    changed = bench.ann.patch(path, {"name": "Cost", "minimum": None}, headers={"If-Match": '"v1"'}).expect(200)
    assert (changed["name"], changed["minimum"], changed["version"]) == ("Cost", None, 2)
    assert bench.ann.patch(path, {"name": "Lost"}, headers={"If-Match": '"v1"'}).status == 412
    assert bench.ann.patch(path, {"name": "Cost"}).expect(200)["version"] == 2, "nothing changed"


@pytest.mark.parametrize(
    ("settings", "pointer"),
    [
        ({"type": "text", "precision": 2}, "/precision"),
        ({"type": "number", "pattern": "AA"}, "/pattern"),
        ({"type": "number", "options": [{"name": "x"}]}, "/options"),
        ({"type": "currency"}, "/currency_code"),
        ({"type": "number", "minimum": 2, "maximum": 1}, "/maximum"),
        ({"type": "text", "max_length": 501}, "/max_length"),
        ({"type": "date", "earliest": "2030-02-30"}, "/earliest"),
        ({"type": "date", "earliest": "2030-02-02", "latest": "2030-02-01"}, "/latest"),
        ({"type": "single_select", "options": [{"name": "High"}, {"name": "high"}]}, "/options/0/name"),
        ({"type": "number", "default": "much"}, "/default"),
        ({"type": "number", "maximum": 5, "default": 6}, "/default"),
        ({"type": "people", "default": ["usr_01JD4Y6QW8M3Z5T7V9X1B2C3D4"]}, "/default"),
        ({"type": "checkbox", "multiple": True}, "/multiple"),
    ],
)
def test_settings_that_do_not_fit_the_type_are_pointed_at(bench: Bench, settings: dict, pointer: str) -> None:  # type: ignore[type-arg]
    assert pointer in faults(bench.ann.post(bench.fields, {"name": "Odd", **settings}))
    assert bench.names() == []


def test_a_default_is_stored_as_values_are(bench: Bench) -> None:
    made = bench.define("single_select", options=[{"name": "Low"}, {"name": "High"}], default="high")
    assert made["default"] == made["options"][1]["id"]
    assert bench.define("number", precision=1, default=0.25)["default"] == 0.2


def test_options_are_added_renamed_recoloured_moved_and_archived(bench: Bench) -> None:
    made = bench.define("single_select", options=[{"name": "Low"}, {"name": "High", "color": "#eb5757"}])
    low, high = (option["id"] for option in made["options"])
    path = f"{bench.fields}/{made['id']}/options"
    added = bench.ann.post(path, {"name": "Medium", "before_id": high}).expect(201)
    assert [option["name"] for option in added["options"]] == ["Low", "Medium", "High"]
    changed = bench.ann.patch(f"{path}/{high}", {"name": "Urgent", "color": "#2f80ed", "before_id": low}).expect(200)
    assert [option["name"] for option in changed["options"]] == ["Urgent", "Low", "Medium"]
    assert (changed["options"][0]["id"], changed["options"][0]["color"]) == (high, "#2f80ed")
    archived = bench.ann.patch(f"{path}/{low}", {"archived": True}).expect(200)
    assert [option["archived"] for option in archived["options"]] == [False, True, False]
    last = bench.ann.patch(f"{path}/{high}", {"before_id": None}).expect(200)
    assert [option["name"] for option in last["options"]] == ["Low", "Medium", "Urgent"]


def test_options_that_cannot_be_told_apart_or_are_too_many_are_refused(bench: Bench) -> None:
    made = bench.define("single_select", options=[{"name": str(number)} for number in range(99)])
    path = f"{bench.fields}/{made['id']}/options"
    assert faults(bench.ann.post(path, {"name": "0"})) == {"/name": "duplicate"}
    bench.ann.post(path, {"name": "99"}).expect(201)
    assert bench.ann.post(path, {"name": "100"}).expect(422)["code"] == "quota_exceeded"
    assert faults(bench.ann.patch(f"{path}/{made['options'][0]['id']}", {"name": "1"})) == {"/name": "duplicate"}
    assert bench.ann.patch(f"{path}/opt_01JD4Y6QW8M3Z5T7V9X1B2C3D4", {"name": "x"}).status == 404
    text = bench.define("text")
    assert bench.ann.post(f"{bench.fields}/{text['id']}/options", {"name": "x"}).status == 422


def test_an_archived_field_is_listed_apart_and_comes_back(bench: Bench) -> None:
    made = bench.define("text", "Old")
    archived = bench.ann.post(f"{bench.fields}/{made['id']}/archive").expect(200)
    assert archived["archived_at"] is not None
    assert (bench.names(), bench.names("filter[archived]=true")) == ([], ["Old"])
    bench.ann.post(f"{bench.fields}/{made['id']}/unarchive").expect(200)
    assert (bench.names(), bench.names("filter[archived]=true")) == (["Old"], [])


def test_a_deleted_field_can_be_restored_for_thirty_days(bench: Bench) -> None:
    made = bench.define("text", "Old")
    path = f"{bench.fields}/{made['id']}"
    bench.ann.delete(path).expect(204)
    assert bench.ann.get(path).status == 410
    assert (bench.names("filter[archived]=any"), bench.names("filter[trashed]=true")) == ([], ["Old"])
    bench.ann.post(f"{path}/restore").expect(200)
    assert bench.ann.post(f"{path}/restore").status == 409
    bench.ann.delete(path).expect(204)
    bench.service.clock.advance(days=31)
    bench.team.sign_in_again()
    assert bench.ann.post(f"{path}/restore").status == 410
    assert bench.names("filter[trashed]=true") == []


def test_fields_are_found_by_type_and_beginning_of_their_name(bench: Bench) -> None:
    for type, name in (("text", "Customer"), ("number", "Cost"), ("date", "Launch")):
        bench.define(type, name)
    assert bench.names("q=C") == ["Customer", "Cost"]
    assert bench.names("filter[type]=date") == ["Launch"]


def test_members_see_the_fields_of_the_workspace_and_only_admins_change_them(bench: Bench) -> None:
    ben, guest = bench.team.join("Ben"), bench.team.join("Gus", role="guest")
    made = bench.define("text", "Shared")
    assert bench.names(by=ben) == ["Shared"]
    assert ben.post(bench.fields, {"name": "Mine", "type": "text"}).status == 403
    assert ben.patch(f"{bench.fields}/{made['id']}", {"name": "Mine"}).status == 403
    assert guest.get(bench.fields).status == 403


def test_a_projects_admin_defines_fields_for_that_project_alone(bench: Bench) -> None:
    ben, cat = bench.team.join("Ben"), bench.team.join("Cat")
    mine = ben.post(f"{bench.team.w}/projects", {"name": "Mine", "key": "MIN", "visibility": "private"}).expect(201)
    made = ben.post(bench.fields, {"name": "Local", "type": "text", "project_id": mine["id"]}).expect(201)
    listed = ben.get(f"{bench.team.w}/projects/{mine['id']}/custom-fields").expect(200)["data"]
    assert [row["field"]["id"] for row in listed] == [made["id"]]
    ben.patch(f"{bench.fields}/{made['id']}", {"name": "Renamed"}).expect(200)
    assert bench.names(by=ben) == ["Renamed"]
    assert bench.names(by=cat) == [], "the project is private"
    assert cat.get(f"{bench.fields}/{made['id']}").status == 403
    assert bench.ann.put(f"{bench.p}/custom-fields/{made['id']}", {}).status == 404, "it is another project's"


def test_what_happens_to_a_definition_is_told(bench: Bench) -> None:
    before = len(bench.service.events())
    made = bench.define("text")
    bench.ann.post(f"{bench.fields}/{made['id']}/archive").expect(200)
    bench.ann.post(f"{bench.fields}/{made['id']}/unarchive").expect(200)
    bench.ann.delete(f"{bench.fields}/{made['id']}").expect(204)
    bench.ann.post(f"{bench.fields}/{made['id']}/restore").expect(200)
    told = [event["type"].split(".")[2] for event in bench.service.events()[before:]]
    assert told == ["created", "archived", "unarchived", "deleted", "restored"]
