"""The workers: each takes the jobs of one kind from its own queue."""
