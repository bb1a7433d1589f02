"""The words of tickets and their proofs. Every value is stored as it stands here."""

from enum import StrEnum


class TicketKind(StrEnum):
    """What a visit is for: something out, something back, or both for one rental."""

    DELIVERY = "delivery"
    PICKUP = "pickup"
    EXCHANGE = "exchange"


class TicketStage(StrEnum):
    """Where a ticket stands on the slip board, from left to right."""

    TO_PRINT = "to_print"
    OUT = "out"
    WAITING = "waiting"
    REASON_GIVEN = "reason_given"
    DONE = "done"
    CANCELLED = "cancelled"


class Way(StrEnum):
    """Whether an item goes to the member, or comes back."""

    OUT = "out"
    BACK = "back"


class Terms(StrEnum):
    """On what terms an item goes out: on rent, sold, or lent while another is repaired."""

    RENT = "rent"
    SALE = "sale"
    LOAN = "loan"


class PickupReason(StrEnum):
    """Why units are fetched."""

    NO_LONGER_NEEDED = "no_longer_needed"
    DISCHARGED = "discharged"
    DECEASED = "deceased"
    MOVED_AWAY = "moved_away"
    DEFECTIVE = "defective"
    UNPAID = "unpaid"
    RECALL = "recall"
    OPTION_DECLINED = "option_declined"


class Method(StrEnum):
    """How a delivery is proven (101 CMR 322.03(10)(a); Medicare's methods 1 to 3)."""

    DIRECT = "direct"
    UNSIGNED = "unsigned"
    CARRIER = "carrier"
    FACILITY = "facility"
    BEFORE_DISCHARGE = "before_discharge"


class ProofKind(StrEnum):
    """The proof of the visit itself, one added later, or a signature that is taken back."""

    VISIT = "visit"
    ADDENDUM = "addendum"
    TAKEN_BACK = "taken_back"


class Relationship(StrEnum):
    """What a signer is to the member. The supplier's own people may not sign."""

    SELF = "self"
    SPOUSE = "spouse"
    FAMILY = "family"
    CAREGIVER = "caregiver"
    GUARDIAN = "guardian"
    NEIGHBOR = "neighbor"
    FACILITY_STAFF = "facility_staff"
    SUPPLIER_STAFF = "supplier_staff"


class UnsignedReason(StrEnum):
    """Why nobody could sign; the driver's own note says more."""

    PHYSICALLY_UNABLE = "physically_unable"
    COGNITIVELY_UNABLE = "cognitively_unable"
    NOBODY_HOME = "nobody_home"
    LEFT_AS_AGREED = "left_as_agreed"
    REFUSED_TO_SIGN = "refused_to_sign"
    INFECTION = "infection"


class StayReason(StrEnum):
    """Why an item of a slip did not move: at its visit, or because the visit was called off."""

    REFUSED = "refused"
    NOBODY_HOME = "nobody_home"
    NOT_NEEDED = "not_needed"
    DOES_NOT_FIT = "does_not_fit"
    DEFECTIVE = "defective"
    NOT_FOUND = "not_found"
    NOT_ON_THE_TRUCK = "not_on_the_truck"
    ENTERED_WRONG = "entered_wrong"


class Settled(StrEnum):
    """What became of the unit that was expected, where another one came back in its stead."""

    CAME_BACK = "came_back"
    LOST = "lost"
    MIXED_UP = "mixed_up"
    STAYS = "stays"


class CarrierDay(StrEnum):
    """Which day a parcel carrier's delivery counts from, where the payer leaves the choice."""

    SHIPPED = "shipped"
    DELIVERED = "delivered"
