"""Routes of types of tasks."""
