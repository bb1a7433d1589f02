"""Takes what was posted elsewhere, as its files have it, into a shop that has posted nothing yet.

Nothing is computed again: numbers, amounts, reasons and every frozen word are what they were.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.assets.rules import serial_key
from dmedesk.assets.tables import Asset
from dmedesk.billing.actions.papers import LOCK as LOCK_OF_PAPERS
from dmedesk.billing.actions.papers import PAPERS_AT_ONCE
from dmedesk.billing.actions.taking_charges import take_charge_lines
from dmedesk.billing.queries.stored import invoice_ids, run_ids
from dmedesk.billing.rules.charges import RunKind
from dmedesk.billing.rules.crediting import taken_back
from dmedesk.billing.rules.printed import PrintedKind, ProductWords, freeze
from dmedesk.billing.tables import (
    BillingRun,
    Credit,
    CreditLine,
    HeldMonth,
    Invoice,
    InvoiceDocument,
    InvoiceLine,
    PrintedWords,
    Ruling,
)
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.papers.actions import Use, record_uses
from dmedesk.papers.queries import authorization_ids
from dmedesk.rentals.actions.ledger import MonthTurn, write_months
from dmedesk.rentals.queries.stored import rental_ids
from dmedesk.rentals.rules import is_billed
from dmedesk.shop.actions.company import INVOICE_NUMBERS, numbers_were_given
from dmedesk.shop.queries.company import stored_letterheads
from dmedesk.store.base import Base
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork

_RULING = ("modifiers", "basis", "citations", "readings")


@dataclass(frozen=True, slots=True)
class Posted:
    """What was posted: the rows of each of its files, by their columns."""

    runs: Sequence[Values] = ()
    invoices: Sequence[Values] = ()
    invoice_lines: Sequence[Values] = ()
    credits: Sequence[Values] = ()
    held: Sequence[Values] = ()
    charge_lines: Sequence[Values] = ()


def take_posted(work: UnitOfWork, *, posted: Posted) -> None:
    """Enter everything that was posted, in the order in which it was.

    The records that it names must have been entered, and nothing been posted here. Whoever calls
    holds the lock of billing, and has seen to it that the rows fit each other.
    """
    if posted.runs:
        _take_runs(work, posted.runs)
        _take_held(work, posted.held)
    if posted.invoices:
        _take_invoices(work, posted)


def take_papers(work: UnitOfWork, *, rows: Sequence[Values], contents: Iterable[bytes]) -> None:
    """Store the papers of invoices: their hashes and moments, and their bytes in the same order."""
    work.lock(LOCK_OF_PAPERS)
    ids = invoice_ids(work.session)
    papers = (
        {
            "invoice_id": ids[values["invoice_no"]],
            "content": content,
            "sha256": values["sha256"],
            "made_at": values["made_at"],
        }
        for values, content in zip(rows, contents, strict=True)
    )
    while some := list(islice(papers, PAPERS_AT_ONCE)):
        _append(work, InvoiceDocument, some)


def _take_runs(work: UnitOfWork, runs: Sequence[Values]) -> None:
    payers = payer_ids(work.session)
    work.append(
        BillingRun,
        [
            {
                "month_on": values["month"],
                "payer_id": payers.get(values["payer_code"]),
                "posted_at": values["posted_at"],
                "posted_on": values["posted_on"],
                "posted_by": values["posted_by"],
                "engine_edition": values["engine_edition"],
                "kind": values.get("kind") or RunKind.MONTH,
            }
            for values in sorted(runs, key=itemgetter("run"))
        ],
    )


def _take_held(work: UnitOfWork, held: Sequence[Values]) -> None:
    runs, rentals = run_ids(work.session), rental_ids(work.session)
    rows = [
        {
            "run_id": runs[values["run"]],
            "rental_id": rentals[values["rental_no"]],
            "from_on": values["from_on"],
            "number": values["rental_month"],
            "reasons": values["reasons"],
        }
        for values in sorted(held, key=itemgetter("run"))
    ]
    _append(work, HeldMonth, rows)


def _append(
    work: UnitOfWork, table: type[Base], rows: Sequence[Mapping[str, object]]
) -> Sequence[int]:
    """Insert rows that all name the same columns; answers their ids in the order given."""
    columns = [getattr(table, name) for name in rows[0]] if rows else []
    return append_many(work, table, columns, [tuple(row.values()) for row in rows])


def _take_invoices(work: UnitOfWork, posted: Posted) -> None:
    places = {values["invoice_no"]: place for place, values in enumerate(posted.invoices)}
    lines = sorted(posted.invoice_lines, key=lambda line: places[line["invoice_no"]])
    rentals = rental_ids(work.session)
    words = _freeze_words(work, posted, lines)
    invoices = _write_invoices(work, posted.invoices, words.of_invoices)
    both = [*lines, *posted.charge_lines]
    in_papers = sorted(range(len(both)), key=lambda place: places[both[place]["invoice_no"]])
    credited = taken_back(
        ((place, both[place]["invoice_no"]) for place in in_papers), posted.credits
    )
    entries = _write_months(work, lines, rentals, credited)
    rulings = _write_rulings(work, both)
    rows = [
        _month_line(line, invoices, entry_id, words_id, rulings)
        for line, entry_id, words_id in zip(lines, entries, words.of_lines, strict=True)
    ]
    line_ids = [
        *_append(work, InvoiceLine, rows),
        *take_charge_lines(
            work,
            lines=posted.charge_lines,
            invoices=invoices,
            rulings=rulings,
            credited={place - len(lines) for place in credited},
        ),
    ]
    numbers_were_given(work, key=INVOICE_NUMBERS)
    taken = {place: number for place, (number, *_) in credited.items()}
    _write_credits(work, posted.credits, invoices, both, taken, line_ids)
    record_uses(work, uses=list(_uses(work.session, posted, lines, rentals, taken)))


def _month_line(
    line: Values,
    invoices: Mapping[str, int],
    entry_id: int,
    words_id: int,
    rulings: Mapping[tuple[str, ...], int],
) -> dict[str, object]:
    return {
        "invoice_id": invoices[line["invoice_no"]],
        "entry_id": entry_id,
        "days": (line["until_on"] - line["from_on"]).days,
        "product_words_id": words_id,
        "serial": line["serial"],
        "ruling_id": rulings[_ruling(line)],
        "last_month": line["last_month"],
        "usual_charge_cents": line["usual_charge"],
        "trace": line["trace"],
    }


@dataclass(frozen=True, slots=True)
class _FrozenIds:
    """The words of each invoice (company, payer, member) and of each line's product, by ids."""

    of_invoices: Sequence[tuple[int, int, int]]
    of_lines: Sequence[int]


