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
from .start_import import BringIn, Reached, Stage

MAX_NAME = 60
"""What of a label is longer is cut: a tag is a short word."""
TAGS_AT_ONCE = 25
TAGS_LOOKED_AT = 100


def make_tags(work: Work, project: Project, found: Import, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many of the missing tags as one transaction holds; the tasks come when there is none."""
    labels = found.found.labels if found.found is not None else ()
    return make_missing(work, project, found, [NewTag.model_construct(name=word) for word in labels], step)


def make_missing(
    work: Work,
    project: Project,
    found: Import,
    wanted: Sequence[NewTag],
    step: Step[BringIn, Reached],
    *,
    then: Stage = "tasks",
) -> Progress[Reached]:
    """The same, of these tags, whose names may be anything; `item` of the checkpoint is how many were looked at.

    `then` is what comes when there is none.
    """
    tags = {_short(tag.name).casefold(): tag for tag in reversed(wanted) if _short(tag.name)}
    here = step.checkpoint.item
    words = list(reversed(tags))[here : here + TAGS_LOOKED_AT] if found.manner.create_tags else []
    if not words:
        return Progress(next=replace(step.checkpoint, stage=then, item=0))
    work.prefetch(name_keys(work, words))
    missing = [word for word in words if work.find(TagName, _name_key(work, word)) is None]
    if not missing:
        return Progress(next=replace(step.checkpoint, item=here + len(words)))
    authority.authorize(work, "tag:manage", Subject.of(project))
    made = work_through(work, missing[:TAGS_AT_ONCE], lambda word: _make(work, tags[word]))
    last = missing[made.count - 1]
    return Progress(
        next=replace(step.checkpoint, item=here + words.index(last) + 1),
        counts={"tags": len(made.results)} if made.results else {},
        errors=made.errors,
    )


def _make(work: Work, tag: NewTag) -> None:
    create_tag(work, NewTag(name=_short(tag.name), color=tag.color))


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
