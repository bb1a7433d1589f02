"""The papers of recalls."""
