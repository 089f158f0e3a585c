"""The questions of a form, and whether they make sense together."""

from collections.abc import Iterator, Sequence

from onetick.kernel.problems import Fault, Unprocessable

from .model import Condition, Question
from .schemas import QuestionBody

_CHOICES = ("choice", "choices")
_FITTING = {
    "title": ("text", "choice", "email", "url"),
    "description": ("text", "long_text", "choice"),
    "priority": ("choice",),
    "start_at": ("date",),
    "due_at": ("date",),
    "estimate_minutes": ("number",),
    "points": ("number",),
}
_PRIORITIES = {"none", "low", "medium", "high", "urgent"}


def questions_of(wanted: Sequence[QuestionBody]) -> tuple[Question, ...]:
    """The questions. Raises Unprocessable, pointing at each that does not fit."""
    faults = list(_faults(wanted))
    if faults:
        raise Unprocessable("These questions do not make a form.", errors=faults[:20])
    return tuple(_question(one) for one in wanted)


def _question(one: QuestionBody) -> Question:
    condition = Condition(question=one.show_if.question, values=tuple(one.show_if.values)) if one.show_if else None
    return Question(
        id=one.id,
        label=one.label,
        kind=one.kind,
        help=one.help,
        required=one.required,
        options=tuple(one.options),
        maps_to=one.maps_to,
        field_id=one.field_id,
        show_if=condition,
    )


def _faults(wanted: Sequence[QuestionBody]) -> Iterator[Fault]:
    before: dict[str, QuestionBody] = {}
    targets: set[str] = set()
    for place, one in enumerate(wanted):
        pointer = f"/questions/{place}"
        if one.id in before:
            yield Fault(f"{pointer}/id", "duplicate", "must be unique")
        if (one.kind in _CHOICES) != bool(one.options) or len(set(one.options)) < len(one.options):
            yield Fault(f"{pointer}/options", "options", "are for choices, each once")
        if one.maps_to is not None and one.kind not in _FITTING[one.maps_to]:
            yield Fault(f"{pointer}/maps_to", "mismatch", f"takes {', '.join(_FITTING[one.maps_to])}")
        if one.maps_to == "priority" and not set(one.options) <= _PRIORITIES:
            yield Fault(f"{pointer}/options", "mismatch", f"must be among {', '.join(sorted(_PRIORITIES))}")
        for target in (one.maps_to, one.field_id):
            if target is not None and target in targets:
                yield Fault(f"{pointer}/maps_to", "duplicate", "is filled by another question")
            targets.add(target or "")
        asked = before.get(one.show_if.question) if one.show_if else None
        if one.show_if is not None and (asked is None or asked.kind not in (*_CHOICES, "checkbox")):
            yield Fault(f"{pointer}/show_if/question", "unknown", "must be an earlier choice or checkbox")
        before[one.id] = one
