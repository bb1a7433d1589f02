"""What a slip prints, as plain values."""

from dataclasses import dataclass
from datetime import date

from dmedesk.deliveries.rules.words import TicketKind, Way
from dmedesk.kit.postal import Address, Letterhead
from dmedesk.kit.prose import Paragraph


@dataclass(frozen=True, slots=True)
class SlipItem:
    """One item of a visit. ``certificate`` is the line of its last check; empty without any."""

    way: Way
    description: str
    hcpcs: str
    brand: str = ""
    model: str = ""
    serial: str = ""
    quantity: int = 1
    certificate: str = ""
    accessories: str = ""


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """The whole slip. ``tasks`` are ticked at the door, ``rights`` stand on the member's copy.

    ``phone_24h`` is the number that somebody answers day and night. ``copy`` says which print it
    is: what is not the first one is marked.
    """

    kind: TicketKind
    number: str
    supplier: Letterhead
    member: Address
    member_no: str
    member_phone: str
    planned_on: date
    items: tuple[SlipItem, ...]
    payer: str = ""
    driver: str = ""
    directions: str = ""
    tasks: tuple[str, ...] = ()
    rights: tuple[Paragraph, ...] = ()
    phone_24h: str = ""
    note: str = ""
    copy: int = 1
