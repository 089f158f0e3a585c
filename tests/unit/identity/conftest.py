"""Here passwords are hashed as deployed, with the effort that is promised."""

import pytest

from onetick.identity import passwords
from tests.service import DEPLOYED_HASHING


@pytest.fixture(autouse=True)
def hashed_as_deployed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Undo what most tests do to be quick."""
    monkeypatch.setattr(passwords, "_means", DEPLOYED_HASHING)
