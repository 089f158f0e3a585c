"""Shelves of views keep the order that people give them, and filters say the same in both spellings."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.views.filters import flat, structured, task_filter
from onetick.views.model import MAX_KEPT, SavedView, ViewShelf

NOW = datetime(2030, 3, 31, 12, tzinfo=UTC)
NAMES = [f"viw_{number}" for number in range(6)]
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["put", "trash", "move", "remove"]), st.sampled_from(NAMES), st.sampled_from([None, *NAMES])
    ),
    max_size=30,
)


def a_view(id: str = "viw_1", **more: Any) -> SavedView:
    """A view."""
    return SavedView(
        org_id=OrgId("org_1"),
        workspace_id=WorkspaceId("wsp_1"),
        id=id,
        name=id,
        type="list",
        scope="shared",
        created_by=PrincipalId("usr_1"),
        created_at=NOW,
        updated_at=NOW,
        **more,
    )


@given(ACTIONS)
def test_a_shelf_is_a_list_that_people_order(actions: list[tuple[str, str, str | None]]) -> None:
    shelf = ViewShelf(org_id=OrgId("org_1"), workspace_id=WorkspaceId("wsp_1"), name="shared")
    live: list[str] = []
    trashed: set[str] = set()
    for action, name, before in actions:
        if action == "put":
            shelf = shelf.with_(a_view(name))
            live += [name] if name not in live else []
            trashed.discard(name)
        elif action == "trash" and name in live:
            shelf = shelf.with_(a_view(name, deleted_at=NOW))
            live.remove(name)
            trashed.add(name)
        elif action == "remove":
            shelf = shelf.without(name)
            live = [one for one in live if one != name]
            trashed.discard(name)
        elif action == "move" and name in live and before != name and before in (None, *live):
            shelf = shelf.moved(a_view(name), before_id=before)
            live.remove(name)
            live.insert(live.index(before) if before is not None else len(live), name)
        assert [view.id for view in shelf.live] == live
        assert {view.id for view in shelf.views} - set(live) == trashed


@given(st.integers(MAX_KEPT, MAX_KEPT + 10))
def test_what_was_deleted_first_makes_room(count: int) -> None:
    shelf = ViewShelf(org_id=OrgId("org_1"), workspace_id=WorkspaceId("wsp_1"), name="shared")
    for number in range(count):
        shelf = shelf.with_(a_view(f"viw_{number}", deleted_at=NOW + timedelta(minutes=number)))
    shelf = shelf.with_(a_view("viw_live"))
    assert len(shelf.views) == MAX_KEPT
    assert [view.id for view in shelf.views[:2]] == ["viw_live", f"viw_{count - MAX_KEPT + 1}"]


@given(
    st.dictionaries(
        st.sampled_from(["status", "priority", "fld_00000000000000000000000001", "milestone"]),
        st.sampled_from(["a", True, 3])
        | st.dictionaries(st.sampled_from(["in", "gt", "contains"]), st.just("b"), min_size=1),
    )
)
def test_a_filter_says_the_same_in_both_spellings(given: dict[str, Any]) -> None:
    assert flat(structured(flat(given))) == flat(given)


@given(
    st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York", "Europe/Berlin"]),
    st.integers(-400, 400),
    st.integers(0, 9000),
)
def test_days_begin_where_the_view_says(timezone: str, days: int, hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    sign = "+" if days >= 0 else "-"
    view = a_view(filters={"filter[due_at][gte]": f"today{sign}{abs(days)}d"}, timezone=timezone)
    begins = task_filter(view, now).due_gte
    assert begins is not None
    again = task_filter(replace(view, filters={"filter[due_at][gte]": "today"}), now).due_gte
    assert again is not None and timedelta(0) <= now - again <= timedelta(hours=25)
    assert abs(begins - again - timedelta(days=days)) <= timedelta(hours=1), "but for daylight saving"
