"""What a workspace leaves: all that is in it. Other areas say themselves what that is. A team leaves only itself."""

from onetick.kernel.purging import Bin, Place, leaves
from onetick.kernel.table import Index

from .events import TEAM_DELETED, TEAM_RESTORED, WORKSPACE_DELETED, WORKSPACE_RESTORED
from .model import Team, Workspace

TEAMS = Bin("team", Team, deleted=[TEAM_DELETED], restored=[TEAM_RESTORED])
WORKSPACES = Bin("workspace", Workspace, deleted=[WORKSPACE_DELETED], restored=[WORKSPACE_RESTORED])


def _places(workspace: Workspace) -> list[Place]:
    own = f"{workspace.org_id}#wsp#{workspace.id}"
    # First what leads on, last what was told of all of it.
    told = Place(f"{workspace.org_id}#events#{workspace.id}", index=Index.GSI1)
    return [told, *(Place(f"{own}{part}") for part in ("#grants", "#invitations", "#teams", ""))]


leaves(Workspace, places=_places)
