"""The trash of a workspace: what is in it, how it is purged, and when."""
