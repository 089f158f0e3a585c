"""What a change set leaves beside what it changes, and what is not undone with it, each with its reason.

Whatever a request of somebody can tell is undone by the kind of thing it is about, or stands here: a
test finds the event type that does neither (`tests/meta/test_undoable.py`).
"""

from collections.abc import Mapping

BESIDE = frozenset({"change_set", "export", "import", "job"})
"""Kinds that only say what a request does; there is nothing to undo in them."""

_RIGHTS = "Who may do what is decided on the day it is decided: give and take rights by hand."
_WHOLE = "It is about the workspace or the organization as a whole: change it by hand."
_DECIDED = "A decision stays on record: make another one."
_LINK = "A link that was replaced or taken away opens nothing ever again. Make a new one, or take it away, by hand."
PURGED = "What was purged is gone for good: nothing is left to bring back."

STAYS: Mapping[str, str] = {
    "approval": _DECIDED,
    "form.link_revoked": _LINK,
    "form.link_rotated": _LINK,
    "form.submitted": "What somebody sent is theirs. Decline it instead.",
    "goal.status_posted": "What was reported of a goal stays on record: report anew.",
    "inbox": "What was read was read. Mark it by hand.",
    "invitation": "What was sent is sent. Revoke an invitation by hand, or invite again.",
    "member": _RIGHTS,
    "notification_preferences": "They are somebody's own, in every workspace: change them by hand.",
    "organization": _WHOLE,
    "portfolio.member_added": _RIGHTS,
    "portfolio.member_removed": _RIGHTS,
    "portfolio.member_role_changed": _RIGHTS,
    "project.member_added": _RIGHTS,
    "project.member_removed": _RIGHTS,
    "project.member_role_changed": _RIGHTS,
    "reaction": "Give or take a reaction by hand: it is one click.",
    "reminders": "A reminder is somebody's own: set it or take it away by hand.",
    "role": _RIGHTS,
    "sprint.completed": "What a sprint came to is on record, and nothing is counted that happened since. Plan another.",
    "submission": _DECIDED,
    "team": _RIGHTS,
    "user": _RIGHTS,
    "workspace": _WHOLE,
    "workspace.member_added": _RIGHTS,
    "workspace.member_removed": _RIGHTS,
}
"""By the name of an event type, or of all that are told of a noun. What a kind is undone by is not asked then."""


def why_it_stays(name: str) -> str | None:
    """Why what an event type tells is not undone; None for what is."""
    if name.endswith(".purged"):
        return PURGED
    return STAYS.get(name, STAYS.get(name.partition(".")[0]))
