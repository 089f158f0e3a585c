"""Whatever somebody did and whatever happened since: undo leads back, or names what is in the way.

After a random history somebody does one thing more, others go on, and it is undone. What nobody has
touched since is as it was before; what is named in the answer is as others left it, for a reason that
is told; and when nothing happened since, all is as it was, and done again as it was left.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onetick.changesets.stays import STAYS
from onetick.kernel.adapters.memory import MemoryTables
from tests.meta.undone import content_of, differences
from tests.service import Answer, Service

from .boards import a_team_without_pauses
from .deeds import Deed, World, a_world, deeds

HEADER = "OneTick-Change-Set"
PLAIN = {"comment", "custom_field", "saved_view", "sprint", "status_update", "tag", "task"}
"""Kinds that are undone field by field."""
PARTS = {"options", "rank", "elsewhere", "sprint_rank", "custom_fields", "watcher_ids", "reactions", "reply_count"} | {
    "placements",
    "merged_into",
}
"""What has parts that are undone for themselves, or a place among others; and what follows."""


class Stage:
    """A world in which each example begins anew."""

    def __init__(self, service: Service, world: World) -> None:
        assert isinstance(service.tables, MemoryTables)
        self.service, self.tables = service, service.tables
        self._world, self._fresh = world, service.tables.snapshot()
        self.world = world

    def begin(self) -> None:
        self.tables.restore(self._fresh)
        self.service.clock.offset = timedelta()
        self.service._delivered = len(self.service.events())
        self.world = _copy(self._world)

    def do(self, deed: Deed) -> Answer | None:
        self.service.clock.advance(seconds=1)
        done = self.world.do(deed)
        assert done is None or done.status < 500, done.text
        self.settle()
        return done

    def undo(self, change_set: str, on_conflict: str) -> Answer:
        self.service.clock.advance(seconds=1)
        path = f"{self.world.team.w}/change-sets/{change_set}/undo"
        done = self.world.ann.post(path, {"on_conflict": on_conflict})
        self.settle()
        return done

    def settle(self) -> None:
        self.service.deliver()

    def content(self) -> Mapping[Any, Any]:
        return content_of(self.tables)


def _copy(world: World) -> World:
    return World(world.team, world.projects, world.tasks, deepcopy(world.made))


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with a_team_without_pauses() as team:
        world = a_world(team)
        team.owner.service.deliver()
        yield Stage(team.owner.service, world)


def check(stage: Stage, earlier: list[Deed], deed: Deed, since: list[Deed]) -> None:
    stage.begin()
    for one in earlier:
        stage.world.do(one)
    stage.settle()
    before = stage.content()
    done = stage.do(deed)
    if done is None or HEADER not in done.headers:
        return
    change_set, after = done.headers[HEADER], stage.content()
    others = [answer for answer in map(stage.do, since) if answer is not None and HEADER in answer.headers]
    now = stage.content()
    undone = stage.undo(change_set, "skip")
    if undone.status == 409:
        # A name that was taken meanwhile.
        assert others, undone.text
        assert differences(now, stage.content()) == {}
        return
    conflicts = {one["id"]: one for one in undone.expect(200)["conflicts"]}
    then = stage.content()
    if not others:
        assert all(one["detail"] in STAYS.values() for one in conflicts.values()), conflicts
        if conflicts:
            return
        assert differences(before, then) == {}
        if HEADER in undone.headers:
            assert stage.undo(undone.headers[HEADER], "fail").expect(200)["conflicts"] == []
            assert differences(after, stage.content()) == {}
        return
    _check_each(before, after, now, then, conflicts)


def _check_each(
    before: Mapping[Any, Any],
    after: Mapping[Any, Any],
    now: Mapping[Any, Any],
    then: Mapping[Any, Any],
    conflicts: Mapping[str, Any],
) -> None:
    """What is named is as others left it; of all else each field that was changed is as it was, others are not."""
    for key in before.keys() & after.keys() & now.keys() & then.keys():
        was, left, is_now, is_then = (state[key] for state in (before, after, now, then))
        if was == left or was["kind"] not in PLAIN:
            continue
        if was.get("id") in conflicts:
            assert is_then == is_now, (conflicts[was["id"]], is_now, is_then)
            continue
        for name in (was.keys() | left.keys() | is_now.keys() | is_then.keys()) - PARTS:
            mine = was.get(name) != left.get(name)
            assert is_then.get(name) == (was if mine else is_now).get(name), (name, was, left, is_now, is_then)


_LISTS = {"earlier": st.lists(deeds(), max_size=6), "deed": deeds(), "since": st.lists(deeds(), max_size=3)}
_UNCHECKED = [HealthCheck.function_scoped_fixture]


@settings(max_examples=25, deadline=None, suppress_health_check=_UNCHECKED)
@given(**_LISTS)
def test_any_deed_is_undone_or_its_conflicts_are_named(
    stage: Stage, earlier: list[Deed], deed: Deed, since: list[Deed]
) -> None:
    check(stage, earlier, deed, since)


@pytest.mark.slow
@settings(max_examples=400, deadline=None, suppress_health_check=_UNCHECKED)
@given(**_LISTS)
def test_any_deed_of_very_many_is_undone_or_its_conflicts_are_named(
    stage: Stage, earlier: list[Deed], deed: Deed, since: list[Deed]
) -> None:
    check(stage, earlier, deed, since)
