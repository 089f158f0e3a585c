"""What is stored of saved views.

A view is found alone, by its id, and together with its neighbours, in order, by whoever opens a
project. So it is stored twice, in one transaction: alone (`SavedView`), which is what its version
means, and on a shelf, one item of at most `MAX_VIEWS`. There is a shelf for what a project shares,
one for what the workspace shares, and one for what each member keeps for themselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from onetick.kernel.entity import Entity, entity
from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.trash import purged_at

ViewType = Literal["list", "board", "calendar", "timeline", "workload", "dashboard"]
Scope = Literal["personal", "shared"]

MAX_VIEWS = 50
MAX_KEPT = 60
"""How many views a shelf holds, those in the trash included; the oldest of these make room."""
SHARED = "shared"


@entity("saved_view", pk="{org_id}#viw#{id}", sk="view")
@dataclass(frozen=True, slots=True, kw_only=True)
class SavedView(Entity):
    """A view. `filters` are the parameters of a list of tasks, by their names in a query.

    A personal one is its creator's alone. With `project_id` it is about one project, which opens in the one
    that `is_default`: at most one of those that are shared.
    """

    org_id: OrgId
    workspace_id: WorkspaceId
    id: str
    name: str
    type: ViewType
    scope: Scope
    created_by: PrincipalId
    created_at: datetime
    updated_at: datetime
    project_id: str | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    sort: str | None = None
    group_by: str | None = None
    columns: tuple[str, ...] = ()
    options: Mapping[str, bool | int | str] = field(default_factory=dict)
    timezone: str = "UTC"
    is_default: bool = False
    deleted_at: datetime | None = None
    deleted_by: PrincipalId | None = None

    @property
    def shelf(self) -> str:
        """On which shelf it stands."""
        return shelf_of(self.scope, self.created_by, self.project_id)

    @property
    def purge_at(self) -> datetime | None:
        """Until when it can be restored from the trash."""
        return purged_at(self.deleted_at)


def shelf_of(scope: Scope, person: str, project_id: str | None) -> str:
    """The name of a shelf."""
    return person if scope == "personal" else project_id or SHARED


@entity("view_shelf", pk="{org_id}#wsp#{workspace_id}#views", sk="{name}")
@dataclass(frozen=True, slots=True, kw_only=True)
class ViewShelf(Entity):
    """The views of one shelf, in order, as they are stored; those in the trash are behind the others."""

    org_id: OrgId
    workspace_id: WorkspaceId
    name: str
    views: tuple[SavedView, ...] = ()

    @property
    def live(self) -> tuple[SavedView, ...]:
        """Those that are not in the trash."""
        return tuple(view for view in self.views if view.deleted_at is None)

    def with_(self, view: SavedView) -> "ViewShelf":
        """With a view as it is now, at its place; or, when it is new here or in the trash, behind the others."""
        if view.deleted_at is None and any(one.id == view.id and one.deleted_at is None for one in self.views):
            return replace(self, views=tuple(view if one.id == view.id else one for one in self.views))
        others = self.without(view.id)
        trashed = [one for one in others.views if one.deleted_at is not None]
        views = (*others.live, *trashed, view) if view.deleted_at is not None else (*others.live, view, *trashed)
        surplus = max(0, len(views) - MAX_KEPT)
        gone = {one.id for one in sorted(trashed, key=lambda one: str(one.deleted_at))[:surplus]}
        return replace(self, views=tuple(one for one in views if one.id not in gone))

    def without(self, view_id: str) -> "ViewShelf":
        """Without a view."""
        return replace(self, views=tuple(one for one in self.views if one.id != view_id))

    def moved(self, view: SavedView, *, before_id: str | None) -> "ViewShelf":
        """With a view put before another, or behind all that are not in the trash."""
        others = self.without(view.id)
        places = [place for place, one in enumerate(others.views) if one.id == before_id]
        place = places[0] if places else len(others.live)
        return replace(self, views=(*others.views[:place], view, *others.views[place:]))
