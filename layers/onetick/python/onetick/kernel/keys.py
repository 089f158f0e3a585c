"""Key templates: builders and parsers of partition and sort keys, from one declaration.

    template = KeyTemplate("{org_id}#tsk#{id}")
    template.build(org_id="org_1", id="tsk_2")  ->  "org_1#tsk#tsk_2"
    template.parse("org_1#tsk#tsk_2")           ->  {"org_id": "org_1", "id": "tsk_2"}

`{partition:key}` takes a whole key as it is: for what is kept in another thing's partition.
Everywhere else `#` separates parts, so a value may not contain it: two different inputs never give the same key.
Text from people never goes into a key as it is: hash it first (`fingerprint`).
"""

import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter, itemgetter
from string import Formatter
from typing import Any

_UNSAFE = re.compile(r"[#\x00-\x1f]")


class KeyTemplate:
    """A key with named parts; see the module."""

    __slots__ = ("_form", "_marks", "_parts_of", "_pattern", "_values_of", "_whole", "fields", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        parts = list(Formatter().parse(text))
        self.fields = tuple(name for _, name, _, _ in parts if name)
        self._whole = frozenset(name for _, name, kind, _ in parts if name and kind == "key")
        self._pattern = re.compile("".join(re.escape(literal) + self._part(name) for literal, name, _, _ in parts))
        self._form = "".join(literal.replace("%", "%%") + ("%s" if name else "") for literal, name, _, _ in parts)
        self._marks = sum(literal.count("#") for literal, _, _, _ in parts)
        self._parts_of: Callable[[object], tuple[object, ...]] = _several(attrgetter, self.fields)
        self._values_of: Callable[[Mapping[str, object]], tuple[object, ...]] = _several(itemgetter, self.fields)

    def build(self, values: Mapping[str, object]) -> str:
        """The key. Raises KeyError for a missing part and ValueError for a value with `#` or a control character."""
        return self._filled(self._values_of(values))

    def build_of(self, thing: object) -> str:
        """The key with a thing's attributes as its parts. Raises AttributeError, and ValueError as `build`."""
        return self._filled(self._parts_of(thing))

    def known_of(self, thing: object) -> str | None:
        """The same; None where one of these attributes is None."""
        parts = self._parts_of(thing)
        return None if None in parts else self._filled(parts)

    def _filled(self, parts: tuple[object, ...]) -> str:
        key = self._form % parts
        # One look at the whole finds the rare key that must be looked at part by part.
        if key.count("#") != self._marks or not key.isprintable():
            self._check(parts)
        return key

    def _check(self, parts: Sequence[object]) -> None:
        for name, part in zip(self.fields, parts, strict=True):
            if name not in self._whole and _UNSAFE.search(str(part)):
                raise ValueError(f"{name} may not contain '#' or control characters in a key")

    def parse(self, key: str) -> dict[str, str]:
        """The parts of a key this template built. Raises ValueError for any other text."""
        match = self._pattern.fullmatch(key)
        if match is None:
            raise ValueError(f"{key!r} does not match {self.text!r}")
        return match.groupdict()

    def _part(self, name: str | None) -> str:
        if not name:
            return ""
        return f"(?P<{name}>.*)" if name in self._whole else f"(?P<{name}>[^#]*)"

    def __repr__(self) -> str:
        return f"KeyTemplate({self.text!r})"


def _several(getter: Callable[..., Callable[[Any], Any]], names: Sequence[str]) -> Callable[[Any], tuple[object, ...]]:
    """What gets a tuple of parts, however many: by itself, a getter of one gets it bare."""
    if len(names) > 1:
        return getter(*names)
    if not names:
        return lambda thing: ()
    one = getter(names[0])
    return lambda thing: (one(thing),)


def fingerprint(*parts: str) -> str:
    """A 128-bit hexadecimal digest of texts, safe in a key, that two different lists do not share."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()[:32]
