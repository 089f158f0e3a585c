"""Change sets: what one request changed, and undoing it. How they are recorded: `kernel.history.changesets`."""
