"""What is stored of portfolios.

A portfolio is `Shared` as a project is: public in the workspace or private, with members who have the
same roles, and status updates of its own. The facts that decisions need of it are those of a project,
under the portfolio's id.

Which projects it holds, and in which order, is one item of at most `MAX_PROJECTS` ids (`Contents`). So a
page of it is read in one call behind that which finds the portfolio, nobody's order needs a rank, and
concurrent moves are serialised by one version. Nothing of a project is copied: a row is read from the
project itself, so it is never late, and one in the trash is simply not shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Self

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, WorkspaceId
from onetick.projects.model import Shared

MAX_PROJECTS = 500
MAX_AT_ONCE = 50
"""How many projects are added in one call."""


@entity("portfolio", pk="{org_id}#wsp#{workspace_id}#portfolios", sk="{id}")
@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio(Shared):
    """A portfolio. Its version also counts changes of what it holds. `size` is how many projects that are."""

    size: int = 0


@entity("portfolio_contents", pk="{org_id}#pfl#{portfolio_id}", sk="contents")
@dataclass(frozen=True, slots=True, kw_only=True)
class Contents(Entity):
    """The projects of a portfolio in their order, those in the trash included."""

    org_id: OrgId
    workspace_id: WorkspaceId
    portfolio_id: str
    project_ids: tuple[str, ...] = ()

    def with_(self, ids: Sequence[str], *, before_id: str | None) -> Self:
        """With these put, in this order, before another one or at the end, wherever they were."""
        others = self.without(ids).project_ids
        place = others.index(before_id) if before_id in others else len(others)
        return replace(self, project_ids=(*others[:place], *ids, *others[place:]))

    def without(self, ids: Iterable[str]) -> Self:
        """Without these."""
        gone = set(ids)
        return replace(self, project_ids=tuple(one for one in self.project_ids if one not in gone))

    def behind(self, project_id: str) -> str | None:
        """The one behind this one; None for the last."""
        place = self.project_ids.index(project_id) + 1
        return self.project_ids[place] if place < len(self.project_ids) else None
