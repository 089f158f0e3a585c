"""Projects: their sections, workflow, members and status reports."""
