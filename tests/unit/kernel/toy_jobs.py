"""A toy job: it makes a box for each name that it is given."""

import json
from dataclasses import dataclass, replace
from typing import Any

from onetick.kernel.adapters.memory import MemoryTables
from onetick.kernel.entry import route
from onetick.kernel.ids import new_ulid
from onetick.kernel.jobs import Job, JobKind, Progress, Step, accept, accepted, work_through
from onetick.kernel.jobs.events import JOB_QUEUED, JobView
from onetick.kernel.problems import Conflict, PayloadTooLarge
from onetick.kernel.requests.reply import Reply
from onetick.kernel.runtime import runtime
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work

from .toys import BOX_MADE, ORG, WORKSPACE, Box, NewBox, W

AT_ONCE = 3
Document = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeBoxes:
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    count: int = 0


MAKE_BOXES = JobKind("make_boxes", MakeBoxes, Made, can="project:create")


class Names(NewBox):
    """The names of the boxes to make."""

    names: list[str]


@route("POST", f"{W}/many-boxes", can="project:create", endpoint="E", emits=[JOB_QUEUED], status=202)
def make_boxes(work: Work, body: Names) -> Reply[JobView]:
    """Make boxes."""
    return accepted(accept(work, MAKE_BOXES, MakeBoxes(names=tuple(body.names)), total=len(body.names)))


@on_job(MAKE_BOXES, emits=[BOX_MADE])
def worker(work: Work, step: Step[MakeBoxes, Made]) -> Progress[Made]:
    """Make boxes, three at once. One called `taken` is refused; at `broken` it breaks; `closed` ends it all.

    A `large` one needs a transaction of its own, a `huge` one fits into none.
    """
    names = step.parameters.names[step.checkpoint.count :][:AT_ONCE]
    if "closed" in names:
        raise Conflict("There are no boxes today.")
    done = work_through(work, names, lambda name: _make(work, name), start=step.checkpoint.count)
    then = replace(step.checkpoint, count=step.checkpoint.count + done.count)
    return Progress(
        next=None if then.count == len(step.parameters.names) else then,
        done=done.count,
        counts={"made": len(done.results)},
        errors=done.errors,
        result={"last": names[-1]} if names else None,
    )


def _make(work: Work, name: str) -> None:
    if name == "broken":
        raise RuntimeError("the box fell apart")
    if name == "huge" or (name == "large" and work.emitted):
        raise PayloadTooLarge()
    for number in range(2):
        # What an item wrote before it failed is forgotten.
        box = Box(org_id=ORG, workspace_id=WORKSPACE, id=f"{name}-{number}", name=name)
        work.emit(BOX_MADE, work.create(box))
        if name == "taken":
            raise Conflict("This name is taken.")


def messages() -> list[Document]:
    """The messages that lead to the worker, one for each event so far."""
    tables = runtime().tables
    assert isinstance(tables, MemoryTables)
    events = [json.loads(item.doc)["cloudevent"] for item in tables.stream("event")]
    return [message(event) for event in events if worker.takes(event)]


def message(event: Document, *, delivery: int = 1) -> Document:
    """The message of an event, delivered for the so-manieth time."""
    attributes = {"ApproximateReceiveCount": str(delivery)}
    return {"messageId": new_ulid(), "body": json.dumps({"detail": event}), "attributes": attributes}


def hand_over(sent: Document, context: Any = None) -> bool:
    """Give the worker a message; whether it acknowledged it."""
    return bool(worker({"Records": [sent]}, context) == {"batchItemFailures": []})


def job_named(job_id: str) -> Job:
    """A job as it is stored."""
    key = Job.key(org_id=ORG, id=job_id)
    found: Job = Job.kind.from_item(runtime().tables.get_many([key])[key])
    return found


def boxes() -> list[str]:
    """The ids of all boxes, sorted."""
    tables = runtime().tables
    assert isinstance(tables, MemoryTables)
    return sorted(item.key.sk.removeprefix("box#") for item in tables.stream("toy_box"))
