"""The values that fields take: each type reads what was given, and says what it is once it is stored.

Reading is idempotent: a stored value, given again, is itself. Whether people and references exist is
not known here; their ids are only well-formed.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from onetick.kernel.fields import read_moment
from onetick.kernel.ids import is_id
from onetick.kernel.recording import rfc3339

from .masks import fits_mask
from .model import MAX_CHOICES, CustomField, Value

MAX_TEXT = 500
MAX_LONG_TEXT = 5_000
MAX_URL = 1_000
MAX_NUMBER = 1e15
MAX_PRECISION = 6
DEFAULT_SCALE = 5
YEARS = (1970, 9998)

_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_PHONE = re.compile(r"\+?[0-9]{3,15}", re.ASCII)
_PHONE_PUNCTUATION = re.compile(r"[ ().\-/]")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", re.ASCII)


class Unfit(Exception):
    """A value that a field does not take: a code, and a sentence that begins behind the value's name."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


def read(field: CustomField, given: Any, kept: Any = None) -> Value | None:
    """The value as it is stored; None when it is empty. `kept` is what the task has now: archived options may stay.

    Raises Unfit.
    """
    if given is None:
        return None
    return _READERS[field.type](field, given, kept)


# Text


def _text(field: CustomField, given: Any, kept: Any) -> str | None:
    text = _string(given).strip()
    if "\n" in text or "\r" in text:
        raise Unfit("multiple_lines", "must be one line")
    if text and field.pattern is not None and not fits_mask(text, field.pattern):
        raise Unfit("pattern_mismatch", f"must look like {field.pattern} (A: a letter, 9: a digit, *: either)")
    return _measured(field, text, MAX_TEXT)


def _long_text(field: CustomField, given: Any, kept: Any) -> str | None:
    return _measured(field, _string(given).strip(), MAX_LONG_TEXT)


def _measured(field: CustomField, text: str, most: int) -> str | None:
    longest = most if field.max_length is None else field.max_length
    if len(text) > longest:
        raise Unfit("string_too_long", f"must have at most {longest} characters")
    if text and field.min_length is not None and len(text) < field.min_length:
        raise Unfit("string_too_short", f"must have at least {field.min_length} characters")
    return text or None


def _url(field: CustomField, given: Any, kept: Any) -> str | None:
    text = _string(given).strip()
    if not text:
        return None
    if len(text) > MAX_URL:
        raise Unfit("string_too_long", f"must have at most {MAX_URL} characters")
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    scheme = text.partition(":")[0].lower()
    printable = all(" " < character != "\x7f" for character in text) and "\\" not in text
    encoded = _in_ascii(host)
    if scheme not in ("http", "https") or not printable or parts.username is not None or not _HOST.fullmatch(encoded):
        raise Unfit("url", "must be an address that begins with https:// or http://")
    netloc = encoded if port is None else f"{encoded}:{port}"
    return parts._replace(scheme=scheme, netloc=netloc, path=parts.path or "/").geturl()


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode().lower()
    except UnicodeError:
        return ""


@cache
def _email_adapter() -> Any:
    from pydantic import TypeAdapter

    from onetick.identity.emails import EmailAddress

    return TypeAdapter(EmailAddress)


def _email(field: CustomField, given: Any, kept: Any) -> str | None:
    from pydantic import ValidationError

    text = _string(given)
    if not text.strip():
        return None
    try:
        address: str = _email_adapter().validate_python(text)
    except ValidationError:
        raise Unfit("email", "must be an e-mail address") from None
    return address


def _phone(field: CustomField, given: Any, kept: Any) -> str | None:
    text = _PHONE_PUNCTUATION.sub("", _string(given).strip())
    if not text:
        return None
    number = f"+{text[2:]}" if text.startswith("00") else text
    if not _PHONE.fullmatch(number):
        raise Unfit("phone", "must be a telephone number of 3 to 15 digits, best with + and the country's code")
    return number


def _string(given: Any) -> str:
    if not isinstance(given, str):
        raise Unfit("string_type", "must be a text")
    return given


# Numbers


def _number(field: CustomField, given: Any, kept: Any) -> float | None:
    if isinstance(given, bool) or not isinstance(given, (int, float)):
        raise Unfit("number_type", "must be a number")
    if (isinstance(given, float) and not math.isfinite(given)) or abs(given) > MAX_NUMBER:
        raise Unfit("out_of_range", f"must be between -{MAX_NUMBER:.0f} and {MAX_NUMBER:.0f}")
    number = rounded(given, field.precision)
    if field.minimum is not None and number < field.minimum:
        raise Unfit("out_of_range", f"must be at least {field.minimum:g}")
    if field.maximum is not None and number > field.maximum:
        raise Unfit("out_of_range", f"must be at most {field.maximum:g}")
    return number


