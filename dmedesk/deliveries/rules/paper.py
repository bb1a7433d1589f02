"""What the papers of a visit print, as plain values."""

from dataclasses import dataclass
from datetime import date

from dmedesk.deliveries.rules.words import Relationship, TicketKind, Way
from dmedesk.kit.postal import Address, Letterhead
from dmedesk.kit.prose import Paragraph
from dmedesk.kit.strokes import Drawing

SLIP = "slip"
"""The kind under which prints of slips are counted."""


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
class SignedHere:
    """A slip that was signed on screen: what was drawn, by whom, which tasks were done.

    ``seal`` is the digest of the proof, so that the paper can be held against it.
    """

    drawing: Drawing
    signer: str
    relationship: Relationship | None
    signed_on: date | None
    tasks_done: tuple[str, ...]
    seal: str


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """The whole slip. ``tasks`` are ticked at the door, ``rights`` stand on the member's copy.

    ``phone_24h`` is the number that somebody answers day and night. ``copy`` says which print it
    is: what is not the first one is marked. ``signed`` is what was signed on screen; None where the
    paper itself is to be signed.
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
    signed: SignedHere | None = None


@dataclass(frozen=True, slots=True)
class RentedItem:
    """One unit that a first delivery begins to rent out.

    ``months`` says how its months are counted, ``usual_cents`` is the usual charge of a month
    where the shop has one.
    """

    description: str
    hcpcs: str
    serial: str
    months: str
    usual_cents: int | None = None


@dataclass(frozen=True, slots=True)
class PacketPaper:
    """What goes with a first delivery: the slip, the rental agreement, the notices.

    A text that the shop has not written is empty, and its page is left out.
    """

    slip: SlipPaper
    rented: tuple[RentedItem, ...] = ()
    agreement: tuple[Paragraph, ...] = ()
    privacy: tuple[Paragraph, ...] = ()
    assignment: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class RouteItem:
    """One thing that goes out or comes back at a stop."""

    way: Way
    description: str
    serial: str = ""
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One stop, in the order of the drive. ``number`` is the slip's."""

    number: str
    kind: TicketKind
    member: Address
    town: str
    phone: str = ""
    directions: str = ""
    note: str = ""
    items: tuple[RouteItem, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutePaper:
    """One driver's stops of a day; ``driver`` is empty where nobody is named."""

    supplier: Letterhead
    driver: str
    planned_on: date
    stops: tuple[RouteStop, ...]
    copy: int = 1
