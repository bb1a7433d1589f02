"""An address and a letterhead as they stand on paper, as plain values."""

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
    """The supplier as it stood when the paper was made.

    ``logo`` is a PNG or JPEG file's bytes, drawn into at most 1.6 by 0.6 inches. ``questions`` is
    the footer's sentence; where it is empty a paper has its own, with the phone number.
    """

    name: str
    lines: tuple[str, ...] = ()
    phone: str = ""
    npi: str = ""
    logo: bytes | None = None
    questions: str = ""


def address_lines(
    address1: str | None,
    address2: str | None,
    city: str | None,
    state: str | None,
    zip_: str | None,
) -> tuple[str, ...]:
    """Street lines, then city, state and ZIP on one line; nothing for what is not known."""
    region = " ".join(part for part in (state, zip_) if part)
    last = ", ".join(part for part in (city, region) if part)
    return tuple(line for line in (address1, address2, last) if line)
