"""With IAM enforced, every function under its own role: the story passes, and needs every right that it uses.

Which rights it uses, a spy tells within one process. Each of them is then taken away from the deployed
function's role, and what the story does with that function must fail. Of the rights that nobody here
can miss, kms:, logs:, xray: and those of event sources are used by the services for the function; the
emulator does not ask for them.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from typing import Any

import pytest

from infra.generating.policies import queue_name
from infra.local.platform import Platform
from onetick.kernel import registry
from onetick.kernel.entry import Route
from onetick.kernel.triggers import Consumer
from tests.meta.spying import Use, Used, spied
from tests.service import Answer

from .people import InProcess, OverHttp, Person
from .platform import eventually
from .queues import Queue
from .roles import Right, Roles
from .scenarios import (
    STEPS,
    Story,
    tell,
    what_is_revoked_stops_working,
)

WITHOUT_WAITING = [step for step in STEPS if step.act is not what_is_revoked_stops_working]
"""The story but for the half minute in which the gateway still knows who somebody was."""

PATIENCE_SECONDS = 30.0
"""A function's first call starts a process."""

STUCK_SECONDS = 3.0
"""What has not happened by then, with the process running, does not happen."""


@cache
def used_in_the_story() -> Used:
    """What each entry asks for while the story is told."""
    with spied() as (service, spy, _):
        tell(Story(InProcess(service)), WITHOUT_WAITING)
        return spy.used


class Doubting(OverHttp):
    """Makes every call without one of its function's rights first: where that right is needed, it must fail.

    `left` are the rights that were not missed yet. A call that does without one was the call itself.
    """

    def __init__(self, platform: Platform, functions: Iterable[str]) -> None:
        super().__init__(platform)
        self._roles = Roles(platform)
        self.left = {function: rights_in_use(self._roles, function) for function in functions}

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        route = route_of(method, path)
        left = self.left.get(route.name, []) if route else []
        if route and left:
            self._roles.restart(route.name)
        for right in list(left):
            assert route is not None
            with self._roles.without(route.name, right):
                answer = super().call(method, path, body, token=token, headers=headers)
            if answer.status < 500:
                return answer
            left.remove(right)
        return super().call(method, path, body, token=token, headers=headers)


def route_of(method: str, path: str) -> Route | None:
    """The route that answers a request."""
    plain = path.partition("?")[0]
    for route in sorted(registry.routes(), key=lambda route: route.path.count("{")):
        if route.method == method and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", route.path), plain):
            return route
    return None


def rights_in_use(roles: Roles, function: str) -> list[Right]:
    """The rights that the story uses. First come those that a process needs once and then no more for a while."""
    used = used_in_the_story()[function]
    found = [right for right in roles.rights(function) if any(_is(roles, use, right) for use in used)]
    assert len(found) == len(used), f"the role of {function} is not what its declaration says"
    once = ("dynamodb:UpdateItem", "secretsmanager:GetSecretValue")
    return sorted(found, key=lambda right: (right.action not in once, right))


def _is(roles: Roles, use: Use, right: Right) -> bool:
    resource = use.resource.replace("${Prefix}", roles.platform.prefix)
    return right.action == use.action and right.resource.endswith(f":{resource}")


@pytest.fixture(scope="module")
def told(secured: Platform) -> Story:
    """The story, with every function that it calls doubted."""
    called = {entry.name for entry in registry.routes()} & used_in_the_story().keys()
    return tell(Story(Doubting(secured, called), PATIENCE_SECONDS), WITHOUT_WAITING)


def test_the_story_passes_and_every_call_of_it_needs_every_right(told: Story) -> None:
    assert isinstance(told.driver, Doubting)
    left = {(function, right) for function, rights in told.driver.left.items() for right in rights}
    assert told.driver.left and left == set(), "the story did without these"


# What is not called: consumers, the relay, the schedule, and the authorizer, which is asked before everything.


def _sign_up(story: Story) -> None:
    Person(story.driver, "Zoe").sign_up()


def _invite(story: Story) -> None:
    address = Person(story.driver, "Zoe").email
    story.ann.post(f"{story.w}/invitations", {"email": address, "role": "member"})


def _mention(story: Story) -> None:
    story.ann.post(f"{story.t(0)}/comments", {"body_md": f"Look, @{story.ben.id}"})


def _mention_somebody_new(story: Story) -> None:
    """Somebody of whom no digest is being gathered yet."""
    zoe = Person(story.driver, "Zoe").sign_up()
    story.ann.post(f"{story.w}/invitations", {"email": zoe.email, "role": "member"})
    zoe.post(f"/v1/invitations/{zoe.link('invitations', story.patience)}/accept", status=200)
    story.ann.put(f"{story.p}/members/{zoe.id}", {"role": "viewer"})
    story.ann.post(f"{story.t(0)}/comments", {"body_md": f"Look, @{zoe.id}"})


