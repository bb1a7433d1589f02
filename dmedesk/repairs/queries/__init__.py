"""The read side of repairs."""
