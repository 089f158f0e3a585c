"""The tags of a task."""

from collections.abc import Sequence

from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.tags.model import Tag
from onetick.tags.targets import tag_keys

MAX_MERGES = 5
"""Through how many merges, one after the other, a tag is followed."""


def tagged(work: Work, wanted: Sequence[str], *, already: Sequence[str] = ()) -> tuple[str, ...]:
    """These tags, each once, in a lasting order.

    Those that are new must stay usable until the commit, so that whoever archives or merges a tag meets
    all its tasks. Raises Unprocessable, pointing at those that are none, or are archived.
    """
    new = [one for one in dict.fromkeys(wanted) if one not in already]
    tags = {tag.id: tag for tag in work.find_many(Tag, tag_keys(work.org_id, work.workspace_id, new))}
    faults = [
        Fault(f"/tag_ids/{place}", "unknown", _why(tags.get(one)))
        for place, one in enumerate(wanted)
        if one in new and not (one in tags and tags[one].usable)
    ]
    if faults:
        raise Unprocessable("Not every tag can be given.", errors=faults)
    for tag in tags.values():
        work.require(tag)
    return tuple(sorted(dict.fromkeys(wanted)))


def standing(work: Work, tag_ids: Sequence[str]) -> tuple[str, ...]:
    """What these tags are by now: those that were merged are the others, and those that were deleted are none."""
    found: set[str] = set()
    for _ in range(MAX_MERGES):
        tags = work.find_many(Tag, tag_keys(work.org_id, work.workspace_id, tag_ids))
        found |= {tag.id for tag in tags if tag.deleted_at is None}
        tag_ids = [tag.merged_into for tag in tags if tag.deleted_at is not None and tag.merged_into is not None]
        if not tag_ids:
            break
    return tuple(sorted(found))


def _why(tag: Tag | None) -> str:
    if tag is None or tag.deleted_at is not None:
        return "is no tag of the workspace" if tag is None or tag.merged_into is None else f"is {tag.merged_into} now"
    return "is archived"
