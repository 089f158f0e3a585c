"""Attachments: files on tasks, sent and fetched past the functions, and looked at before anybody may open them."""
