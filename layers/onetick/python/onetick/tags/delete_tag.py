"""Put a tag into the trash, merge it into another, and take it out of the trash.

Its tasks lose it, or have the other instead, by a job: there may be very many.
"""

from dataclasses import dataclass, replace

from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Emptied, Job, JobKind, accept
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.trash import require_in_trash
from onetick.kernel.work import Work

from .create_tag import claim
from .events import TAG_DELETED, TAG_MERGED, TAG_RESTORED
from .model import Tag, TagName


@dataclass(frozen=True, slots=True, kw_only=True)
class RetagTasks:
    """Which tag tasks lose, and which they have instead, if any."""

    tag_id: str
    into_id: str | None = None


RETAG_TASKS = JobKind("retag_tasks", RetagTasks, Emptied, can="tag:manage")


def delete_tag(work: Work, tag: Tag) -> Job:
    """Put a tag into the trash; the job that takes it off its tasks."""
    gone = _thrown_away(work, tag)
    work.emit(TAG_DELETED, gone, before=tag)
    return accept(work, RETAG_TASKS, RetagTasks(tag_id=tag.id), result={"tag_id": tag.id})


def merge_tag(work: Work, tag: Tag, into: Tag) -> Job:
    """Put a tag into the trash; the job that gives its tasks another one instead.

    Raises Unprocessable for the same tag and for one that is archived.
    """
    if into.id == tag.id or not into.usable:
        fault = Fault("/into_id", "unknown", "must be another tag that is not archived")
        raise Unprocessable("The tag cannot be merged into this one.", errors=[fault])
    work.require(into)
    gone = _thrown_away(work, replace(tag, merged_into=into.id))
    work.emit(TAG_MERGED, gone, before=tag, into_id=into.id)
    parameters = RetagTasks(tag_id=tag.id, into_id=into.id)
    return accept(work, RETAG_TASKS, parameters, result={"tag_id": tag.id, "into_id": into.id})


def restore_tag(work: Work, tag: Tag) -> Tag:
    """The tag, without its tasks: they lost it.

    Raises Conflict unless it is in the trash and its name is free, Gone after 30 days.
    """
    require_in_trash("tag", tag.purge_at, work.now)
    stored = work.save(replace(tag, deleted_at=None, deleted_by=None, merged_into=None, updated_at=work.now))
    claim(work, stored)
    work.emit(TAG_RESTORED, stored, before=tag)
    return stored


def _thrown_away(work: Work, tag: Tag) -> Tag:
    work.discard(TagName, tag.claim.own_key)
    return work.save(replace(tag, deleted_at=work.now, deleted_by=PrincipalId(work.principal.id), updated_at=work.now))
