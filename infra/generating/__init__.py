"""What the entries imply: one module for each kind of generated file."""
