"""What the rate book decides: which fee is in force, where, and what a published file means.

Pure: no database, no clock, no file. ``words`` names the choices that the tables store.
"""
