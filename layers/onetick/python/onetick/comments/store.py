"""How comments are read."""

from onetick.kernel.patterns import Pattern

from .model import Comment, CommentEdit, CommentReaction

_TASK, _COMMENT = "{org_id}#tsk#{task_id}", "{org_id}#cmt#{comment_id}"

COMMENTS = Pattern("The comments on a task, oldest first", Comment, pk=_TASK, prefix="comment#")
REPLIES = Pattern("The replies to a comment, oldest first", Comment, pk=_TASK, prefix="answer#{comment_id}#")
ALL_REPLIES = Pattern("All replies on a task, thread by thread", Comment, pk=_TASK, prefix="answer#")
EDITS = Pattern("What a comment said before, latest first", CommentEdit, pk=_COMMENT, prefix="edit#", ascending=False)
REACTIONS = Pattern("Who reacted to a comment, emoji by emoji", CommentReaction, pk=_COMMENT, prefix="reaction#")
