"""Ranks: always one between two others, short, and never the same twice."""

from datetime import UTC, datetime, timedelta

import pytest

from onetick.kernel.problems import Conflict
from onetick.tasks.ranks import MAX_LENGTH, at_end, between, room, spread

NOW = datetime(2030, 1, 1, tzinfo=UTC)


def test_the_end_is_behind_every_earlier_end() -> None:
    ends = [at_end(NOW + timedelta(microseconds=step)) for step in range(0, 5000, 7)]
    assert ends == sorted(ends)
    assert {len(end) for end in ends} == {12}
    assert at_end(datetime(1990, 1, 1, tzinfo=UTC)) < at_end(datetime(2290, 1, 1, tzinfo=UTC))


def test_two_writers_do_not_choose_the_same_rank() -> None:
    lower, upper = at_end(NOW), at_end(NOW + timedelta(hours=1))
    assert len({between(lower, upper) for _ in range(200)}) > 150


@pytest.mark.parametrize(("lower", "upper"), [(None, None), (None, "a0"), ("a0", None), ("a0", "a1"), ("a0V", "a0Vxy")])
def test_a_rank_is_strictly_between(lower: str | None, upper: str | None) -> None:
    for _ in range(200):
        rank = between(lower, upper)
        assert (lower or "") < rank
        assert upper is None or rank < upper


def test_a_rank_above_all_does_not_grow() -> None:
    rank = at_end(NOW)
    for _ in range(2000):
        rank, before = between(None, rank), rank
        assert rank < before
    assert len(rank) <= 12


def test_ranks_that_are_spread_are_short_and_in_order() -> None:
    lower, upper = at_end(NOW), at_end(NOW + timedelta(seconds=1))
    ranks = spread(lower, upper, 300)
    assert list(ranks) == sorted(set(ranks))
    assert lower < ranks[0]
    assert ranks[-1] < upper
    assert max(map(len, ranks)) <= 13


def test_more_room_takes_a_shorter_rank() -> None:
    end = at_end(NOW)
    assert room(end, None) < room(end, end + "V")


def test_a_gap_that_is_too_narrow_is_a_conflict() -> None:
    lower = "a0" + "1" * MAX_LENGTH
    with pytest.raises(Conflict):
        between(lower, lower + "1")
