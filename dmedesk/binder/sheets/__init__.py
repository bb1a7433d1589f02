"""The binder's own pages, and the binding of all of them: made from plain values."""
