"""Change the statuses of a project's tasks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from onetick.kernel.problems import Conflict, Fault, Unprocessable
from onetick.kernel.work import Work

from .events import WORKFLOW_UPDATED
from .model import Project, Status, Workflow, require_open
from .schemas import WorkflowBody


def put_workflow(work: Work, workflow: Workflow, project: Project, wanted: WorkflowBody) -> Workflow:
    """The workflow with these statuses and transitions.

    Raises Unprocessable when they do not make a workflow. Raises Conflict when the project is archived,
    or when a status would go or change its category: tasks may have it.
    """
    require_open(project)
    statuses = tuple(
        Status(id=status.id, name=status.name, category=status.category, color=status.color)
        for status in wanted.statuses
    )
    transitions = None
    if isinstance(wanted.transitions, dict):
        transitions = {before: tuple(dict.fromkeys(after)) for before, after in wanted.transitions.items()}
    changed = replace(workflow, statuses=statuses, transitions=transitions, updated_at=work.now)
    if faults := list(_faults(changed)):
        raise Unprocessable("This is no workflow that tasks can go through.", errors=faults)
    _keep_statuses(workflow, changed)
    if (workflow.statuses, workflow.transitions) == (changed.statuses, changed.transitions):
        return workflow
    stored = work.save(changed)
    work.emit(WORKFLOW_UPDATED, stored, before=workflow)
    return stored


def _faults(workflow: Workflow) -> Iterator[Fault]:
    statuses = workflow.statuses
    ids = Counter(status.id for status in statuses)
    names = Counter(status.name.casefold() for status in statuses)
    for place, status in enumerate(statuses):
        if ids[status.id] > 1:
            yield Fault(f"/statuses/{place}/id", "duplicate", "must be unique")
        if names[status.name.casefold()] > 1:
            yield Fault(f"/statuses/{place}/name", "duplicate", "must be unique, in any case")
    if all(status.closed for status in statuses):
        yield Fault("/statuses", "missing", "needs a status that is neither completed nor cancelled, for new tasks")
    if not any(status.category == "completed" for status in statuses):
        yield Fault("/statuses", "missing", "needs a completed status")
    for before, following in (workflow.transitions or {}).items():
        if not {before, *following} <= ids.keys():
            yield Fault(f"/transitions/{before}", "unknown", "names a status that is not in the list")


def _keep_statuses(workflow: Workflow, changed: Workflow) -> None:
    for status in workflow.statuses:
        kept = changed.status(status.id)
        if kept is None:
            raise Conflict(f"{status.name} cannot go: tasks may have it. Rename it, or move it to the end.")
        if kept.category != status.category:
            raise Conflict(f"{status.name} stays {status.category}: tasks may have it. Add another status.")
