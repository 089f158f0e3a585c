"""The gate into a status: what the rules of a project's workflow ask of a task that gets another one.

`copies.write`, which alone stores tasks, calls it for every task, so no way to a status leads round
it: a transition, an edit, a move on the board, a bulk, an import, an undo, a copy, a new home.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Literal

from onetick.fields.targets import field_set_of
from onetick.kernel.access import Subject, needs_project_facts, roles
from onetick.kernel.authority import with_project
from onetick.kernel.problems import ApprovalRequired, Fault, Forbidden, Problem, RequiredFieldMissing
from onetick.kernel.work import Work
from onetick.projects.model import Workflow
from onetick.projects.rules import OWN, ROLES, TransitionRule

from .model import Task

Passage = Literal["checked", "approved", "planned"]
"""How a task gets its status: by the rules; because those agreed whom a rule asks for, when whoever asked was
allowed to and all that is required must still be there; or by the plan of whoever changes the workflow, which is
above the rules."""

_ROLES: Mapping[str, frozenset[str]] = {
    "admin": frozenset({"project_admin", "ws_admin"}),
    "editor": frozenset({"project_editor", "project_admin", "ws_admin"}),
}


def require_passage(work: Work, task: Task, before: Task | None, passage: Passage = "checked") -> None:
    """Raises RequiredFieldMissing, ApprovalRequired or Forbidden unless the task may have its status.

    Nothing is asked of one that has had it before.
    """
    came_from = _came_from(task, before)
    if passage == "planned" or came_from == task.status:
        return
    workflow = work.load(Workflow, Workflow.key(org_id=task.org_id, project_id=task.project_id))
    for rule in workflow.rules_between(came_from, task.status):
        if passage == "checked":
            _require_allowed(work, workflow, task, before or task, rule)
            _require_agreement(workflow, rule)
        _require_filled(work, workflow, task, rule)


def require_askable(work: Work, task: Task, before: Task) -> None:
    """Raises RequiredFieldMissing or Forbidden unless all but the approval is there for a task to have its status."""
    workflow = work.load(Workflow, Workflow.key(org_id=task.org_id, project_id=task.project_id))
    for rule in workflow.rules_between(before.status, task.status):
        _require_allowed(work, workflow, task, before, rule)
        _require_filled(work, workflow, task, rule)


def settled(task: Task, before: Task | None, passage: Passage) -> Task:
    """The task without the approval that it waited for, when it got to a status in another way."""
    if task.approval is None or passage == "approved" or _came_from(task, before) == task.status:
        return task
    return replace(task, approval=None)


def is_admitted(work: Work, task: Task) -> bool:
    """Whether a task that is to be made may begin in its status."""
    try:
        require_passage(work, task, None)
    except Problem:
        return False
    return True


def _came_from(task: Task, before: Task | None) -> str | None:
    """The status that it had in its home; None for a task that is new there."""
    return before.status if before is not None and before.project_id == task.project_id else None


def _require_agreement(workflow: Workflow, rule: TransitionRule) -> None:
    if rule.approval is not None:
        raise ApprovalRequired(
            f"{_words(workflow, rule)} others must agree. Ask them by taking the transition.",
            extra={"rule": _named(rule)},
        )


def _require_filled(work: Work, workflow: Workflow, task: Task, rule: TransitionRule) -> None:
    faults = list(_missing(work, task, rule))
    if faults:
        names = ", ".join(fault.message.removesuffix(" has no value") for fault in faults)
        raise RequiredFieldMissing(
            f"{_words(workflow, rule)} needs: {names}.", errors=faults, extra={"rule": _named(rule)}
        )


def _missing(work: Work, task: Task, rule: TransitionRule) -> Iterator[Fault]:
    """Each field without a value. A custom field that the project uses no longer is not asked for."""
    for name in rule.required_fields:
        if not name.startswith("fld_"):
            if getattr(task, name) in (None, "", (), "none") or (name == "logged_minutes" and not task.logged_minutes):
                yield Fault(f"/{name}", "required", f"{name} has no value")
            continue
        attached = field_set_of(work, task.project_id).find(name)
        if attached is not None and attached.field.usable and task.custom_fields.get(name) in (None, "", []):
            yield Fault(f"/custom_fields/{name}", "required", f"{attached.field.name} has no value")


def _require_allowed(work: Work, workflow: Workflow, task: Task, before: Task, rule: TransitionRule) -> None:
    """Whoever makes themselves an assignee with the same change was none before."""
    if not rule.allowed_for or _is_allowed(work, task, before, rule):
        return
    who = [one if one in (*ROLES, *OWN) else "people named there" for one in rule.allowed_for]
    raise Forbidden(
        f"{_words(workflow, rule)} is only for: {', '.join(dict.fromkeys(who))}.",
        extra={"reason": "workflow-rule", "rule": _named(rule), "allowed_for": list(rule.allowed_for)},
    )


def _is_allowed(work: Work, task: Task, before: Task, rule: TransitionRule) -> bool:
    caller = work.principal.id
    if caller in rule.allowed_for:
        return True
    if "assignee" in rule.allowed_for and caller in before.assignee_ids:
        return True
    if "reporter" in rule.allowed_for and caller == before.reporter_id:
        return True
    return any(holds_role(work, task, one) for one in ROLES if one in rule.allowed_for)


def holds_role(work: Work, task: Task, role: str) -> bool:
    """Whether the caller has a role, or a higher one, in the project whose workflow the task has."""
    subject = replace(Subject.of(task), other_projects=())
    if needs_project_facts(work.standing, subject):
        work.standing = with_project(work, work.standing, subject)
    return bool(_ROLES[role] & roles(work.standing, subject))


def _words(workflow: Workflow, rule: TransitionRule) -> str:
    before, after = (workflow.status(one) if one is not None else None for one in (rule.from_, rule.to))
    to = after.name if after is not None else rule.to
    return f"To go to {to}" if before is None else f"To go from {before.name} to {to}"


def _named(rule: TransitionRule) -> Mapping[str, str | None]:
    return {"from": rule.from_, "to": rule.to}
