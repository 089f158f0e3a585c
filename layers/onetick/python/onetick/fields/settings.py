"""Which settings a type of field has, and when they make a field that something fits."""

from collections import Counter
from collections.abc import Iterator, Mapping

from onetick.kernel.problems import Fault, Unprocessable

from .model import COMPUTED, SELECTS, CustomField, Value
from .values import MAX_LONG_TEXT, MAX_TEXT, Unfit, read, read_date

_NUMBERS = frozenset({"minimum", "maximum", "precision"})
_DAYS = frozenset({"earliest", "latest"})
_LENGTHS = frozenset({"min_length", "max_length"})
_OF_TYPE: Mapping[str, frozenset[str]] = {
    "text": _LENGTHS | {"pattern"},
    "long_text": _LENGTHS,
    "number": _NUMBERS,
    "currency": _NUMBERS | {"currency_code"},
    "percent": _NUMBERS,
    "date": _DAYS,
    "datetime": _DAYS,
    "rating": frozenset({"scale"}),
    "people": frozenset({"multiple"}),
    "reference": frozenset({"multiple", "reference_to"}),
    "formula": frozenset({"precision", "currency_code", "expression"}),
    "rollup": frozenset({"precision", "currency_code", "function", "source", "levels"}),
}
_ALL = frozenset().union(*_OF_TYPE.values())
_WITHOUT_DEFAULT = ("people", "reference", *COMPUTED)
"""Whom and what they name may be gone by the time a task is created; and what is worked out is never given."""
_PAIRS = (("minimum", "maximum"), ("min_length", "max_length"), ("earliest", "latest"))


def checked(field: CustomField) -> CustomField:
    """The definition with its default as it is stored. Raises Unprocessable, pointing at what does not fit."""
    if faults := list(_faults(field)):
        raise Unprocessable("This is no field that values would fit.", errors=faults)
    return field


def default_of(field: CustomField, given: Value | None) -> Value | None:
    """A default as it is stored. Raises Unprocessable for a value that the field does not take."""
    if given is None:
        return None
    if field.type in _WITHOUT_DEFAULT:
        fault = Fault("/default", "unsupported", f"a field of type {field.type} has no default")
        raise Unprocessable("There is no such default.", errors=[fault])
    try:
        return read(field, given)
    except Unfit as unfit:
        raise Unprocessable("The field does not take this default.", errors=[_at("/default", unfit)]) from None


def _faults(field: CustomField) -> Iterator[Fault]:
    for name in sorted(_ALL - _OF_TYPE.get(field.type, frozenset())):
        if getattr(field, name) is not None:
            yield Fault(f"/{name}", "unsupported", f"is no setting of the type {field.type}")
    if field.options and field.type not in SELECTS:
        yield Fault("/options", "unsupported", f"a field of type {field.type} has no options")
    if field.type in COMPUTED and field.required:
        yield Fault("/required", "unsupported", "is worked out, and never given")
    if field.type == "currency" and field.currency_code is None:
        yield Fault("/currency_code", "missing", "a currency field needs one, such as EUR")
    yield from _disorder(field)
    yield from _ambiguous(field)


def _disorder(field: CustomField) -> Iterator[Fault]:
    for name in ("earliest", "latest"):
        day = getattr(field, name)
        try:
            if day is not None:
                read_date(day)
        except Unfit as unfit:
            yield _at(f"/{name}", unfit)
    longest = MAX_TEXT if field.type == "text" else MAX_LONG_TEXT
    if (field.max_length or 0) > longest:
        yield Fault("/max_length", "out_of_range", f"is at most {longest}")
    for low, high in _PAIRS:
        least, most = getattr(field, low), getattr(field, high)
        if least is not None and most is not None and least > most:
            yield Fault(f"/{high}", "out_of_range", f"must not be less than {low}")


def _ambiguous(field: CustomField) -> Iterator[Fault]:
    names = Counter(option.name.casefold() for option in field.options)
    for place, option in enumerate(field.options):
        if names[option.name.casefold()] > 1:
            yield Fault(f"/options/{place}/name", "duplicate", "must be unique, in any case")


def _at(pointer: str, unfit: Unfit) -> Fault:
    return Fault(pointer, unfit.code, unfit.message)
