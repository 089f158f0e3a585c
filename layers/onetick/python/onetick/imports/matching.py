"""What the words of a row mean in a project: its sections, its statuses, its people, its fields."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from onetick.fields.model import CustomField, FieldSet
from onetick.kernel.ids import PrincipalId
from onetick.kernel.recording import rfc3339
from onetick.projects.model import Category, Outline, Section, Status, Workflow
from onetick.tasks.model import Priority
from onetick.tasktypes.model import PLAIN, TaskTypes

from .model import Import
from .rows import Row
from .values import moment, number, truth, words

_PRIORITIES: Mapping[str, Priority] = {
    **dict.fromkeys(("urgent", "highest", "critical", "blocker", "p0"), "urgent"),
    **dict.fromkeys(("high", "major", "p1"), "high"),
    **dict.fromkeys(("medium", "normal", "default", "p2"), "medium"),
    **dict.fromkeys(("low", "lowest", "minor", "trivial", "p3", "p4"), "low"),
}

_NEAREST: Mapping[Category, tuple[Category, ...]] = {
    "backlog": ("backlog",),
    "unstarted": (),
    "started": ("started",),
    "completed": ("completed",),
    "cancelled": ("cancelled", "completed"),
}
"""Which statuses come into question for one of a category; the initial one where there is none of them."""


@dataclass(frozen=True)
class Meaning:
    """What an import means by its words in a project. Names are compared without regard to case."""

    found: Import
    outline: Outline
    workflow: Workflow
    fields: FieldSet
    types: TaskTypes

    def section(self, row: Row) -> Section:
        """Where a row belongs: the section of its name, else that of its status, else the first.

        What is done does not go to a section that means something else, whatever list it stood in.
        """
        word = (row.section or "").casefold()
        given = self.outline.find(self._sections.get(word, ""))
        named = given or next((one for one in self.outline.sections if word and one.name.casefold() == word), None)
        own = self._status(row)
        meant = self.workflow.status(named.status_id) if named is not None and named.status_id else None
        contradicts = meant is not None and own.closed and not meant.closed
        return named if named is not None and not contradicts else self.outline.for_status(own.id)

    def status(self, row: Row) -> Status:
        """The status of a row: one that its section means, if it means one, else its own."""
        meant = self.section(row).status_id
        return (self.workflow.status(meant) if meant else None) or self._status(row)

    def people(self, row: Row) -> tuple[PrincipalId, ...]:
        """Those of a row's people of whom it is clear who is meant."""
        known = self.found.found.people if self.found.found else {}
        meant = (self._people.get(word.casefold()) or known.get(word) for word in row.assignees)
        return tuple(dict.fromkeys(one for one in meant if one is not None))

    def priority(self, row: Row) -> Priority:
        """The priority that a row's word means; none for a word that we do not know."""
        return _PRIORITIES.get((row.priority or "").strip().casefold(), "none")

    def type_id(self, row: Row) -> str | None:
        """The type that a row's word means; None, a plain task, for a word that means none here."""
        return type_meant(self.types, self.found.manner.types, row.type or "")

    def custom_fields(self, row: Row) -> dict[str, Any]:
        """The values of a row's columns that are custom fields. Raises ValueError for one that cannot be read."""
        values: dict[str, Any] = {}
        for column, field_id in self.found.manner.fields.items():
            text = next((said for name, said in row.extra.items() if name.casefold() == column.casefold()), "")
            attached = self.fields.find(field_id)
            if text and attached is not None:
                values[field_id] = self._value(attached.field, text)
        return values

    def missing_sections(self) -> list[str]:
        """The sections of the file that the project lacks, in the order of the file."""
        said = self.found.found.sections if self.found.found else ()
        there = {section.name.casefold() for section in self.outline.sections} | self._sections.keys()
        missing: dict[str, str] = {}
        for word in said:
            if word.casefold() not in there:
                missing.setdefault(word.casefold(), word)
        return list(missing.values())

    def _status(self, row: Row) -> Status:
        word = (row.status or "").casefold()
        given = self.workflow.status(self._statuses.get(word, ""))
        named = given or next(
            (one for one in self.workflow.statuses if word and word in (one.name.casefold(), one.id)), None
        )
        if named is not None:
            return named
        done = row.done or row.completed_at is not None
        for category in _NEAREST[row.category or ("completed" if done else "unstarted")]:
            for status in self.workflow.statuses:
                if status.category == category:
                    return status
        return self.workflow.initial

    def _value(self, field: CustomField, text: str) -> Any:
        reading = self.found.manner
        match field.type:
            case "number" | "currency" | "percent":
                return number(text)
            case "rating":
                return round(number(text) or 0)
            case "checkbox":
                return truth(text)
            case "date" | "datetime":
                from zoneinfo import ZoneInfo

                at = moment(text, reading.date_order, ZoneInfo(reading.timezone))
                assert at is not None
                local = at[0].astimezone(ZoneInfo(reading.timezone))
                return local.date().isoformat() if field.type == "date" else rfc3339(at[0])
            case "single_select":
                return _option(field, text)
            case "multi_select":
                return [_option(field, word) for word in words(text)]
            case _:
                return text

    @cached_property
    def _sections(self) -> Mapping[str, str]:
        return _folded(self.found.manner.sections)

    @cached_property
    def _statuses(self) -> Mapping[str, str]:
        return _folded(self.found.manner.statuses)

    @cached_property
    def _people(self) -> Mapping[str, PrincipalId]:
        return _folded(self.found.manner.people)


def type_meant(types: TaskTypes, given: Mapping[str, str], word: str) -> str | None:
    """The type that a word means: the one that is given for it, else that of its name."""
    meant = types.standing(_folded(given).get(word.casefold()))
    named = types.named(word)
    return meant or (named.id if named is not None and named.usable else None)


def unknown_types(types: TaskTypes, given: Mapping[str, str], words: Iterable[str]) -> tuple[str, ...]:
    """The words that mean no type here."""
    return tuple(word for word in words if word.casefold() != PLAIN and type_meant(types, given, word) is None)


def _folded(words: Mapping[str, Any]) -> dict[str, Any]:
    return {word.casefold(): meant for word, meant in words.items()}


def _option(field: CustomField, text: str) -> str:
    found = next((one for one in field.options if one.name.casefold() == text.strip().casefold()), None)
    if found is None:
        raise ValueError(f"{text[:60]!r} is no choice of {field.name}")
    return found.id
