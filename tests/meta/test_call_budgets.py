"""What each route may cost: calls to the database of one warm request, authorisation included.

Warm means that the process has seen the thing before; the first request about it may take one call
more (docs/decisions/0016). The rate limit's update is not counted: one in ten writes makes it.
"""

from collections.abc import Iterator

import pytest

from onetick.forms import targets as forms
from onetick.kernel import meter, registry
from onetick.kernel.entry import Route
from onetick.kernel.requests.rate import Limiter
from onetick.projects import targets as belongings
from onetick.tasks import guesses
from tests.service import Answer, running

from . import scenery
from .effects import Stage, effect
from .scene import populate

BUDGETS = {"A": 2, "B": 2, "C": 2, "D": 2, "E": 6, "F": 2}
"""By endpoint class: a point read, a page, a write (read and transact), a search, work for later, sign-in."""

MORE = {
    "deleteSection": (3, "That no task is in it is looked up where tasks are, or one might be lost from sight."),
    "deleteTeam": (3, "It takes the team out of up to 90 grants at once, and those whom it has are read first."),
    "issueToken": (
        3,
        "The address tells the account; what is remembered of addresses would answer those known sooner than others.",
    ),
    "restoreTeam": (3, "It puts the team into up to 90 grants at once, and those whom it had are read first."),
    **scenery.calls(),
}
"""What takes more than its class, and why; each is what is needed, not what happened to be written."""


@pytest.fixture(scope="module")
def built() -> Iterator[Stage]:
    with pytest.MonkeyPatch.context() as patched, running() as service:
        patched.setattr(Limiter, "spend", lambda *args, **kwargs: {})
        yield Stage(populate(service))


@pytest.fixture
def stage(built: Stage) -> Stage:
    built.reset()
    for memory in (belongings._seen, forms._forms, forms._places, guesses._projects, guesses._tasks, guesses._recent):
        memory.clear()
    return built


def called(stage: Stage, route: Route) -> Iterator[Answer]:
    """The answers to the same call, each made in the scene as it was."""
    if not route.writes:
        while True:
            yield stage.scene.call(route, None if route.public else stage.scene.owner)
    write = effect(stage.scene, route)
    ready = stage.tables.snapshot()
    while True:
        stage.tables.restore(ready)
        yield write.call()


@pytest.mark.parametrize("route", registry.routes(), ids=lambda route: route.operation)
def test_a_route_keeps_the_budget_of_its_class(stage: Stage, route: Route) -> None:
    usual = BUDGETS[route.endpoint]
    budget, _ = MORE.get(route.operation, (usual, ""))
    answers = called(stage, route)
    assert next(answers).status < 400 or not route.writes
    assert meter.snapshot().calls <= budget + 1, "the first time"
    next(answers)
    assert meter.snapshot().calls <= budget
    assert budget == usual or meter.snapshot().calls > usual, "it needs no budget of its own any more"


def test_whoever_takes_more_is_a_route_and_says_why() -> None:
    assert MORE.keys() <= {route.operation for route in registry.routes()}
    assert all(reason.endswith(".") for _, reason in MORE.values())
