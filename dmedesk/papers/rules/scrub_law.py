"""The rules of the scrub as data: their grades, clauses and remedies, and what a rent has in it.

Read once from ``parameters/scrub.toml``: no list and no number of the law stands in Python.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from dmedesk.kit.calendar import MONTHS_A_YEAR, months_after
from dmedesk.papers.rules.dated import in_force, latest_begun, parameters
from dmedesk.papers.rules.words import REQUIREMENT_WORDS, RequirementKind

_FILE = "scrub.toml"
_ANY = "any"


class Grade(StrEnum):
    """How much a finding weighs: it should not be billed, should be looked at, is to be known."""

    STOP = "stop"
    WARN = "warn"
    NOTE = "note"


class Mends(StrEnum):
    """Where that is mended which a rule finds: the record to jump to."""

    LINE = "line"
    MEMBER = "member"
    OTHER = "other"
    COMPANY = "company"
    PROOF = "proof"
    PRICE = "price"
    PRACTITIONER = "practitioner"
    PRESCRIPTION = "prescription"
    NECESSITY = "necessity"
    WRITTEN_ORDER = "written_order"
    ENCOUNTER = "encounter"
    AUTHORIZATION = "authorization"
    REPLACEMENT = "replacement"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True)
class ScrubRule:
    """One rule. ``may_hold``: an owner may let it keep lines out of the month.

    ``citations`` are by the regime of the payer; ``any`` is whoever pays. ``field`` is the field of
    the record to jump to, where one mends it.
    """

    key: str
    title: str
    grade: Grade
    mends: Mends
    remedy: str
    citations: Mapping[str, str]
    may_hold: bool = False
    field: str = ""

    def citation(self, regime: str) -> str:
        """The clause for a payer of this regime; empty where the finding brings its own."""
        return self.citations.get(regime) or self.citations.get(_ANY, "")


@dataclass(frozen=True, slots=True)
class Included:
    """Something that a unit's rent has in it, from a day of service on.

    A charge is meant where its code, kind or modifier is one of these (empty: any). It is found
    where the member rents a unit of one of the ``families``; ``of_unit``: that very unit;
    ``always``: whatever is rented.
    """

    rule: str
    regime: str
    from_on: date
    unit: str
    citation: str
    families: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    modifiers: frozenset[str] = frozenset()
    of_unit: bool = False
    always: bool = False

    def means(
        self, *, regime: str, kind: str, hcpcs: str, modifiers: Sequence[str], day: date
    ) -> bool:
        """Whether a charge of this kind, code and modifiers is meant on a day."""
        return (
            regime == self.regime
            and self.from_on <= day
            and (not self.codes or hcpcs in self.codes)
            and (not self.kinds or kind in self.kinds)
            and (not self.modifiers or not self.modifiers.isdisjoint(modifiers))
        )


@dataclass(frozen=True, slots=True)
class FacilityShare:
    """What a nursing facility owes toward an item of these families."""

    cents: int
    families: frozenset[str]
    citation: str


@cache
def scrub_rules() -> Mapping[str, ScrubRule]:
    """Every rule that looks further than the holds, in the order of the file."""
    return {
        key: ScrubRule(
            key,
            entry["title"],
            Grade(entry["grade"]),
            Mends(entry["mends"]),
            entry["remedy"],
            entry["citation"],
            entry.get("may_hold", False),
            entry.get("field", ""),
        )
        for key, entry in parameters(_FILE)["rules"].items()
    }


def holding_rules() -> Mapping[str, ScrubRule]:
    """The rules that an owner may let keep lines out."""
    return {key: rule for key, rule in scrub_rules().items() if rule.may_hold}


def requirement_words(kind: RequirementKind, text: str) -> str:
    """What a requirement asks for, as people read it: of a rule of the scrub its title."""
    if kind is RequirementKind.SCRUB and text in scrub_rules():
        return f"Scrub: {scrub_rules()[text].title}"
    return REQUIREMENT_WORDS[kind]


class HoldClause(NamedTuple):
    """Where that is mended for which a line waits, in which field there, and its clauses."""

    mends: Mends
    field: str
    citations: Mapping[str, str]

    def citation(self, regime: str) -> str:
        """The clause for a payer of this regime; of a requirement the detail says it."""
        return self.citations.get(regime) or self.citations.get(_ANY, "")


@cache
def hold_clauses() -> Mapping[str, HoldClause]:
    """Where that is mended for which a line waits, by hold code."""
    return {
        key: HoldClause(Mends(entry["mends"]), entry.get("field", ""), entry["citation"])
        for key, entry in parameters(_FILE)["holds"].items()
    }


@cache
def included() -> Sequence[Included]:
    """What rents have in them."""
    found = []
    for entry in parameters(_FILE)["included"]:
        own = {**entry, "from_on": entry["from"]}
        del own["from"]
        for name in ("families", "codes", "kinds", "modifiers"):
            own[name] = frozenset(own.get(name, ()))
        found.append(Included(**own))
    return tuple(found)


@cache
def misplaced_modifiers() -> Sequence[Mapping[str, Any]]:
    """Modifiers that do not fit a kind of charge: regime, modifier, kinds, why, citation."""
    return tuple(parameters(_FILE)["not_for"])


@cache
def narrated_modifiers() -> Sequence[Mapping[str, Any]]:
    """Modifiers that want a narrative: regime, modifier, why, citation."""
    return tuple(parameters(_FILE)["narrative"])


@cache
def sides() -> frozenset[str]:
    """The modifiers of the sides of the body: left and right are no duplicate."""
    return frozenset(one for entry in parameters(_FILE)["sides"] for one in entry["modifiers"])


def tell_days(on: date) -> int:
    """How many days before its end a paper is told of."""
    return int(in_force(_FILE, "tell_days", on)["value"])


def keep_until(regime: str, family: str, served_on: date) -> tuple[date, str] | None:
    """The day up to which, and without, the papers of a service are kept, and the clause.

    The longest span that applies; None for a payer of whom no text was read.
    """
    spans = [
        (months_after(served_on, entry["value"] * MONTHS_A_YEAR), entry["citation"])
        for entry in parameters(_FILE)["keep_years"]
        if entry["regime"] == regime
        and entry["family"] in ("", family)
        and entry["from"] <= served_on
    ]
    return max(spans, default=None)


def facility_share(day: date) -> FacilityShare | None:
    """What a nursing facility owes on a day; None where nothing was in force."""
    entry = latest_begun(parameters(_FILE)["facility_share"], day)
    if entry is None:
        return None
    return FacilityShare(entry["cents"], frozenset(entry["families"]), entry["citation"])
