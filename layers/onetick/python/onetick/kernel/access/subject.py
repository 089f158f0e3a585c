"""What a decision is about."""

from dataclasses import dataclass, replace
from typing import Self

from ..entity import Entity

PLACES = frozenset({"organization", "workspace", "project", "portfolio"})
"""Kinds that hold other things. Whoever created one does not thereby own what is in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The thing that somebody wants to act on, and where it lies.

    `owner_id` is whose it is: the author of a comment, the creator of a task. It is what a right
    limited to one's own means; places have none. `workspace_id` is None for things of the organization itself,
    `project_id` for things of the whole workspace;
    a portfolio, in which there are the same roles, stands there as a project does. What lies in several
    projects also has `other_projects`: a role in any of them is a role towards it (see `places`).
    """

    kind: str
    id: str
    org_id: str
    workspace_id: str | None = None
    project_id: str | None = None
    owner_id: str | None = None
    other_projects: tuple[str, ...] = ()

    @property
    def places(self) -> tuple[Self, ...]:
        """The same thing in each of its projects, to be decided about one by one."""
        return (
            replace(self, other_projects=()),
            *(replace(self, project_id=one, other_projects=()) for one in self.other_projects),
        )

    @classmethod
    def of(cls, entity: Entity) -> Self:
        """The subject that a stored entity is, by its attributes `org_id`, `workspace_id`, `project_id`, `created_by`.

        `other_project_ids`, where it has them, are further projects that it lies in. An organization, a
        workspace, a project and a portfolio lie in themselves. Raises TypeError for an entity that belongs to
        no organization.
        """
        kind = entity.kind.name
        # A membership has no id of its own; its sort key names it within its partition.
        identifier = getattr(entity, "id", None) or entity.own_key.sk
        places = {place: getattr(entity, f"{place}_id", None) for place in ("org", "workspace", "project")}
        own_place = {"organization": "org", "portfolio": "project"}.get(kind, kind)
        if own_place in places:
            places[own_place] = identifier
        if not places["org"]:
            raise TypeError(f"a {kind} belongs to no organization, so nobody can decide about it")
        return cls(
            kind=kind,
            id=identifier,
            org_id=places["org"],
            workspace_id=places["workspace"],
            project_id=places["project"],
            owner_id=getattr(entity, "created_by", None),
            other_projects=getattr(entity, "other_project_ids", ()),
        )
