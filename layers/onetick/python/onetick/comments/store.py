"""How comments are read."""

from onetick.kernel.patterns import Pattern

from .model import Comment

COMMENTS = Pattern("The comments on a task, oldest first", Comment, pk="{org_id}#tsk#{task_id}", prefix="comment#")
