"""List the projects that a task is in."""

from onetick.kernel.access import ProjectAccess, scope
from onetick.kernel.paging import Page, Paging
from onetick.kernel.work import Work
from onetick.projects.model import Outline, Project

from .model import Task
from .part_schemas import TaskProjectView
from .parts import Slot


def list_task_projects(work: Work, task: Task, paging: Paging) -> Page[TaskProjectView]:
    """One page of those that the caller sees, by id."""
    place = {"org_id": task.org_id, "workspace_id": task.workspace_id}
    access = {slot.project_id: ProjectAccess.key(**place, project_id=slot.project_id) for slot in task.slots}
    projects = [Project.key(**place, id=project_id) for project_id in task.project_ids]
    outlines = [Outline.key(org_id=task.org_id, project_id=project_id) for project_id in task.project_ids]
    work.prefetch([*access.values(), *projects, *outlines])
    visible = scope(work.standing)

    def sees(project_id: str) -> bool:
        found = work.find(ProjectAccess, access[project_id])
        return found is not None and not found.deleted and visible.sees(project_id, found)

    slots = {slot.project_id: slot for slot in task.slots if sees(slot.project_id)}
    page = paging.cut(slots)
    return Page([_view(work, task, slots[project_id]) for project_id in page.data], page.next_cursor)


def _view(work: Work, task: Task, slot: Slot) -> TaskProjectView:
    project = work.load(Project, Project.key(org_id=task.org_id, workspace_id=task.workspace_id, id=slot.project_id))
    outline = work.load(Outline, Outline.key(org_id=task.org_id, project_id=slot.project_id))
    section = outline.find(slot.section_id)
    return TaskProjectView(
        project_id=project.id,
        key=project.code,
        name=project.name,
        section_id=slot.section_id,
        section_name=section.name if section is not None else "",
        rank=slot.rank,
        home=project.id == task.project_id,
    )
