"""The report of papers that end."""

from dmedesk.kit.plain_list import PlainList
from dmedesk.kit.references import RecordRef
from dmedesk.members.queries.listed import DAYS_AHEAD
from dmedesk.papers.queries.ending import EndingPaper, ending_papers
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListSpec
from dmedesk.widgets.miniatures import Miniature
from dmedesk.widgets.report import Report
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import count_of

_KINDS = {"prescription": "Prescription", "authorization": "Authorization"}


def _left(row: EndingPaper) -> str:
    if row.days_left < 0:
        return f"✕ ended {count_of(-row.days_left, 'day')} ago"
    sign = "‖ " if row.days_left <= DAYS_AHEAD else ""
    return f"{sign}{count_of(row.days_left, 'day')} left"


def _tone(row: EndingPaper) -> Tone:
    if row.days_left < 0:
        return Tone.STOPPED
    return Tone.WAITING if row.days_left <= DAYS_AHEAD else Tone.INK


_COLUMNS: tuple[ListColumn[EndingPaper], ...] = (
    ListColumn("last_on", "Last day", lambda row: row.last_on.isoformat(), FilterKind.DAY),
    ListColumn(
        "days_left", "Days left", _left, FilterKind.NUMBER, width=140, figures=True, tone=_tone
    ),
    ListColumn(
        "kind",
        "Paper",
        lambda row: _KINDS[row.kind],
        FilterKind.CHOICE,
        width=112,
        options=tuple(_KINDS.items()),
    ),
    ListColumn("member", "Member", lambda row: row.member, width=160, wide=True),
    ListColumn("member_no", "Number", lambda row: row.member_no, width=88, spare=1),
    ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=72),
    ListColumn("number", "PA number", lambda row: row.number or "", width=112, spare=2),
)


def _facts(row: EndingPaper) -> list[Fact]:
    return [
        Fact("Paper", f"{_KINDS[row.kind]} {row.number or ''}".strip()),
        Fact("Member", f"{row.member} · {row.member_no}"),
        Fact("Code", row.hcpcs),
        Fact("Last day", row.last_on.isoformat()),
        Fact("Left", _left(row), _tone(row)),
    ]


REPORTS: tuple[Report[EndingPaper], ...] = (
    Report(
        ListSpec(
            key="reports.ending_papers",
            title="Expiring papers",
            picture="chart-column",
            kind="",
            one="paper",
            query=PlainList(
                ending_papers,
                chips={
                    "in_30": lambda row, _on: 0 <= row.days_left <= 30,
                    "in_60": lambda row, _on: 0 <= row.days_left <= 60,
                    "in_90": lambda row, _on: 0 <= row.days_left <= 90,
                    "ended": lambda row, _on: row.days_left < 0,
                },
            ),
            columns=_COLUMNS,
            name=lambda row: f"{row.member} · {row.hcpcs}",
            facts=_facts,
            empty="No paper has an end yet.",
            chips=(
                Chip("in_30", "30 days"),
                Chip("in_60", "60 days"),
                Chip("in_90", "90 days"),
                Chip("ended", "Ended"),
            ),
            ref=lambda row: RecordRef(row.kind, row.paper_id),
        ),
        about="Prescriptions and authorizations by their last day",
        picture=Miniature.DAYS,
        opens=lambda row: RecordRef(row.kind, row.paper_id),
    ),
)
