"""What a tag leaves: the rows of what had it, of which only the past is left."""

from onetick.kernel.purging import Bin, Place, leaves
from onetick.tenancy.model import Workspace

from .events import TAG_DELETED, TAG_MERGED, TAG_RESTORED
from .model import Tag

TAGS = Bin("tag", Tag, deleted=[TAG_DELETED, TAG_MERGED], restored=[TAG_RESTORED])

leaves(Tag, places=lambda tag: [Place(f"{tag.org_id}#tag#{tag.id}")])
leaves(Workspace, places=lambda workspace: [Place(f"{workspace.org_id}#wsp#{workspace.id}#tags")])
