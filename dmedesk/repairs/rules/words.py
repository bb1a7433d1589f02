"""The words of repairs. Every value is stored as it stands here."""

from enum import StrEnum


class Ownership(StrEnum):
    """Whose the equipment is, as the records tell it when the repair begins."""

    BOUGHT_HERE = "bought_here"
    BOUGHT_ELSEWHERE = "bought_elsewhere"
    RENTED = "rented"
    STOCK = "stock"


MEMBERS_OWN = frozenset({Ownership.BOUGHT_HERE, Ownership.BOUGHT_ELSEWHERE})
"""The member owns it: its repair and a substitute may be charged."""


class Site(StrEnum):
    """Where it is repaired."""

    HOME = "home"
    SHOP = "shop"


class Cause(StrEnum):
    """What brought the fault about."""

    WEAR = "wear"
    DEFECT = "defect"
    ACCIDENT = "accident"
    ABUSE = "abuse"
    THEFT = "theft"
    LOSS = "loss"


NEEDS_EVIDENCE = frozenset({Cause.ABUSE, Cause.THEFT, Cause.LOSS})
"""What is not said of a member without evidence."""


class Stage(StrEnum):
    """Where a repair stands on the bench, from left to right."""

    REPORTED = "reported"
    IN_WORK = "in_work"
    WAITING = "waiting"
    DONE = "done"
    RETURNED = "returned"
    REFUSED = "refused"
    CLOSED = "closed"


class Step(StrEnum):
    """One thing that happened in a repair."""

    REPORTED = "reported"
    TAKEN_IN = "taken_in"
    BEGUN = "begun"
    WAITS = "waits"
    GOES_ON = "goes_on"
    AUTHORIZED = "authorized"
    CLAIMED = "claimed"
    ANSWERED = "answered"
    EVIDENCE = "evidence"
    NOTED = "noted"
    NO_SUBSTITUTE = "no_substitute"
    FETCHING = "fetching"
    EXCHANGED = "exchanged"
    FINISHED = "finished"
    REFUSED = "refused"
    RETURNED = "returned"
    CLOSED = "closed"


class LineKind(StrEnum):
    """What a line of a repair is; ``taken_back`` voids an earlier one."""

    PART = "part"
    LABOR = "labor"
    DIRECT_SERVICE = "direct_service"
    VENDOR = "vendor"
    TAKEN_BACK = "taken_back"


class Covered(StrEnum):
    """Who bears a line: it is charged, a warranty bears it, or the rent includes it."""

    CHARGED = "charged"
    WARRANTY = "warranty"
    INCLUDED = "included"


class Refusal(StrEnum):
    """Why a repair is not made."""

    REPLACE = "replace"
    NOT_COVERED = "not_covered"
    NOT_AUTHORIZED = "not_authorized"
    REPAIRED_LATELY = "repaired_lately"
    ABUSE = "abuse"
    NO_FAULT_FOUND = "no_fault_found"
    NOT_REPAIRABLE = "not_repairable"
    WITHDRAWN = "withdrawn"


class Likeness(StrEnum):
    """How a substitute is comparable, the closest first."""

    SAME_MODEL = "same_model"
    SAME_CODE = "same_code"
    BY_TRAITS = "by_traits"


class LoanStage(StrEnum):
    """Where a substitute is; told by its slip and its moves."""

    TO_BRING = "to_bring"
    OUT = "out"
    BACK = "back"
    CANCELLED = "cancelled"


class Relation(StrEnum):
    """What whoever signed the return is to the member."""

    SELF = "self"
    SPOUSE = "spouse"
    FAMILY = "family"
    CAREGIVER = "caregiver"
    GUARDIAN = "guardian"
    FACILITY_STAFF = "facility_staff"
