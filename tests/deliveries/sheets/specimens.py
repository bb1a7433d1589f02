"""Slips to be printed in tests and looked at."""

from dataclasses import replace
from datetime import date

from dmedesk.deliveries.rules.paper import (
    PacketPaper,
    RentedItem,
    RouteItem,
    RoutePaper,
    RouteStop,
    SlipItem,
    SlipPaper,
)
from dmedesk.deliveries.rules.words import TicketKind, Way
from dmedesk.kit.postal import Address, Letterhead
from dmedesk.shop.rules.texts import TextKind, paragraphs, proposal

BED = SlipItem(
    Way.OUT,
    "Hospital bed, semi-electric, with side rails and mattress",
    "E0260",
    "Invacare",
    "5410IVC",
    "06AE123456",
    certificate="Checked on 2026-10-02 by Tom Reyes: clean, in working order.",
    accessories="with half rails, foam mattress",
)
OXYGEN = SlipItem(
    Way.OUT,
    "Oxygen concentrator, single delivery port",
    "E1390",
    "Philips",
    "EverFlo 1020000",
    "0521987",
    certificate="Checked on 2026-10-02 by Tom Reyes: clean, in working order, free of contaminating"
    " agents, masks and tubing new or unused.",
)
SLIP = SlipPaper(
    TicketKind.DELIVERY,
    "SLIP-000123",
    Letterhead(
        "Bay State Home Medical",
        ("12 Harbor Street", "Quincy, MA 02169"),
        phone="617-555-0100",
        npi="1234567893",
    ),
    Address("Nora Rivera", ("48 Elm Street, Apt 3", "Lynn, MA 01902")),
    "M10",
    "781-555-0142",
    date(2026, 10, 5),
    (BED, OXYGEN),
    payer="MassHealth",
    driver="Dan Cole",
    directions="Side door, ring twice; dog in the yard.",
    tasks=(
        "Set up in the room of use and tried",
        "Shown how to use and to clean it",
        "Warranty and safety sheet handed over",
        "Rights and complaint procedure handed over",
    ),
    rights=paragraphs(proposal(TextKind.RIGHTS)),
    phone_24h="617-555-0199",
)
EXCHANGE = replace(
    SLIP,
    kind=TicketKind.EXCHANGE,
    items=(OXYGEN, replace(OXYGEN, way=Way.BACK, serial="0487731", certificate="")),
)
PACKET = PacketPaper(
    SLIP,
    (
        RentedItem(BED.description, BED.hcpcs, BED.serial, "month 1 of 13", 12_500),
        RentedItem(OXYGEN.description, OXYGEN.hcpcs, OXYGEN.serial, "month by month"),
    ),
    paragraphs(proposal(TextKind.AGREEMENT), regime="masshealth"),
    paragraphs(proposal(TextKind.PRIVACY)),
    paragraphs(proposal(TextKind.ASSIGNMENT)),
)
STOP = RouteStop(
    SLIP.number,
    TicketKind.EXCHANGE,
    SLIP.member,
    "Lynn",
    SLIP.member_phone,
    SLIP.directions,
    "Call before ten.",
    (
        RouteItem(Way.OUT, OXYGEN.description, "0521987"),
        RouteItem(Way.BACK, OXYGEN.description, "0487731"),
        RouteItem(Way.OUT, "Nasal cannula", quantity=4),
    ),
)
ROUTE = RoutePaper(
    SLIP.supplier,
    "Dan Cole",
    SLIP.planned_on,
    (
        STOP,
        replace(
            STOP, number="SLIP-000124", kind=TicketKind.DELIVERY, note="", items=STOP.items[:1]
        ),
        replace(STOP, number="SLIP-000125", kind=TicketKind.PICKUP, town="Salem", directions=""),
    ),
)
LONG_ROUTE = replace(
    ROUTE, stops=tuple(replace(STOP, number=f"SLIP-{number:06}") for number in range(200, 221))
)
LONG = replace(
    SLIP, items=tuple(replace(BED, serial=f"06AE1234{number:02}") for number in range(12))
)
PICKUP = replace(
    SLIP, kind=TicketKind.PICKUP, items=(replace(BED, way=Way.BACK, certificate=""),), tasks=()
)
