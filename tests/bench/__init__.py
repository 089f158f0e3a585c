"""What a request costs: `make bench`. Prints figures, asserts nothing: timings depend on the machine."""
