"""How tags are read."""

from onetick.kernel.patterns import Pattern

from .model import Tag

TAGS = Pattern("The tags of a workspace, oldest first", Tag, pk="{org_id}#wsp#{workspace_id}#tags", prefix="tag_")
