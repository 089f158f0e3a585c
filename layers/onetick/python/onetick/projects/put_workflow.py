"""Change the statuses of a project's tasks."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from onetick.fields.model import FieldSet
from onetick.kernel.jobs import Job, accept
from onetick.kernel.problems import Conflict, Fault, Unprocessable
from onetick.kernel.work import Work

from .events import SECTION_UPDATED, WORKFLOW_UPDATED
from .model import Project, Section, Status, Workflow, require_open
from .remapping import REMAP_STATUSES, Remapped, RemapStatuses
from .rules import TransitionRule
from .targets import outline_of, workflow_of
from .workflow_schemas import WorkflowBody

MAX_SECTIONS_AT_ONCE = 20
"""How many sections one change of the workflow may name anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens to the tasks of one status: which they get, and of which category they are then."""

    before: Status
    after: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A workflow as it is now, what happens to tasks, and the job that does it."""

    workflow: Workflow
    plan: tuple[Step, ...] = ()
    job: Job | None = None


def put_workflow(work: Work, workflow: Workflow, project: Project, wanted: WorkflowBody) -> Changed:
    """The workflow with these statuses, transitions and rules, and the job that takes tasks along.

    Sections that named a status that went name the one in its place at once. Raises Unprocessable when
    they do not make a workflow, or the plan names no status that is left. Raises Conflict when the project
    is archived, when a status would go without a plan for its tasks, or would change its category and
    is not named for that.
    """
    require_open(project)
    statuses = tuple(
        Status(id=status.id, name=status.name, category=status.category, color=status.color)
        for status in wanted.statuses
    )
    transitions = None
    if isinstance(wanted.transitions, dict):
        transitions = {before: tuple(dict.fromkeys(after)) for before, after in wanted.transitions.items()}
    known = {status.id: status for status in statuses}
    rules = tuple(rule for rule in workflow.rules if rule.names(known))
    if "rules" in wanted.given:
        rules = tuple(one.rule for one in wanted.rules)
    changed = replace(workflow, statuses=statuses, transitions=transitions, rules=rules, updated_at=work.now)
    if faults := [*faults_of(changed), *rule_faults(work, workflow, changed)]:
        raise Unprocessable("This is no workflow that tasks can go through.", errors=faults)
    gone = _gone(workflow, changed, wanted.remap)
    moved = _recategorized(workflow, changed, wanted.recategorize)
    if replace(changed, updated_at=workflow.updated_at) == workflow and not moved:
        return Changed(workflow=workflow)
    stored = work.save(changed)
    work.emit(WORKFLOW_UPDATED, stored, before=workflow)
    plan = tuple(_plan(workflow, changed, gone, moved))
    if not plan:
        return Changed(workflow=stored)
    _rename_in_sections(work, project, gone)
    parameters = RemapStatuses(project_id=project.id, remap=gone, recategorized=moved)
    job = accept(work, REMAP_STATUSES, parameters, checkpoint=Remapped(), subject=project)
    return Changed(workflow=stored, plan=plan, job=job)


def _plan(workflow: Workflow, changed: Workflow, gone: Mapping[str, str], moved: Sequence[str]) -> Iterator[Step]:
    for status in workflow.statuses:
        after = changed.status(gone.get(status.id, status.id))
        if after is not None and (status.id in gone or status.id in moved):
            yield Step(before=status, after=after)


def faults_of(workflow: Workflow) -> Iterator[Fault]:
    """Why statuses and transitions do not make a workflow."""
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


