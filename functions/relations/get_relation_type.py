"""The route getRelationType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Gone
from onetick.relations.change_types import type_named
from onetick.relations.model import RelationTypes
from onetick.relations.schemas import RelationTypeView
from onetick.relations.targets import types_of_workspace


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/relation-types/{relation_type_id}",
    can="task:view",
    endpoint="A",
    on=types_of_workspace,
    problems=[Gone],
)
def handler(types: RelationTypes, relation_type_id: str) -> RelationTypeView:
    """Get a kind of relation.

    How it reads from either of its tasks.
    """
    return RelationTypeView.of(type_named(types, relation_type_id))
