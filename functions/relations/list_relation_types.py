"""The route listRelationTypes."""

from onetick.kernel.entry import route
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.relations.change_types import list_relation_types
from onetick.relations.model import RelationTypes
from onetick.relations.schemas import RelationTypeFilter, RelationTypeView
from onetick.relations.targets import types_of_workspace


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/relation-types",
    can="task:view",
    endpoint="B",
    on=types_of_workspace,
)
def handler(work: Work, types: RelationTypes, query: RelationTypeFilter, paging: Paging) -> Page[RelationTypeView]:
    """List the kinds of relations.

    Those of the workspace, in the order in which they were made. Every workspace begins with "relates
    to", "duplicates" and "causes", and may change them.
    """
    page = list_relation_types(work, types, paging, trashed=query.trashed)
    return Page([RelationTypeView.of(one) for one in page.data], page.next_cursor)
