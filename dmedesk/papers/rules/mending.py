"""Where that is mended which the scrub found on a member's papers: the record, and its field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from dmedesk.members.rules import npi_is_valid
from dmedesk.papers.rules.holds import AuthorizationFact
from dmedesk.papers.rules.scrub_law import Mends
from dmedesk.papers.rules.words import PaperKind

LEFT = "left"
"""The field of an authorization by which it is limited: units, money, or months."""


class Signed(NamedTuple):
    """A prescription (``kind`` None), or a paper beside one, with who signed it."""

    record_id: int
    signed_on: date
    expires_on: date | None
    practitioner_id: int
    npi: str
    kind: PaperKind | None = None

    def is_good_on(self, day: date) -> bool:
        """Whether it was signed by the day, and has not ended before it."""
        return self.signed_on <= day and (self.expires_on is None or day <= self.expires_on)


@dataclass(frozen=True, slots=True)
class OnFile:
    """What a member has of one code, with the ids of the records."""

    signed: Sequence[Signed] = ()
    authorizations: Sequence[AuthorizationFact] = ()
    trials: Sequence[int] = ()


NOTHING_ON_FILE = OnFile()


class Mended(NamedTuple):
    """The record that mends it, by kind and id, and the field there."""

    kind: str
    record_id: int
    field: str


def mended(mends: Mends, on_file: OnFile, day: date, field: str) -> Mended | None:
    """Which of the member's records mends a line of that day; None where there is none yet."""
    find = _FINDS.get(mends)
    return None if find is None else find(on_file, day, field)


def _last(found: Sequence[Signed], day: date) -> Signed | None:
    """The one that counts on the day; else the one that was signed last."""
    good = [one for one in found if one.is_good_on(day)]
    return max(good or found, key=lambda one: (one.signed_on, one.record_id), default=None)


def _of_kind(on_file: OnFile, kind: PaperKind | None) -> list[Signed]:
    return [one for one in on_file.signed if one.kind is kind]


def _practitioner(on_file: OnFile, day: date, field: str) -> Mended | None:
    wrong = [one for one in _of_kind(on_file, None) if not npi_is_valid(one.npi)]
    found = _last(wrong, day)
    return None if found is None else Mended("practitioner", found.practitioner_id, field)


def _prescription(on_file: OnFile, day: date, field: str) -> Mended | None:
    found = _last(_of_kind(on_file, None), day)
    return None if found is None else Mended("prescription", found.record_id, field)


def _necessity(on_file: OnFile, day: date, field: str) -> Mended | None:
    """The prescription where none is in force, else the letter."""
    prescriptions = _of_kind(on_file, None)
    if prescriptions and not any(one.is_good_on(day) for one in prescriptions):
        return _prescription(on_file, day, field)
    return _paper(on_file, day, field, PaperKind.LETTER)


def _written_order(on_file: OnFile, day: date, field: str) -> Mended | None:
    return _paper(on_file, day, field, PaperKind.WRITTEN_ORDER)


def _encounter(on_file: OnFile, day: date, field: str) -> Mended | None:
    return _paper(on_file, day, field, PaperKind.ENCOUNTER)


def _paper(on_file: OnFile, day: date, field: str, kind: PaperKind) -> Mended | None:
    found = _last(_of_kind(on_file, kind), day)
    return None if found is None else Mended("paper", found.record_id, field)


def _authorization(on_file: OnFile, day: date, field: str) -> Mended | None:
    """The one that covers the day; else the one that began last."""
    known = on_file.authorizations
    covering = [one for one in known if one.covers(day)]
    found = max(
        covering or known, key=lambda one: (one.from_on, one.authorization_id), default=None
    )
    if found is None:
        return None
    return Mended("authorization", found.authorization_id, _limit(found, field))


def _limit(found: AuthorizationFact, field: str) -> str:
    if field != LEFT:
        return field
    if found.units is not None:
        return "units"
    return "months" if found.amount_cents is None else "amount_cents"


def _trial(on_file: OnFile, _day: date, field: str) -> Mended | None:
    return Mended("trial", max(on_file.trials), field) if on_file.trials else None


_Find: TypeAlias = Callable[[OnFile, date, str], Mended | None]
_FINDS: Mapping[Mends, _Find] = {
    Mends.PRACTITIONER: _practitioner,
    Mends.PRESCRIPTION: _prescription,
    Mends.NECESSITY: _necessity,
    Mends.WRITTEN_ORDER: _written_order,
    Mends.ENCOUNTER: _encounter,
    Mends.AUTHORIZATION: _authorization,
    Mends.TRIAL: _trial,
}
