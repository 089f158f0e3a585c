"""The job that takes tasks along when statuses go: what it is asked for. Its steps are the area `tasks`' own."""

from collections.abc import Mapping
from dataclasses import dataclass

from onetick.kernel.jobs import JobKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RemapStatuses:
    """In which project, for each status that went the one that its tasks have from now on, and what is of another kind.

    `recategorized` are the statuses that stay and belong to another category now.
    """

    project_id: str
    remap: Mapping[str, str]
    recategorized: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remapped:
    """The last task that was looked at."""

    after: str | None = None


REMAP_STATUSES = JobKind("remap_statuses", RemapStatuses, Remapped, can="workflow:manage")
