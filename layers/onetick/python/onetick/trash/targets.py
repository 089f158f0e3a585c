"""How routes find what is in the trash. Whoever may purge sees all of it, so the workspace is what is decided about."""

from collections.abc import Sequence

from onetick.kernel.authority import whole_workspace
from onetick.kernel.ids import is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target

from .model import TrashRow


def _keys(at: Arrival) -> Sequence[Key]:
    kind, id = at.path["trash_kind"], at.path["thing_id"]
    if not kind.replace("_", "").isalpha() or not is_id(id[:3], id):
        return []
    return [TrashRow.key(org_id=at.org, workspace_id=at.workspace, kind_of=kind, id=id)]


trashed_of_path = Target("row", TrashRow, _keys, trashed=True, subject=lambda work, row: whole_workspace(work))
