"""The route getBoard."""

from onetick.kernel import grants
from onetick.kernel.entry import route
from onetick.kernel.paging import Paging
from onetick.kernel.problems import Gone
from onetick.kernel.table import TableName
from onetick.kernel.work import Work
from onetick.projects.model import Project
from onetick.tasks.get_board import get_board
from onetick.tasks.schemas import BOARD_WINDOW, BoardView, BoardWindow
from onetick.tasks.targets import project_with_counts


@route(
    "GET",
    "/v1/workspaces/{workspace_id}/projects/{project_id}/board",
    can="task:view",
    endpoint="B",
    on=project_with_counts,
    problems=[Gone],
    part="section_id",
    max_limit=BOARD_WINDOW,
    grants=[grants.query(TableName.TENANT)],
)
def handler(work: Work, project: Project, query: BoardWindow, paging: Paging) -> BoardView:
    """Get a board.

    The columns in order, each with its first tasks (`limit`, 50 at most), how many it has, and a
    cursor. `section_id` and `cursor` go on with one column. Of a board with more than 20 columns, the
    others come without tasks at first; their cursors begin at the top.
    """
    return get_board(work, project, query.section_id, paging)
