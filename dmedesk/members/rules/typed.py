"""What is typed as it is stored: without spaces at the edges, and nothing instead of empty."""

from collections.abc import Mapping
from typing import Any


def tidy(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with their texts stripped; an empty text is None."""
    return {
        name: (value.strip() or None) if isinstance(value, str) else value
        for name, value in values.items()
    }
