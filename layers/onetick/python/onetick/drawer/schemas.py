"""What the API shows of a drawer."""

from collections.abc import Sequence

from pydantic import Field

from onetick.attachments.schemas import ListedAttachmentView
from onetick.comments.schemas import SeenCommentView
from onetick.kernel.fields import View
from onetick.tasks.schemas import HistoryEntryView, TaskRow, TaskView


class DrawerView(View):
    """A task with the latest of what belongs to it. What is behind, the lists of each show."""

    task: TaskView
    comments: Sequence[SeenCommentView] = Field(description="The latest 20 that start a thread, latest first.")
    attachments: Sequence[ListedAttachmentView] = Field(description="The latest 20 that arrived, latest first.")
    subtasks: Sequence[TaskRow] = Field(description="The first 50 that you can see, in order.")
    activity: Sequence[HistoryEntryView] = Field(description="What happened lately, latest first.")
    version: int = Field(description="Of the task.")
