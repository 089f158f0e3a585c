"""Notifications: what concerns a person, in their inbox and in a mail digest."""
