"""Tests of logged time and timers."""
