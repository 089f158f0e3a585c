"""Planning: what waits for what, when a project can be finished, and tasks that come again."""
