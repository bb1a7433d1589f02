"""Money as papers write it, the same on every computer whatever its locale."""


def money(cents: int) -> str:
    """``123450`` as ``"1,234.50"``; below zero with a leading hyphen."""
    sign = "-" if cents < 0 else ""
    dollars, rest = divmod(abs(cents), 100)
    return f"{sign}{dollars:,}.{rest:02d}"
