"""Access patterns: each question the data answers, named once, as a query it builds.

    COLUMN = Pattern("The tasks of a column, in rank order", Placement,
                     pk="{org_id}#prj#{project_id}#board", prefix="{section_id}#")
    work.page(COLUMN.of(org_id=..., project_id=..., section_id=...), paging)

`docs/data-model.md` is printed from `patterns`.
"""

from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from .entity import Entity
from .keys import KeyTemplate
from .table import Index, Query

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Asked(Generic[E]):
    """A pattern with its parts filled in: which entities, and the query that finds them."""

    name: str
    cls: type[E]
    query: Query
    also: tuple[type[Entity], ...] = ()

    def backwards(self) -> "Asked[E]":
        """The same rows in the opposite order."""
        return replace(self, query=replace(self.query, ascending=not self.query.ascending))


class Pattern(Generic[E]):
    """One named access pattern: `answers` says in a sentence what it is for.

    With `also`, rows of further kinds lie among those of `cls`.
    """

    def __init__(
        self,
        answers: str,
        cls: type[E],
        *,
        pk: str,
        prefix: str = "",
        index: Index | None = None,
        ascending: bool = True,
        consistent: bool | None = None,
        also: tuple[type[Entity], ...] = (),
    ) -> None:
        self.also = also
        self.answers, self.cls, self.index, self.ascending = answers, cls, index, ascending
        self.pk, self.prefix = KeyTemplate(pk), KeyTemplate(prefix)
        self.consistent = index is None if consistent is None else consistent
        patterns.append(self)

    def of(self, *, after: str | None = None, before: str | None = None, **parts: object) -> Asked[E]:
        """The pattern with its parts; `after` and `before` bound the sort key (exclusive, inclusive)."""
        query = Query(
            table=self.cls.kind.table,
            pk=self.pk.build(parts),
            index=self.index,
            prefix=self.prefix.build(parts),
            after=after,
            before=before,
            ascending=self.ascending,
            consistent=self.consistent,
        )
        return Asked(self.answers, self.cls, query, self.also)


patterns: list[Pattern[Any]] = []
"""Every declared access pattern."""
