"""The test suite; see docs/how-to/test.md."""
