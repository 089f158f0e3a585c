"""Mentions in Markdown: `@usr_…`, or `@[Name](usr_…)`."""

import re
from collections.abc import Sequence

from onetick.kernel.problems import Fault, Unprocessable

from .model import MAX_MENTIONS

_ULID = "[0-7][0-9A-HJKMNP-TV-Z]{25}"
_MENTION = re.compile(rf"(?<![\w@])@(?:\[[^\[\]\n]{{1,120}}\]\()?(usr_{_ULID})\b")
_LINKED = re.compile(rf"@\[([^\[\]\n]{{1,120}})\]\(usr_{_ULID}\)")
_SPACE = re.compile(r"\s+")
_EXCERPT = 200


def mentioned(text: str) -> tuple[str, ...]:
    """The ids of those who are mentioned, each once, in order."""
    return tuple(dict.fromkeys(_MENTION.findall(text)))


def checked(text: str, pointer: str) -> tuple[str, ...]:
    """The same. Raises Unprocessable when they are too many."""
    found = mentioned(text)
    if len(found) > MAX_MENTIONS:
        fault = Fault(pointer, "too_many", f"mentions {len(found)} people, {MAX_MENTIONS} at most")
        raise Unprocessable("Too many people are mentioned.", errors=[fault])
    return found


def newly(before: str, after: str) -> Sequence[str]:
    """Who is mentioned in a text that was not in the one before."""
    old = set(mentioned(before))
    return [one for one in mentioned(after) if one not in old]


def excerpt(text: str) -> str:
    """The beginning of a text, on one line, with names in place of links."""
    return _SPACE.sub(" ", _LINKED.sub(r"@\1", text[: 2 * _EXCERPT])).strip()[:_EXCERPT]
