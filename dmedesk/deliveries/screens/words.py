"""The words of slips as every screen shows them: sign, word and colour."""

from collections.abc import Mapping
from datetime import date

from dmedesk.deliveries.rules.words import (
    Method,
    PickupReason,
    Relationship,
    Settled,
    StayReason,
    Terms,
    TicketKind,
    TicketStage,
    UnsignedReason,
    Way,
)
from dmedesk.kit.offers import State
from dmedesk.widgets.related import SIGNS, tone_of
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of

KIND_WORDS: Mapping[TicketKind, str] = {
    TicketKind.DELIVERY: "Delivery",
    TicketKind.PICKUP: "Pickup",
    TicketKind.EXCHANGE: "Exchange",
}

STAGE_WORDS: Mapping[TicketStage, tuple[str, State]] = {
    TicketStage.TO_PRINT: ("to print", State.WAITING),
    TicketStage.OUT: ("out", State.OUT),
    TicketStage.WAITING: ("unsigned", State.STOPPED),
    TicketStage.REASON_GIVEN: ("reason given", State.WAITING),
    TicketStage.DONE: ("done", State.READY),
    TicketStage.CANCELLED: ("cancelled", State.CLOSED),
}
"""Each stage's word on the slip board, and what it means to whoever looks."""

WAY_WORDS: Mapping[Way, str] = {Way.OUT: "Out", Way.BACK: "Back"}

TERMS_WORDS: Mapping[Terms, str] = {
    Terms.RENT: "Rent",
    Terms.SALE: "Sale",
    Terms.LOAN: "Loan",
}

PICKUP_WORDS: Mapping[PickupReason, str] = {
    PickupReason.NO_LONGER_NEEDED: "No longer needed",
    PickupReason.DISCHARGED: "Discharged from care",
    PickupReason.DECEASED: "The member died",
    PickupReason.MOVED_AWAY: "Moved away",
    PickupReason.DEFECTIVE: "Defective",
    PickupReason.UNPAID: "Not paid",
    PickupReason.RECALL: "Recall",
    PickupReason.OPTION_DECLINED: "Purchase option declined",
}

TAKES_ALL = (PickupReason.DISCHARGED, PickupReason.DECEASED, PickupReason.MOVED_AWAY)
"""Reasons for which everything is fetched that the member has."""

METHOD_WORDS: Mapping[Method, str] = {
    Method.DIRECT: "Signed at the door",
    Method.UNSIGNED: "No signature, driver’s note",
    Method.CARRIER: "By a carrier",
    Method.FACILITY: "Received by a facility",
    Method.BEFORE_DISCHARGE: "Before discharge",
}

RELATIONSHIP_WORDS: Mapping[Relationship, str] = {
    Relationship.SELF: "the member",
    Relationship.SPOUSE: "spouse",
    Relationship.FAMILY: "relative",
    Relationship.CAREGIVER: "caregiver",
    Relationship.GUARDIAN: "guardian",
    Relationship.NEIGHBOR: "neighbor",
    Relationship.FACILITY_STAFF: "the facility’s staff",
    Relationship.SUPPLIER_STAFF: "our own staff",
}

UNSIGNED_WORDS: Mapping[UnsignedReason, str] = {
    UnsignedReason.PHYSICALLY_UNABLE: "physically unable",
    UnsignedReason.COGNITIVELY_UNABLE: "not able to understand",
    UnsignedReason.NOBODY_HOME: "nobody at home",
    UnsignedReason.LEFT_AS_AGREED: "left as agreed",
    UnsignedReason.REFUSED_TO_SIGN: "would not sign",
    UnsignedReason.INFECTION: "infection",
}

STAY_WORDS: Mapping[StayReason, str] = {
    StayReason.REFUSED: "refused",
    StayReason.NOBODY_HOME: "nobody at home",
    StayReason.NOT_NEEDED: "not needed any more",
    StayReason.DOES_NOT_FIT: "does not fit",
    StayReason.DEFECTIVE: "defective",
    StayReason.NOT_FOUND: "not found there",
    StayReason.NOT_ON_THE_TRUCK: "was not on the truck",
    StayReason.ENTERED_WRONG: "entered by mistake",
}

SETTLED_WORDS: Mapping[Settled, str] = {
    Settled.CAME_BACK: "It came back since",
    Settled.LOST: "It is lost",
    Settled.MIXED_UP: "They were mixed up before",
    Settled.STAYS: "It stays with the member",
}


def state_of(stage: TicketStage) -> tuple[str, Tone]:
    """Sign and word of a stage, and its colour."""
    word, meaning = STAGE_WORDS[stage]
    return f"{SIGNS[meaning]} {word}", tone_of(meaning)


def days_since(day: date, today: date) -> str:
    """``today``, ``1 day``, ``12 days``; of a day to come the day itself."""
    days = (today - day).days
    if days < 0:
        return day.isoformat()
    return "today" if days == 0 else count_of(days, "day")
