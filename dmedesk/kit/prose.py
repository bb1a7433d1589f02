"""Words that run over lines, as plain values."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a text, or a heading."""

    text: str
    is_heading: bool = False
