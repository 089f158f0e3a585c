"""Give a project that never had a task the workflow of another."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onetick.kernel.problems import Conflict, Unprocessable
from onetick.kernel.work import Work

from .events import SECTION_UPDATED, WORKFLOW_UPDATED
from .model import Project, Section, Status, Workflow, require_open
from .put_workflow import MAX_SECTIONS_AT_ONCE, faults_of
from .targets import outline_of, workflow_of


def replace_workflow(
    work: Work,
    project: Project,
    statuses: Sequence[Status],
    transitions: Mapping[str, tuple[str, ...]] | None,
) -> Workflow:
    """The workflow with these statuses, no others and no rules; sections that name one that goes name none then.

    For a project without tasks: none would be taken along. Raises Conflict when it is archived or many
    sections are concerned, Unprocessable when this is no workflow.
    """
    require_open(project)
    workflow = workflow_of(work, project)
    changed = replace(workflow, statuses=tuple(statuses), transitions=transitions, rules=())
    if faults := list(faults_of(changed)):
        raise Unprocessable("This is no workflow that tasks can go through.", errors=faults)
    if changed == workflow:
        return workflow
    stored = work.save(replace(changed, updated_at=work.now))
    work.emit(WORKFLOW_UPDATED, stored, before=workflow)
    _release_sections(work, project, stored)
    return stored


def _release_sections(work: Work, project: Project, workflow: Workflow) -> None:
    outline = outline_of(work, project)
    gone = [one.id for one in outline.sections if one.status_id and workflow.status(one.status_id) is None]
    if len(gone) > MAX_SECTIONS_AT_ONCE:
        raise Conflict(f"More than {MAX_SECTIONS_AT_ONCE} sections name statuses that would go.")
    for section in work.find_many(Section, [Section.key(org_id=project.org_id, id=id) for id in gone]):
        stored = work.save(replace(section, status_id=None, updated_at=work.now))
        outline = outline.changed(stored)
        work.emit(SECTION_UPDATED, stored, before=section)
    if gone:
        work.save(outline)
