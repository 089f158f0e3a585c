"""Fixtures that every kind of test shares."""

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest

# Nothing in a test may reach a real account; the region only completes names.
os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_REGION="eu-central-1",
    AWS_DEFAULT_REGION="eu-central-1",
    POWERTOOLS_METRICS_DISABLED="true",
    POWERTOOLS_LOG_LEVEL="CRITICAL",
    ONETICK_PREFIX="onetick-test",
    ONETICK_SCANNER="local",
)

from argon2 import PasswordHasher

from onetick.identity import passwords
from onetick.kernel.work import Work
from onetick.tasks.copies import write
from onetick.tasks.model import Task
from tests.service import Service, Team, a_team, running


@pytest.fixture
def service() -> Iterator[Service]:
    """The whole service in memory."""
    with running() as found:
        yield found


@pytest.fixture
def team(service: Service) -> Team:
    """An organization with a workspace, and its owner."""
    return a_team(service)


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    """Hash passwords with the least effort: nobody attacks them here, and people sign up in almost every test.

    The tests of identity hash as deployed.
    """
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    means = (hasher, hasher.hash("nobody's"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(passwords, "_means", lambda: means)
        yield


@pytest.fixture(autouse=True, scope="session")
def _one_gate() -> None:
    """Whatever a test does, a task is stored by `copies.write` alone: a second way would lead round every rule."""
    store = Work._put

    def guarded(work: Work, entity: Any, *rest: Any, **more: Any) -> Any:
        if isinstance(entity, Task):
            caller = sys._getframe(2).f_code
            assert caller is write.__code__, f"{caller.co_qualname} stores a task past the gate"
        return store(work, entity, *rest, **more)

    Work._put = guarded  # type: ignore[assignment, method-assign]
