"""Put what happened into the inboxes of those whom it concerns."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial

from onetick.comments.events import REACTION_ADDED
from onetick.kernel.access import WorkspaceGrants
from onetick.kernel.delivery.consuming import Occurrence
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.performing import Acting, Cause, perform
from onetick.kernel.work import Work
from onetick.tasks.model import Task

from .events import NOTIFICATION_CREATED
from .model import KEEP_DAYS, Notification, Reason
from .recipients import author_of, concerned, still_there
from .store import inbox_of, preferences_of

SHARE = 20
"""How many people are told in one transaction: each takes an inbox, a notification and its event."""
MAX_EXCERPT = 200

Told = tuple[PrincipalId, Reason]


def notify_people(consumer: Acting, work: Work, occurrence: Occurrence) -> None:
    """Tell everybody whom the event concerns, each once, however often it is delivered."""
    task_id = occurrence.resource.get("task_id", occurrence.aggregate_id)
    task = work.find(Task, Task.key(org_id=occurrence.org_id, id=task_id))
    if task is None or task.deleted_at is not None:
        return
    people = sorted(concerned(occurrence, task).items())
    for number, share in enumerate(_shares(people)):
        perform(
            consumer,
            partial(_tell, occurrence=occurrence, task=task, people=share),
            org_id=occurrence.org_id,
            workspace_id=occurrence.workspace_id,
            cause=Cause(
                correlation_id=occurrence.correlation_id,
                event_id=occurrence.id,
                traceparent=occurrence.traceparent,
            ),
            once=f"{_effect(occurrence)}.{number}",
        )


def _effect(occurrence: Occurrence) -> str:
    """What is told once. Whoever takes a reaction back and reacts anew is not told of again."""
    if occurrence.name == REACTION_ADDED.name:
        return f"{occurrence.name}.{occurrence.aggregate_id}.{occurrence.actor_id}"
    return occurrence.id


def _shares(people: Sequence[Told]) -> Iterator[Sequence[Told]]:
    for start in range(0, len(people), SHARE):
        yield people[start : start + SHARE]


def _tell(work: Work, occurrence: Occurrence, task: Task, people: Sequence[Told]) -> None:
    actor_key = WorkspaceGrants.key(
        org_id=task.org_id, workspace_id=task.workspace_id, principal_id=author_of(occurrence)
    )
    work.prefetch([actor_key])
    actor = work.find(WorkspaceGrants, actor_key)
    members = still_there(work, task, [one for one, _ in people])
    context = occurrence.context
    excerpt = context.get("excerpt") or context.get("body_md") or context.get("emoji") or context.get("comment") or ""
    for one, reason in people:
        if one in members:
            tell(
                work,
                task,
                one,
                reason,
                event_type=occurrence.type,
                actor_id=author_of(occurrence),
                actor_name=actor.name if actor else "",
                excerpt=str(excerpt),
            )


def tell(
    work: Work,
    task: Task,
    user_id: PrincipalId,
    reason: Reason,
    *,
    event_type: str,
    actor_id: PrincipalId,
    actor_name: str = "",
    excerpt: str = "",
) -> None:
    """Put what concerns somebody into their inbox, unless they do not want it there."""
    if not preferences_of(work, user_id).wants(reason).inbox:
        return
    notification = Notification(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        user_id=user_id,
        id=new_id("ntf"),
        reason=reason,
        event_type=event_type,
        task_id=task.id,
        task_key=task.code,
        task_title=task.title,
        actor_id=actor_id,
        actor_name=actor_name,
        excerpt=excerpt[:MAX_EXCERPT],
        created_at=work.now,
        expires=int((work.now + timedelta(days=KEEP_DAYS)).timestamp()),
    )
    work.put(inbox_of(work, user_id).told(notification.id))
    stored = work.create(notification)
    work.emit(NOTIFICATION_CREATED, stored, user_id=stored.user_id)
