"""Log time."""

from dataclasses import replace
from datetime import UTC

from onetick.kernel.problems import Fault, Unprocessable
from onetick.kernel.work import Work
from onetick.tasks.belongings import task_of
from onetick.tasks.model import Task
from onetick.tasks.people import who_see
from onetick.tasks.targets import require_open

from .events import TIME_ENTRY_CREATED
from .model import TimeEntry
from .schemas import NewTimeEntry
from .targets import remember_place
from .writing import write


def create_time_entry(work: Work, draft: TimeEntry, new: NewTimeEntry) -> TimeEntry:
    """The entry that `draft` says whose it is and on what.

    Raises Conflict in an archived project, Unprocessable when somebody else is meant who does not see the task.
    """
    task = task_of(work, draft)
    require_open(work, *task.project_ids)
    if draft.user_id != work.principal.id and not who_see(work, task.project_ids, [draft.user_id]):
        fault = Fault("/user_id", "not_a_member", "is no member who can see this project")
        raise Unprocessable("Time can only be logged for those who can see the task.", errors=[fault])
    day = new.spent_on or work.now.astimezone(UTC).date()
    entry = replace(draft, spent_on=day, minutes=new.minutes, note=new.note, billable=new.billable)
    return add(work, task, entry)


def add(work: Work, task: Task, entry: TimeEntry) -> TimeEntry:
    """Store a new entry, for work that has looked at everything already."""
    stored = write(work, TIME_ENTRY_CREATED, task, entry, None)
    remember_place(work, stored, task)
    return stored
