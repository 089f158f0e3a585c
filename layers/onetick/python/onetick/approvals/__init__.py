"""Approvals: what others must agree to before a task goes on."""
