"""Make a project from a template."""

from collections.abc import Sequence
from dataclasses import replace

from onetick.fields.copy_fields import copy_fields, in_order
from onetick.fields.model import Attached, CustomField, copied
from onetick.kernel.access import Subject
from onetick.kernel.access.facts import ProjectRole
from onetick.kernel.authority import authorize
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.jobs import Job, Progress, Step, accept, work_through
from onetick.kernel.problems import Conflict, NotFound
from onetick.kernel.work import Work
from onetick.projects.copying import can_join, column_of, project_named, rename_in_rules
from onetick.projects.create_section import create_section
from onetick.projects.duplicate_project import SECTIONS_AT_ONCE
from onetick.projects.events import OF_PROJECTS
from onetick.projects.founding import Column, found
from onetick.projects.model import Project
from onetick.projects.put_member import put_member

from .casting import cast_of
from .dates import shift_of
from .filling import INSTANTIATE, Fill, Filled, both
from .model import Frame, Template, TemplateFields
from .schemas import NewProjectFromTemplate
from .targets import fields_key, frame_key, require_usable

_RANK = {"viewer": 0, "commenter": 1, "editor": 2, "admin": 3}


def instantiate_template(work: Work, template: Template, wanted: NewProjectFromTemplate) -> Job:
    """A new project with the workflow and first sections of a template, and the job that makes the rest.

    Raises Conflict when the key is taken, the template is not ready or is one of a task, Forbidden when
    the caller may not use it, Unprocessable when dates or roles are not given as it asks.
    """
    authorize(work, "template:view", Subject.of(template))
    require_usable(template)
    if template.of != "project":
        raise Conflict("A task is made from this template. Apply it to a project.")
    frame = work.load(Frame, frame_key(work.org_id, template.id))
    shift = shift_of(template, wanted.start_on, wanted.due_on, wanted.timezone, skip_weekends=wanted.skip_weekends)
    people = cast_of(work, template, wanted.people)
    project = Project(
        org_id=template.org_id,
        workspace_id=template.workspace_id,
        id=new_id("prj"),
        code=wanted.key,
        name=wanted.name,
        description=frame.description if wanted.description is None else wanted.description,
        color=frame.color,
        visibility=wanted.visibility or frame.visibility,
        member_access=frame.member_access,
        type_ids=frame.type_ids,
        default_type_id=frame.default_type_id,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    first = frame.sections[:SECTIONS_AT_ONCE]
    made = {section.id: new_id("sec") for section in first}
    columns = [replace(section, id=made[section.id]) for section in first]
    found(
        work,
        project,
        workflow=(frame.statuses, frame.transitions),
        rules=frame.rules,
        columns=columns,
        copied_from=template.id,
    )
    parameters = Fill(
        template_id=template.id,
        project_id=project.id,
        shift=shift,
        people=people,
        members=tuple(_members(template, frame, wanted, people).items()),
    )
    return accept(
        work,
        INSTANTIATE,
        parameters,
        checkpoint=Filled(sections=made),
        subject=template,
        total=template.task_count,
        result={"project_id": project.id},
    )


def _members(
    template: Template, frame: Frame, wanted: NewProjectFromTemplate, people: dict[str, tuple[str, ...]]
) -> dict[str, ProjectRole]:
    """Who becomes a member with which role: of several the highest, but what was asked for by name before all."""
    roles: dict[str, ProjectRole] = dict(frame.teams)
    for role_id, several in people.items():
        role = template.role(role_id)
        for one in several if role is not None else ():
            assert role is not None
            present: ProjectRole = roles.get(one, "viewer")
            roles[one] = max(present, role.project_role, key=lambda each: _RANK[each])
    return {**roles, **{member.principal_id: member.role for member in wanted.members}}


def fill_frame(work: Work, step: Step[Fill, Filled]) -> Progress[Filled]:
    """One step of the sections, members or fields. Raises as `fill_tasks` does."""
    template, project = both(work, step)
    if step.checkpoint.stage == "sections":
        return _sections(work, step.checkpoint, template, project)
    if step.checkpoint.stage == "members":
        return _enrol(work, step, project)
    return _fields(work, step.checkpoint, template, project)


def _sections(work: Work, checkpoint: Filled, template: Template, project: Project) -> Progress[Filled]:
    frame = work.load(Frame, frame_key(work.org_id, template.id))
    known = dict(checkpoint.sections)
    missing: Sequence[Column] = [section for section in frame.sections if section.id not in known]
    done = work_through(work, missing, lambda section: create_section(work, project, column_of(section)))
    known |= {missing[place].id: made.id for place, made in done.results.items()}
    finished = done.count == len(missing)
    then = replace(checkpoint, stage="members" if finished else "sections", sections=known)
    return Progress(next=then, counts={"sections": len(done.results)} if done.results else {})


def _enrol(work: Work, step: Step[Fill, Filled], project: Project) -> Progress[Filled]:
    left = step.parameters.members[step.checkpoint.member :]

    def enrol(member: tuple[str, ProjectRole]) -> bool:
        # Each changes the project, so each begins with it as the one before left it.
        present = project_named(work, project.id)
        if not can_join(work, present, member[0]):
            return False
        try:
            put_member(work, OF_PROJECTS, present, member[0], member[1])
        except NotFound:
            return False
        return True

    done = work_through(work, left, enrol)
    enrolled = sum(done.results.values())
    counts = {"members": enrolled} if enrolled else {}
    if done.count < len(left):
        return Progress(next=replace(step.checkpoint, member=step.checkpoint.member + done.count), counts=counts)
    return Progress(next=replace(step.checkpoint, stage="fields"), counts=counts, errors=done.errors)


def _fields(work: Work, checkpoint: Filled, template: Template, project: Project) -> Progress[Filled]:
    held = work.find(TemplateFields, fields_key(work.org_id, template.id))
    left = [one for one in held.attached if one.field.id not in checkpoint.fields] if held is not None else []
    usable = in_order(work, _as_they_are(work, left))
    done = copy_fields(work, project, usable, checkpoint.fields)
    made = {usable[place].field.id: field_id for place, field_id in done.results.items()}
    then = replace(checkpoint, fields={**checkpoint.fields, **made})
    whole = done.count == len(usable)
    if whole:
        rename_in_rules(work, project, then.fields)
    return Progress(next=replace(then, stage="tasks") if whole else then, counts={"fields": len(made)} if made else {})


def _as_they_are(work: Work, attached: Sequence[Attached]) -> list[Attached]:
    """Fields of the workspace as they are defined by now, without those of no use any more; others as saved."""
    place = {"org_id": work.org_id, "workspace_id": work.workspace_id}
    shared = [CustomField.key(**place, id=one.field.id) for one in attached if one.field.project_id is None]
    present = {field.id: field for field in work.find_many(CustomField, shared) if field.usable}
    return [
        one if one.field.project_id is not None else replace(one, field=copied(present[one.field.id]))
        for one in attached
        if one.field.project_id is not None or one.field.id in present
    ]
