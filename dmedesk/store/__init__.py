"""The database: its engine, its transactions, its audit trail, its migrations and its files."""
