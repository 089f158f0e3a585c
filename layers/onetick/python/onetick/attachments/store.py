"""How attachments are read."""

from onetick.kernel.patterns import Pattern

from .model import Attachment

OF_TASK = Pattern(
    "The attachments of a task, oldest first", Attachment, pk="{org_id}#tsk#{task_id}", prefix="attachment#"
)
