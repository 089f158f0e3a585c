"""A project with a few tasks, which random tests of undo begin with again and again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest

from onetick.kernel.adapters.memory import MemoryTables
from onetick.tasks.model import Task
from tests.service import Answer, Service, Team, a_team, running


@dataclass
class Board:
    """Some tasks of a team, by their ids, and what was stored when they were new."""

    service: Service
    team: Team
    names: list[str]
    fresh: Any

    @property
    def tables(self) -> MemoryTables:
        """What is stored."""
        assert isinstance(self.service.tables, MemoryTables)
        return self.service.tables

    def tasks(self) -> dict[str, Task]:
        """The tasks as they are stored."""
        keys = {name: Task.key(org_id=self.team.organization_id, id=name) for name in self.names}
        found = self.tables.get_many(list(keys.values()))
        return {name: Task.kind.from_item(found[key]) for name, key in keys.items()}

    def undo(self, change_set: str, **options: Any) -> Answer:
        """Undo a change set; the answer."""
        return self.team.owner.post(f"{self.team.w}/change-sets/{change_set}/undo", options)


@contextmanager
def a_team_without_pauses() -> Iterator[Team]:
    """A team whose work that was lost begins again at once."""
    with running() as service, pytest.MonkeyPatch.context() as patched:
        patched.setattr("onetick.kernel.requests.pipeline.pause_before", lambda attempt: None)
        yield a_team(service)


def stored(team: Team) -> Any:
    """Everything, to begin with again."""
    tables = team.owner.service.tables
    assert isinstance(tables, MemoryTables)
    return tables.snapshot()
