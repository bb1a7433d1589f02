"""The words of orders and papers."""

from enum import StrEnum


class PaperKind(StrEnum):
    """A paper beside the prescription: what a practitioner wrote, and on what it rests.

    CMN and DIF are what payers asked for once; they are kept where a shop has them.
    """

    LETTER = "letter"
    WRITTEN_ORDER = "written_order"
    ENCOUNTER = "encounter"
    CMN = "cmn"
    DIF = "dif"


class RequirementKind(StrEnum):
    """What a payer may ask for. The holds that follow stand in this order (``rules.holds``)."""

    NECESSITY_PAPERS = "necessity_papers"
    ELEMENTS = "elements"
    PRESCRIPTION_AGE = "prescription_age"
    PRESCRIPTION_IN_TIME = "prescription_in_time"
    WRITTEN_ORDER = "written_order"
    ORDER_BEFORE_DELIVERY = "order_before_delivery"
    ENCOUNTER = "encounter"
    AUTHORIZATION = "authorization"
    REQUEST_IN_TIME = "request_in_time"
    SECOND_AUTHORIZATION = "second_authorization"
    SCRUB = "scrub"


class Service(StrEnum):
    """What a requirement is for."""

    ANY = "any"
    RENTAL = "rental"
    PURCHASE = "purchase"


class OrderTerms(StrEnum):
    """Whether a line of an order is rented or bought."""

    RENT = "rent"
    BUY = "buy"


class OrderStage(StrEnum):
    """Where an order stands. Whether an open one is ready follows from its papers."""

    OPEN = "open"
    HELD = "held"
    ON_SLIP = "on_slip"
    FILLED = "filled"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What became of a request for prior authorization: one fact after the other."""

    GRANTED = "granted"
    MODIFIED = "modified"
    DENIED = "denied"
    APPEALED = "appealed"
    APPEAL_GRANTED = "appeal_granted"
    APPEAL_DENIED = "appeal_denied"
    WITHDRAWN = "withdrawn"


PAPER_WORDS = {
    PaperKind.LETTER: "Letter of medical necessity",
    PaperKind.WRITTEN_ORDER: "Medicare written order",
    PaperKind.ENCOUNTER: "Face-to-face encounter",
    PaperKind.CMN: "CMN (old form)",
    PaperKind.DIF: "DIF (old form)",
}
"""The papers as people read them."""

REQUIREMENT_WORDS = {
    RequirementKind.NECESSITY_PAPERS: "Prescription and letter of medical necessity",
    RequirementKind.ELEMENTS: "Everything that must stand on the papers",
    RequirementKind.PRESCRIPTION_AGE: "Prescription not older than so many months",
    RequirementKind.PRESCRIPTION_IN_TIME: "Prescription before the first day of service",
    RequirementKind.WRITTEN_ORDER: "Medicare written order",
    RequirementKind.ORDER_BEFORE_DELIVERY: "Written order before delivery",
    RequirementKind.ENCOUNTER: "Face-to-face encounter before the start",
    RequirementKind.AUTHORIZATION: "Prior authorization",
    RequirementKind.REQUEST_IN_TIME: "Authorization asked for in time",
    RequirementKind.SECOND_AUTHORIZATION: "Second authorization after a trial",
    RequirementKind.SCRUB: "What a rule of the scrub finds",
}
"""What may be asked for, as people read it."""

SERVICE_WORDS = {
    Service.ANY: "Rent and purchase",
    Service.RENTAL: "Rent",
    Service.PURCHASE: "Purchase",
}
"""What a requirement is for, as people read it."""

TERMS_WORDS = {OrderTerms.RENT: "Rent", OrderTerms.BUY: "Buy"}
"""Rent or buy, as people read it."""

STAGE_WORDS = {
    OrderStage.OPEN: "open",
    OrderStage.HELD: "on hold",
    OrderStage.ON_SLIP: "on a slip",
    OrderStage.FILLED: "filled",
    OrderStage.CANCELLED: "cancelled",
}
"""Where an order stands, as people read it."""

STEP_WORDS = {
    Step.GRANTED: "Granted",
    Step.MODIFIED: "Granted in part",
    Step.DENIED: "Denied",
    Step.APPEALED: "Appealed",
    Step.APPEAL_GRANTED: "Granted on appeal",
    Step.APPEAL_DENIED: "Appeal denied",
    Step.WITHDRAWN: "Withdrawn",
}
"""What became of a request, as people read it."""

NUMBER_WORDS = {
    RequirementKind.PRESCRIPTION_AGE: "months",
    RequirementKind.PRESCRIPTION_IN_TIME: "days",
    RequirementKind.ENCOUNTER: "months",
    RequirementKind.REQUEST_IN_TIME: "days",
    RequirementKind.SECOND_AUTHORIZATION: "months",
}
"""The unit of the number that goes with a requirement; the others have none."""
