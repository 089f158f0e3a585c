"""Reminders: what somebody asked to be told of a task, at a time of their own."""
