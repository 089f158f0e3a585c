"""The kernel, through a toy area of its own."""