def _write_a_task(story: Story) -> Any:
    soon = (datetime.now(UTC) + timedelta(hours=2)).isoformat(timespec="milliseconds")
    body = {"project_id": story.project["id"], "title": "Soon", "due_at": soon, "assignee_ids": [story.ben.id]}
    return story.ann.post(f"{story.w}/tasks", body)


def _bring_a_task_back(story: Story) -> None:
    made = _write_a_task(story)
    story.ann.delete(f"{story.w}/tasks/{made['id']}")
    story.ann.post(f"{story.w}/tasks/{made['id']}/restore", status=200)


def _put_off_a_task(story: Story) -> None:
    later = (datetime.now(UTC) + timedelta(days=2)).isoformat(timespec="milliseconds")
    story.ann.patch(f"{story.w}/tasks/{_write_a_task(story)['id']}", {"due_at": later})


CAUSES: Mapping[str, Callable[[Story], object]] = {
    "account.created": _sign_up,
    "user.invited": _invite,
    "comment.created": _mention,
    "notification.created": _mention_somebody_new,
    "task.restored": _bring_a_task_back,
    "task.deleted": _bring_a_task_back,
    "task.created": _write_a_task,
    "task.due_changed": _put_off_a_task,
}
"""What makes an event happen; first what makes more of them happen on its way."""

CONSUMERS = {one.name: one for one in registry.entries() if isinstance(one, Consumer)}


def cause_of(function: str) -> Callable[[Story], object] | None:
    """What gives a consumer something to do; None for one that nothing of the story concerns."""
    types = {kind.name for kind in CONSUMERS[function].types}
    return next((cause for name, cause in CAUSES.items() if name in types), None)


def consumer_misses_every_right(platform: Platform, story: Story, function: str) -> None:
    """Without a right its message stays in the queue; once the right is back, it is done."""
    roles, queue, cause = Roles(platform), queue_of(platform, function), cause_of(function)
    assert cause is not None
    story.eventually(lambda: queue.count == 0)
    for right in rights_in_use(roles, function):
        roles.restart(function)
        with queue.again_and_again():
            with roles.without(function, right):
                cause(story)
                story.eventually(lambda: queue.count > 0)
                assert not eventually(lambda: queue.count == 0, STUCK_SECONDS), f"{function} does without {right}"
            story.eventually(lambda: queue.count == 0)
        assert queue.dead.count == 0


def queue_of(platform: Platform, function: str) -> Queue:
    """The queue that a consumer takes from."""
    return Queue(platform, queue_name(CONSUMERS[function]))


def test_every_consumer_of_the_story_has_a_cause() -> None:
    used = CONSUMERS.keys() & used_in_the_story().keys()
    assert used and all(cause_of(function) for function in used)


def test_a_consumer_needs_every_right(secured: Platform, told: Story) -> None:
    consumer_misses_every_right(secured, told, "consumers-notify-people")


@pytest.mark.slow
@pytest.mark.parametrize("function", [name for name in CONSUMERS if cause_of(name)])
def test_every_other_consumer_needs_every_right_too(secured: Platform, told: Story, function: str) -> None:
    if function not in used_in_the_story():
        pytest.skip("the story gives it nothing to do")
    consumer_misses_every_right(secured, told, function)


def test_nothing_reaches_the_bus_without_the_right_and_everything_once_it_is_back(
    secured: Platform, told: Story
) -> None:
    roles, inbox = Roles(secured), partial(told.inbox, told.ben)
    told.eventually(lambda: queue_of(secured, "consumers-notify-people").count == 0)
    before = len(inbox())
    [right] = [right for right in roles.rights("streams-relay-events") if right.action == "events:PutEvents"]
    with roles.without("streams-relay-events", right):
        _mention(told)
        assert not eventually(lambda: len(inbox()) > before, STUCK_SECONDS)
    told.eventually(lambda: len(inbox()) > before)


def test_nobody_gets_in_without_the_authorizers_rights(secured: Platform) -> None:
    roles = Roles(secured)
    for right in rights_in_use(roles, "identity-authorize"):
        somebody = Person(OverHttp(secured), "Zoe").sign_up()
        roles.restart("identity-authorize")
        with roles.without("identity-authorize", right):
            assert somebody.call("GET", "/v1/me").status == 500
        assert somebody.get("/v1/me")["id"] == somebody.id


@pytest.mark.slow
def test_the_schedule_needs_every_right(secured: Platform, told: Story) -> None:
    roles, schedule = Roles(secured), "schedules-announce-due-tasks"
    for right in rights_in_use(roles, schedule):
        _write_a_task(told)
        key = told.ann.get(f"{told.w}/tasks?limit=1")["data"][0]["key"]
        told.eventually(lambda: queue_of(secured, "consumers-plan-reminders").count == 0)
        announced = partial(_is_announced, told, schedule, key)
        with roles.without(schedule, right):
            assert not eventually(announced, STUCK_SECONDS), f"{schedule} does without {right}"
        told.eventually(announced)


def _is_announced(story: Story, schedule: str, key: str) -> bool:
    with suppress(AssertionError):
        story.driver.run(schedule)
    return ("due_approaching", key) in story.inbox(story.ben)
