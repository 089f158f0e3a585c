"""Change a workspace."""

from dataclasses import replace

from onetick.kernel.work import Work

from .events import WORKSPACE_UPDATED
from .model import Workspace
from .schemas import WorkspaceChanges


def update_workspace(work: Work, workspace: Workspace, changes: WorkspaceChanges) -> Workspace:
    """The workspace with what was given. Nothing happens when it is so already."""
    if all(getattr(workspace, name) == value for name, value in changes.given.items()):
        return workspace
    changed = work.save(replace(workspace, **changes.given, updated_at=work.now))
    work.emit(WORKSPACE_UPDATED, changed, before=workspace)
    return changed
