"""Access: the roles of a workspace, and why somebody may or may not do something."""
