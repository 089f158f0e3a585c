"""Field types that the API's bodies are made of: bounded, trimmed, free of what breaks things later."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
)

from .ids import id_pattern
from .recording import rfc3339

T = TypeVar("T", bound=date)

# Every model defers its validator to its first use: a route imports many more models than it uses, and to build
# one costs up to some milliseconds of its cold start. `snapshots.complete` builds those of a route beforehand.


class Body(BaseModel):
    """A request body: strict types, no unknown field."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True, defer_build=True)

    @property
    def given(self) -> dict[str, Any]:
        """What the caller sent, null included: what a PATCH changes."""
        return {name: getattr(self, name) for name in self.model_fields_set}


@dataclass(frozen=True, slots=True)
class Gathered:
    """Query parameters whose names nobody knows beforehand: `field` is a dictionary of all `prefix[key]=value`.

    `keys` is the pattern of the whole key, such as `fld_1` or `fld_1][gte`.
    """

    field: str
    prefix: str
    keys: str

    def key_of(self, name: str) -> str | None:
        """The key of a parameter's name, if it is one of these."""
        key = name.removeprefix(f"{self.prefix}[").removesuffix("]")
        return key if name == f"{self.prefix}[{key}]" and re.fullmatch(self.keys, key) else None


class QueryParameters(BaseModel):
    """A query string: no unknown parameter, but for those it gathers."""

    gathers: ClassVar[Gathered | None] = None
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


class View(BaseModel):
    """What the API shows; made from stored entities, so nothing is validated twice."""

    model_config = ConfigDict(from_attributes=True, frozen=True, hide_input_in_errors=True, defer_build=True)


def _without_default(schema: dict[str, Any]) -> None:
    schema.pop("default", None)


UNCHANGED: Any = Field(default=None, json_schema_extra=_without_default)
"""For a field of a PATCH that may be left out but not be null; `given` tells whether it was sent."""

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]
Markdown = Annotated[str, StringConstraints(max_length=50_000)]


def read_moment(text: str) -> datetime:
    """The instant that an RFC 3339 text says. Raises ValueError for any other text."""
    found: datetime = _reasonable(_read(text))
    return found


def _reasonable(moment: T) -> T:
    if not 1970 <= moment.year <= 9998:
        raise ValueError("must be between the years 1970 and 9998")
    return moment


def _read(given: Any) -> Any:
    # Left to itself, pydantic reads a text of digits too: as seconds since 1970, or milliseconds where there are many.
    if not isinstance(given, str):
        return given
    if not _RFC3339.fullmatch(given):
        raise ValueError("must be a date and time with a zone, such as 2026-11-20T09:00:00Z")
    return datetime.fromisoformat(given.upper())


def _read_day(given: Any) -> Any:
    # As with moments: a text of digits is no day.
    if not isinstance(given, str):
        return given
    if not _DAY.fullmatch(given):
        raise ValueError("must be a day, such as 2026-11-20")
    return date.fromisoformat(given)


_Written = PlainSerializer(rfc3339, when_used="json")

Timestamp = Annotated[datetime, _Written]
"""An instant as views show it: in UTC with milliseconds. What is stored was checked when it came."""

Moment = Annotated[AwareDatetime, BeforeValidator(_read), AfterValidator(_reasonable), _Written]
"""An instant as callers send it: with a zone, and of our time. Views show a `Timestamp`, at half the cost."""


Day = Annotated[date, BeforeValidator(_read_day), AfterValidator(_reasonable), Field(examples=["2030-01-14"])]
"""A day of our time, without a zone."""
LastDay = Annotated[Day, Field(examples=["2030-01-27"])]
"""The same, for the end of what has a beginning, too."""


def Identifier(prefix: str) -> Any:  # noqa: N802 - used as a type
    """The type of an identifier with this prefix: `project_id: Identifier("prj")`."""
    return Annotated[str, StringConstraints(pattern=id_pattern(prefix))]