def rule_faults(work: Work, workflow: Workflow, changed: Workflow) -> Iterator[Fault]:
    """What is wrong with new rules. One that stands already may name a field that the project uses no longer."""
    fields = work.find(FieldSet, FieldSet.key(org_id=work.org_id, project_id=workflow.project_id))
    pairs = Counter((rule.from_, rule.to) for rule in changed.rules)
    asking = {(rule.from_, rule.to) for rule in changed.rules if rule.approval}
    statuses = {status.id: status for status in changed.statuses}
    known = {name for rule in workflow.rules for name in rule.required_fields}
    for place, rule in enumerate(changed.rules):
        if not rule.names(statuses):
            yield Fault(f"/rules/{place}", "unknown", "names a status that is not in the list")
        elif rule.from_ is not None and (rule.from_ == rule.to or not changed.allows(rule.from_, rule.to)):
            yield Fault(f"/rules/{place}", "unknown", "is about no transition of the workflow")
        if rule.approval and rule.from_ is not None and (None, rule.to) in asking:
            yield Fault(f"/rules/{place}/approval", "duplicate", "another rule asks for an approval of all ways there")
        if pairs[rule.from_, rule.to] > 1:
            yield Fault(f"/rules/{place}", "duplicate", "must be the only one about its transition")
        for number, name in enumerate(rule.required_fields):
            new = name.startswith("fld_") and name not in known
            if new and (fields is None or fields.find(name) is None):
                yield Fault(f"/rules/{place}/required_fields/{number}", "unknown", "is no field of the project")


def put_rules(work: Work, project: Project, rules: Sequence[TransitionRule]) -> int:
    """Give a workflow these rules, as far as they can stand in it; how many there are now."""
    workflow = workflow_of(work, project)
    changed = replace(workflow, rules=tuple(rules))
    wrong = {fault.pointer.split("/")[2] for fault in rule_faults(work, workflow, changed)}
    stand = tuple(rule for place, rule in enumerate(rules) if str(place) not in wrong)
    if stand != workflow.rules:
        stored = work.save(replace(workflow, rules=stand, updated_at=work.now))
        work.emit(WORKFLOW_UPDATED, stored, before=workflow)
    return len(stand)


def _gone(workflow: Workflow, changed: Workflow, remap: Mapping[str, str]) -> dict[str, str]:
    """The statuses that go, and for each the one in its place."""
    gone: dict[str, str] = {}
    for status in workflow.statuses:
        if changed.status(status.id) is not None:
            continue
        if status.id not in remap:
            raise Conflict(f"{status.name} cannot go: tasks may have it. Say in `remap` which status they get.")
        gone[status.id] = remap[status.id]
    faults = [
        Fault(f"/remap/{before}", "unknown", "must lead from a status that goes to one that stays")
        for before, after in remap.items()
        if before not in gone or changed.status(after) is None
    ]
    if faults:
        raise Unprocessable("The plan does not fit the statuses.", errors=faults)
    return gone


def _recategorized(workflow: Workflow, changed: Workflow, named: Sequence[str]) -> tuple[str, ...]:
    """The statuses that belong to another category now; one whose category stays may be named to look at it again."""
    faults = [
        Fault(f"/recategorize/{place}", "unknown", "must be a status that stays")
        for place, id in enumerate(named)
        if workflow.status(id) is None or changed.status(id) is None
    ]
    if faults:
        raise Unprocessable("The plan does not fit the statuses.", errors=faults)
    for status in workflow.statuses:
        kept = changed.status(status.id)
        if kept is not None and kept.category != status.category and status.id not in named:
            raise Conflict(
                f"{status.name} is {status.category}, and tasks may have it. "
                "Name it in `recategorize` to make them what the new category says."
            )
    return tuple(dict.fromkeys(named))


def _rename_in_sections(work: Work, project: Project, gone: Mapping[str, str]) -> None:
    outline = outline_of(work, project)
    named = [section.id for section in outline.sections if section.status_id in gone]
    if len(named) > MAX_SECTIONS_AT_ONCE:
        raise Conflict(f"More than {MAX_SECTIONS_AT_ONCE} sections name these statuses. Change some of them first.")
    for section in work.find_many(Section, [Section.key(org_id=project.org_id, id=id) for id in named]):
        changed = replace(section, status_id=gone[section.status_id or ""], updated_at=work.now)
        stored = work.save(changed)
        outline = outline.changed(stored)
        work.emit(SECTION_UPDATED, stored, before=section)
    if named:
        work.save(outline)
