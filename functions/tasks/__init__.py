"""Routes of tasks and boards."""
