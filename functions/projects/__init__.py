"""Routes of projects, their sections, workflows, members and status updates."""
