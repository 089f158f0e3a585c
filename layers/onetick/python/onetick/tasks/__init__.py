"""Tasks: their place on a board, their status, the people they concern, and what happened to them."""
