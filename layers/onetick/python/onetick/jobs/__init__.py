"""Jobs, as people see them: how far they are, what went wrong, and ending them. How they are done: `kernel.jobs`."""
