"""The words of frequency limits, early replacement, treatment with insulin, and refills."""

from enum import StrEnum


class LimitKind(StrEnum):
    """Whether a thing is not paid again before a time, or a supply only up to a quantity."""

    REPLACEMENT = "replacement"
    SUPPLY = "supply"


class PeriodUnit(StrEnum):
    """What the period of a limit is counted in."""

    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"


class Stance(StrEnum):
    """What a limit does when it is passed: it warns, or it stops."""

    WARN = "warn"
    STOP = "stop"


class Treatment(StrEnum):
    """For whom a limit is: everybody, or those treated with insulin, or those who are not."""

    ANY = "any"
    INSULIN = "insulin"
    NO_INSULIN = "no_insulin"


class EarlyReason(StrEnum):
    """Why a thing is wanted again before its time."""

    WORN = "worn"
    LOST = "lost"
    STOLEN = "stolen"
    DAMAGED = "damaged"
    CHANGED_NEED = "changed_need"


class Source(StrEnum):
    """Where it is known from that a member received something."""

    DELIVERY = "delivery"
    EARLIER = "earlier"


class Channel(StrEnum):
    """How somebody was asked whether a refill is wanted."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    VISIT = "visit"
    SHOP = "shop"


class Answer(StrEnum):
    """What was answered. Only ``wanted`` lets the refill go."""

    WANTED = "wanted"
    NOT_NOW = "not_now"
    STOPPED = "stopped"
    NO_ANSWER = "no_answer"


LIMIT_WORDS = {
    LimitKind.REPLACEMENT: "Not again before",
    LimitKind.SUPPLY: "Not more than",
}
"""What a limit says, as people read it."""

STANCE_WORDS = {Stance.WARN: "Warn", Stance.STOP: "Stop"}
"""What a passed limit does, as people read it."""

TREATMENT_WORDS = {
    Treatment.ANY: "Everybody",
    Treatment.INSULIN: "Treated with insulin",
    Treatment.NO_INSULIN: "Not treated with insulin",
}
"""For whom a limit is, as people read it."""

UNIT_WORDS = {
    PeriodUnit.DAYS: "days",
    PeriodUnit.MONTHS: "months",
    PeriodUnit.YEARS: "years",
}
"""The units of a period, as people read them."""

EARLY_WORDS = {
    EarlyReason.WORN: "Worn before its time",
    EarlyReason.LOST: "Lost",
    EarlyReason.STOLEN: "Stolen",
    EarlyReason.DAMAGED: "Irreparably damaged",
    EarlyReason.CHANGED_NEED: "Changed need",
}
"""Why a thing is wanted early, as people read it."""

SOURCE_WORDS = {Source.DELIVERY: "our slip", Source.EARLIER: "received before"}
"""Where a receipt is known from, as people read it."""

CHANNEL_WORDS = {
    Channel.PHONE: "by phone",
    Channel.TEXT: "by text message",
    Channel.EMAIL: "by email",
    Channel.VISIT: "at a visit",
    Channel.SHOP: "in the shop",
}
"""How somebody was asked, as people read it."""

ANSWER_WORDS = {
    Answer.WANTED: "Wants the refill",
    Answer.NOT_NOW: "Has enough for now",
    Answer.STOPPED: "Needs it no more",
    Answer.NO_ANSWER: "Could not be reached",
}
"""What was answered, as people read it."""


def period_words(every: int, unit: PeriodUnit) -> str:
    """A period as people read it: ``5 years``, ``1 month``."""
    word = UNIT_WORDS[unit]
    return f"{every} {word[:-1] if every == 1 else word}"
