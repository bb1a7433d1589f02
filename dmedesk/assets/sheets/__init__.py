"""The papers of units: labels to stick on them, and sheets to count them by."""
