"""What a type leaves: what it was called, among all the others. Its tasks have none from then on."""

from dataclasses import replace

from onetick.kernel.purging import Bin, Place, leaves, scrubs
from onetick.tenancy.model import Workspace

from .events import TASK_TYPE_DELETED, TASK_TYPE_MERGED, TASK_TYPE_RESTORED
from .model import TaskTypes


def _without(types: TaskTypes, id: str) -> TaskTypes:
    if types.find(id) is None:
        return types
    return replace(types, types=tuple(one for one in types.types if one.id != id))


TYPES = Bin(
    "task_type",
    TaskTypes,
    deleted=[TASK_TYPE_DELETED, TASK_TYPE_MERGED],
    restored=[TASK_TYPE_RESTORED],
    named="type_id",
    part=TaskTypes.find,
)

scrubs(TaskTypes, _without)
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#types")])
