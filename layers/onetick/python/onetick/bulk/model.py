"""What is stored of bulks while they last: what became of the items of each transaction but the last."""

from collections.abc import Mapping
from dataclasses import dataclass

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId
from onetick.kernel.jobs import JobKind

from .schemas import Outcome


@dataclass(frozen=True, slots=True)
class Did:
    """What an item came to."""

    outcome: Outcome
    task_id: str
    version: int


@entity("bulk_batch", pk="{org_id}#bulk#{name}", sk="{number}", forgets="It only says that something happened.")
@dataclass(frozen=True, slots=True, kw_only=True)
class BulkBatch(Entity):
    """That the so-manieth transaction of a bulk was committed, and what its items came to, by their places.

    `name` is that of the call, the same when it comes again with its Idempotency-Key; `request` is a
    digest of what was asked for.
    """

    org_id: OrgId
    name: str
    number: int
    request: str
    change_set_id: str
    done: Mapping[int, Did]
    expires: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkOfTasks:
    """How the operations are spread over the parts of the job: the place of the first of each part."""

    starts: tuple[int, ...]
    items: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The part, and the item of it, where the next step begins."""

    part: int = 0
    item: int = 0


BULK_TASKS = JobKind("bulk_tasks", BulkOfTasks, Reached, can="task:view")
