"""The items of a bulk: each operation is one for each task that it names, and a creation is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onetick.kernel.problems import Fault, ValidationFailed

from .schemas import MAX_ITEMS, Create, Move, OfTasks, Operation, Update


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: the operation, its place among those sent, and which of its tasks is meant."""

    operation: Operation
    place: int
    task: str | None = None


def items_of(operations: Sequence[Operation], *, start: int = 0) -> list[Item]:
    """The items in order; `start` is the place of the first operation among all that were sent."""
    return list(_items(operations, start))


def checked(operations: Sequence[Operation]) -> list[Item]:
    """The items. Raises ValidationFailed when they are too many, or an operation contradicts itself."""
    faults = [
        fault for place, operation in enumerate(operations) for fault in _faults(operation, f"/operations/{place}")
    ]
    items = items_of(operations)
    if len(items) > MAX_ITEMS:
        message = f"name {len(items)} items, {MAX_ITEMS} at most"
        faults.insert(0, Fault("/operations", "too_many", message))
    if faults:
        raise ValidationFailed("The body is not valid.", errors=faults[:20])
    return items


def _items(operations: Sequence[Operation], start: int) -> Iterator[Item]:
    for place, operation in enumerate(operations, start):
        if isinstance(operation, Create):
            yield Item(operation, place)
        else:
            yield from (Item(operation, place, name) for name in operation.task_ids)


def _faults(operation: Operation, pointer: str) -> Iterator[Fault]:
    if isinstance(operation, OfTasks) and operation.version is not None and len(operation.task_ids) > 1:
        yield Fault(f"{pointer}/version", "ambiguous", "is for a single task")
    if isinstance(operation, Update) and not operation.changes.model_fields_set:
        yield Fault(f"{pointer}/changes", "empty", "name at least one field")
    if isinstance(operation, Move):
        if (operation.after_id is None) != (operation.before_id is None):
            yield Fault(pointer, "incomplete", "name both neighbours, or none for the end of the section")
        elif operation.after_id is None and operation.section_id is None and operation.status is None:
            yield Fault(pointer, "incomplete", "name a section, a status or both neighbours")
