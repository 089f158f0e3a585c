"""Adapters: AWS behind the kernel's ports, and the same in memory for tests."""
