"""What a request names: found within the tenant before anybody decides anything.

    task_of_path = Target("task", Task, lambda at: [Task.key(org_id=at.org, id=at.path["task_id"])])

The keys of all targets are read in one call together with the caller's grants. A target whose
entity lies in another workspace than the path, or is deleted, does not exist.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from .access import Subject
from .entity import Entity
from .ids import OrgId, WorkspaceId
from .paging import Paging
from .principal import Principal
from .problems import Gone, NotFound
from .table import Key

if TYPE_CHECKING:
    from .work import Work

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A request that was understood, before anything was read."""

    principal: Principal
    org: OrgId | None
    workspace: WorkspaceId | None
    path: Mapping[str, str]
    query: Any
    body: Any
    as_of: datetime | None = None
    paging: Paging | None = None


class Target(Generic[E]):
    """How a route finds one thing that its path or body names.

    `keys` says what to read for it, `find` picks it from what was read (and may read on, once, for
    a second kind of name). With `trashed`, a deleted one is found too: for restoring it. One that
    does not decide only adds to the first read: the decision is about the workspace then, or about
    another target. `subject` says what the decision is about, where that is not the entity alone.
    """

    def __init__(
        self,
        name: str,
        cls: type[E],
        keys: Callable[[Arrival], Sequence[Key]],
        *,
        find: "Callable[[Work, Arrival], E | None] | None" = None,
        trashed: bool = False,
        decides: bool = True,
        subject: "Callable[[Work, E], Subject] | None" = None,
    ) -> None:
        self.name, self.cls, self.keys, self.trashed, self.decides = name, cls, keys, trashed, decides
        self._find = find or self._first
        self._subject = subject

    def find(self, work: "Work", arrival: Arrival) -> E:
        """The entity. Raises NotFound when it is absent or elsewhere, Gone when it is in the trash."""
        found = self._find(work, arrival)
        if found is None:
            raise NotFound()
        if arrival.workspace and getattr(found, "workspace_id", arrival.workspace) != arrival.workspace:
            raise NotFound()
        if not self.trashed and getattr(found, "deleted_at", None):
            raise Gone("It was deleted. Restore it first.")
        return found

    def subject(self, work: "Work", entity: E) -> Subject:
        """What is decided about when this target is."""
        return self._subject(work, entity) if self._subject else Subject.of(entity)

    def _first(self, work: "Work", arrival: Arrival) -> E | None:
        for key in self.keys(arrival):
            found = work.find(self.cls, key)
            if found is not None:
                return found
        return None
