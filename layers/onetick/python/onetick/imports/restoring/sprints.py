"""Restore the sprints of an archived project, with what is on record of those that were started."""

from datetime import datetime
from functools import partial

from onetick.archives.belongings import AmountsDocument, SprintDocument
from onetick.imports.start_import import BringIn, Reached
from onetick.kernel.ids import PrincipalId
from onetick.kernel.jobs import Step
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.sprints.archiving import Day, Recorded, restore_recorded
from onetick.sprints.model import Amounts, Sprint, State
from onetick.sprints.put_cadence import put_cadence
from onetick.sprints.schemas import CadenceBody
from onetick.sprints.targets import cadence_of

from .authors import author
from .belongings import Part, copy_of, known, part_of
from .counterparts import Counterparts


def sprints_part(work: Work, project: Project, parts: Counterparts, step: Step[BringIn, Reached]) -> Part:
    """The sprints. A new project runs its sprints as the archived one did from then on."""
    cadence = parts.archived.cadence
    if cadence is not None and step.checkpoint.fresh and step.checkpoint.item == 0:
        wanted = CadenceBody(parallel=cadence.parallel, duration_days=cadence.duration_days)
        put_cadence(work, cadence_of(work, project.id), project, wanted)
    return part_of(work, project, parts, "sprints", Sprint, partial(_make, work, project, parts))


def sprint_of(work: Work, project: Project, parts: Counterparts, sprint_id: str | None) -> Sprint | None:
    """What a sprint of the archive is here, unless it is in the trash."""
    found = known(work, project, parts, Sprint, sprint_id) if sprint_id is not None else None
    return None if found is None or found.deleted_at is not None else found


def _make(work: Work, project: Project, parts: Counterparts, one: SprintDocument) -> Sprint:
    maker = author(work, project, parts, one.created_by)
    state = _state(one)
    sprint = Sprint(
        org_id=project.org_id,
        workspace_id=project.workspace_id,
        project_id=project.id,
        id=copy_of(project, one.id),
        name=one.name,
        goal=one.goal,
        state=state,
        start_on=one.start_on,
        end_on=one.end_on,
        timezone=one.timezone,
        capacity_points=one.capacity_points,
        capacity_minutes=one.capacity_minutes,
        created_by=maker or PrincipalId(work.principal.id),
        created_at=one.created_at if maker is not None else work.now,
        updated_at=work.now,
        started_at=_past(work, one.started_at) if state != "planned" else None,
        completed_at=_past(work, one.completed_at) if state == "completed" else None,
        carried_to=_carried_to(project, parts, one) if state == "completed" else None,
    )
    days = tuple(
        Day(day=each.day, added=_amounts(each.added), removed=_amounts(each.removed), done=_amounts(each.done))
        for each in {each.day: each for each in one.days}.values()
    )
    sums = {name: _amounts(getattr(one, name)) for name in ("committed", "scope", "done")}
    return restore_recorded(work, Recorded(sprint=sprint, days=days, **sums))


def _state(one: SprintDocument) -> State:
    """Its state, as far as the times are told that belong to it."""
    if one.state == "planned" or one.started_at is None:
        return "planned"
    return "completed" if one.completed_at is not None else "active"


def _past(work: Work, moment: datetime | None) -> datetime | None:
    """A moment that is over: nothing has happened yet that is still to come."""
    return None if moment is None else min(moment, work.now)


def _carried_to(project: Project, parts: Counterparts, one: SprintDocument) -> str | None:
    if one.carried_to is None or one.carried_to == "backlog":
        return one.carried_to
    archived = (other.id for other in parts.archived.sprints)
    return copy_of(project, one.carried_to) if one.carried_to in archived else None


def _amounts(said: AmountsDocument) -> Amounts:
    return Amounts(tasks=said.tasks, points=said.points, minutes=said.minutes)
