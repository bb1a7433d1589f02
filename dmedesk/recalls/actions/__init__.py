"""The write side of recalls: one function is one user action."""
