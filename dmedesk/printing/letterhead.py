"""Who sends a paper and who gets it: plain values, as they are frozen when a paper is posted."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """A name and the lines under it, as on an envelope.

    ``lines`` are the street lines and the last line (city, state, ZIP); empty ones are left out.
    """

    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The supplier as it stands on its papers.

    ``logo`` is a PNG or JPEG file's bytes, drawn into at most 1.6 by 0.6 inches. ``questions`` is
    the footer's sentence; where it is empty the paper has its own, with the phone number.
    """

    name: str
    lines: tuple[str, ...] = ()
    phone: str = ""
    npi: str = ""
    logo: bytes | None = None
    questions: str = ""
