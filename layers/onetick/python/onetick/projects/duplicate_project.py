"""Make a project after another."""

from dataclasses import replace

from onetick.kernel import authority
from onetick.kernel.access import Subject
from onetick.kernel.ids import new_id
from onetick.kernel.jobs import Job, accept
from onetick.kernel.work import Work

from .copying import COPY_PROJECT, Copied, CopyProject
from .founding import Column, found
from .model import Project
from .schemas import ProjectCopy
from .targets import outline_of, workflow_of

SECTIONS_AT_ONCE = 20
"""How many sections the request itself makes; the job makes the others."""


def duplicate_project(work: Work, source: Project, copy: ProjectCopy) -> Job:
    """A new project with the settings, workflow and first sections of `source`, and the job that copies the rest.

    Raises Conflict when the key is taken, Forbidden when the caller may not see the source.
    """
    authority.authorize(work, "project:view", Subject.of(source))
    project = replace(
        source,
        version=0,
        id=new_id("prj"),
        code=copy.key,
        name=copy.name,
        owner_id=None,
        created_by=work.principal.id,
        created_at=work.now,
        updated_at=work.now,
        teams={},
        admins=0,
        health=None,
        archived_at=None,
    )
    workflow = workflow_of(work, source)
    sections = outline_of(work, source).sections[:SECTIONS_AT_ONCE]
    columns = [
        Column(
            id=new_id("sec"),
            name=section.name,
            status_id=section.status_id,
            wip_limit=section.wip_limit,
            color=section.color,
        )
        for section in sections
    ]
    made = {section.id: column.id for section, column in zip(sections, columns, strict=True)}
    found(
        work,
        project,
        workflow=(workflow.statuses, workflow.transitions),
        rules=workflow.rules,
        columns=columns,
        copied_from=source.id,
    )
    parameters = CopyProject(
        source_id=source.id,
        project_id=project.id,
        members=copy.members,
        tasks=copy.tasks,
        assignees=copy.assignees,
        completed=copy.completed,
    )
    return accept(
        work,
        COPY_PROJECT,
        parameters,
        checkpoint=Copied(sections=made),
        subject=source,
        result={"project_id": project.id},
    )
