"""The read side of units."""
