"""How tasks are related, beside waiting for each other: duplicates, causes, and kinds of a workspace's own."""
