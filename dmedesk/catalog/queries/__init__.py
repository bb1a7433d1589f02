"""The read side of products and fees: the files' rows, the rate book, what an edition changes."""
