"""The route deleteRelationType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.kernel.work import Work
from onetick.relations.change_types import delete_relation_type, type_named
from onetick.relations.events import RELATION_TYPE_DELETED
from onetick.relations.model import RelationTypes
from onetick.relations.targets import types_of_workspace


@route(
    "DELETE",
    "/v1/workspaces/{workspace_id}/relation-types/{relation_type_id}",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[RELATION_TYPE_DELETED],
    problems=[Gone],
    status=204,
)
def handler(work: Work, types: RelationTypes, relation_type_id: str) -> None:
    """Delete a kind of relation.

    It goes to the trash, from where it can be restored for 30 days. Its relations are hidden meanwhile.
    """
    delete_relation_type(work, types, type_named(types, relation_type_id))
