"""A project uses the fields that it attaches, in an order of its own and with its own requirements."""

import pytest

from onetick.fields import attach_field, copy_field
from tests.service import Team

from .bench import Bench, a_bench, faults


def test_fields_are_shown_in_the_order_of_the_project(bench: Bench) -> None:
    one, two, three = (bench.field("text", name) for name in ("One", "Two", "Three"))
    assert [row["field"]["name"] for row in bench.used()] == ["One", "Two", "Three"]
    bench.use(three, before_id=one["id"])
    assert [row["field"]["name"] for row in bench.used()] == ["Three", "One", "Two"]
    bench.use(one, before_id=None)
    assert [row["field"]["name"] for row in bench.used()] == ["Three", "Two", "One"]
    bench.use(two, required=True)
    assert [row["field"]["name"] for row in bench.used()] == ["Three", "Two", "One"], "it stays where it is"


def test_a_project_may_require_and_default_otherwise_than_the_field(bench: Bench) -> None:
    made = bench.define("number", required=True, default=1)
    used = bench.use(made)
    assert (used["required"], used["default"], used["own_required"]) == (True, 1, None)
    used = bench.use(made, required=False, default=2)
    assert (used["required"], used["default"], used["own_required"]) == (False, 2, False)
    assert bench.use(made, default=None)["default"] is None
    assert bench.use(made)["default"] == 1


def test_what_a_project_cannot_use_is_refused(bench: Bench) -> None:
    made = bench.define("number")
    path = f"{bench.p}/custom-fields/{made['id']}"
    assert faults(bench.ann.put(path, {"default": "x"})) == {"/default": "number_type"}
    assert faults(bench.ann.put(path, {"before_id": "fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4"})) == {"/before_id": "unknown"}
    bench.ann.post(f"{bench.fields}/{made['id']}/archive").expect(200)
    assert bench.ann.put(path, {}).status == 409
    assert bench.ann.put(f"{bench.p}/custom-fields/fld_01JD4Y6QW8M3Z5T7V9X1B2C3D4", {}).status == 404
    bench.ann.delete(f"{bench.fields}/{made['id']}").expect(204)
    assert bench.ann.put(path, {}).status == 410


def test_a_project_uses_so_many_fields_and_no_more(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attach_field, "MAX_ATTACHED", 2)
    monkeypatch.setattr(attach_field, "MAX_SELECTS", 1)
    bench.field("single_select")
    second, third = bench.define("multi_select"), bench.define("text")
    assert bench.ann.put(f"{bench.p}/custom-fields/{second['id']}", {}).expect(422)["code"] == "quota_exceeded"
    bench.use(third)
    assert bench.ann.put(f"{bench.p}/custom-fields/{bench.define()['id']}", {}).status == 422


def test_a_detached_field_is_no_longer_the_projects(bench: Bench) -> None:
    made = bench.field()
    bench.ann.delete(f"{bench.p}/custom-fields/{made['id']}").expect(204)
    assert bench.used() == []
    assert bench.ann.delete(f"{bench.p}/custom-fields/{made['id']}").status == 404


def test_an_archived_projects_fields_stay_as_they_are(bench: Bench) -> None:
    made = bench.field()
    bench.ann.post(f"{bench.p}/archive").expect(200)
    assert bench.ann.put(f"{bench.p}/custom-fields/{made['id']}", {"required": True}).status == 409
    assert bench.ann.delete(f"{bench.p}/custom-fields/{made['id']}").status == 409
    body = {"name": "New", "type": "text", "project_id": bench.project["id"]}
    assert bench.ann.post(bench.fields, body).status == 409


def test_every_project_follows_a_changed_definition(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_field, "SHARE", 2)
    benches = [a_bench(team, key=f"P{number}") for number in range(5)]
    made = benches[0].define("text", "Old")
    for bench in benches:
        bench.use(made)
    team.owner.service.deliver()
    team.owner.patch(f"{team.w}/custom-fields/{made['id']}", {"name": "New"}).expect(200)
    team.owner.service.deliver(times=2)
    assert [bench.used()[0]["field"]["name"] for bench in benches] == ["New"] * 5
    copied = [event for event in team.owner.service.events() if event["type"] == "onetick.field_set.refreshed.v1"]
    assert len(copied) == 5, "once each, however often it was delivered"


def test_a_deleted_field_is_gone_from_its_projects_until_it_is_restored(bench: Bench) -> None:
    made = bench.field()
    bench.ann.delete(f"{bench.fields}/{made['id']}").expect(204)
    bench.service.deliver()
    assert bench.used() == []
    bench.ann.post(f"{bench.fields}/{made['id']}/restore").expect(200)
    bench.service.deliver()
    assert [row["field"]["id"] for row in bench.used()] == [made["id"]]


def test_guests_see_the_fields_of_the_projects_they_are_in(bench: Bench) -> None:
    gus = bench.team.join("Gus", role="guest")
    bench.field("text", "Shown")
    assert gus.get(f"{bench.p}/custom-fields").status == 403
    bench.ann.put(f"{bench.p}/members/{gus.id}", {"role": "viewer"}).expect(200)
    assert [row["field"]["name"] for row in bench.used(by=gus)] == ["Shown"]
    assert gus.put(f"{bench.p}/custom-fields/{bench.define()['id']}", {}).status == 403
