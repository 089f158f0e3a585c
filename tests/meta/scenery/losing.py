"""Losing a commit, for what entries do only when others are faster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest

from onetick.kernel.table import Contention, Write
from tests.service import Service


@contextmanager
def losing_once(service: Service, chosen: Callable[[Sequence[Write]], bool]) -> Iterator[None]:
    """Within this, the first commit whose writes are chosen is lost; there must be one."""
    transact, lost = service.tables.transact, False

    def late(writes: Any, *, token: str | None = None) -> None:
        nonlocal lost
        if not lost and chosen(writes):
            lost = True
            raise Contention
        transact(writes, token=token)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(service.tables, "transact", late)
        yield
    assert lost
