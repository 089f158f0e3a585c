"""What a task is related to."""

from dataclasses import replace

from onetick.kernel.purging import Place, leaves, tied
from onetick.kernel.work import Work
from onetick.tenancy.model import Workspace

from .model import Relations


def _let_go(work: Work, purged_id: str, other_id: str) -> None:
    other = work.find(Relations, Relations.key(org_id=work.org_id, task_id=other_id))
    if other is None:
        return
    links = tuple(one for one in other.links if one.other_id != purged_id)
    if links != other.links:
        work.save(replace(other, links=links))


tied("relation", Relations, lambda own: dict.fromkeys(link.other_id for link in own.links), _let_go)
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#relations")])
