"""The write side of rentals: begun, served and ended; taken from files; their months' ledger."""
