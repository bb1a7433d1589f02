"""What ``dmedesk fees`` answers, in plain lines for people and as one JSON object for programs."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from dmedesk.catalog.rules.differences import Difference, Verb
from dmedesk.catalog.rules.words import AreaChoice, EditionKind
from dmedesk.kit.findings import Finding

Json: TypeAlias = dict[str, object]

DIFFERENCES_SHOWN = 20
"""Differences that an import prints; ``fees diff`` prints all of them."""

_KINDS = {
    EditionKind.CMS_DMEPOS: "DMEPOS fee schedule",
    EditionKind.CMS_PEN: "PEN fee schedule",
    EditionKind.CMS_MAIL_ORDER: "national mail order fees",
    EditionKind.CMS_FORMER_CBA: "former CBA fees",
    EditionKind.CMS_RURAL_ZIP: "rural ZIP codes",
    EditionKind.CMS_FORMER_CBA_ZIP: "former CBA ZIP codes",
    EditionKind.DMEDESK: "fee rows",
}


def kind_words(kind: EditionKind) -> str:
    """What people call a kind of file."""
    return _KINDS[kind]


@dataclass(frozen=True, slots=True)
class EditionListed:
    """One file in the rate book. ``until_on`` is the day before which a later edition ends it."""

    id: int
    kind: EditionKind
    from_on: date | None
    until_on: date | None
    state: str | None
    area: AreaChoice | None
    file_name: str
    sha256: str
    source: str
    row_count: int
    imported_at: datetime
    imported_by: str
    corrected_by: int | None

    def line(self) -> str:
        """The edition as one line."""
        days = "with its rows' own days"
        if self.from_on is not None:
            days = f"from {self.from_on}"
        if self.until_on is not None:
            days += f" to {self.until_on - timedelta(days=1)}"
        if self.corrected_by is not None:
            days = f"corrected by edition {self.corrected_by}"
        where = _where(self.state, self.area)
        return (
            f"{self.id}  {kind_words(self.kind)}{where}, {days}, {self.row_count} rows, "
            f"{self.file_name}, {self.imported_at:%Y-%m-%d} by {self.imported_by}"
        )

    def as_json(self) -> Json:
        """The edition as an object; ``until_on`` is its last day."""
        last = self.until_on - timedelta(days=1) if self.until_on else None
        return {
            "edition": self.id,
            "kind": self.kind.value,
            "from_on": _day(self.from_on),
            "until_on": _day(last),
            "state": self.state,
            "area": _area(self.area),
            "file": self.file_name,
            "sha256": self.sha256,
            "source": self.source,
            "rows": self.row_count,
            "imported_at": self.imported_at.isoformat(),
            "imported_by": self.imported_by,
            "corrected_by": self.corrected_by,
        }


@dataclass(frozen=True, slots=True)
class EditionList:
    """Every file in the rate book, in the order of their import."""

    editions: tuple[EditionListed, ...]

    def lines(self) -> list[str]:
        """One line an edition."""
        return [one.line() for one in self.editions] or ["There are no fees yet."]

    def as_json(self) -> Json:
        """One object with a list."""
        return {"editions": [one.as_json() for one in self.editions]}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What ``new`` changes against ``old``, each named in words; ``old`` is None for nothing."""

    new: str
    old: str | None
    differences: tuple[Difference, ...]

    def lines(self, *, most: int | None = None) -> list[str]:
        """The counts, then a line a difference (``most`` of them at the most)."""
        counts = _counts(self.differences)
        told = ", ".join(f"{count} {verb}" for verb, count in counts.items())
        lines = [f"{self.new} against {self.old or 'nothing in force before'}: {told}."]
        lines += [_difference_line(one) for one in self.differences[:most]]
        left = len(self.differences) - len(self.differences[:most])
        return [*lines, f"  and {left} more"] if left else lines

    def as_json(self) -> Json:
        """The counts, and every difference."""
        return {
            "new": self.new,
            "old": self.old,
            **_counts(self.differences),
            "differences": [_difference_json(one) for one in self.differences],
        }


@dataclass(frozen=True, slots=True)
class FeeImport:
    """What became of one file: taken as an edition, or known already and nothing changed."""

    edition_id: int | None
    kind: EditionKind
    from_on: date | None
    state: str | None
    area: AreaChoice | None
    file_name: str
    sha256: str
    row_count: int
    comparison: Comparison
    findings: Sequence[Finding] = ()

    @property
    def is_taken(self) -> bool:
        """Whether anything changed."""
        return self.edition_id is not None

    def lines(self) -> list[str]:
        """What was taken, what it changed, what to know about it."""
        notes = [finding.sentence() for finding in self.findings]
        if not self.is_taken:
            return [f"{self.file_name}: nothing changed, it is in the rate book already.", *notes]
        days = f" from {self.from_on}" if self.from_on else ""
        head = (
            f"{self.file_name}: taken as edition {self.edition_id}, "
            f"{kind_words(self.kind)}{_where(self.state, self.area)}{days}, {self.row_count} rows."
        )
        return [head, *self.comparison.lines(most=DIFFERENCES_SHOWN), *notes]

    def as_json(self) -> Json:
        """The edition, the counts of what it changed, and findings."""
        return {
            "edition": self.edition_id,
            "taken": self.is_taken,
            "kind": self.kind.value,
            "from_on": _day(self.from_on),
            "state": self.state,
            "area": _area(self.area),
            "file": self.file_name,
            "sha256": self.sha256,
            "rows": self.row_count,
            "against": self.comparison.old,
            "changes": _counts(self.comparison.differences),
            "findings": [
                {"code": one.code, "message": one.message, "remedy": one.remedy}
                for one in self.findings
            ],
        }


def _where(state: str | None, area: AreaChoice | None) -> str:
    if state is None or area is None:
        return ""
    return f" ({state}, {_area(area)})"


def _area(area: AreaChoice | None) -> str | None:
    """The choice as ``--area`` writes it."""
    return area.value.replace("_", "-") if area else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _counts(differences: Sequence[Difference]) -> dict[str, int]:
    found = Counter(one.verb for one in differences)
    return {verb.value: found[verb] for verb in Verb}


def _difference_line(one: Difference) -> str:
    subject = " ".join(part for part in one.subject if part)
    if one.verb is Verb.ADDED:
        return f"  {subject}: {one.new} is new"
    if one.verb is Verb.REMOVED:
        return f"  {subject}: {one.old} is gone"
    return f"  {subject}: {one.old} becomes {one.new}"


def _difference_json(one: Difference) -> Json:
    subject, modifiers, place = one.subject
    return {
        "change": one.verb.value,
        "subject": subject,
        "modifiers": modifiers.split(),
        "place": place,
        "old": one.old,
        "new": one.new,
    }
