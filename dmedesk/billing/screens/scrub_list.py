"""The rows of a month's scrub, asked as any other list; of the month that the filter names."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dmedesk.billing.actions.month import scrub_month
from dmedesk.billing.queries.listed import member_names
from dmedesk.billing.rules.scrub import ScrubFinding
from dmedesk.billing.rules.scrub_clocks import is_deadline
from dmedesk.billing.screens.scrub_jumps import Jumps, jumps
from dmedesk.kit.calendar import ONE_DAY, first_of_month
from dmedesk.kit.lists import EVERYTHING, Ask, Filter, Match
from dmedesk.kit.offers import ListLink
from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.papers.rules.scrub_law import Grade, keep_until

MONTH = "month_on"


@dataclass(frozen=True, slots=True)
class ScrubRow:
    """One finding as the list shows it. ``mend`` opens what mends it, at ``field``.

    ``kept_until`` is the last day on which the line's papers have to be kept, ``keeps`` the clause.
    """

    id: int
    month_on: date
    finding: ScrubFinding
    member: str
    mend: RecordRef | ListLink | None
    field: str
    kept_until: date | None
    keeps: str

    @property
    def grade(self) -> str:
        """Stop, warn or note; ``held``: the line waits; ``gone``: somebody went on over it."""
        if self.finding.is_hold:
            return "held"
        return "gone" if self.finding.why else self.finding.grade.value

    @property
    def rule(self) -> str:
        """What was found, in a few words."""
        return self.finding.title

    @property
    def detail(self) -> str:
        """What exactly."""
        return self.finding.detail

    @property
    def line(self) -> str:
        """The line's number; empty of the letterhead."""
        return self.finding.number

    @property
    def hcpcs(self) -> str:
        """The line's code."""
        return self.finding.hcpcs

    @property
    def from_on(self) -> date | None:
        """The line's first day."""
        return self.finding.from_on

    @property
    def payer_code(self) -> str:
        """Who pays."""
        return self.finding.payer.code if self.finding.payer else ""

    @property
    def citation(self) -> str:
        """The clause."""
        return self.finding.citation

    @property
    def cents(self) -> int:
        """The money in the line."""
        return self.finding.cents

    @property
    def ref(self) -> RecordRef | None:
        """The line's own record."""
        one = self.finding
        return RecordRef(one.kind, one.line_id) if one.kind else None


def scrub_rows(session: Any, *, month_on: date, on: date) -> list[ScrubRow]:
    """Everything to look at before a month counts, the gravest first."""
    plan, findings = scrub_month(session, month_on=month_on, on=on)
    members, to = member_names(session), jumps(session, plan, findings)
    return [_row(place, month_on, one, members, to) for place, one in enumerate(findings, start=1)]


def _row(
    place: int,
    month_on: date,
    one: ScrubFinding,
    members: dict[int, str],
    to: Jumps,
) -> ScrubRow:
    kept, jump = None, to.of(one)
    if one.payer is not None and one.from_on is not None:
        kept = keep_until(one.payer.regime.value, one.family, one.from_on)
    return ScrubRow(
        place,
        month_on,
        one,
        members.get(one.member.member_id, "") if one.member else "",
        jump.opens,
        jump.field,
        kept[0] - ONE_DAY if kept else None,
        kept[1] if kept else "",
    )


class ScrubList(PlainList[ScrubRow]):
    """The findings of one month: of that which a filter names, else of today's."""

    def __init__(self) -> None:
        super().__init__(
            self._of_month,
            chips={
                **{grade.value: _is_of(grade) for grade in Grade},
                "held": lambda row, _on: row.finding.is_hold,
                "deadline": lambda row, _on: is_deadline(row.finding.rule),
                "gone": lambda row, _on: bool(row.finding.why),
            },
        )
        self._month_on: date | None = None

    def _of_month(self, session: Any, on: date) -> Sequence[ScrubRow]:
        month_on = self._month_on or first_of_month(on)
        return scrub_rows(session, month_on=month_on, on=on)

    def _asked(self, session: Any, ask: Ask, on: date) -> list[ScrubRow]:
        self._month_on = month_asked(ask)
        return super()._asked(session, ask, on)


def month_asked(ask: Ask = EVERYTHING) -> date | None:
    """The month that a filter names; None for today's."""
    asked = (one.value for one in ask.filters if one.column == MONTH and one.match is Match.IS)
    found = next(asked, None)
    return found if isinstance(found, date) else None


def of_month(month_on: date, chip: str = "") -> Ask:
    """The question for a month's findings."""
    return Ask(chip, (Filter(MONTH, Match.IS, month_on),))


def _is_of(grade: Grade) -> Callable[[ScrubRow, date], bool]:
    return lambda row, _on: row.grade == grade.value
