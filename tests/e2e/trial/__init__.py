"""A small application, shaped like the product, on which the local platform itself is tested."""
