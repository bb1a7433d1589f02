"""The audit binder: everything that the records have of one member, as one numbered PDF."""