def rounded(number: float | Decimal, precision: int | None) -> float:
    """A number with so many decimals, a whole one as an int; half of the last goes to the even neighbour."""
    places = MAX_PRECISION if precision is None else precision
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def _rating(field: CustomField, given: Any, kept: Any) -> int:
    scale = field.scale or DEFAULT_SCALE
    if isinstance(given, bool) or not isinstance(given, (int, float)) or given not in range(1, scale + 1):
        raise Unfit("out_of_range", f"must be a whole number from 1 to {scale}")
    return int(given)


# Time


def _date(field: CustomField, given: Any, kept: Any) -> str | None:
    text = _string(given).strip()
    if not text:
        return None
    day = read_date(text)
    _require_between(field, day)
    return day


def read_date(text: str) -> str:
    """A day such as 2030-01-31. Raises Unfit."""
    try:
        day = date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        day = None
    if day is None or not YEARS[0] <= day.year <= YEARS[1]:
        raise Unfit("date", f"must be a day such as 2030-01-31, of the years {YEARS[0]} to {YEARS[1]}")
    return text


def _datetime(field: CustomField, given: Any, kept: Any) -> str | None:
    text = _string(given).strip()
    if not text:
        return None
    try:
        moment = rfc3339(read_moment(text))
    except (ValueError, OverflowError):
        raise Unfit("datetime", "must be a date and time with a zone, such as 2030-01-31T09:00:00Z") from None
    _require_between(field, moment[:10])
    return moment


def _require_between(field: CustomField, day: str) -> None:
    if field.earliest is not None and day < field.earliest:
        raise Unfit("out_of_range", f"must not be before {field.earliest}")
    if field.latest is not None and day > field.latest:
        raise Unfit("out_of_range", f"must not be after {field.latest}")


# Choices


def _checkbox(field: CustomField, given: Any, kept: Any) -> bool:
    if not isinstance(given, bool):
        raise Unfit("bool_type", "must be true or false")
    return given


def _single_select(field: CustomField, given: Any, kept: Any) -> str | None:
    return _chosen(field, _string(given), [kept]) if given != "" else None


def _multi_select(field: CustomField, given: Any, kept: Any) -> list[str] | None:
    stays = kept if isinstance(kept, list) else []
    chosen = {_chosen(field, name, stays) for name in _strings(given)}
    return [option.id for option in field.options if option.id in chosen] or None


def _chosen(field: CustomField, named: str, stays: Sequence[Any]) -> str:
    """The id of the option that an id or a name means."""
    option = field.option(named)
    if option is None:
        folded = named.strip().casefold()
        option = next((one for one in field.options if one.name.casefold() == folded), None)
    if option is None or (option.archived and option.id not in stays):
        known = [one.name for one in field.options if not one.archived]
        listed = ", ".join(known[:10]) + (", …" if len(known) > 10 else "")
        raise Unfit("unknown_option", f"must be one of the field's options: {listed}")
    return option.id


def _people(field: CustomField, given: Any, kept: Any) -> list[str] | None:
    return _ids(field, given, ("usr", "sva"), "somebody")


def _reference(field: CustomField, given: Any, kept: Any) -> list[str] | None:
    return _ids(field, given, ("tsk",) if field.reference_to == "task" else ("prj",), f"a {field.reference_to}")


def _ids(field: CustomField, given: Any, prefixes: Sequence[str], what: str) -> list[str] | None:
    ids = list(dict.fromkeys(_strings([given] if isinstance(given, str) else given)))
    if not all(any(is_id(prefix, one) for prefix in prefixes) for one in ids):
        raise Unfit("unknown", f"must be the id of {what}")
    if len(ids) > 1 and not field.multiple:
        raise Unfit("too_long", "takes only one")
    return ids or None


def _strings(given: Any) -> list[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise Unfit("list_type", "must be a list of texts")
    if len(given) > MAX_CHOICES:
        raise Unfit("too_long", f"must have at most {MAX_CHOICES} entries")
    return given


_READERS: Mapping[str, Callable[[CustomField, Any, Any], Value | None]] = {
    "text": _text,
    "long_text": _long_text,
    "number": _number,
    "currency": _number,
    "percent": _number,
    "date": _date,
    "datetime": _datetime,
    "checkbox": _checkbox,
    "single_select": _single_select,
    "multi_select": _multi_select,
    "people": _people,
    "url": _url,
    "email": _email,
    "phone": _phone,
    "rating": _rating,
    "reference": _reference,
}
