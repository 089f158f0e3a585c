"""Tests of types of tasks."""
