"""Which sprints of a project are open, and from when to when."""

from dataclasses import replace
from datetime import date

from onetick.kernel.problems import Conflict, Fault, QuotaExceeded, Unprocessable

from .model import MAX_DAYS, MAX_OPEN, Cadence, Sprint


def planned(cadence: Cadence, sprint: Sprint, *, before_id: str | None = None) -> Cadence:
    """With one more planned sprint, before another or behind all. Raises QuotaExceeded when too many are open."""
    if len(cadence.open) >= MAX_OPEN:
        raise QuotaExceeded(f"A project has at most {MAX_OPEN} planned and active sprints. Complete some of them.")
    place = cadence.planned.index(before_id) if before_id is not None else len(cadence.planned)
    return replace(cadence, planned=(*cadence.planned[:place], sprint.id, *cadence.planned[place:]))


def started(cadence: Cadence, sprint: Sprint) -> Cadence:
    """With a planned sprint active. Raises Conflict when another one is and only one may be."""
    if cadence.active and not cadence.parallel:
        raise Conflict(
            "Another sprint of the project is active. Complete it first, or allow parallel sprints.",
            extra={"active": list(cadence.active)},
        )
    return replace(without(cadence, sprint), active=(*cadence.active, sprint.id))


def without(cadence: Cadence, sprint: Sprint) -> Cadence:
    """Without a sprint that is over, or gone."""
    return replace(
        cadence,
        planned=tuple(one for one in cadence.planned if one != sprint.id),
        active=tuple(one for one in cadence.active if one != sprint.id),
    )


def check_days(start_on: date | None, end_on: date | None) -> None:
    """Raises Unprocessable for a sprint that would end before it starts, or last too long."""
    if start_on is None or end_on is None:
        return
    if end_on < start_on:
        fault = Fault("/end_on", "before_start", "is before start_on")
        raise Unprocessable("A sprint cannot end before it starts.", errors=[fault])
    if (end_on - start_on).days >= MAX_DAYS:
        fault = Fault("/end_on", "too_late", f"is more than {MAX_DAYS} days after start_on")
        raise Unprocessable("This is too long for a sprint.", errors=[fault])
