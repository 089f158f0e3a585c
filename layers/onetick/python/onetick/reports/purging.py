"""What reports leave of a project, and of what was counted of a task or of logged time.

The sums themselves name nobody but people who logged time, and go with the project.
"""

from onetick.kernel.purging import Place, leaves
from onetick.projects.model import Project
from onetick.tasks.model import Task
from onetick.timekeeping.model import TimeEntry

leaves(Project, places=lambda project: [Place(f"{project.org_id}#prj#{project.id}#facts")])
leaves(Task, places=lambda task: [Place(f"{task.org_id}#tsk#{task.id}#facts")])
leaves(TimeEntry, places=lambda entry: [Place(f"{entry.org_id}#tim#{entry.id}#facts")])
