"""Add the comments that rows have: one step of an import."""

from dataclasses import replace

from onetick.comments.create_comment import write_comment
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.recording import rfc3339
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.model import Task

from .complete import complete
from .links import behind, link_key, task_key
from .matching import Meaning
from .model import ImportLink
from .pieces import piece_of
from .rows import Remark
from .start_import import BringIn, Reached

ROWS_AT_ONCE = 25


def add_remarks(work: Work, project: Project, meaning: Meaning, step: Step[BringIn, Reached]) -> Progress[Reached]:
    """As many comments as one transaction holds; each link counts how many of its row's are there."""
    here, found = step.checkpoint, meaning.found
    rows = piece_of(work, found.id, step.job.id, here.piece) if here.pieces else ()
    places = [place for place in range(here.row, len(rows)) if rows[place].remarks]
    window = [rows[place] for place in places[:ROWS_AT_ONCE]]
    if window:
        authority.authorize(work, "comment:create", Subject.of(project))
        links = work.find_many(ImportLink, [link_key(found, row.external_id) for row in window])
        work.prefetch(task_key(link) for link in links)
    added, finished = 0, True
    for row in window:
        link = work.find(ImportLink, link_key(found, row.external_id))
        task = work.find(Task, task_key(link)) if link is not None else None
        if link is None or task is None or task.deleted_at is not None:
            continue
        left = row.remarks[link.copies :]
        fitting = left[: max(0, (_ROOM - work.size) // _WRITES_OF_REMARK)]
        for remark in fitting:
            write_comment(work, task, said_by(remark), pointer="")
        if fitting:
            work.put(replace(link, copies=link.copies + len(fitting)))
            added += len(fitting)
        if len(fitting) < len(left):
            finished = False
            break
    counts = {"comments": added} if added else {}
    ahead = places[ROWS_AT_ONCE] if len(places) > ROWS_AT_ONCE else len(rows)
    following = behind(here, len(rows), ahead - here.row) if finished else here
    if following is not None:
        return Progress(next=following, done=added, counts=counts)
    complete(work, found, step.job, counts)
    return Progress(next=None, done=added, counts=counts, total=step.job.done + added)


_ROOM = 80
_WRITES_OF_REMARK = 4


def said_by(remark: Remark) -> str:
    """A comment as whoever brings it in says it: by whom and when it was written stands above it."""
    when = f" on {rfc3339(remark.written_at)[:10]}" if remark.written_at else ""
    who = f"{remark.author or 'Somebody'} wrote{when}:"
    return f"*{who}*\n\n{remark.text}"[:10_000].replace("@usr_", "usr_")
