"""Until when a task is on time."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from onetick.tasks.deadlines import beginning, deadline, in_order

from .desk import Desk

ZONES = st.sampled_from([None, "UTC", "Europe/Berlin", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu"])
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def test_a_task_with_a_time_is_due_at_that_moment() -> None:
    at = datetime(2030, 1, 31, 17, tzinfo=UTC)
    assert deadline(at, all_day=False, timezone="Europe/Berlin") == at == beginning(at, all_day=False, timezone=None)


def test_an_all_day_task_is_due_until_the_day_is_over_in_its_zone() -> None:
    at = datetime(2030, 1, 31, 17, tzinfo=UTC)
    assert deadline(at, all_day=True, timezone="Europe/Berlin") == datetime(2030, 1, 31, 23, tzinfo=UTC)
    assert deadline(at, all_day=True, timezone=None) == datetime(2030, 2, 1, tzinfo=UTC)
    # In Auckland it is the first of February by then.
    assert deadline(at, all_day=True, timezone="Pacific/Auckland") == datetime(2030, 2, 1, 11, tzinfo=UTC)


@given(at=MOMENTS, zone=ZONES)
def test_the_day_holds_the_moment(at: datetime, zone: str | None) -> None:
    begins, ends = (of(at, all_day=True, timezone=zone) for of in (beginning, deadline))
    assert begins <= at < ends
    assert ends - begins <= timedelta(hours=25)
    assert in_order(at, at, all_day=True, timezone=zone)


def test_a_task_may_start_and_be_due_on_the_same_day(desk: Desk) -> None:
    dates = {"start_at": "2030-01-31T17:00:00Z", "due_at": "2030-01-31T09:00:00Z"}
    body = {"project_id": desk.project["id"], "title": "No", **dates}
    assert desk.ann.post(f"{desk.team.w}/tasks", body).expect(422)["errors"][0]["code"] == "before_start"
    task = desk.task(**dates, all_day=True)
    assert desk.ann.patch(desk.url(task), {"all_day": False}).expect(422)["errors"][0]["code"] == "before_start"
    assert desk.ann.patch(desk.url(task), {"due_at": "2030-01-30T23:00:00Z"}).expect(422)
    assert desk.change(task, due_at="2030-01-30T23:00:00Z", timezone="Europe/Berlin")["all_day"]
