"""Tell what happened to a task.

The events of the task and of its comments are its history. What they hold for auditors alone
(addresses, credentials, decisions) stays out, and so do the texts of comments, which their authors
may have taken back.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onetick.kernel.events import EventRecord
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work

from .events import TASK_CROWDED, TASK_PROGRESS_CHANGED, TASK_RERANKED, TASK_ROLLED_UP
from .model import Task
from .schemas import ChangeView, HistoryEntryView
from .store import HISTORY

_HOUSEKEEPING = {kind.wire_type for kind in (TASK_CROWDED, TASK_PROGRESS_CHANGED, TASK_RERANKED, TASK_ROLLED_UP)}
_ELSEWHERE = ("onetick.reaction.", "onetick.comment.replied.", "onetick.comment.unreplied.")
"""What the comments themselves show, and nobody looks for in a history."""
_UNTOLD_FIELDS = frozenset({"rank", "placements", "body_md", "body_html", "approval_state"})
_UNTOLD_CONTEXT = frozenset({"rank", "body_md", "excerpt"})


def get_task_history(work: Work, task: Task, paging: Paging) -> Page[HistoryEntryView]:
    """One page of what happened, latest first."""
    asked = HISTORY.of(org_id=task.org_id, task_id=task.id)
    page = work.page(asked, paging, keep=_tells)
    return Page([_entry(record.cloudevent) for record in page.data], page.next_cursor)


def history_of(records: Iterable[EventRecord]) -> list[HistoryEntryView]:
    """What these events tell, in their order."""
    return [_entry(record.cloudevent) for record in records if _tells(record)]


def _tells(record: EventRecord) -> bool:
    summed = record.cloudevent["data"]["changed"] == ["logged_minutes"]
    return not summed and record.type not in _HOUSEKEEPING and not record.type.startswith(_ELSEWHERE)


def _entry(cloudevent: Mapping[str, Any]) -> HistoryEntryView:
    data = cloudevent["data"]
    context = {name: value for name, value in data["context"].items() if name not in _UNTOLD_CONTEXT}
    noun = cloudevent["subject"].partition("/")[0]
    if noun != "task":
        context[f"{noun}_id"] = cloudevent["aggregateid"]
    return HistoryEntryView(
        id=cloudevent["id"],
        type=cloudevent["type"],
        time=cloudevent["time"],
        actor_id=cloudevent["actorid"],
        actor_type=cloudevent["actortype"],
        version=cloudevent["aggregateversion"],
        changes=tuple(_changes(data)),
        context=context,
    )


def _changes(data: Mapping[str, Any]) -> Iterator[ChangeView]:
    for name in data["changed"]:
        if name not in _UNTOLD_FIELDS:
            yield ChangeView(field=name, before=data["previous"].get(name), after=data["resource"].get(name))
