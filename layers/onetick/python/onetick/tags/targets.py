"""How routes, of this area and of others, find tags."""

from collections.abc import Iterable, Sequence

from onetick.kernel.ids import OrgId, WorkspaceId, is_id
from onetick.kernel.table import Key
from onetick.kernel.target import Arrival, Target
from onetick.projects.targets import place_target

from .model import Tag


def tag_keys(org_id: OrgId | None, workspace_id: WorkspaceId | None, ids: Iterable[str]) -> list[Key]:
    """Where these tags are."""
    return [Tag.key(org_id=org_id, workspace_id=workspace_id, id=id) for id in dict.fromkeys(ids)]


def _keys(at: Arrival) -> Sequence[Key]:
    return tag_keys(at.org, at.workspace, [at.path["tag_id"]]) if is_id("tag", at.path["tag_id"]) else []


def _other(at: Arrival) -> Sequence[Key]:
    return tag_keys(at.org, at.workspace, [at.body.into_id])


tag_of_path = Target("tag", Tag, _keys)
tag_in_trash = Target("tag", Tag, _keys, trashed=True)
tag_of_body = Target("into", Tag, _other, decides=False)
"""The tag that another is merged into."""
place_of_new_tag = place_target()
