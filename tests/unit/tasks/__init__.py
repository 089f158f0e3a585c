"""Tests of tasks, boards and what happens to them."""
