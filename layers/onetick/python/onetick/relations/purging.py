"""What a task is related to."""

from dataclasses import replace

from onetick.kernel.purging import Bin, Place, leaves, scrubs, tied
from onetick.kernel.work import Work
from onetick.tenancy.model import Workspace

from .events import RELATION_TYPE_DELETED, RELATION_TYPE_RESTORED
from .model import Relations, RelationTypes


def _without(types: RelationTypes, id: str) -> RelationTypes:
    if types.find(id) is None:
        return types
    return replace(types, types=tuple(one for one in types.types if one.id != id))


TYPES = Bin(
    "relation_type",
    RelationTypes,
    deleted=[RELATION_TYPE_DELETED],
    restored=[RELATION_TYPE_RESTORED],
    named="type_id",
    part=RelationTypes.find,
)


def _let_go(work: Work, purged_id: str, other_id: str) -> None:
    other = work.find(Relations, Relations.key(org_id=work.org_id, task_id=other_id))
    if other is None:
        return
    links = tuple(one for one in other.links if one.other_id != purged_id)
    if links != other.links:
        work.save(replace(other, links=links))


scrubs(RelationTypes, _without)
tied("relation", Relations, lambda own: dict.fromkeys(link.other_id for link in own.links), _let_go)
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#relations")])
