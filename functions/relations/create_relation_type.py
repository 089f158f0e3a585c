"""The route createRelationType."""

from onetick.kernel.entry import route
from onetick.kernel.problems import Conflict, QuotaExceeded
from onetick.kernel.work import Work
from onetick.relations.change_types import create_relation_type
from onetick.relations.events import RELATION_TYPE_CREATED
from onetick.relations.model import RelationTypes
from onetick.relations.schemas import NewRelationType, RelationTypeView
from onetick.relations.targets import types_of_workspace


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/relation-types",
    can="field:manage",
    endpoint="C",
    on=types_of_workspace,
    emits=[RELATION_TYPE_CREATED],
    problems=[Conflict, QuotaExceeded],
    status=201,
)
def handler(work: Work, types: RelationTypes, body: NewRelationType) -> RelationTypeView:
    """Make a kind of relation.

    For all tasks of the workspace, at most 50. It is said from both sides: "A implements B", "B is
    implemented by A"; without `inward` it reads the same from both.
    """
    return RelationTypeView.of(create_relation_type(work, types, body))
