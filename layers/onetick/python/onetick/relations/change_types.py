"""Make and change the kinds of relations of a workspace."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from onetick.kernel.events import EventType
from onetick.kernel.ids import new_id
from onetick.kernel.paging import Page, Paging
from onetick.kernel.problems import Conflict, Gone, NotFound, QuotaExceeded
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .events import RELATION_TYPE_CREATED, RELATION_TYPE_DELETED, RELATION_TYPE_RESTORED, RELATION_TYPE_UPDATED
from .model import MAX_TYPES, RelationType, RelationTypes
from .schemas import NewRelationType


def list_relation_types(work: Work, types: RelationTypes, paging: Paging, *, trashed: bool) -> Page[RelationType]:
    """One page of the kinds, or of those in the trash, in the order in which they were made."""
    found = {one.id: one for one in types.types if _listed(one, work.now, trashed=trashed)}
    page = paging.slice(list(found))
    return Page([found[id] for id in page.data], page.next_cursor)


def create_relation_type(work: Work, types: RelationTypes, new: NewRelationType) -> RelationType:
    """A new kind. Raises Conflict when another is called so, QuotaExceeded beyond `MAX_TYPES`."""
    made = RelationType(id=new_id("rlt"), outward=new.outward, inward=_inward(new.outward, new.inward))
    _require_room(types)
    _require_free(types, made)
    return _store(work, types, made, RELATION_TYPE_CREATED)


def update_relation_type(
    work: Work, types: RelationTypes, type: RelationType, given: Mapping[str, Any]
) -> RelationType:
    """The kind in other words.

    Raises Conflict when another is called so, and for words from the other side where it has none:
    its relations would not know theirs.
    """
    after = replace(type, **given)
    if after == type:
        return type
    if type.symmetric != after.symmetric or _inward(after.outward, after.inward) != after.inward:
        raise Conflict("Whether it reads the same from both sides is for good. Make another kind instead.")
    _require_free(types, after)
    return _store(work, types, after, RELATION_TYPE_UPDATED)


def delete_relation_type(work: Work, types: RelationTypes, type: RelationType) -> None:
    """Put a kind into the trash. Its relations are hidden as long as it is there."""
    _store(work, types, replace(type, deleted_at=work.now), RELATION_TYPE_DELETED)


def restore_relation_type(work: Work, types: RelationTypes, type: RelationType) -> RelationType:
    """The kind, with its relations.

    Raises Conflict unless it is in the trash and its words are free, Gone after 30 days, QuotaExceeded
    when there are `MAX_TYPES` without it.
    """
    require_in_trash("kind of relation", type.purge_at, work.now)
    back = replace(type, deleted_at=None)
    _require_room(types)
    _require_free(types, back)
    return _store(work, types, back, RELATION_TYPE_RESTORED)


def type_named(types: RelationTypes, type_id: str, *, trashed: bool = False) -> RelationType:
    """One kind of the workspace. Raises NotFound, and Gone for one in the trash unless those count."""
    found = types.find(type_id)
    if found is None:
        raise NotFound()
    if found.deleted_at is not None and not trashed:
        raise Gone("It was deleted. Restore it first.")
    return found


def _listed(type: RelationType, now: datetime, *, trashed: bool) -> bool:
    return type.purge_at > now if trashed and type.purge_at is not None else trashed == (type.purge_at is not None)


def _inward(outward: str, inward: str | None) -> str | None:
    """Words that are the same from both sides are said once."""
    return None if inward is None or inward.casefold() == outward.casefold() else inward


def _require_room(types: RelationTypes) -> None:
    if len(types.live) >= MAX_TYPES:
        raise QuotaExceeded(f"A workspace has at most {MAX_TYPES} kinds of relations.")


def _require_free(types: RelationTypes, type: RelationType) -> None:
    taken = [one for one in types.live.values() if one.id != type.id and one.words & type.words]
    if taken:
        raise Conflict(f"There is a kind called {taken[0].outward} already.")


def _store(work: Work, types: RelationTypes, type: RelationType, kind: EventType[RelationTypes]) -> RelationType:
    """Store it in its place, or behind all; what was in the trash for too long goes with the occasion."""
    kept = [one for one in types.types if one.purge_at is None or one.purge_at > work.now or one.id == type.id]
    known = any(one.id == type.id for one in kept)
    after = [type if one.id == type.id else one for one in kept] + ([] if known else [type])
    stored = work.put(replace(types, types=tuple(after)))
    work.emit(kind, stored, before=types if types.version else None, type_id=type.id)
    return type
