"""Undo what a change set did to a workflow, as long as no task goes along."""

from dataclasses import replace

from onetick.kernel.access import Subject
from onetick.kernel.authority import authorize
from onetick.kernel.history.reverting import Overtaken, Touched
from onetick.kernel.problems import Unprocessable
from onetick.kernel.work import Work

from .events import WORKFLOW_UPDATED
from .model import Project, Workflow, require_open
from .put_workflow import faults_of, rule_faults

_TASKS = "Tasks go along with statuses that come, go or change their category: change the workflow by hand."


def undo_workflow(work: Work, touched: Touched[Workflow]) -> None:
    """Take back names, colours and the order of statuses, transitions and rules.

    Raises Overtaken where statuses came, went or changed their category, since tasks follow those by a
    plan; otherwise what `undo_task` does.
    """
    now, before, after = touched.present(), touched.before, touched.after
    if before is None or after is None:
        return
    changes = touched.changes()
    if not changes:
        return
    if _kinds(before) != _kinds(after):
        raise Overtaken(why=_TASKS)
    project = work.load(Project, Project.key(org_id=now.org_id, workspace_id=now.workspace_id, id=now.project_id))
    authorize(work, "workflow:manage", Subject.of(project))
    require_open(project)
    back = replace(now, **changes, updated_at=work.now)
    if faults := [*faults_of(back), *rule_faults(work, back, back)]:
        raise Unprocessable("This is no workflow any more that tasks can go through.", errors=faults)
    work.emit(WORKFLOW_UPDATED, work.save(back), before=now)


def _kinds(workflow: Workflow) -> dict[str, str]:
    return {status.id: status.category for status in workflow.statuses}
