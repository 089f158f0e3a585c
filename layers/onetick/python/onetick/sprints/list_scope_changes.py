"""What changed in the scope of a sprint after its start. Its events are the record; nothing else is kept of it."""

from onetick.kernel.events import EventRecord
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .events import SPRINT_SCOPE_CHANGED
from .model import Sprint
from .schemas import ScopeChangeView
from .store import HISTORY


def list_scope_changes(work: Work, sprint: Sprint, paging: Paging) -> Page[ScopeChangeView]:
    """One page of the changes, latest first."""
    asked = HISTORY.of(org_id=sprint.org_id, sprint_id=sprint.id)
    page = work.page(asked, paging, keep=lambda event: event.type == SPRINT_SCOPE_CHANGED.wire_type)
    return Page([_view(event) for event in page.data], page.next_cursor)


def _view(event: EventRecord) -> ScopeChangeView:
    return ScopeChangeView(id=event.id, **event.cloudevent["data"]["context"])
