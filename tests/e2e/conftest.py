"""The platforms that end-to-end tests run on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.local.platform import Platform, start

from .platform import TRIAL, Command

HERE = Path(__file__).parent


SHARED = ("platform", "secured", "trial", "guarded")
"""Fixtures that start a platform for many tests: those that use one stay together when several processes test."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives the product, but for the tests of the platform itself."""
    for item in items:
        if HERE not in item.path.parents:
            continue
        item.add_marker("platform" if item.path.name.startswith("test_platform") else "e2e")
        for name in SHARED:
            if name in getattr(item, "fixturenames", ()):
                item.add_marker(pytest.mark.xdist_group(name))


@pytest.fixture(scope="session")
def platform() -> Iterator[Platform]:
    """The product, deployed from its real template, to be thrown away."""
    with start() as running:
        yield running


@pytest.fixture(scope="session")
def secured() -> Iterator[Platform]:
    """The product with IAM enforced, every function under its own role."""
    with start(auth=True) as running:
        yield running


@pytest.fixture(scope="module")
def trial() -> Iterator[Platform]:
    """The small application on which the platform itself is tested."""
    with start(template=TRIAL) as running:
        yield running


@pytest.fixture
def command(tmp_path: Path) -> Iterator[Command]:
    """The command, not started yet; ended with the test."""
    made = Command(tmp_path / "home")
    yield made
    if made.process is not None:
        made.stop()
