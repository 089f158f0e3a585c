"""The mail digest: what was not seen comes by mail, once, at the hour that was chosen."""

from datetime import UTC, datetime

import pytest

from functions.schedules.send_digests import handler as send_digests
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.notifications.model import Preferences
from onetick.notifications.plan_digest import next_digest
from tests.service import Service, Team

BERLIN = "Europe/Berlin"  # whose clocks went forward on 29 March 2026


def preferences(**more: object) -> Preferences:
    place = {"org_id": OrgId("org_1"), "workspace_id": WorkspaceId("wsp_1"), "user_id": PrincipalId("usr_1")}
    return Preferences(**place, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("chosen", "now", "due"),
    [
        (preferences(digest="hourly"), "2026-03-01T10:20:00+00:00", "2026-03-01T11:00:00+00:00"),
        (preferences(digest_hour=8), "2026-03-01T07:59:00+00:00", "2026-03-01T08:00:00+00:00"),
        (preferences(digest_hour=8), "2026-03-01T08:00:00+00:00", "2026-03-02T08:00:00+00:00"),
        (
            preferences(digest_hour=8, timezone="Europe/Berlin"),
            "2026-03-28T12:00:00+00:00",
            "2026-03-29T06:00:00+00:00",
        ),
        (
            preferences(digest_hour=8, timezone="Europe/Berlin"),
            "2026-03-27T12:00:00+00:00",
            "2026-03-28T07:00:00+00:00",
        ),
    ],
)
def test_a_digest_is_due_at_the_persons_own_hour(chosen: Preferences, now: str, due: str) -> None:
    assert next_digest(chosen, datetime.fromisoformat(now)) == datetime.fromisoformat(due).astimezone(UTC)


def gather(service: Service, team: Team, *texts: str) -> str:
    """Somebody who was mentioned in comments; their address."""
    ben = team.join("Ben")
    project = team.project()
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    task = team.task(project, "Write the announcement")
    for text in texts:
        team.owner.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": f"{text} @{ben.id}"}).expect(201)
    service.deliver()
    service.mails.clear()
    return ben.email


def test_one_mail_gathers_everything_and_comes_once(service: Service, team: Team) -> None:
    address = gather(service, team, "One", "Two")
    send_digests({}, None)
    assert service.mails == [], "not before its time"
    service.clock.advance(days=1)
    send_digests({}, None)
    [mail] = service.mails
    assert (mail.to, mail.subject) == (address, "OneTick: 2 notifications")
    assert mail.text.count("Ann mentioned you") == 2 and "LAU-1 Write the announcement" in mail.text
    service.clock.advance(days=2)
    send_digests({}, None)
    assert len(service.mails) == 1


def test_nobody_gets_a_mail_they_do_not_want(service: Service, team: Team) -> None:
    ben = team.join("Ben")
    ben.put(f"{team.w}/notification-preferences", {"digest": "off"}).expect(200)
    project = team.project()
    task = team.task(project)
    team.owner.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": f"@{ben.id}"}).expect(201)
    service.deliver()
    service.mails.clear()
    service.clock.advance(days=2)
    send_digests({}, None)
    assert service.mails == []


def test_a_mail_that_cannot_be_sent_is_tried_again(
    service: Service, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onetick.kernel.adapters import mail

    gather(service, team, "One")
    service.clock.advance(days=1)

    def refuse(_: mail.Mail) -> None:
        raise RuntimeError("the mail service is down")

    with monkeypatch.context() as patch:
        patch.setattr(mail, "_deliver", refuse)
        send_digests({}, None)
    send_digests({}, None)
    assert len(service.mails) == 1


def test_a_run_that_dies_behind_the_mail_leads_to_the_same_mail_again_and_then_to_no_more(
    service: Service, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onetick.kernel.work import Work

    gather(service, team, "One")
    service.clock.advance(days=1)

    def die(self: Work, *more: object) -> None:
        raise RuntimeError("the process is gone")

    with monkeypatch.context() as patch:
        patch.setattr(Work, "commit", lambda self, *more: die(self) if self.emitted else None)
        send_digests({}, None)
    send_digests({}, None)
    send_digests({}, None)
    first, second = service.mails
    assert first == second
