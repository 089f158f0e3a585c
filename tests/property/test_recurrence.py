"""Recurrence against dateutil, over random rules and zones: no date twice, none left out, whatever clocks do."""

# ruff: noqa: DTZ001 - dates by a rule are local, without a zone

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from onetick.planning.rules import Unfit, following, local, moment_of, preview, read
from onetick.tasks.parts import Recurrence

ZONES = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "Pacific/Kiritimati",
]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
SHOWN = 12


def numbers(values: list[int]) -> str:
    return ",".join(map(str, values))


days = st.lists(st.sampled_from(DAYS), min_size=1, max_size=4, unique=True).map(",".join)
months = st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True)
signed_days = st.lists(st.integers(1, 31) | st.integers(-31, -1), min_size=1, max_size=4, unique=True)
starts = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)).map(lambda at: at.replace(microsecond=0))


any_days = st.tuples(st.integers(-5, 5).filter(bool), st.sampled_from(DAYS)).map(lambda one: f"{one[0]}{one[1]}")
positions = st.lists(st.integers(1, 4) | st.integers(-4, -1), min_size=1, max_size=2).map(numbers)
CHOICES: dict[str, list[st.SearchStrategy[dict[str, str]]]] = {
    "DAILY": [st.fixed_dictionaries({}), st.fixed_dictionaries({"BYDAY": days})],
    "WEEKLY": [st.fixed_dictionaries({}), st.fixed_dictionaries({"BYDAY": days})],
    "MONTHLY": [
        st.fixed_dictionaries({}),
        st.fixed_dictionaries({"BYDAY": days | st.lists(any_days, min_size=1, max_size=3, unique=True).map(",".join)}),
        st.fixed_dictionaries({"BYDAY": days, "BYSETPOS": positions}),
        st.fixed_dictionaries({"BYMONTHDAY": signed_days.map(numbers)}),
    ],
}
CHOICES["YEARLY"] = [
    *CHOICES["MONTHLY"],
    st.fixed_dictionaries({"BYYEARDAY": st.integers(-366, 366).filter(bool).map(str)}),
    st.fixed_dictionaries({"BYWEEKNO": st.integers(1, 53).map(str)}),
]


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule that is taken, without an end."""
    frequency = draw(st.sampled_from(list(CHOICES)))
    parts = {"FREQ": frequency, **draw(st.one_of(CHOICES[frequency]))}
    interval, week = st.integers(1, 8).map(str), st.sampled_from(DAYS)
    parts |= draw(st.fixed_dictionaries({}, optional={"INTERVAL": interval, "WKST": week}))
    if not parts.keys() & {"BYYEARDAY", "BYWEEKNO"}:
        parts |= draw(st.fixed_dictionaries({}, optional={"BYMONTH": months.map(numbers)}))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def chain(recurrence: Recurrence) -> Iterator[tuple[datetime, datetime]]:
    """The dates of a series, each found from the one before, as tasks are made one after another."""
    at, moment = recurrence.occurrence, moment_of(recurrence.occurrence, ZoneInfo(recurrence.timezone))
    while (found := following(recurrence, at, moment)) is not None:
        at, moment = found
        recurrence = replace(recurrence, occurrence=at, number=recurrence.number + 1)
        yield at, moment


def by_dateutil(rule: str, start: datetime, count: int) -> list[datetime]:
    """The dates behind the start, found from the start."""
    return list(islice((at for at in rrulestr(rule, dtstart=start) if at > start), count))


@settings(max_examples=300, deadline=None)
@given(rule=rules(), start=starts, zone=st.sampled_from(ZONES))
@example(rule="FREQ=DAILY", start=datetime(2011, 12, 27, 9), zone="Pacific/Apia")
@example(rule="FREQ=DAILY", start=datetime(2026, 3, 27, 2, 30), zone="Europe/Berlin")
@example(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", start=datetime(2026, 1, 7, 9), zone="UTC")
@example(rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", start=datetime(2092, 2, 29, 9), zone="UTC")
def test_a_series_is_what_the_rule_says(rule: str, start: datetime, zone: str) -> None:
    recurrence = Recurrence(rule=rule, timezone=zone, occurrence=start)
    series = list(islice(chain(recurrence), SHOWN))
    assume(len(series) == SHOWN)
    moments = [moment for _, moment in series]
    assert moments == sorted(set(moments))
    assert preview(recurrence, SHOWN) == moments
    # A day that clocks skip is one date less: it would be at the very moment of the next.
    expected = {moment_of(at, ZoneInfo(zone)): at for at in reversed(by_dateutil(rule, start, SHOWN + 1))}
    assert [at for at, _ in series] == sorted(expected.values())[:SHOWN]
    for at, moment in series:
        shown = local(moment, ZoneInfo(zone))
        skipped = shown - at
        assert skipped == timedelta() or (moment_of(shown, ZoneInfo(zone)) == moment and timedelta() < skipped)


@settings(max_examples=150, deadline=None)
@given(rule=rules(), start=starts, zone=st.sampled_from(ZONES), skips=st.booleans())
@example(rule="FREQ=DAILY", start=datetime(2026, 1, 2, 9), zone="UTC", skips=False)
def test_weekends_are_left_out_or_moved_to_the_monday(rule: str, start: datetime, zone: str, skips: bool) -> None:
    recurrence = Recurrence(
        rule=rule, timezone=zone, occurrence=start, skip_weekends=skips, next_business_day=not skips
    )
    series = list(islice(chain(recurrence), SHOWN))
    assume(len(series) == SHOWN and zone != "Pacific/Apia")
    found = [local(moment, ZoneInfo(zone)).date() for _, moment in series]
    dates = by_dateutil(rule, start, SHOWN * 4)
    if skips:
        expected = [at.date() for at in dates if at.weekday() < 5]
    else:
        moved = [at + timedelta(days={5: 2, 6: 1}.get(at.weekday(), 0)) for at in dates]
        expected = sorted({at.date() for at in moved if at > start})
    assert all(date.weekday() < 5 for date in found)
    assert found == expected[: len(found)][:SHOWN] or len(expected) < SHOWN


@settings(max_examples=100, deadline=None)
@given(rule=rules(), start=starts, count=st.integers(1, 6), after=st.timedeltas(timedelta(), timedelta(days=400)))
def test_a_series_ends_where_the_rule_says(rule: str, start: datetime, count: int, after: timedelta) -> None:
    counted = Recurrence(rule=f"{rule};COUNT={count}", timezone="UTC", occurrence=start)
    assert len(list(islice(chain(counted), SHOWN))) <= count - 1
    last = start + after
    for until in (f"{last:%Y%m%d}", f"{last:%Y%m%dT%H%M%S}", f"{last:%Y%m%dT%H%M%S}Z"):
        ended = Recurrence(rule=f"{rule};UNTIL={until}", timezone="UTC", occurrence=start)
        edge = last if "T" in until else last.replace(hour=23, minute=59, second=59)
        dates = [at for at, _ in islice(chain(ended), SHOWN)]
        assert all(at <= edge for at in dates)
        endless = [at for at, _ in islice(chain(replace(ended, rule=rule)), SHOWN)]
        assert dates == [at for at in endless if at <= edge]


@settings(max_examples=300, deadline=None)
@given(
    parts=st.lists(
        st.tuples(
            st.sampled_from(["FREQ", "INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYSECOND", "UNTIL"]),
            st.sampled_from(["DAILY", "YEARLY", "SECONDLY", "7", "400", "0", "-1", "TU", "30", "2", "99999999", "x"]),
        ),
        max_size=6,
    ),
    noise=st.text(max_size=30),
)
def test_whatever_is_sent_is_read_or_refused_at_once(parts: list[tuple[str, str]], noise: str) -> None:
    text = ";".join(f"{name}={value}" for name, value in parts)
    for given_text in (text, text + noise, noise):
        started = time.process_time()
        try:
            rule = read(given_text)
        except Unfit as unfit:
            assert str(unfit) and unfit.code
            continue
        recurrence = Recurrence(rule=rule.text, timezone="UTC", occurrence=datetime(2026, 1, 5, 9))
        preview(recurrence, 3)
        assert time.process_time() - started < 1


def test_the_last_dates_that_there_are_end_a_series() -> None:
    late = Recurrence(rule="FREQ=YEARLY", timezone="America/New_York", occurrence=datetime(9996, 12, 31, 23))
    assert preview(late, 5) == [datetime(9998, 1, 1, 4, tzinfo=UTC), datetime(9999, 1, 1, 4, tzinfo=UTC)]
