"""Requests to the policies as data, and the answers they must get."""
