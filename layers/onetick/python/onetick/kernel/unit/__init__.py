"""What the unit of work is made of: its two sides, its one commit, and what its entry declared that it may do."""
