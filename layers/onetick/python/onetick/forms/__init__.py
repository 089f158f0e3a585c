"""Forms: how others ask a team for work, and what becomes of what they ask."""
