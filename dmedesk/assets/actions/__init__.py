"""The write side of units."""