class _Words:
    """Words to be written: a subject's again only where they differ from its last ones."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = []
        self._last: dict[tuple[PrintedKind, int], int] = {}

    def place(self, kind: PrintedKind, subject_id: int, words: str) -> int:
        """The place of these words among the rows."""
        place = self._last.get((kind, subject_id))
        if place is None or self.rows[place]["words"] != words:
            place = self._last[kind, subject_id] = len(self.rows)
            self.rows.append({"kind": kind, "subject_id": subject_id, "words": words})
        return place


def _freeze_words(work: UnitOfWork, posted: Posted, lines: Sequence[Values]) -> _FrozenIds:
    session = work.session
    payers, members, products = payer_ids(session), member_ids(session), _products(session)
    letterheads = {run["run"]: run["posted_on"] for run in posted.runs}
    versions = sorted((row.values["from_on"], row.id) for row in stored_letterheads(session))
    words = _Words()
    of_invoices = [
        (
            words.place(
                PrintedKind.COMPANY,
                _in_force(versions, letterheads[values["run"]]),
                values["printed_company"],
            ),
            words.place(PrintedKind.PAYER, payers[values["payer_code"]], values["printed_payer"]),
            words.place(PrintedKind.MEMBER, members[values["member_no"]], values["printed_member"]),
        )
        for values in posted.invoices
    ]
    of_lines = [
        words.place(PrintedKind.PRODUCT, products[serial_key(line["serial"])], _product(line))
        for line in lines
    ]
    ids = _append(work, PrintedWords, words.rows)
    return _FrozenIds(
        [(ids[company], ids[payer], ids[member]) for company, payer, member in of_invoices],
        [ids[place] for place in of_lines],
    )


def _products(session: Session) -> dict[str, int]:
    """The product (id) of every unit, by its serial as it is compared."""
    return dict(session.execute(select(Asset.serial_key, Asset.product_id)).all())


def _in_force(versions: Sequence[tuple[date, int]], on: date) -> int:
    """The letterhead (id) of a day; the first one before its first day."""
    begun = [version_id for from_on, version_id in versions if from_on <= on]
    return begun[-1] if begun else versions[0][1]


def _product(line: Values) -> str:
    return freeze(ProductWords(line["hcpcs"], line["description"], line["brand"], line["model"]))


def _write_invoices(
    work: UnitOfWork, invoices: Sequence[Values], words: Sequence[tuple[int, int, int]]
) -> dict[str, int]:
    session = work.session
    runs, members, payers = run_ids(session), member_ids(session), payer_ids(session)
    rows = [
        {
            "invoice_no": values["invoice_no"],
            "run_id": runs[values["run"]],
            "member_id": members[values["member_no"]],
            "payer_id": payers[values["payer_code"]],
            "total_cents": values["total"],
            "company_words_id": company_id,
            "payer_words_id": payer_id,
            "member_words_id": member_id,
        }
        for values, (company_id, payer_id, member_id) in zip(invoices, words, strict=True)
    ]
    ids = _append(work, Invoice, rows)
    return {values["invoice_no"]: id_ for values, id_ in zip(invoices, ids, strict=True)}


def _write_months(
    work: UnitOfWork, lines: Sequence[Values], rentals: Mapping[str, int], credited: Collection[int]
) -> list[int]:
    """Write the ledger's turns, each month's in order; answers the entries of the lines."""
    billed = [_turn(line, rentals, turn=2 * line["round"] - 1) for line in lines]
    given_back = [
        _turn(line, rentals, turn=2 * line["round"])
        for place, line in enumerate(lines)
        if place in credited
    ]
    in_order = sorted(enumerate([*billed, *given_back]), key=lambda one: (one[1].turn, one[0]))
    ids = write_months(work, turns=[turn for _, turn in in_order])
    by_place = dict(zip((place for place, _ in in_order), ids, strict=True))
    return [by_place[place] for place in range(len(billed))]


def _turn(line: Values, rentals: Mapping[str, int], *, turn: int) -> MonthTurn:
    return MonthTurn(
        rental_id=rentals[line["rental_no"]],
        from_on=line["from_on"],
        turn=turn,
        number=line["rental_month"],
        amount_cents=line["amount"] if is_billed(turn) else -line["amount"],
    )


def _ruling(line: Values) -> tuple[str, ...]:
    return tuple(line[name] for name in _RULING)


def _write_rulings(work: UnitOfWork, lines: Sequence[Values]) -> dict[tuple[str, ...], int]:
    rulings = dict.fromkeys(_ruling(line) for line in lines)
    rows = [dict(zip(_RULING, ruling, strict=True)) for ruling in rulings]
    return dict(zip(rulings, _append(work, Ruling, rows), strict=True))


def _write_credits(
    work: UnitOfWork,
    credits_: Sequence[Values],
    invoices: Mapping[str, int],
    lines: Sequence[Values],
    taken: Mapping[int, str],
    line_ids: Sequence[int],
) -> None:
    """Write the credits, and of each line (by place) the one that took it back."""
    totals: dict[str, int] = defaultdict(int)
    for place, credit_no in taken.items():
        totals[credit_no] += lines[place]["amount"]
    rows = [
        {
            "credit_no": values["credit_no"],
            "invoice_id": invoices[values["invoice_no"]],
            "total_cents": totals[values["credit_no"]],
            "reason": values["reason"],
            "note": values["note"],
            "credited_at": values["credited_at"],
            "credited_on": values["credited_on"],
            "credited_by": values["credited_by"],
        }
        for values in credits_
    ]
    numbers = (values["credit_no"] for values in credits_)
    ids = dict(zip(numbers, _append(work, Credit, rows), strict=True))
    pairs = [
        {"credit_id": ids[credit_no], "line_id": line_ids[place]}
        for place, credit_no in sorted(taken.items(), key=lambda pair: (ids[pair[1]], pair[0]))
    ]
    _append(work, CreditLine, pairs)


def _uses(
    session: Session,
    posted: Posted,
    lines: Sequence[Values],
    rentals: Mapping[str, int],
    taken: Mapping[int, str],
) -> Iterator[Use]:
    """The authorized months that lines used, and those that their credits gave back."""
    authorizations = authorization_ids(session)
    members = {values["invoice_no"]: values["member_no"] for values in posted.invoices}
    for place, line in enumerate(lines):
        if line["pa_number"] is None:
            continue
        key = (members[line["invoice_no"]], line["hcpcs"], line["pa_number"])
        used = Use(
            authorization_id=authorizations[key],
            rental_id=rentals[line["rental_no"]],
            month_from_on=line["from_on"],
            round=line["round"],
            months=1,
        )
        yield used
        if place in taken:
            yield used._replace(months=-1)
