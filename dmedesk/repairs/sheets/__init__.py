"""The papers of repairs."""
