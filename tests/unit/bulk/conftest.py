"""Fixtures of the tests of bulks."""

from tests.unit.tasks.conftest import desk

__all__ = ["desk"]
