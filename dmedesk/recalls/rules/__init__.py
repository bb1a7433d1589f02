"""What a recall asks, by when, of whom, and when it may be closed: 101 CMR 322.03(15)."""
