"""Inboxes off their plain way."""

from onetick.kernel.ids import OrgId, PrincipalId, WorkspaceId
from onetick.kernel.table import Put
from onetick.notifications.model import Inbox
from tests.meta.scene import Scene


def _mark_more_than_the_inbox_names(scene: Scene) -> None:
    """In an inbox that counts without knowing what."""
    org_id, workspace_id = OrgId(scene.team.organization_id), WorkspaceId(scene.team.workspace_id)
    inbox = Inbox(org_id=org_id, workspace_id=workspace_id, user_id=PrincipalId(scene.member.id), unread=1)
    scene.service.tables.transact([Put(Inbox.kind.to_item(inbox, version=1), None)])
    body = {"through": "ntf_00000000000000000000000000"}
    scene.member.post(f"{scene.team.w}/notifications/mark", body).expect(200)


EXERCISES = (_mark_more_than_the_inbox_names,)
