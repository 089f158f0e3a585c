"""How a drawer is read: backwards over what stands side by side in a task's partition.

    event#...              the latest at the end
    front#comment#...      copies of the latest comments
    front#file#...         and attachments
    lineage, subtask#...   the subtasks in order

So one window from the end holds all of it. No other kind of item may stand between.
"""

from onetick.attachments.model import FrontFile
from onetick.comments.model import FrontComment
from onetick.kernel.events import EventRecord
from onetick.kernel.patterns import Pattern
from onetick.tasks.family import Lineage, Subtask

_TASK = "{org_id}#tsk#{task_id}"
FIRST, FRONT_END, END = "event#", "front#~", "subtask#~"

DRAWER = Pattern(
    "What the drawer of a task shows, from the end",
    EventRecord,
    pk=_TASK,
    ascending=False,
    also=(FrontComment, FrontFile, Lineage, Subtask),
)
FRONT_COMMENTS = Pattern(
    "Copies of the latest comments of a task, latest first",
    FrontComment,
    pk=_TASK,
    prefix="front#comment#",
    ascending=False,
)
FRONT_FILES = Pattern(
    "Copies of the latest attachments of a task, latest first",
    FrontFile,
    pk=_TASK,
    prefix="front#file#",
    ascending=False,
)
