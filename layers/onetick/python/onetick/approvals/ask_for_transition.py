"""Take a task to another status, or ask those who must agree first."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.keys import fingerprint
from onetick.kernel.problems import Conflict, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.members import holders_of
from onetick.projects.model import Workflow
from onetick.projects.rules import ALL, MAX_APPROVERS, ApprovalRule
from onetick.tasks.changing import change
from onetick.tasks.model import Task
from onetick.tasks.parts import Asked
from onetick.tasks.passing import require_askable
from onetick.tasks.statuses import allowed
from onetick.tasks.targets import require_open, workflow_of
from onetick.tasks.transition_task import transition_task

from .events import APPROVAL_REQUESTED
from .model import Approval
from .store import write

Holders = Callable[[Work, str, ProjectRole], Sequence[str]]

LOOKED_AT = ("title", "description")
"""What whoever decides is asked about in any case, beside the fields that the rules require."""


def ask_for_transition(work: Work, task: Task, status_id: str, note: str = "", holders: Holders = holders_of) -> Task:
    """The task in the status; or where it was, waiting for an approval, when the workflow asks for one.

    `holders` says who has a role in a project. Raises what `transition_task` does; Conflict when it waits
    already, Unprocessable when nobody but the caller could agree.
    """
    workflow = workflow_of(work, task)
    rule = workflow.approval_between(task.status, status_id)
    if rule is None:
        return transition_task(work, task, status_id)
    require_open(work, *task.project_ids)
    require_askable(work, allowed(work, task, status_id), task)
    if task.approval_state == "pending":
        raise Conflict("The task waits for an approval already. Cancel that one first.")
    approval = _ask(work, task, workflow, status_id, rule, note, holders)
    return change(work, task, replace(task, approval=Asked(id=approval.id, status=status_id)))


def values_looked_at(workflow: Workflow, task: Task, before: str, after: str) -> Mapping[str, str]:
    """The values that an approval is about, as fingerprints by their names."""
    required = (name for rule in workflow.rules_between(before, after) for name in rule.required_fields)
    values = {
        name: task.custom_fields.get(name) if name.startswith("fld_") else getattr(task, name)
        for name in (*LOOKED_AT, *required)
    }
    return {name: fingerprint(json.dumps(value, sort_keys=True, default=str))[:16] for name, value in values.items()}


def _ask(
    work: Work,
    task: Task,
    workflow: Workflow,
    status_id: str,
    rule: ApprovalRule,
    note: str,
    holders: Holders,
) -> Approval:
    caller = PrincipalId(work.principal.id)
    people = tuple(one for one in rule.people if one != caller)
    others = holders(work, task.project_id, rule.role) if rule.role is not None else ()
    asked = tuple(dict.fromkeys((*people, *(one for one in others if one != caller))))[:MAX_APPROVERS]
    if rule.role is None and len(people) < max(rule.needed, 1):
        raise Unprocessable("Nobody else could agree to this. Name more people in the workflow.")
    approval = Approval(
        org_id=task.org_id,
        workspace_id=task.workspace_id,
        project_id=task.project_id,
        id=new_id("apr"),
        task_id=task.id,
        task_key=task.code,
        task_title=task.title,
        from_status=task.status,
        to_status=status_id,
        created_by=caller,
        created_at=work.now,
        updated_at=work.now,
        expires_at=work.now + timedelta(days=rule.days),
        people=people,
        role=rule.role,
        asked=asked,
        needed=len(people) if rule.needed == ALL else rule.needed,
        note=note,
        seen=values_looked_at(workflow, task, task.status, status_id),
    )
    return write(work, APPROVAL_REQUESTED, approval, approvers=asked)
