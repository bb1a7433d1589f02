"""The write side of members, payers and practitioners."""
