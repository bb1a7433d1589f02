"""101 CMR 322.03, one file a paragraph: each restates its paragraph and then follows it."""
