"""The route undoChangeSet."""

from onetick.changesets.events import CHANGE_SET_REDONE, CHANGE_SET_UNDONE
from onetick.changesets.schemas import Undoing, UndoView
from onetick.changesets.targets import change_set_of_path
from onetick.changesets.undo_change_set import undo_change_set
from onetick.changesets.undoers import EMITS
from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.history.changesets import ChangeSet
from onetick.kernel.jobs.events import JOB_QUEUED, path_of
from onetick.kernel.problems import Conflict
from onetick.kernel.requests.reply import Reply
from onetick.kernel.table import Index, TableName
from onetick.kernel.work import Work


@route(
    "POST",
    "/v1/workspaces/{workspace_id}/change-sets/{change_set_id}/undo",
    can="changeset:undo",
    endpoint="E",
    on=change_set_of_path,
    emits=[CHANGE_SET_REDONE, CHANGE_SET_UNDONE, JOB_QUEUED, *EMITS],
    problems=[Conflict],
    also=[202],
    grants=[
        grants.query(TableName.TENANT),
        grants.query(TableName.TENANT, Index.GSI1),
        grants.remove(TableName.TENANT),
        grants.require(TableName.TENANT),
    ],
)
def handler(work: Work, change_set: ChangeSet, body: Undoing) -> Reply[UndoView]:
    """Undo a change set.

    What it changed is set back to what it was before, field by field: tasks with what they wait for, how they
    recur and what they are related to; comments, files and logged time; projects with their sections, status
    updates, workflow, sprints and fields; tags with all tasks that lost them; goals, views, forms and
    templates. What it made goes to the trash, and what it deleted comes back. A project that it made goes as
    a whole, and so does a template that it saved. Whoever made a change set may undo it, as far as they have the
    rights to do the same by hand; others' are for admins.

    A field that somebody has changed since is a conflict, and so is what is not undone this way, such as
    roles. With `on_conflict=fail` nothing is undone then, and the problem names each conflict: what, by
    whom, when. With `skip` the rest is undone. Small ones are done at once (200), large ones as a job (202).

    The undo is a change set itself: undo that to do everything again.
    """
    done = undo_change_set(work, change_set, body)
    if done.job is None:
        return Reply(done)
    return Reply(done, status=202, headers={"Location": path_of(done.job.workspace_id, done.job.id)})
