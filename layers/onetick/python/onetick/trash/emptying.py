"""Empty the trash of a workspace: whatever was deleted up to a moment is purged now, by a job."""

from dataclasses import dataclass
from datetime import datetime

from onetick.kernel.jobs import Job, JobKind, Progress, Step, accept, work_through
from onetick.kernel.work import Work

from .model import TrashRow
from .purge import purge
from .schemas import EmptyTrash
from .store import TRASH, TRASH_OF_KIND

WINDOW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Emptying:
    """What is to be purged: what was deleted by then, and of which kind."""

    until: datetime
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """Behind which row the next step begins."""

    after: str | None = None


EMPTY_TRASH = JobKind("empty_trash", Emptying, Reached, can="trash:purge")


def ask_to_empty(work: Work, wanted: EmptyTrash) -> Job:
    """The job that will do it."""
    return accept(work, EMPTY_TRASH, Emptying(until=min(wanted.deleted_until, work.now), kind=wanted.kind))


def empty_trash(work: Work, step: Step[Emptying, Reached]) -> Progress[Reached]:
    """Purge the next things, each as if by itself."""
    wanted = step.parameters
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id, "after": step.checkpoint.after}
    asked = TRASH_OF_KIND.of(**place, kind_of=wanted.kind) if wanted.kind else TRASH.of(**place)
    rows = work.some(asked, limit=WINDOW)
    work.prefetch(row.thing_key for row in rows)

    def purged(row: TrashRow) -> bool:
        return row.deleted_at <= wanted.until and purge(work, row.kind_of, row.id, row.thing_key, how="request")

    done = work_through(work, rows, purged, start=step.job.done, name=lambda row: row.id)
    over = done.count == len(rows) < WINDOW
    return Progress(
        next=None if over or not rows else Reached(after=rows[done.count - 1].own_key.sk),
        done=done.count,
        counts={"purged": sum(done.results.values())},
        errors=done.errors,
    )
