"""Time that people spent on tasks: entries, and timers that become entries."""
