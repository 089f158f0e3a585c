"""How a project stands, as people report it."""

import pytest

from functions.projects import (
    archive_project,
    get_project,
    get_status_update,
    list_status_updates,
    post_status_update,
)
from onetick.kernel import meter

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
