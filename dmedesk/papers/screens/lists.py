"""The lists of prescriptions and prior authorizations: columns, quick filters, preview lines."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from dmedesk.kit.calendar import ONE_DAY
from dmedesk.members.queries.listed import DAYS_AHEAD
from dmedesk.members.rules.words import Standing
from dmedesk.papers.queries.listed import (
    AUTHORIZATIONS,
    PRESCRIPTIONS,
    AuthorizationListed,
    PrescriptionListed,
)
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.parts import button
from dmedesk.widgets.report import number_column
from dmedesk.widgets.theme import Tone

R = TypeVar("R")


def until_word(last_on: date | None, today: date) -> tuple[str, Tone]:
    """A paper's last good day: sign and day, and the colour on a day."""
    if last_on is None:
        return "no end", Tone.INK
    if last_on < today:
        return f"– {last_on}", Tone.CLOSED
    if last_on <= today + timedelta(days=DAYS_AHEAD):
        return f"‖ {last_on}", Tone.WAITING
    return last_on.isoformat(), Tone.INK


def until_column(
    key: str, title: str, day_of: Callable[[R], date | None], today: date
) -> ListColumn[R]:
    """A column of last good days, as ``until_word`` has them on a day."""
    return ListColumn(
        key,
        title,
        lambda row: until_word(day_of(row), today)[0],
        FilterKind.DAY,
        width=110,
        tone=lambda row: until_word(day_of(row), today)[1],
    )


def until_the_day_after(values: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in a form, with the day after the last one where the form has the last."""
    given = dict(values)
    if given.get("until_on") is not None:
        given["until_on"] += ONE_DAY
    return given


def add_tool(
    page: ListPage[Any], action: str, words: str, act: Callable[[], object], tip: str
) -> None:
    """A button among a list's tools for an action; grey with the reason where one may not."""
    why_not = page.workplace.why_not(action)
    one = button(words, act, tip=why_not or tip)
    one.setEnabled(not why_not)
    page.tools.addWidget(one)
    one.setVisible(page.workplace.may_write)


def signer(row: PrescriptionListed) -> tuple[str, Tone]:
    """Who signed, and the colour: one who is excluded, or whose NPI is wrong, stands out."""
    doubtful = row.npi_is_wrong or row.standing is Standing.EXCLUDED
    return (f"✕ {row.practitioner}", Tone.STOPPED) if doubtful else (row.practitioner, Tone.INK)


def _signer_tip(row: PrescriptionListed) -> str:
    if row.npi_is_wrong:
        return f"{row.npi} is not a valid NPI: what rests on it is held"
    if row.standing is Standing.EXCLUDED:
        return "Excluded when somebody last looked"
    return f"NPI {row.npi}"


def _left(row: AuthorizationListed) -> tuple[str, Tone]:
    if row.left is None:
        return "no limit", Tone.INK
    return (f"{row.left}", Tone.INK) if row.left > 0 else (f"✕ {row.left}", Tone.STOPPED)


def _prescriptions_columns(today: date) -> tuple[ListColumn[PrescriptionListed], ...]:
    return (
        ListColumn("member", "Member", lambda row: row.member, width=170, wide=True),
        ListColumn("member_no", "Number", lambda row: row.member_no, width=84, spare=1),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=76),
        ListColumn(
            "signed_on",
            "Signed",
            lambda row: row.signed_on.isoformat(),
            FilterKind.DAY,
            width=96,
        ),
        until_column("expires_on", "Good until", lambda row: row.expires_on, today),
        ListColumn(
            "practitioner",
            "Signed by",
            lambda row: signer(row)[0],
            width=150,
            tone=lambda row: signer(row)[1],
            tip=_signer_tip,
        ),
        ListColumn("npi", "NPI", lambda row: row.npi, width=104, spare=2),
    )


def prescriptions_spec(today: date) -> ListSpec[PrescriptionListed]:
    """The list of prescriptions, as of a day."""
    return ListSpec(
        key="prescriptions",
        title="Prescriptions",
        picture="clipboard-list",
        kind="prescription",
        one="prescription",
        query=PRESCRIPTIONS,
        columns=_prescriptions_columns(today),
        name=lambda row: f"{row.hcpcs} for {row.member}",
        facts=lambda row: [
            Fact("Member", f"{row.member} · {row.member_no}"),
            Fact("Code", row.hcpcs),
            Fact("Signed", row.signed_on.isoformat()),
            Fact("Good until", *until_word(row.expires_on, today)),
            Fact("Signed by", *signer(row)),
            Fact("NPI", _signer_tip(row)),
        ],
        empty="No prescriptions yet. Enter the first (Ctrl+N), or import a file of them.",
        chips=(
            Chip("in_force", "In force"),
            Chip("ending", "Ending in 30 days"),
            Chip("expired", "Expired"),
            Chip("doubtful", "Signer doubtful"),
        ),
        new="New prescription",
    )


def _authorizations_columns(today: date) -> tuple[ListColumn[AuthorizationListed], ...]:
    return (
        ListColumn("member", "Member", lambda row: row.member, width=170, wide=True),
        ListColumn("member_no", "Number", lambda row: row.member_no, width=84, spare=1),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=76),
        ListColumn("pa_number", "PA", lambda row: row.pa_number, width=110),
        ListColumn(
            "from_on",
            "From",
            lambda row: row.from_on.isoformat(),
            FilterKind.DAY,
            width=96,
            spare=3,
        ),
        until_column("last_on", "Until", lambda row: row.last_on, today),
        number_column("used", "Used", 64, spare=2),
        ListColumn(
            "left",
            "Left",
            lambda row: _left(row)[0],
            FilterKind.NUMBER,
            width=76,
            figures=True,
            tone=lambda row: _left(row)[1],
        ),
    )


def authorizations_spec(today: date) -> ListSpec[AuthorizationListed]:
    """The list of prior authorizations, as of a day."""
    return ListSpec(
        key="authorizations",
        title="Authorizations",
        picture="clipboard-list",
        kind="authorization",
        one="authorization",
        query=AUTHORIZATIONS,
        columns=_authorizations_columns(today),
        name=lambda row: f"{row.pa_number}, {row.hcpcs} for {row.member}",
        facts=lambda row: [
            Fact("Member", f"{row.member} · {row.member_no}"),
            Fact("Code", row.hcpcs),
            Fact("From", row.from_on.isoformat()),
            Fact("Until", *until_word(row.last_on, today)),
            Fact("Months", "no limit" if row.months is None else f"{row.used} of {row.months}"),
        ],
        empty="No authorizations yet. Enter the first (Ctrl+N), or import a file of them.",
        chips=(
            Chip("in_force", "In force"),
            Chip("ending", "Ending in 30 days"),
            Chip("used_up", "No months left"),
            Chip("expired", "Expired"),
        ),
        new="New authorization",
    )


class PrescriptionsPage(ListPage[PrescriptionListed]):
    """Every prescription."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, prescriptions_spec(workplace.today))


class AuthorizationsPage(ListPage[AuthorizationListed]):
    """Every prior authorization."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, authorizations_spec(workplace.today))
