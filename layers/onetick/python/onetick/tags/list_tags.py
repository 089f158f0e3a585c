"""List the tags of a workspace."""

from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .model import Tag
from .schemas import TagFilter
from .store import TAGS


def list_tags(work: Work, wanted: TagFilter, paging: Paging) -> Page[Tag]:
    """One page of the tags that were asked for, oldest first."""
    start = wanted.q.casefold()

    def fits(tag: Tag) -> bool:
        archived = "true" if tag.archived_at is not None else "false"
        return (
            (tag.purge_at is not None) == wanted.trashed
            and (tag.purge_at is None or tag.purge_at > work.now)
            and (wanted.trashed or wanted.archived in ("any", archived))
            and tag.name.casefold().startswith(start)
        )

    return work.page(TAGS.of(org_id=work.org_id, workspace_id=work.workspace_id), paging, keep=fits)
