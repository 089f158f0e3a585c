"""Change many tasks: one step of the job that does a bulk."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from onetick.kernel.jobs import Progress, Step, part_of, work_through
from onetick.kernel.work import Work

from .acting import Actor
from .items import items_of
from .model import BulkOfTasks, Reached
from .reading import read
from .schemas import Operation

ITEMS_AT_ONCE = 30
PART = 200_000
"""In characters: so large are the parts of a job's operations, or one operation longer."""


def parts_of(operations: Sequence[Operation]) -> tuple[list[str], tuple[int, ...]]:
    """The operations as the parts of a job, and the place of the first operation of each."""
    parts: list[list[str]] = []
    starts: list[int] = []
    room = 0
    for place, operation in enumerate(operations):
        text = operation.model_dump_json(exclude_unset=True)
        if len(text) > room:
            parts.append([])
            starts.append(place)
            room = PART
        parts[-1].append(text)
        room -= len(text)
    return [f"[{','.join(part)}]" for part in parts], tuple(starts)


def change_tasks(work: Work, step: Step[BulkOfTasks, Reached]) -> Progress[Reached]:
    """One step: of the next items, as many as one transaction holds."""
    here, starts = step.checkpoint, step.parameters.starts
    operations = _operations().validate_json(part_of(work, step.job, here.part))
    items = items_of(operations, start=starts[here.part])
    window = items[here.item : here.item + ITEMS_AT_ONCE]
    read(work, window)
    actor = Actor(work, step.parameters.items)
    done = work_through(work, window, actor.act, start=step.job.done, name=lambda item: item.task)
    reached = replace(here, item=here.item + done.count)
    if reached.item == len(items):
        reached = Reached(part=here.part + 1)
    return Progress(
        next=reached if reached.part < len(starts) else None,
        done=done.count,
        counts=Counter(did.outcome for did in done.results.values()),
        errors=done.errors,
    )


@cache
def _operations() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(list[Operation])
