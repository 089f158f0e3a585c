"""Set a goal."""

from onetick.kernel.access import WorkspaceAccess
from onetick.kernel.ids import PrincipalId, new_id
from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.projects.owners import owner_named

from .changing import write
from .events import GOAL_CREATED
from .family import enter, require_no_circle_above
from .model import Goal
from .schemas import NewGoal
from .targets import goal_named, require_open


def create_goal(work: Work, home: Project | WorkspaceAccess, new: NewGoal) -> Goal:
    """A new goal of a project or of the workspace, under another one when that is named.

    Raises Unprocessable for days, an owner, a progress or a goal above that do not fit, Forbidden when
    the caller may not change that goal, Conflict when it is closed, QuotaExceeded.
    """
    check_days(new.start_on is not None and new.end_on is not None and new.end_on < new.start_on)
    check_progress(new.progress is not None and new.source == "automatic")
    caller = PrincipalId(work.principal.id)
    goal = Goal(
        org_id=home.org_id,
        workspace_id=home.workspace_id,
        id=new_id("gol"),
        name=new.name,
        description=new.description,
        owner_id=caller if new.owner_id in (None, caller) else owner_named(work, str(new.owner_id)),
        project_id=home.id if isinstance(home, Project) else None,
        parent_id=new.parent_id,
        weight=new.weight,
        period=new.period,
        start_on=new.start_on,
        end_on=new.end_on,
        source=new.source,
        progress=new.progress or 0.0,
        created_by=caller,
        created_at=work.now,
        updated_at=work.now,
    )
    if new.parent_id is not None:
        parent = goal_named(work, new.parent_id, "goal:manage", "/parent_id")
        require_open(work, parent)
        require_no_circle_above(work, goal, parent)
        enter(work, parent, goal)
    stored = write(work, goal)
    work.emit(GOAL_CREATED, stored)
    return stored


def check_days(reversed_: bool) -> None:
    """Raises Unprocessable for a goal that would end before it starts."""
    if reversed_:
        fault = Fault("/end_on", "before_start", "is before start_on")
        raise Unprocessable("A goal cannot end before it starts.", errors=[fault])


def check_progress(told: bool) -> None:
    """Raises Unprocessable for a progress told by hand where it is worked out."""
    if told:
        fault = Fault("/progress", "automatic", "follows from what counts for the goal")
        raise Unprocessable("The progress of this goal is automatic.", errors=[fault])
