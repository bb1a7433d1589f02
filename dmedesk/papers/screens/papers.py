"""The lists of papers beside prescriptions and of requests for authorization."""

from datetime import date

from dmedesk.papers.queries.listed_papers import PAPERS, REQUESTS, PaperListed, RequestListed
from dmedesk.papers.rules.words import PAPER_WORDS
from dmedesk.papers.screens.lists import until_column, until_word
from dmedesk.papers.screens.words import step_state
from dmedesk.widgets.listing import Chip, Fact, FilterKind, ListColumn, ListPage, ListSpec
from dmedesk.widgets.page import Workplace
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import day_of


def _paper_columns(today: date) -> tuple[ListColumn[PaperListed], ...]:
    return (
        ListColumn("member", "Member", lambda row: row.member, width=150, wide=True),
        ListColumn("member_no", "Number", lambda row: row.member_no, width=84, spare=1),
        ListColumn(
            "kind",
            "Paper",
            lambda row: PAPER_WORDS[row.kind],
            FilterKind.CHOICE,
            width=190,
            options=tuple(PAPER_WORDS.items()),
        ),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=76),
        ListColumn(
            "signed_on", "Signed, seen", lambda row: str(row.signed_on), FilterKind.DAY, width=100
        ),
        until_column("expires_on", "Good until", lambda row: row.expires_on, today),
        ListColumn("practitioner", "By", lambda row: row.practitioner, width=140, spare=2),
        ListColumn("npi", "NPI", lambda row: row.npi, width=104, spare=3),
    )


def papers_spec(today: date) -> ListSpec[PaperListed]:
    """The list of papers beside prescriptions, as of a day."""
    return ListSpec(
        key="papers",
        title="Papers",
        picture="clipboard-list",
        kind="paper",
        one="paper",
        query=PAPERS,
        columns=_paper_columns(today),
        name=lambda row: f"{PAPER_WORDS[row.kind]}, {row.member}",
        facts=lambda row: [
            Fact("Paper", PAPER_WORDS[row.kind]),
            Fact("Member", f"{row.member} · {row.member_no}"),
            Fact("Code", row.hcpcs),
            Fact("Signed, seen", str(row.signed_on)),
            Fact("Good until", *until_word(row.expires_on, today)),
            Fact("By", f"{row.practitioner} · NPI {row.npi}"),
            *([Fact("Note", row.note)] if row.note else []),
        ],
        empty="No letters, written orders or encounters yet. Enter the first (Ctrl+N).",
        chips=(
            Chip("letters", "Letters"),
            Chip("written_orders", "Orders"),
            Chip("encounters", "Encounters"),
            Chip("ending", "Ending"),
            Chip("expired", "Expired"),
        ),
        new="New paper",
    )


def _answer_by(row: RequestListed, today: date) -> tuple[str, Tone]:
    if row.answer_by is None:
        return "", Tone.INK
    return str(row.answer_by), Tone.STOPPED if row.answer_by < today else Tone.WAITING


def _request_columns(today: date) -> tuple[ListColumn[RequestListed], ...]:
    return (
        ListColumn("request_no", "Request", lambda row: row.request_no, width=104),
        ListColumn("member", "Member", lambda row: row.member, width=150, wide=True),
        ListColumn("member_no", "Number", lambda row: row.member_no, width=84, spare=1),
        ListColumn("hcpcs", "Code", lambda row: row.hcpcs, width=76),
        ListColumn("payer", "Payer", lambda row: row.payer, width=120, spare=2),
        ListColumn(
            "asked_on", "Asked for", lambda row: str(row.asked_on), FilterKind.DAY, width=96
        ),
        ListColumn(
            "step",
            "State",
            lambda row: step_state(row.step)[0],
            FilterKind.NONE,
            width=130,
            tone=lambda row: step_state(row.step)[1],
        ),
        ListColumn("done_on", "Since", lambda row: day_of(row.done_on), FilterKind.DAY, width=96),
        ListColumn(
            "answer_by",
            "Appeal by",
            lambda row: _answer_by(row, today)[0],
            FilterKind.DAY,
            width=96,
            tone=lambda row: _answer_by(row, today)[1],
        ),
    )


def requests_spec(today: date) -> ListSpec[RequestListed]:
    """The list of requests for authorization, as of a day."""
    return ListSpec(
        key="pa_requests",
        title="PA requests",
        picture="clipboard-list",
        kind="pa_request",
        one="request",
        query=REQUESTS,
        columns=_request_columns(today),
        name=lambda row: f"{row.request_no}, {row.hcpcs} for {row.member}",
        facts=lambda row: [
            Fact("State", *step_state(row.step)),
            Fact("Member", f"{row.member} · {row.member_no}"),
            Fact("Payer", row.payer),
            Fact("Asked for", f"{row.hcpcs}, on {row.asked_on}"),
            *([Fact("Appeal by", *_answer_by(row, today))] if row.answer_by else []),
            *([Fact("They say", row.reason)] if row.reason else []),
        ],
        empty="No authorization was asked for yet. Enter the first request (Ctrl+N).",
        chips=(
            Chip("waiting", "Waiting"),
            Chip("denied", "Denied"),
            Chip("appeal_ending", "Appeal soon"),
            Chip("granted", "Granted"),
        ),
        new="New request",
    )


class PapersPage(ListPage[PaperListed]):
    """Every paper beside a prescription."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, papers_spec(workplace.today))


class RequestsPage(ListPage[RequestListed]):
    """Every request for authorization."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace, requests_spec(workplace.today))
