"""Saved views: how somebody, or a team, looks at tasks."""
