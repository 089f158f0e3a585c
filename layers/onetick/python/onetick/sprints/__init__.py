"""Sprints: what a team means to do in the next days, and how it went."""
