"""The route of the drawer."""
