"""The worker that undoes large change sets."""

from onetick.changesets.events import CHANGE_SET_REDONE, CHANGE_SET_UNDONE
from onetick.changesets.model import UNDO_CHANGE_SET, UndoChangeSet, Undone
from onetick.changesets.undo_step import undo_step
from onetick.changesets.undoers import EMITS
from onetick.kernel import grants
from onetick.kernel.jobs import Progress, Step
from onetick.kernel.jobs.events import JOB_QUEUED
from onetick.kernel.table import Index, TableName
from onetick.kernel.triggers import on_job
from onetick.kernel.work import Work


@on_job(
    UNDO_CHANGE_SET,
    emits=[CHANGE_SET_REDONE, CHANGE_SET_UNDONE, JOB_QUEUED, *EMITS],
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.remove(TableName.TENANT),
        grants.require(TableName.TENANT),
    ],
)
def handler(work: Work, step: Step[UndoChangeSet, Undone]) -> Progress[Undone]:
    """Undo what a request changed."""
    return undo_step(work, step)
