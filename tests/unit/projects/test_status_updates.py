"""How a project stands, as people report it."""

from typing import Any

import pytest

from functions.projects import (
    archive_project,
    delete_status_update,
    get_project,
    get_status_update,
    list_status_updates,
    post_status_update,
    restore_status_update,
    update_status_update,
)
from onetick.kernel import meter
from onetick.kernel.table import Delete
from onetick.projects.model import MAX_HEADLINES, Headlines
from tests.service import Answer

from .world import Caller, World


def test_a_status_update_is_kept_and_shows_on_the_project(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    body = {"health": "at_risk", "text": "We wait for **them**."}
    posted = ann.call(post_status_update.handler, body, **place).expect(201)
    assert meter.snapshot().calls == 2
    assert (posted["health"], posted["text"], posted["created_by"]) == ("at_risk", "We wait for **them**.", ann.id)
    assert ann.call(get_project.handler, **place).expect(200)["health"] == "at_risk"
    assert ann.call(get_status_update.handler, status_update_id=posted["id"], **place).expect(200) == posted
    event = world.events()[-1]
    assert (event["type"], event["aggregateversion"]) == ("onetick.project.status_posted.v1", 2)
    assert event["data"]["context"] == {"status_update_id": posted["id"], **body}


def test_status_updates_are_listed_newest_first_in_pages(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    for number in range(3):
        ann.call(post_status_update.handler, {"health": "on_track", "text": f"Week {number}"}, **place).expect(201)
    first = ann.call(list_status_updates.handler, query="limit=2", **place).expect(200)
    assert [update["text"] for update in first["data"]] == ["Week 2", "Week 1"]
    query = f"limit=2&cursor={first['page']['next_cursor']}"
    assert [row["text"] for row in ann.call(list_status_updates.handler, query=query, **place).json["data"]] == [
        "Week 0"
    ]


def test_a_cursor_of_one_project_does_not_open_another(world: World, ann: Caller) -> None:
    one, other = world.project(ann)["id"], world.project(ann, key="OPS")["id"]
    for _ in range(2):
        ann.call(post_status_update.handler, {"health": "on_track", "text": "x"}, project_id=one).expect(201)
    cursor = ann.call(list_status_updates.handler, query="limit=1", project_id=one).json["page"]["next_cursor"]
    answer = ann.call(list_status_updates.handler, query=f"limit=1&cursor={cursor}", project_id=other)
    assert answer.expect(400)["code"] == "cursor_mismatch"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"health": "fine", "text": "x"},
        {"health": "on_track", "text": " "},
        {"health": "on_track", "text": "x" * 10_001},
    ],
)
def test_a_status_update_needs_a_health_and_a_text(world: World, ann: Caller, body: dict[str, str]) -> None:
    ann.call(post_status_update.handler, body, project_id=world.project(ann)["id"]).expect(400)


