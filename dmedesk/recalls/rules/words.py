"""The words of recalls (21 CFR 7.3; 101 CMR 322.03(15))."""

from collections.abc import Mapping
from enum import StrEnum

CLAUSE = "101 CMR 322.03(15)"


class RecallClass(StrEnum):
    """The degree of hazard as FDA classed it; I is the highest. A notice may come before that."""

    CLASS_I = "class_i"
    CLASS_II = "class_ii"
    CLASS_III = "class_iii"
    UNCLASSIFIED = "unclassified"


class Source(StrEnum):
    """How the notice came into this program."""

    TYPED = "typed"
    PASTED = "pasted"
    FILE = "file"
    OPENFDA = "openfda"


class Channel(StrEnum):
    """How the notice reached the shop: its receipt starts the clock."""

    MAIL = "mail"
    EMAIL = "email"
    FAX = "fax"
    PHONE = "phone"
    VISIT = "visit"
    WEB = "web"


class Asked(StrEnum):
    """What the manufacturer's instructions ask for each unit."""

    RETURN = "return"
    CORRECT = "correct"
    DESTROY = "destroy"
    REPLACE = "replace"
    INFORM = "inform"


class Hazard(StrEnum):
    """What a named person judged: whether serious harm or death is foreseeable."""

    SERIOUS = "serious"
    NOT_SERIOUS = "not_serious"


class StepKind(StrEnum):
    """What happened to a recall as a whole."""

    JUDGED = "judged"
    ESCALATED = "escalated"
    REPLIED = "replied"
    CREDITED = "credited"
    CLOSED = "closed"
    REOPENED = "reopened"


class LetterStep(StrEnum):
    """What became of a member's letter. Given and unreachable end it."""

    SENT = "sent"
    ATTEMPT = "attempt"
    GIVEN = "given"
    UNREACHABLE = "unreachable"


class LetterWay(StrEnum):
    """How a letter went, or was tried to be given."""

    POST = "post"
    CERTIFIED = "certified"
    ROUTE = "route"
    COUNTER = "counter"
    EMAIL = "email"
    PHONE = "phone"


class Remedy(StrEnum):
    """What was done with a unit."""

    RETURNED = "returned"
    CORRECTED = "corrected"
    DESTROYED = "destroyed"
    REPLACED = "replaced"
    INFORMED = "informed"
    NOT_FOUND = "not_found"


class Stage(StrEnum):
    """Where a recall stands in the queue; it follows from its facts."""

    DECIDE = "decide"
    TELL = "tell"
    REMEDY = "remedy"
    READY = "ready"
    CLOSED = "closed"


ENDS_LETTER = frozenset({LetterStep.GIVEN, LetterStep.UNREACHABLE})

CLASS_WORDS: Mapping[RecallClass, str] = {
    RecallClass.CLASS_I: "Class I",
    RecallClass.CLASS_II: "Class II",
    RecallClass.CLASS_III: "Class III",
    RecallClass.UNCLASSIFIED: "Not classified yet",
}
SOURCE_WORDS: Mapping[Source, str] = {
    Source.TYPED: "typed by hand",
    Source.PASTED: "pasted",
    Source.FILE: "taken from a file",
    Source.OPENFDA: "taken from an openFDA file",
}
CHANNEL_WORDS: Mapping[Channel, str] = {
    Channel.MAIL: "Mail",
    Channel.EMAIL: "E-mail",
    Channel.FAX: "Fax",
    Channel.PHONE: "Telephone",
    Channel.VISIT: "Visit",
    Channel.WEB: "Found on the web",
}
ASKED_WORDS: Mapping[Asked, str] = {
    Asked.RETURN: "Return the unit",
    Asked.CORRECT: "Correct the unit in place",
    Asked.DESTROY: "Destroy the unit",
    Asked.REPLACE: "Replace the unit",
    Asked.INFORM: "Tell whoever uses it",
}
HAZARD_WORDS: Mapping[Hazard, str] = {
    Hazard.SERIOUS: "Serious harm or death is foreseeable",
    Hazard.NOT_SERIOUS: "Serious harm is not foreseeable",
}
LETTER_WORDS: Mapping[LetterStep, str] = {
    LetterStep.SENT: "Sent",
    LetterStep.ATTEMPT: "Tried to reach",
    LetterStep.GIVEN: "Given",
    LetterStep.UNREACHABLE: "Cannot be reached",
}
WAY_WORDS: Mapping[LetterWay, str] = {
    LetterWay.POST: "Post",
    LetterWay.CERTIFIED: "Certified post",
    LetterWay.ROUTE: "By hand, on a route",
    LetterWay.COUNTER: "By hand, in the shop",
    LetterWay.EMAIL: "E-mail",
    LetterWay.PHONE: "Telephone",
}
REMEDY_WORDS: Mapping[Remedy, str] = {
    Remedy.RETURNED: "Returned to the manufacturer",
    Remedy.CORRECTED: "Corrected",
    Remedy.DESTROYED: "Destroyed",
    Remedy.REPLACED: "Replaced with a substitute",
    Remedy.INFORMED: "The user was told",
    Remedy.NOT_FOUND: "Could not be found",
}
STAGE_WORDS: Mapping[Stage, str] = {
    Stage.DECIDE: "Decide on units",
    Stage.TELL: "Tell members",
    Stage.REMEDY: "Remedy units",
    Stage.READY: "Ready to close",
    Stage.CLOSED: "Closed",
}
