"""What the inbox costs: calls to the database, authorisation included."""

import pytest

from onetick.kernel import meter
from tests.service import Team


@pytest.mark.parametrize(
    ("method", "path", "body", "calls"),
    [
        ("GET", "notifications", None, 2),
        ("GET", "notifications/summary", None, 1),
        ("GET", "notification-preferences", None, 1),
        ("PUT", "notification-preferences", {"digest": "off"}, 2),
    ],
)
def test_the_inbox_keeps_its_budget(team: Team, method: str, path: str, body: object, calls: int) -> None:
    team.owner.call(method, f"{team.w}/{path}", body)  # takes a lease of the rate limit
    team.owner.call(method, f"{team.w}/{path}", body)
    assert meter.snapshot().calls == calls


def test_notifications_are_marked_by_name_in_two_calls(team: Team) -> None:
    ben = team.join("Ben")
    task = team.task(team.project(), assignee_ids=[ben.id])
    team.owner.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": f"@{ben.id}"}).expect(201)
    team.owner.service.deliver()
    rows = ben.get(f"{team.w}/notifications").expect(200)["data"]
    ben.get(f"{team.w}/notifications").expect(200)  # takes a lease of the rate limit
    for read in (True, False):
        ben.post(f"{team.w}/notifications/mark", {"ids": [row["id"] for row in rows], "read": read}).expect(200)
    assert len(rows) == 2
    assert meter.snapshot().calls == 2
