"""Types of tasks: what kind of work a task is, in the words of its workspace."""
