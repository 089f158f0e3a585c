"""With IAM enforced, every function under its own role: the story passes, and needs every right that it uses.

Which rights it uses, a spy tells within one process. Each of them is then taken away from the deployed
function's role, and what the story does with that function must fail. Of the rights that nobody here
can miss, kms:, logs:, xray: and those of event sources are used by the services for the function; the
emulator does not ask for them.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import pytest

from infra.local.platform import Platform
from onetick.kernel import registry
from onetick.kernel.entry import Route
from tests.meta.spying import Use, Used, spied
from tests.service import Answer

from .people import InProcess, OverHttp
from .roles import Right, Roles
from .scenarios import STEPS, Story, tell, what_is_revoked_stops_working

WITHOUT_WAITING = [step for step in STEPS if step.act is not what_is_revoked_stops_working]
"""The story but for the half minute in which the gateway still knows who somebody was."""

PATIENCE_SECONDS = 30.0
"""A function's first call starts a process."""

SAMPLE = frozenset(
    {
        "identity-sign-up",
        "notifications-list-notifications",
        "tasks-create-task",
        "tasks-move-task",
        "tenancy-accept-invitation",
    }
)


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


def story_of(platform: Platform, functions: Iterable[str]) -> Doubting:
    """Tell the story, doubting some functions' rights."""
    driver = Doubting(platform, functions)
    tell(Story(driver, PATIENCE_SECONDS), WITHOUT_WAITING)
    return driver


def test_the_story_passes_and_a_sample_of_its_calls_needs_every_right(secured: Platform) -> None:
    assert set(used_in_the_story()) >= SAMPLE
    driver = story_of(secured, SAMPLE)
    assert driver.left == {function: [] for function in SAMPLE}


@pytest.mark.slow
def test_every_call_of_the_story_needs_every_right(secured: Platform) -> None:
    called = {entry.name for entry in registry.routes()} & used_in_the_story().keys()
    driver = story_of(secured, called)
    assert driver.left == {function: [] for function in called}
