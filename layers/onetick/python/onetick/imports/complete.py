"""End an import."""

from collections.abc import Mapping
from dataclasses import replace

from onetick.kernel.jobs import Job
from onetick.kernel.work import Work

from .events import IMPORT_COMPLETED
from .model import Import


def complete(work: Work, found: Import, job: Job, counts: Mapping[str, int]) -> None:
    """Say that everything was brought in; `counts` is what the last step adds to those of the job."""
    total = {word: job.counts.get(word, 0) + counts.get(word, 0) for word in {**job.counts, **counts}}
    told = {word: count for word, count in total.items() if count}
    work.emit(
        IMPORT_COMPLETED,
        work.save(replace(found, counts=told, applied_at=work.now, updated_at=work.now)),
        before=found,
    )
