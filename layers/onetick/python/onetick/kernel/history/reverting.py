"""Taking back what one change did to an entity, field by field, where nobody has changed it since."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from ..entity import Entity

E = TypeVar("E", bound=Entity)

NOT_CONTENT = frozenset({"version", "updated_at"})


class Overtaken(Exception):
    """What is to be undone was changed since, or cannot be undone; nothing of this was.

    `fields` are those that were changed since, `why` says it where it is not about fields.
    """

    def __init__(self, fields: Sequence[str] = (), why: str | None = None) -> None:
        super().__init__(why or f"changed since: {', '.join(fields)}")
        self.fields, self.why = tuple(fields), why


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched(Generic[E]):
    """A thing that a commit touched: as it was before, as that commit left it, and as it is now.

    None is what did not exist. `at` is the moment of the commit.
    """

    kind: str
    id: str
    at: str
    before: E | None
    after: E | None
    now: E | None

    def present(self) -> E:
        """The thing as it is now. Raises Overtaken when it is not there any more."""
        if self.now is None:
            raise Overtaken(why="It is not there any more.")
        return self.now

    def changes(self, *, apart: Collection[str] = ()) -> Mapping[str, Any]:
        """The fields that must be set, and to what, for the change to be undone.

        What it did not change stays as it is, and so does what is again as it was before. Fields named
        `apart` are not looked at. Raises Overtaken when one is neither as it was before nor as it was left.
        """
        now = self.present()
        assert self.before is not None and self.after is not None
        changes, lost = {}, []
        for name in _content(self.before, apart):
            was, left, is_now = (getattr(one, name) for one in (self.before, self.after, now))
            if was in (left, is_now):
                continue
            if is_now != left:
                lost.append(name)
            changes[name] = was
        if lost:
            raise Overtaken(lost)
        return changes

    def require_unchanged(self, *, apart: Collection[str] = ()) -> None:
        """Raises Overtaken when something of it is not as it was left."""
        now = self.present()
        assert self.after is not None
        if lost := [name for name in _content(now, apart) if getattr(self.after, name) != getattr(now, name)]:
            raise Overtaken(lost)


def following(order: Sequence[str], name: str, present: Collection[str]) -> str | None:
    """What follows something in an order, of what is present; None where it is at the end, or not in it."""
    behind = order[order.index(name) + 1 :] if name in order else ()
    return next((one for one in behind if one in present), None)


def _content(entity: Entity, apart: Collection[str]) -> Sequence[str]:
    names = (field.name for field in fields(entity))
    return [name for name in names if name not in NOT_CONTENT and name not in apart]
