"""Goals: what the work is for, and how near it is."""
