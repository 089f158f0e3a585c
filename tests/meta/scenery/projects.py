"""Projects, beside what the scene itself makes."""

FIRST = {"restoreStatusUpdate": "deleteStatusUpdate"}
_NEWEST = (3, "How the project stands follows from the newest update that is left, which is looked up.")
CALLS = {"deleteStatusUpdate": _NEWEST, "restoreStatusUpdate": _NEWEST, "updateStatusUpdate": _NEWEST}
