"""The route restoreRelationType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone, QuotaExceeded
from onetick.kernel.work import Work
from onetick.relations.change_types import restore_relation_type, type_named
from onetick.relations.events import RELATION_TYPE_RESTORED
from onetick.relations.model import RelationTypes
from onetick.relations.schemas import RelationTypeView
from onetick.relations.targets import types_of_workspace


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/relation-types/{relation_type_id}/restore",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[RELATION_TYPE_RESTORED],
    problems=[Conflict, Gone, QuotaExceeded],
)
def handler(work: Work, types: RelationTypes, relation_type_id: str) -> RelationTypeView:
    """Restore a kind of relation.

    It comes back from the trash, and its relations with it.
    """
    type = type_named(types, relation_type_id, trashed=True)
    return RelationTypeView.of(restore_relation_type(work, types, type))
