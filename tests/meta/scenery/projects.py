"""Projects, beside what the scene itself makes."""

FIRST = {"restoreStatusUpdate": "deleteStatusUpdate"}
