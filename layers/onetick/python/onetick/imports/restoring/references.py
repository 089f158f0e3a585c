"""Restore the values of tasks that name other tasks of the archive: when all are there."""

from collections.abc import Iterator
from dataclasses import replace

from onetick.imports.relations import Place, beginning_of, ends, following, tie_through, window
from onetick.imports.rows import Row
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.work import Work
from onetick.tasks.changing import change
from onetick.tasks.custom_fields import filled
from onetick.tasks.model import Task

from .counterparts import Counterparts

REFERENCES_AT_ONCE = 15


def restore_references(work: Work, parts: Counterparts, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many references as one transaction holds; what else they are to each other comes when all are there."""
    here, found = step.checkpoint, parts.found

    def references(row: Row) -> Iterator[tuple[str, str]]:
        return iter(parts.references(row.task) if row.task is not None else ())

    places, last = window(work, found, step.job.id, here, references, most=REFERENCES_AT_ONCE)
    done = tie_through(
        work,
        found,
        places,
        lambda task_id, _: [Task.key(org_id=work.org_id, id=task_id)],
        lambda place: _refer(work, parts, place),
    )
    then = following(here, places, done.count, last=last)
    return Progress(next=then or beginning_of("connections", here), errors=done.errors)


def _refer(work: Work, parts: Counterparts, place: Place) -> None:
    """Let a task name another; nothing where one of them was not brought in."""
    between, field_id = ends(work, parts.found, place), str(place.tie)
    if between.own is None or between.other is None:
        return
    known = between.own.custom_fields.get(field_id)
    named = known if isinstance(known, list) else []
    if between.other.id in named:
        return
    authority.authorize(work, "task:edit", Subject.of(between.own))
    given = {field_id: [*named, between.other.id]}
    values = filled(work, between.own.project_id, given, between.own.custom_fields)
    change(work, between.own, replace(between.own, custom_fields=values))
