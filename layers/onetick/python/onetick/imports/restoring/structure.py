"""Restore what a project is made of before there are tasks: its settings, workflow and sections.

A project that never had a task becomes what the archive says. Where there were tasks before, nothing of
theirs changes: what is missing is added, and the rest stays.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

from onetick.archives.documents import ApprovalDocument, SectionDocument, StatusDocument
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.jobs import Progress, Step, work_through
from onetick.kernel.problems import QuotaExceeded
from onetick.kernel.work import Work
from onetick.projects.create_section import create_section
from onetick.projects.delete_section import delete_section
from onetick.projects.members import grants_of
from onetick.projects.model import MAX_SECTIONS, MAX_STATUSES, Project, Section, Status
from onetick.projects.move_section import move_section
from onetick.projects.put_workflow import put_rules, put_workflow
from onetick.projects.replace_workflow import replace_workflow
from onetick.projects.rules import OWN, ROLES, ApprovalRule, TransitionRule
from onetick.projects.schemas import NewSection, ProjectChanges, SectionChanges, SectionPlace
from onetick.projects.targets import workflow_of
from onetick.projects.update_project import update_project
from onetick.projects.update_section import update_section
from onetick.projects.workflow_schemas import StatusBody, WorkflowBody
from onetick.tasks.columns import is_empty
from onetick.tasks.model import TaskCounter
from onetick.tasktypes.change_types import create_task_type
from onetick.tasktypes.model import PLAIN, TaskTypes, known_icon
from onetick.tasktypes.schemas import MAX_NAME, NewTaskType
from onetick.tasktypes.targets import types_of

from .counterparts import Counterparts


def restore_settings(
    work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]
) -> Progress[Reached]:
    """Settings and workflow, in one step. Raises Forbidden when the caller may not change them."""
    counter = TaskCounter.key(org_id=project.org_id, project_id=project.id)
    fresh = parts.found.manner.settings and work.find(TaskCounter, counter) is None
    authority.authorize(work, "workflow:manage", Subject.of(project))
    archived = parts.archived
    if fresh:
        authority.authorize(work, "project:edit", Subject.of(project))
        work.require_absent(counter)
        _restore_settings(work, project, replace(parts, types=_with_types(work, project, parts)))
        statuses = [Status(**one.model_dump()) for one in archived.statuses]
        replace_workflow(work, project, statuses, archived.transitions)
    else:
        _add_statuses(work, project, parts)
    return Progress(next=replace(step.checkpoint, stage="sections", fresh=fresh))


def _restore_settings(work: Work, project: Project, parts: Counterparts) -> None:
    settings = parts.archived.project
    given: dict[str, Any] = {
        name: getattr(settings, name) for name in ("name", "description", "color", "visibility", "member_access")
    }
    given |= _owner(work, project, parts)
    if settings.start_on is None or settings.due_on is None or settings.start_on <= settings.due_on:
        given |= {"start_on": settings.start_on, "due_on": settings.due_on}
    given["type_ids"] = [id for one in settings.type_ids if (id := parts.type_id(one)) is not None]
    default = parts.type_id(settings.default_type_id)
    given["default_type_id"] = default if default in given["type_ids"] or not given["type_ids"] else None
    update_project(work, project, ProjectChanges(**given))


def _owner(work: Work, project: Project, parts: Counterparts) -> dict[str, Any]:
    """Whom to ask, where they are in the workspace."""
    archived = parts.archived.project.owner_id
    owner = parts.person(archived) if archived is not None else None
    if owner is None or not owner.startswith("usr_") or owner == project.owner:
        return {}
    return {"owner_id": owner} if is_active(work, project, owner) else {}


def is_active(work: Work, project: Project, person: str) -> bool:
    """Whether somebody is in the workspace."""
    grants = grants_of(work, project, person)
    return grants is not None and grants.status == "active"


def _with_types(work: Work, project: Project, parts: Counterparts) -> TaskTypes:
    """The types of the workspace with those that it lacks, as far as there is room and the caller may make them."""
    if not authority.may(work, "field:manage", authority.whole_workspace(work)):
        return parts.types
    for one in parts.archived.types:
        if parts.type_id(one.id) is None and one.name.casefold() != PLAIN:
            with suppress(QuotaExceeded), work.part():
                new = NewTaskType(name=one.name[:MAX_NAME], icon=known_icon(one.icon), color=one.color)
                create_task_type(work, types_of(work), new)
            parts = replace(parts, types=types_of(work))
    return parts.types


def _add_statuses(work: Work, project: Project, parts: Counterparts) -> None:
    workflow = workflow_of(work, project)
    there = {word for one in workflow.statuses for word in (one.id, one.name.casefold())}
    missing = [one for one in parts.archived.statuses if not {one.id, one.name.casefold()} & there]
    every: list[Status | StatusDocument] = [*workflow.statuses, *missing]
    statuses = [
        StatusBody(id=one.id, name=one.name, category=one.category, color=one.color) for one in every[:MAX_STATUSES]
    ]
    if len(statuses) == len(workflow.statuses):
        return
    known = {one.id for one in statuses}
    transitions = None
    if workflow.transitions is not None:
        added = {one.id: (parts.archived.transitions or {}).get(one.id, ()) for one in missing if one.id in known}
        transitions = {
            before: [one for one in following if one in known]
            for before, following in {**workflow.transitions, **added}.items()
        }
    put_workflow(work, workflow, project, WorkflowBody(statuses=statuses, transitions=transitions or "any"))


def restore_rules(work: Work, project: Project, parts: Counterparts) -> None:
    """What the workflow asks of tasks, for the time to come: those of the archive are what they are."""
    fields = {id: one.field.id for id, one in parts.attached.items()}
    rules = [
        TransitionRule(
            to=one.to,
            from_=one.from_,
            required_fields=tuple(fields.get(name, name) for name in one.required_fields),
            allowed_for=tuple(dict.fromkeys(_meant(parts, one.allowed_for))),
            approval=_approval(work, project, parts, one.approval),
        )
        for one in parts.archived.rules
    ]
    # One that is for people who are nobody here would be for everybody, and what nobody can agree to for nobody.
    put_rules(
        work,
        project,
        [
            one
            for one, said in zip(rules, parts.archived.rules, strict=True)
            if bool(one.allowed_for) == bool(said.allowed_for) and bool(one.approval) == bool(said.approval)
        ],
    )


def _approval(work: Work, project: Project, parts: Counterparts, said: ApprovalDocument | None) -> ApprovalRule | None:
    """Who must agree: whoever of them is here. None where nobody is."""
    if said is None:
        return None
    people = tuple(one for one in parts.people(said.people) if one.startswith("usr_") and is_active(work, project, one))
    if not people and said.role is None:
        return None
    most = said.needed if said.role is not None else min(said.needed, len(people))
    return ApprovalRule(people=people, role=said.role, needed=max(most, 1) if said.role else most, days=said.days)


def _meant(parts: Counterparts, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        if name in (*ROLES, *OWN):
            yield name
        elif (person := parts.person(name)) is not None:
            yield person


def restore_sections(
    work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]
) -> Progress[Reached]:
    """As many sections as one transaction holds; fields come when all are as they should be."""
    authority.authorize(work, "section:manage", Subject.of(project))
    following = replace(step.checkpoint, stage="fields")
    missing = [one for one in parts.archived.sections if one.id not in parts.sections]
    room = MAX_SECTIONS - len(parts.outline.sections)
    if missing and parts.found.manner.create_sections and room > 0:
        made = work_through(work, missing[:room], lambda one: create_section(work, project, _like(parts, one)))
        if made.results:
            return Progress(next=step.checkpoint, counts={"sections": len(made.results)}, errors=made.errors)
        following = replace(following, fresh=False)
    if not step.checkpoint.fresh:
        return Progress(next=following)
    changes = [*_updates(work, parts), *_removals(work, parts), *_moves(work, parts)]
    done = work_through(work, changes, lambda change: change())
    return Progress(next=step.checkpoint if changes and not done.errors else following)


def _like(parts: Counterparts, one: SectionDocument) -> NewSection:
    status = parts.status(one.status_id).id if one.status_id is not None else None
    return NewSection(name=one.name, status_id=status, wip_limit=one.wip_limit, color=one.color)


def _updates(work: Work, parts: Counterparts) -> Iterator[Callable[[], object]]:
    for one in parts.archived.sections:
        section, wanted = parts.sections.get(one.id), _like(parts, one)
        if section is not None and any(getattr(section, name) != getattr(wanted, name) for name in _LOOKS):
            changes = SectionChanges(**{name: getattr(wanted, name) for name in _LOOKS})
            yield partial(_with_section, work, section, partial(update_section, changes=changes))


_LOOKS = ("name", "status_id", "wip_limit", "color")


def _removals(work: Work, parts: Counterparts) -> Iterator[Callable[[], object]]:
    """The sections that a new project has and the archived one had not, as far as nothing is in them."""
    kept = {section.id for section in parts.sections.values()}
    for section in parts.outline.sections:
        if section.id not in kept and is_empty(work, section):
            yield partial(_with_section, work, section, partial(delete_section, empty=True))


def _moves(work: Work, parts: Counterparts) -> Iterator[Callable[[], object]]:
    ordered = [parts.sections[one.id].id for one in parts.archived.sections if one.id in parts.sections]
    present = [section.id for section in parts.outline.sections if section.id in ordered]
    if ordered == present:
        return
    for before, after in reversed(list(pairwise(ordered))):
        yield partial(_move, work, before, after)


def _move(work: Work, section_id: str, before_id: str) -> None:
    section = work.load(Section, Section.key(org_id=work.org_id, id=section_id))
    move_section(work, section, SectionPlace(before_id=before_id))


def _with_section(work: Work, section: Section, act: Callable[[Work, Section], object]) -> object:
    return act(work, work.load(Section, section.own_key))
