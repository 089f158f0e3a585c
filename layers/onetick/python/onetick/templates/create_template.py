"""Make a template by hand."""

from onetick.kernel.access import WorkspaceAccess
from onetick.kernel.entity import Entity
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import Fault, NotFound, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.founding import DEFAULT_STATUSES, Column
from onetick.projects.model import Project, Status, Workflow
from onetick.projects.model import require_open as require_open_project
from onetick.projects.put_workflow import faults_of

from .casting import roles_from
from .events import TEMPLATE_CREATED, TEMPLATE_TASK_CREATED
from .model import Frame, Template, TemplateTask
from .schemas import NewTemplate
from .writing import write


def create_template(work: Work, place: Entity, new: NewTemplate) -> Template:
    """A template of a project without tasks, or of one task without subtasks.

    Raises Conflict when the project it shall belong to is archived, Unprocessable for roles, statuses or
    sections that contradict each other.
    """
    if isinstance(place, Project):
        require_open_project(place)
    elif not isinstance(place, WorkspaceAccess):
        raise NotFound()
    single = new.kind == "task"
    template = Template(
        org_id=place.org_id,
        workspace_id=place.workspace_id,
        id=new_id("tpl"),
        of=new.kind,
        name=new.name,
        description=new.description,
        project_id=place.id if isinstance(place, Project) else None,
        roles=roles_from(new.roles),
        asks_for=new.asks_for,
        timezone=new.timezone,
        task_count=1 if single else 0,
        created_by=PrincipalId(work.principal.id),
        created_at=work.now,
        updated_at=work.now,
    )
    stored = write(work, template)
    work.emit(TEMPLATE_CREATED, stored)
    if single:
        _give_a_task(work, stored, new.title or new.name)
    else:
        work.create(_frame(stored, new, _statuses(work, stored, new)))
    return stored


def _give_a_task(work: Work, template: Template, title: str) -> None:
    task = TemplateTask(
        org_id=template.org_id,
        workspace_id=template.workspace_id,
        template_id=template.id,
        id=template.root_id,
        title=title,
        created_by=template.created_by,
        created_at=work.now,
        updated_at=work.now,
    )
    work.emit(TEMPLATE_TASK_CREATED, work.create(task))


def _statuses(work: Work, template: Template, new: NewTemplate) -> tuple[Status, ...]:
    if new.statuses is None:
        return DEFAULT_STATUSES
    statuses = tuple(
        Status(id=status.id, name=status.name, category=status.category, color=status.color) for status in new.statuses
    )
    workflow = Workflow(
        org_id=template.org_id,
        workspace_id=template.workspace_id,
        project_id="",
        statuses=statuses,
        updated_at=work.now,
    )
    if faults := list(faults_of(workflow)):
        raise Unprocessable("This is no workflow that tasks can go through.", errors=faults)
    return statuses


def _frame(template: Template, new: NewTemplate, statuses: tuple[Status, ...]) -> Frame:
    known = {status.id for status in statuses}
    faults = [
        Fault(f"/sections/{place}/status_id", "unknown", "is none of the statuses")
        for place, section in enumerate(new.sections or ())
        if section.status_id is not None and section.status_id not in known
    ]
    if faults:
        raise Unprocessable("A section names a status that there is not.", errors=faults)
    if new.sections:
        columns = tuple(
            Column(
                id=new_id("sec"),
                name=section.name,
                status_id=section.status_id,
                wip_limit=section.wip_limit,
                color=section.color,
            )
            for section in new.sections
        )
    else:
        columns = tuple(Column(id=new_id("sec"), name=status.name, status_id=status.id) for status in statuses)
    return Frame(
        org_id=template.org_id,
        workspace_id=template.workspace_id,
        template_id=template.id,
        statuses=statuses,
        sections=columns,
    )
