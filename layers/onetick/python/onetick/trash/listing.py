"""List what is in the trash."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .model import TrashRow
from .schemas import TrashFilter
from .store import TRASH, TRASH_OF_KIND, TRASH_OF_PROJECT


def list_trash(work: Work, wanted: TrashFilter, paging: Paging) -> Page[TrashRow]:
    """One page, kind by kind; of a project, oldest first."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    if wanted.project_id is not None:

        def fits(row: TrashRow) -> bool:
            return row.workspace_id == work.workspace_id and wanted.kind in (None, row.kind_of)

        return work.page(TRASH_OF_PROJECT.of(org_id=work.org_id, project_id=wanted.project_id), paging, keep=fits)
    if wanted.kind is not None:
        return work.page(TRASH_OF_KIND.of(**place, kind_of=wanted.kind), paging)
    return work.page(TRASH.of(**place), paging)
