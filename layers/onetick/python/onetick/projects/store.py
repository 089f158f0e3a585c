"""Where a project's things are found, and how.

How sections are kept. A section is asked for in two ways: alone, by an id that comes without its
project, and together with its siblings, in order, by every board and by every new task. So it is
stored twice, in one transaction: alone (`Section`), which is what its version and `If-Match` mean,
and inside the project's `Outline`, one item of at most 100 sections whose order is their order.

- An index would do for the second, but it lags behind on AWS: a section just made would be missing
  from the board.
- The outline needs no ranks, no query and no counter: it comes with the first read of a request,
  beside the project and the workflow, and its version serialises concurrent moves.
- The price is an item of some 400 bytes a section, read with each new task.
"""

from onetick.kernel.patterns import Pattern

from .model import Project, ProjectMember, StatusUpdate

PROJECTS = Pattern(
    "The projects of a workspace, oldest first", Project, pk="{org_id}#wsp#{workspace_id}", prefix="prj#"
)
MEMBERS = Pattern(
    "Who has a role in a project or a portfolio, by principal",
    ProjectMember,
    pk="{org_id}#prj#{project_id}",
    prefix="member#",
)
STATUS_UPDATES = Pattern(
    "The status updates of a project or a portfolio, newest first",
    StatusUpdate,
    pk="{org_id}#prj#{project_id}#status",
    prefix="stu_",
    ascending=False,
)
