"""Fixtures of the tests of change sets."""

from tests.unit.tasks.conftest import desk

__all__ = ["desk"]
