"""The page of a member's audit binder."""
