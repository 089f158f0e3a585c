"""Routes of attachments."""
