"""Tests of sprints."""
