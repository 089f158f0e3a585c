"""Tags: words with a colour that any task of a workspace can have."""
