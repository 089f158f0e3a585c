"""What a custom field leaves: its definition in the projects that use it, and what was told of that."""

from dataclasses import replace

from onetick.kernel.purging import Bin, Place, events_of, leaves, scrubs
from onetick.tenancy.model import Workspace

from .events import FIELD_DELETED, FIELD_RESTORED
from .model import CustomField, FieldGraph, FieldSet, FieldUse

FIELDS = Bin("field", CustomField, deleted=[FIELD_DELETED], restored=[FIELD_RESTORED])


def _in_project(use: FieldUse) -> list[Place]:
    pk = f"{use.org_id}#prj#{use.project_id}"
    return [
        Place(f"{pk}#fld#{use.field_id}"),
        Place(pk, prefix="fields", exact=True, only=use.field_id),
        Place(pk, prefix="event#", only=use.field_id),
    ]


def _without(fields: FieldSet, id: str) -> FieldSet:
    return fields if fields.find(id) is None else fields.without(id)


def _unnamed(graph: FieldGraph, id: str) -> FieldGraph:
    if id not in graph.names:
        return graph
    return replace(graph, names={name: others for name, others in graph.names.items() if name != id})


def _of_project(fields: FieldSet) -> list[Place]:
    """The fields that are the project's own, and its tasks as they are sorted by fields."""
    own = (one.field for one in fields.attached if one.field.project_id == fields.project_id)
    rows = (one.field.id for one in fields.attached if one.sortable)
    return [
        *(Place(one.own_key.pk, prefix=one.id, exact=True) for one in own),
        *(Place(f"{fields.own_key.pk}#fld#{field_id}") for field_id in rows),
    ]


scrubs(FieldSet, _without)
scrubs(FieldGraph, _unnamed)
leaves(
    CustomField,
    places=lambda field: [
        Place(f"{field.org_id}#fld#{field.id}"),
        Place(field.own_key.pk, prefix="graph", exact=True, only=field.id),
        events_of(field.org_id, field.id),
    ],
)
leaves(FieldUse, places=_in_project)
leaves(FieldSet, places=_of_project)
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#fields")])
