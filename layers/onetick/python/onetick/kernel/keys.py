"""Key templates: builders and parsers of partition and sort keys, from one declaration.

    template = KeyTemplate("{org_id}#tsk#{id}")
    template.build(org_id="org_1", id="tsk_2")  ->  "org_1#tsk#tsk_2"
    template.parse("org_1#tsk#tsk_2")           ->  {"org_id": "org_1", "id": "tsk_2"}

`#` separates parts, so a value may not contain it: two different inputs never give the same key.
Text from people never goes into a key as it is: hash it first (`fingerprint`).
"""

import hashlib
import re
from collections.abc import Mapping
from string import Formatter

_UNSAFE = re.compile(r"[#\x00-\x1f]")


class KeyTemplate:
    """A key with named parts; see the module."""

    __slots__ = ("fields", "text", "_pattern")

    def __init__(self, text: str) -> None:
        self.text = text
        parts = list(Formatter().parse(text))
        self.fields = tuple(name for _, name, _, _ in parts if name)
        pattern = "".join(re.escape(literal) + (f"(?P<{name}>[^#]*)" if name else "") for literal, name, _, _ in parts)
        self._pattern = re.compile(pattern)

    def build(self, values: Mapping[str, object]) -> str:
        """The key. Raises KeyError for a missing part and ValueError for a value with `#` or a control character."""
        chosen = {}
        for name in self.fields:
            value = str(values[name])
            if _UNSAFE.search(value):
                raise ValueError(f"{name} may not contain '#' or control characters in a key")
            chosen[name] = value
        return self.text.format_map(chosen)

    def parse(self, key: str) -> dict[str, str]:
        """The parts of a key this template built. Raises ValueError for any other text."""
        match = self._pattern.fullmatch(key)
        if match is None:
            raise ValueError(f"{key!r} does not match {self.text!r}")
        return match.groupdict()

    def __repr__(self) -> str:
        return f"KeyTemplate({self.text!r})"


def fingerprint(*parts: str) -> str:
    """A 128-bit hexadecimal digest of texts, safe in a key, that two different lists do not share."""
    digest = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()[:32]
