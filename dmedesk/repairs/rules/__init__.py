"""What a repair may cost, who pays, what is comparable, and when it may be closed."""
