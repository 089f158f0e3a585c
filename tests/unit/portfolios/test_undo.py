"""Undoing what was done to a portfolio."""

from .shelf import Shelf


def test_what_came_in_goes_and_what_went_comes_back_to_its_place(shelf: Shelf) -> None:
    held = shelf.make()
    one, two, three = shelf.projects("ONE", "TWO", "THREE")
    added = shelf.add(held, one, two, three)
    removed = shelf.ann.delete(shelf.url(held, f"/projects/{two['id']}"))
    assert shelf.undo(removed)["undone"] == 1
    assert shelf.keys(held) == ["ONE", "TWO", "THREE"]
    moved = shelf.move(held, three, before_id=one["id"])
    [late] = shelf.projects("LATE")
    shelf.add(held, late, before_id=two["id"]).expect(200)
    assert shelf.undo(moved)["undone"] == 1
    assert shelf.keys(held) == ["ONE", "LATE", "TWO", "THREE"]
    assert shelf.undo(added)["undone"] == 1
    assert shelf.keys(held) == ["LATE"]


def test_fields_are_taken_back_where_nobody_changed_them_since(shelf: Shelf) -> None:
    held = shelf.make()
    changed = shelf.ann.patch(shelf.url(held), {"name": "Other", "description": "Why"})
    assert shelf.undo(changed)["undone"] == 1
    assert shelf.ann.get(shelf.url(held)).expect(200)["name"] == "Launches"
    changed = shelf.ann.patch(shelf.url(held), {"name": "Other"})
    shelf.ann.patch(shelf.url(held), {"name": "Another"}).expect(200)
    [conflict] = shelf.undo(changed, 409)["conflicts"]
    assert (conflict["kind"], conflict["fields"]) == ("portfolio", ["name"])


def test_making_one_is_undone_by_the_trash_and_deleting_one_by_its_return(shelf: Shelf) -> None:
    made = shelf.ann.post(f"{shelf.team.w}/portfolios", {"name": "By mistake"})
    assert shelf.undo(made)["undone"] == 1
    assert (shelf.listed(), shelf.listed("?filter[trashed]=true")) == ([], ["By mistake"])
    held = shelf.make()
    assert shelf.undo(shelf.ann.delete(shelf.url(held)))["undone"] == 1
    assert shelf.listed() == ["Launches"]


def test_roles_are_given_and_taken_by_hand(shelf: Shelf) -> None:
    ben = shelf.team.join("Ben")
    held = shelf.make()
    given = shelf.ann.put(shelf.url(held, f"/members/{ben.id}"), {"role": "editor"})
    assert "by hand" in shelf.undo(given, 409)["conflicts"][0]["detail"]


def test_a_status_update_is_taken_back_and_the_health_with_it(shelf: Shelf) -> None:
    held = shelf.make()
    path = shelf.url(held, "/status-updates")
    shelf.ann.post(path, {"health": "on_track", "text": "Fine"}).expect(201)
    assert shelf.undo(shelf.ann.post(path, {"health": "off_track", "text": "Oh"}))["undone"] == 1
    assert shelf.ann.get(shelf.url(held)).expect(200)["health"] == "on_track"
