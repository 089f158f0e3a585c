"""The route updateRelationType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, Gone
from onetick.kernel.work import Work
from onetick.relations.change_types import type_named, update_relation_type
from onetick.relations.events import RELATION_TYPE_UPDATED
from onetick.relations.model import RelationTypes
from onetick.relations.schemas import RelationTypeChanges, RelationTypeView
from onetick.relations.targets import types_of_workspace


@route(
    "PATCH",
    "/v1/workspaces/{workspace_id}/relation-types/{relation_type_id}",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[RELATION_TYPE_UPDATED],
    problems=[Conflict, Gone],
)
def handler(work: Work, types: RelationTypes, relation_type_id: str, body: RelationTypeChanges) -> RelationTypeView:
    """Change a kind of relation.

    In what words it is said. Whether it reads the same from both sides is for good.
    """
    type = type_named(types, relation_type_id)
    return RelationTypeView.of(update_relation_type(work, types, type, body.given))
