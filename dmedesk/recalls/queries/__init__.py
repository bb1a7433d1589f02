"""The read side of recalls."""
