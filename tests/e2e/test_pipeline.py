"""Parts of the event pipeline stop, fail and come back.

Everything arrives, and once; or it waits where an operator finds it.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from typing import Any

import pytest

from infra.local.home import ROOT
from infra.local.platform import Platform
from infra.local.pool import credentials
from onetick.kernel.ids import new_ulid

from .people import OverHttp, Person
from .platform import eventually
from .queues import Queue
from .scenarios import STEPS, Story, ben_is_mentioned_and_finds_it_in_his_inbox, tell

QUIET_SECONDS = 1.0
"""Long enough for anything to arrive that was going to."""


@pytest.fixture(scope="module")
def story(platform: Platform) -> Story:
    """Ann and Ben with tasks, before anybody was told anything."""
    acts = [step.act for step in STEPS]
    return tell(Story(OverHttp(platform), 20), STEPS[: acts.index(ben_is_mentioned_and_finds_it_in_his_inbox)])


def mention(story: Story, times: int = 1) -> None:
    for number in range(times):
        story.ann.post(f"{story.t(0)}/comments", {"body_md": f"{number}: @{story.ben.id}"})


def unread(story: Story) -> int:
    count: int = story.ben.get(f"{story.w}/notifications/summary")["unread"]
    return count


@contextmanager
def disconnected(platform: Platform, function: str) -> Iterator[None]:
    """Let a function take nothing from its queue or streams for a while."""
    functions = platform.client("lambda")
    name = f"{platform.prefix}-{function}"
    found = functions.list_event_source_mappings(FunctionName=f"{name}:live")["EventSourceMappings"]
    assert found, f"nothing starts {name}"
    for mapping in found:
        functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=False)
    try:
        yield
    finally:
        for mapping in found:
            functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=True)


@pytest.mark.parametrize("function", ["consumers-notify-people", "streams-relay-events"])
def test_what_happens_while_a_part_is_stopped_arrives_when_it_is_back(
    platform: Platform, story: Story, function: str
) -> None:
    before = unread(story)
    with disconnected(platform, function):
        mention(story, times=12)
        time.sleep(QUIET_SECONDS)
        assert unread(story) == before
    story.eventually(lambda: unread(story) >= before + 12)
    time.sleep(QUIET_SECONDS)
    assert unread(story) == before + 12, "nothing arrives twice"


def test_whatever_is_killed_in_the_middle_is_done_all_the_same(platform: Platform, story: Story) -> None:
    before = unread(story)
    assert platform.pool is not None
    with Queue(platform, "notifications").soon_again():
        for _ in range(4):
            mention(story, times=5)
            for worker in platform.pool.workers:
                os.kill(worker.process.pid, signal.SIGKILL)
            eventually(lambda: _answers(story))
        story.eventually(lambda: unread(story) >= before + 20)
        story.eventually(lambda: Queue(platform, "notifications").count == 0)
    assert unread(story) == before + 20
    assert Queue(platform, "notifications").dead.count == 0


def test_poison_is_set_aside_and_holds_up_nobody(platform: Platform, story: Story) -> None:
    before = unread(story)
    queue = Queue(platform, "notifications")
    with queue.soon_again():
        queue.send({"detail": {"id": 5}})
        mention(story)
        story.eventually(lambda: unread(story) == before + 1)
        story.eventually(lambda: queue.dead.count == 1)
        assert queue.count == 0


def test_what_failed_for_a_while_is_brought_back_by_redriving_it(platform: Platform, story: Story) -> None:
    queue = Queue(platform, "invitations")
    zoe = Person(story.driver, "Zoe")
    with queue.soon_again():
        with nobody_may_send_mail(platform):
            story.ann.post(f"{story.w}/invitations", {"email": zoe.email, "role": "member"})
            story.eventually(lambda: queue.dead.count == 1)
        assert not [one for one in story.driver.letters() if one.to == zoe.email]
        assert "1 messages are on their way again." in redrive(platform, "invitations")
        assert zoe.link("invitations", story.patience)
    assert queue.dead.count == 0


def test_a_change_that_was_parked_reaches_the_bus_by_redriving_it(platform: Platform, story: Story) -> None:
    before = unread(story)
    mention(story)
    story.eventually(lambda: unread(story) == before + 1)
    Queue(platform, "relay-dead").send({"reason": "as a test", "record": _another(platform, story)})
    assert "1 messages are on their way again." in redrive(platform, "relay")
    story.eventually(lambda: unread(story) == before + 2)


@contextmanager
def nobody_may_send_mail(platform: Platform) -> Iterator[None]:
    """Take away the proof that the address which mail comes from is ours."""
    sender = parseaddr(platform.lambda_environment["ONETICK_MAIL_FROM"])[1]
    mail = platform.client("sesv2")
    mail.delete_email_identity(EmailIdentity=sender)
    try:
        yield
    finally:
        mail.create_email_identity(EmailIdentity=sender)


def redrive(platform: Platform, queue: str) -> str:
    """The operator's command; what it says."""
    environment = {
        **os.environ,
        **credentials(platform.endpoint),
        "PYTHONPATH": f"{ROOT}:{ROOT / 'layers/onetick/python'}",
    }
    command = [sys.executable, "-m", "infra.operations.redrive", platform.prefix, queue]
    done = subprocess.run(command, check=True, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    return done.stdout


def _another(platform: Platform, story: Story) -> Any:
    """The stream record of an event like the newest mention's, under another id: nobody has acted on it yet."""
    organization = story.o.rpartition("/")[2]
    items = platform.client("dynamodb").query(
        TableName=platform.prefix,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :event)",
        ExpressionAttributeValues={
            ":pk": {"S": f"{organization}#tsk#{story.tasks[0]['id']}"},
            ":event": {"S": "event#"},
        },
        ScanIndexForward=False,
    )["Items"]
    item = next(item for item in items if json.loads(item["doc"]["S"])["type"] == "onetick.task.mentioned.v1")
    document = json.loads(item["doc"]["S"])
    document["cloudevent"]["id"] = new_ulid()
    image = {**item, "doc": {"S": json.dumps(document)}}
    return {"eventName": "INSERT", "dynamodb": {"SequenceNumber": "1", "NewImage": image}}


def _answers(story: Story) -> bool:
    return story.driver.call("GET", "/v1/health/ready").status == 200
