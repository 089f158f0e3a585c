"""Custom fields: what they are, in which projects they are used, and what values they take."""
