"""Due dates: whoever works on a task hears a day before, and when it is overdue, once each."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from functions.schedules.announce_due_tasks import handler as announce_due_tasks
from tests.service import Person, Service, Team


def in_hours(hours: float) -> str:
    return (datetime.now(UTC) + timedelta(hours=hours)).isoformat()


def reasons(team: Team, person: Person) -> list[str]:
    person.at(team.organization_id)  # the clock was moved, so the token has expired
    return [row["reason"] for row in person.get(f"{team.w}/notifications").expect(200)["data"]]


def worker(team: Team) -> tuple[Person, dict[str, object]]:
    ben = team.join("Ben")
    project = team.project()
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    return ben, project


def tick(service: Service, **by: float) -> None:
    service.deliver()
    service.clock.advance(**by)
    announce_due_tasks({}, None)
    service.deliver()


def test_a_task_is_announced_a_day_before_and_when_it_is_overdue(service: Service, team: Team) -> None:
    ben, project = worker(team)
    team.task(project, assignee_ids=[ben.id], due_at=in_hours(48))
    tick(service, hours=1)
    assert reasons(team, ben) == ["assigned"]
    tick(service, hours=24)
    assert reasons(team, ben) == ["due_approaching", "assigned"]
    tick(service, hours=24)
    tick(service, hours=24)
    assert reasons(team, ben) == ["overdue", "due_approaching", "assigned"]


def test_a_finished_task_is_not_overdue(service: Service, team: Team) -> None:
    ben, project = worker(team)
    task = team.task(project, assignee_ids=[ben.id], due_at=in_hours(2))
    team.owner.post(f"{team.w}/tasks/{task['id']}/transition", {"status": "done"}).expect(200)
    tick(service, hours=3)
    assert "overdue" not in reasons(team, ben)


def test_a_postponed_task_is_announced_for_its_new_date_only(service: Service, team: Team) -> None:
    ben, project = worker(team)
    task = team.task(project, assignee_ids=[ben.id], due_at=in_hours(2))
    tick(service, minutes=1)
    team.owner.at(team.organization_id).patch(f"{team.w}/tasks/{task['id']}", {"due_at": in_hours(100)}).expect(200)
    tick(service, hours=5)
    assert "overdue" not in reasons(team, ben)
    tick(service, hours=96)
    assert reasons(team, ben).count("overdue") == 1


def test_running_twice_announces_once(service: Service, team: Team) -> None:
    ben, project = worker(team)
    team.task(project, assignee_ids=[ben.id], due_at=in_hours(1))
    for _ in range(3):
        tick(service, hours=1)
    assert reasons(team, ben).count("overdue") == 1


def days_to(service: Service, days: float, zone: str) -> str:
    """Noon of a day from now, in a time zone."""
    there = service.clock().astimezone(ZoneInfo(zone)) + timedelta(days=days)
    return there.replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC).isoformat()


def at_midnight(service: Service, zone: str, *, plus: float) -> None:
    """Move the clock to hours after the coming midnight in a time zone."""
    there = service.clock().astimezone(ZoneInfo(zone))
    midnight = (there + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    service.clock.advance(seconds=((midnight - there) + timedelta(hours=plus)).total_seconds())


def test_what_is_due_all_day_is_late_when_the_day_is_over_where_it_is_meant(service: Service, team: Team) -> None:
    ben, project = worker(team)
    zone = "Pacific/Kiritimati"  # fourteen hours ahead
    due = days_to(service, 1, zone)
    team.task(project, assignee_ids=[ben.id], due_at=due, all_day=True, timezone=zone)
    service.deliver()
    at_midnight(service, zone, plus=23.5)
    tick(service)
    assert reasons(team, ben) == ["due_approaching", "assigned"]
    tick(service, hours=1)
    assert reasons(team, ben) == ["overdue", "due_approaching", "assigned"]


def test_whoever_makes_a_task_due_all_day_gives_it_the_rest_of_the_day(service: Service, team: Team) -> None:
    ben, project = worker(team)
    at_midnight(service, "UTC", plus=8)
    ann = team.owner.at(team.organization_id)
    due = (service.clock() + timedelta(hours=1)).isoformat()
    task = team.task(project, assignee_ids=[ben.id], due_at=due)
    service.deliver()
    ann.patch(f"{team.w}/tasks/{task['id']}", {"all_day": True}).expect(200)
    tick(service, hours=3)
    assert "overdue" not in reasons(team, ben)
    tick(service, hours=13)
    assert reasons(team, ben).count("overdue") == 1