def test_readers_read_and_only_admins_post(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    body = {"health": "complete", "text": "Shipped."}
    posted = ann.call(post_status_update.handler, body, **place).expect(201)
    ben = world.joined("Ben")
    ben.call(post_status_update.handler, body, **place).expect(403)
    ben.call(get_status_update.handler, status_update_id=posted["id"], **place).expect(200)
    other = world.project(ann, key="OPS")["id"]
    ann.call(get_status_update.handler, status_update_id=posted["id"], project_id=other).expect(404)
    ann.call(archive_project.handler, **place).expect(200)
    ann.call(post_status_update.handler, body, **place).expect(409)


def health(ann: Caller, place: dict[str, Any]) -> str | None:
    """What the project shows."""
    shown: str | None = ann.call(get_project.handler, **place).expect(200)["health"]
    return shown


def test_a_project_shows_the_health_of_the_latest_update_whatever_is_corrected_or_taken_back(
    world: World, ann: Caller
) -> None:
    place = {"project_id": world.project(ann)["id"]}
    bodies = [{"health": "on_track", "text": "Week 1"}, {"health": "at_risk", "text": "Week 2"}]
    old, new = (ann.call(post_status_update.handler, body, **place).expect(201) for body in bodies)

    def change(update: dict[str, str], **body: str) -> Answer:
        return ann.call(update_status_update.handler, body, status_update_id=update["id"], **place)

    edited = change(old, health="dropped", text="Week one").expect(200)
    assert (edited["text"], edited["edited_at"] is not None, health(ann, place)) == ("Week one", True, "at_risk")
    change(new, health="off_track").expect(200)
    assert meter.snapshot().calls == 2
    assert health(ann, place) == "off_track"
    assert world.events()[-1]["data"]["context"]["text"] == "Week 2"
    ann.call(delete_status_update.handler, status_update_id=new["id"], **place).expect(204)
    assert health(ann, place) == "dropped"
    assert change(new, text="Too late").status == 410
    ann.call(delete_status_update.handler, status_update_id=old["id"], **place).expect(204)
    assert health(ann, place) is None
    trash = ann.call(list_status_updates.handler, query="filter[trashed]=true", **place).expect(200)["data"]
    assert [row["id"] for row in trash] == [new["id"], old["id"]]
    ann.call(restore_status_update.handler, status_update_id=new["id"], **place).expect(200)
    assert health(ann, place) == "off_track"
    assert ann.call(restore_status_update.handler, status_update_id=new["id"], **place).status == 409
    listed = ann.call(list_status_updates.handler, **place).expect(200)["data"]
    assert [row["text"] for row in listed] == ["Week 2"]


def test_a_change_that_changes_nothing_leaves_no_trace(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    posted = ann.call(post_status_update.handler, {"health": "on_track", "text": "x"}, **place).expect(201)
    before = len(world.events())
    same = ann.call(update_status_update.handler, {"text": "x"}, status_update_id=posted["id"], **place).expect(200)
    assert (same, len(world.events())) == (posted, before)


def test_the_latest_health_is_found_among_more_updates_than_are_kept_at_hand(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    words = ("on_track", "at_risk", "off_track", "on_hold")
    said = [
        ann.call(post_status_update.handler, {"health": words[n % 4], "text": f"{n}"}, **place).expect(201)
        for n in range(2 * MAX_HEADLINES + 3)
    ]
    gone, restored = list[Any](), list[Any]()
    while said:
        assert health(ann, place) == said[-1]["health"]
        gone.append(said.pop())
        ann.call(delete_status_update.handler, status_update_id=gone[-1]["id"], **place).expect(204)
        if len(said) == MAX_HEADLINES and not restored:
            restored = [gone.pop(0), gone.pop()]
            for back in restored:
                ann.call(restore_status_update.handler, status_update_id=back["id"], **place).expect(200)
                said = sorted([*said, back], key=lambda one: str(one["id"]))
    assert health(ann, place) is None
    ann.call(restore_status_update.handler, status_update_id=gone[3]["id"], **place).expect(200)
    assert health(ann, place) == gone[3]["health"]


def test_projects_of_before_there_were_headlines_show_the_latest_health_too(world: World, ann: Caller) -> None:
    place = {"project_id": world.project(ann)["id"]}
    said = [
        ann.call(post_status_update.handler, {"health": word, "text": "x"}, **place).expect(201)
        for word in ("on_track", "at_risk", "dropped")
    ]
    key = Headlines.key(org_id=world.org_id, project_id=place["project_id"])
    world.tables.transact([Delete(key, None)])
    ann.call(delete_status_update.handler, status_update_id=said[2]["id"], **place).expect(204)
    assert health(ann, place) == "at_risk"
    world.tables.transact([Delete(key, None)])
    newest = ann.call(post_status_update.handler, {"health": "complete", "text": "x"}, **place).expect(201)
    ann.call(delete_status_update.handler, status_update_id=newest["id"], **place).expect(204)
    assert health(ann, place) == "at_risk"
