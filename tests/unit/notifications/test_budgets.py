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
