"""Make the tags that a file's labels name: one step of an import."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.keys import fingerprint
from onetick.kernel.table import Key
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tags.create_tag import create_tag
from onetick.tags.model import Tag, TagName
from onetick.tags.schemas import NewTag
from onetick.tags.targets import tag_keys

from .model import Import
from .start_import import BringIn, Reached

MAX_NAME = 60
"""What of a label is longer is cut: a tag is a short word."""
TAGS_AT_ONCE = 25


def make_tags(work: Work, project: Project, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many of the missing tags as one transaction holds; the tasks come when there is none."""
    done = replace(step.checkpoint, stage="tasks")
    if not found.manner.create_tags or found.found is None:
        return Progress(next=done)
    words = list(dict.fromkeys(_short(word).casefold() for word in found.found.labels if _short(word)))
    shown = {_short(word).casefold(): _short(word) for word in reversed(found.found.labels)}
    work.prefetch(name_keys(work, words))
    missing = [shown[word] for word in words if work.find(TagName, _name_key(work, word)) is None][:TAGS_AT_ONCE]
    if not missing:
        return Progress(next=done)
    authority.authorize(work, "tag:manage", Subject.of(project))
    made = work_through(work, missing, lambda name: create_tag(work, NewTag(name=name)))
    return Progress(next=step.checkpoint, counts={"tags": len(made.results)}, errors=made.errors)


def tags_named(work: Work, labels: Sequence[str]) -> list[str]:
    """The tags that labels name and that can be given to tasks."""
    names = work.find_many(TagName, list(dict.fromkeys(name_keys(work, labels))))
    tags = work.find_many(Tag, tag_keys(work.org_id, work.workspace_id, [name.tag_id for name in names]))
    return [tag.id for tag in tags if tag.usable]


def name_keys(work: Work, labels: Iterable[str]) -> list[Key]:
    """Where it stands which tag has the name of each label."""
    return [_name_key(work, word) for word in dict.fromkeys(_short(label).casefold() for label in labels) if word]


def _name_key(work: Work, word: str) -> Key:
    digest = fingerprint(word)
    return TagName.key(org_id=work.org_id, workspace_id=work.workspace_id, digest=digest)


def _short(label: str) -> str:
    return " ".join(label.split())[:MAX_NAME].strip()
