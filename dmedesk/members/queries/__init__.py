"""The read side of members, payers and practitioners."""
