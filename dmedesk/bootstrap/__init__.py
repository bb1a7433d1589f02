"""The one place that wires things together and commits: commands, a desk's doors, all offers."""
