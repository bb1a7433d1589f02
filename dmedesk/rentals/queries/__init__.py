"""The read side of rentals: their records as the files have them, and their months' ledger."""
