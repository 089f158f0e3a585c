"""List custom fields: those of a workspace, and those that a project uses."""

from collections.abc import Callable

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.projects.model import Project

from .model import Attached, CustomField
from .schemas import FieldFilter
from .store import FIELDS
from .targets import field_set_of


def list_custom_fields(work: Work, wanted: FieldFilter, paging: Paging) -> Page[CustomField]:
    """One page of the fields that were asked for, oldest first; not those of projects that are closed to the caller."""
    asked = FIELDS.of(org_id=work.org_id, workspace_id=work.workspace_id)
    page = work.page(asked, paging, keep=_fitting(work, wanted))
    visible = scope(work.standing)
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    keys = {
        field.project_id: ProjectAccess.key(**place, project_id=field.project_id)
        for field in page.data
        if field.project_id is not None
    }
    if not visible.everything:
        work.prefetch(keys.values())

    def sees(field: CustomField) -> bool:
        if field.project_id is None or visible.everything:
            return True
        return visible.sees(field.project_id, work.find(ProjectAccess, keys[field.project_id]))

    return Page([field for field in page.data if sees(field)], page.next_cursor)


def list_project_fields(work: Work, project: Project, paging: Paging) -> Page[Attached]:
    """One page of the fields that a project uses, in its order; archived ones are, too."""
    used = {one.field.id: one for one in field_set_of(work, project.id).attached if one.field.deleted_at is None}
    page = paging.slice(list(used))
    return Page([used[id] for id in page.data], page.next_cursor)


def _fitting(work: Work, wanted: FieldFilter) -> Callable[[CustomField], bool]:
    start = wanted.q.casefold()

    def fits(field: CustomField) -> bool:
        archived = "true" if field.archived_at is not None else "false"
        return (
            (field.purge_at is not None) == wanted.trashed
            and (field.purge_at is None or field.purge_at > work.now)
            and (wanted.trashed or wanted.archived in ("any", archived))
            and wanted.type in (None, field.type)
            and wanted.project_id in (None, field.project_id)
            and field.name.casefold().startswith(start)
        )

    return fits
