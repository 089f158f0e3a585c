"""Milestones: tasks that mark a day."""

from .desk import Desk


def milestones(desk: Desk, query: str = "") -> list[str]:
    """The titles of the milestones of the project, in order."""
    path = f"{desk.team.w}/projects/{desk.project['id']}/milestones{query}"
    return [row["title"] for row in desk.ann.get(path).expect(200)["data"]]


def test_milestones_are_listed_by_due_date_and_reached_ones_come_last(desk: Desk) -> None:
    desk.task("Someday", milestone=True)
    desk.task("Work")
    desk.task("Late", milestone=True, due_at="2030-03-01T00:00:00Z")
    early = desk.task("Early", milestone=True, due_at="2030-01-01T00:00:00Z")
    assert milestones(desk) == ["Early", "Late", "Someday"]
    desk.change(early, status="done")
    assert milestones(desk) == ["Late", "Someday", "Early"]
    assert milestones(desk, "?filter[state]=done") == ["Early"]
    assert milestones(desk, "?filter[state]=open") == ["Late", "Someday"]
    assert milestones(desk, "?filter[state]=open") == ["Late", "Someday"]


def test_a_task_becomes_a_milestone_and_ceases_to_be_one(desk: Desk) -> None:
    task = desk.task("Beta")
    assert milestones(desk) == []
    desk.change(task, milestone=True)
    assert milestones(desk) == ["Beta"]
    desk.ann.delete(desk.url(task)).expect(204)
    assert milestones(desk) == []
    desk.ann.post(desk.url(task, "/restore")).expect(200)
    desk.change(task, title="Beta 2")
    assert milestones(desk) == ["Beta 2"]
    desk.change(task, milestone=False)
    assert milestones(desk) == []


def test_a_milestone_is_reached_when_its_task_is_completed(desk: Desk) -> None:
    task, other = desk.task("Beta", milestone=True), desk.task("Work")
    events = desk.events_of(lambda: desk.change(task, status="done"))
    [reached] = [event for event in events if event["type"] == "onetick.milestone.reached.v1"]
    assert reached["data"]["resource"]["id"] == task["id"]
    assert "onetick.milestone.reached.v1" not in {
        event["type"] for event in desk.events_of(lambda: desk.change(other, status="done"))
    }
    desk.change(task, status="todo")
    again = desk.events_of(lambda: desk.change(task, status="done"))
    assert "onetick.milestone.reached.v1" in {event["type"] for event in again}
