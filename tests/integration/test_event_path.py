"""The whole path of an event over the services it really takes, each configured by the deployed templates' own files:

commit -> stream -> filter -> relay -> bus -> rule -> queue -> consumer -> effect, on moto.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import boto3
import pytest
from moto import mock_aws

from infra.operations import redrive
from onetick.kernel import registry
from onetick.kernel.adapters import aws, mail
from onetick.kernel.adapters.dynamo import DynamoTables
from onetick.kernel.settings import settings
from onetick.kernel.triggers import Consumer
from tests import service as in_process
from tests.service import Person, Service, Team, a_team

from . import deployment
from .deployment import Body, Deployment

CONSUMERS = [entry for entry in registry.entries() if isinstance(entry, Consumer)]


@dataclass
class OnMoto(Service):
    """The service on moto's tables, whose events travel over moto's stream, bus and queues."""

    path: Deployment = field(kw_only=True)

    def deliver(self, *, times: int = 1, rounds: int = 10) -> int:
        carried = 0
        for _ in range(rounds):
            records = self.path.changes()
            if not records:
                return carried
            for _ in range(times):
                assert self.path.relay(records) == {"batchItemFailures": []}
            for consumer in CONSUMERS:
                self.path.consume(consumer)
            carried += len(records)
        return carried


@pytest.fixture
def path(monkeypatch: pytest.MonkeyPatch) -> Iterator[Deployment]:
    deployment.service.cache_clear()
    with mock_aws():
        monkeypatch.setattr(aws, "service", deployment.service)
        yield Deployment(settings().prefix)


@pytest.fixture
def service(path: Deployment) -> Iterator[OnMoto]:
    with in_process.running(DynamoTables()) as found:
        yield OnMoto(found.tables, found.clock, found.mails, path=path)


@pytest.fixture
def team(service: OnMoto) -> Team:
    return a_team(service)


def invited(team: Team, email: str) -> None:
    team.owner.post(f"{team.w}/invitations", {"email": email, "role": "member"}).expect(201)


def letters_to(service: Service, address: str) -> list[str]:
    return [one.subject for one in service.mails if one.to == address]


def test_only_what_was_committed_as_an_event_passes_the_streams_filter(service: OnMoto) -> None:
    a_team(service)
    everything = service.path.all_changes()
    let_through = [record for record in everything if service.path.lets_through(record)]
    assert {"organization", "account", "event", "global_event"} <= {kind_of(record) for record in everything}
    assert {kind_of(record) for record in let_through} == {"event", "global_event"}
    types = {json.loads(record["dynamodb"]["NewImage"]["doc"]["S"])["type"] for record in let_through}
    assert {"onetick.account.created.v1", "onetick.organization.created.v1", "onetick.workspace.created.v1"} <= types


def test_an_invitation_travels_from_its_commit_to_the_mail(service: OnMoto, team: Team) -> None:
    service.deliver()
    invited(team, "ben@example.com")
    assert letters_to(service, "ben@example.com") == []
    records = service.path.changes()
    assert service.path.relay(records) == {"batchItemFailures": []}
    assert service.path.filled_queues() == {"invitations": 1}
    assert service.path.consume(entry_of("invitations")) == 1
    assert letters_to(service, "ben@example.com") == ["Ann invites you to Acme on OneTick"]
    assert service.path.filled_queues() == {}


def test_a_mention_travels_from_the_comment_to_the_inbox(service: OnMoto, team: Team) -> None:
    ben, task = colleague(team)
    service.deliver()
    team.owner.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": f"Look, @{ben.id}"}).expect(201)
    service.deliver()
    [row] = ben.get(f"{team.w}/notifications").expect(200)["data"]
    assert (row["reason"], row["task_key"], row["actor_name"]) == ("mentioned", "LAU-1", "Ann")
    assert service.path.filled_queues() == {}


def test_what_nobody_subscribed_to_reaches_no_queue(service: OnMoto, team: Team) -> None:
    service.deliver()
    team.owner.patch(team.w, {"name": "Another name"}).expect(200)
    records = service.path.changes()
    assert [json.loads(one["dynamodb"]["NewImage"]["doc"]["S"])["type"] for one in records] == [
        "onetick.workspace.updated.v1"
    ]
    assert service.path.relay(records) == {"batchItemFailures": []}
    assert service.path.filled_queues() == {}


def test_a_batch_that_is_relayed_twice_takes_effect_once(service: OnMoto, team: Team) -> None:
    ben, task = colleague(team)
    service.deliver()
    team.owner.post(f"{team.w}/tasks/{task['id']}/comments", {"body_md": f"Look, @{ben.id}"}).expect(201)
    service.deliver(times=2)
    assert ben.get(f"{team.w}/notifications/summary").expect(200)["unread"] == 1


def test_a_change_that_is_no_event_is_parked_for_an_operator(service: OnMoto) -> None:
    broken = {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1", "NewImage": {"kind": {"S": "event"}}}}
    assert service.path.relay([broken]) == {"batchItemFailures": []}
    [parked] = service.path.waiting("relay-dead")
    assert json.loads(parked["Body"]) == {"reason": "not an event item", "record": broken}


def test_what_keeps_failing_is_set_aside_and_comes_back_once_its_cause_is_mended(
    service: OnMoto, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.deliver()
    with monkeypatch.context() as broken:
        broken.setattr(mail, "send", _refuse)
        invited(team, "ben@example.com")
        service.path.relay(service.path.changes())
        for delivery in range(6):
            assert service.path.consume(entry_of("invitations")) == (1 if delivery < 5 else 0)
    assert service.path.filled_queues() == {"invitations-dead": 1}
    sqs = boto3.client("sqs")
    assert redrive.of_consumer(sqs, settings().prefix, "invitations").redrive(10) == 1
    assert service.path.consume(entry_of("invitations")) == 1
    assert letters_to(service, "ben@example.com") == ["Ann invites you to Acme on OneTick"]
    assert service.path.filled_queues() == {}


def test_a_poison_message_does_not_hold_up_its_neighbours(service: OnMoto, team: Team) -> None:
    service.deliver()
    url = redrive.queue_url(boto3.client("sqs"), f"{settings().prefix}-invitations")
    aws.send_message(url, '{"detail": {"id": 5}}')
    invited(team, "ben@example.com")
    service.path.relay(service.path.changes())
    service.path.consume(entry_of("invitations"))
    assert letters_to(service, "ben@example.com") == ["Ann invites you to Acme on OneTick"]
    assert service.path.filled_queues() == {"invitations": 1}


def kind_of(record: Body) -> str | None:
    """The kind of the item that was written; moto tells nothing of an item that an update made."""
    kind: Body = record["dynamodb"].get("NewImage", {}).get("kind", {})
    return kind.get("S")


def entry_of(queue: str) -> Consumer:
    [found] = [one for one in CONSUMERS if one.queue == queue]
    return found


def colleague(team: Team) -> tuple[Person, Body]:
    """Somebody who edits the team's project, and a task in it."""
    ben = team.join("Ben")
    project = team.project()
    team.owner.put(f"{team.w}/projects/{project['id']}/members/{ben.id}", {"role": "editor"}).expect(200)
    return ben, team.task(project)


def _refuse(message: Any) -> None:
    raise aws.AwsError("MessageRejected", "not now", 400, {})
