"""The trash of a workspace."""
