"""Takes charges as their files have them: themselves, their proofs, and what was billed of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import select

from dmedesk.assets.queries.stored import asset_ids
from dmedesk.billing.actions.charge_ledger import CHARGE_LINE_COLUMNS, ChargeTurn, write_charges
from dmedesk.billing.queries.charge_files import charge_ids
from dmedesk.billing.rules.charges import SourceKind
from dmedesk.billing.rules.printed import PrintedKind, ProductWords, freeze
from dmedesk.billing.tables import Charge, ChargeClaim, ChargeProof, InvoiceLine, PrintedWords
from dmedesk.catalog.tables import Product
from dmedesk.kit.stored import Values
from dmedesk.members.queries.stored import member_ids, payer_ids
from dmedesk.members.tables import Member
from dmedesk.papers.actions import ChargeUse, record_charge_uses
from dmedesk.papers.queries.stored import authorization_ids
from dmedesk.store.bulk import append_many
from dmedesk.store.unit_of_work import UnitOfWork


def take_one_offs(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter charges, as ``charges.csv`` has them; one without a source was entered by hand.

    Their members, payers, products and units must have been entered. A known one is a fact and
    changes in nothing. Whoever calls has seen to it that no source has two live charges.
    """
    if changed:
        raise ValueError("a charge is never changed")
    if not added:
        return
    in_order = sorted(added, key=itemgetter("round"))
    claims = [turn for values in in_order for turn in _claims(values)]
    work.append(ChargeClaim, claims)
    session = work.session
    members, payers, units = member_ids(session), payer_ids(session), asset_ids(session)
    products = dict(session.execute(select(Product.product_no, Product.id)).all())
    rows = [_row(values, members, payers, products, units) for values in in_order]
    work.append(Charge, sorted(rows, key=itemgetter("charge_no")))


_AS_THEY_ARE = (
    "charge_no",
    "source",
    "kind",
    "service_on",
    "hcpcs",
    "modifiers",
    "description",
    "condition",
    "units",
    "asked",
    "pa_required",
    "why_payer",
    "recorded_at",
    "recorded_by",
)


def _row(
    values: Values,
    members: Mapping[str, int],
    payers: Mapping[str, int],
    products: Mapping[str, int],
    units: Mapping[str, int],
) -> dict[str, object]:
    return {
        **{name: values[name] for name in _AS_THEY_ARE},
        "source_no": _source_no(values),
        "source_turn": 2 * values["round"] - 1,
        "member_id": members[values["member_no"]],
        "payer_id": payers[values["payer_code"]],
        "product_id": products.get(values["product_no"]),
        "asset_id": units.get(values["serial"]),
        "usual_charge_cents": values["usual_charge"],
    }


def _source_no(values: Values) -> str:
    number: str = values["source_no"] or values["charge_no"]
    return number


def _claims(values: Values) -> list[dict[str, object]]:
    """The claim of a charge, and its withdrawal where there was one."""
    turn = 2 * values["round"] - 1
    source = {"source": SourceKind(values["source"]), "source_no": _source_no(values)}
    claim = {
        **source,
        "turn": turn,
        "turn_before": turn - 1 or None,
        "why": "",
        "recorded_at": values["recorded_at"],
        "recorded_by": values["recorded_by"],
    }
    if values["withdrawn_at"] is None:
        return [claim]
    withdrawn = {
        **source,
        "turn": turn + 1,
        "turn_before": turn,
        "why": values["withdrawn_why"],
        "recorded_at": values["withdrawn_at"],
        "recorded_by": values["withdrawn_by"],
    }
    return [claim, withdrawn]


def take_charge_proofs(
    work: UnitOfWork, *, added: Sequence[Values], changed: Mapping[int, Values]
) -> None:
    """Enter the proofs of charges, as ``charge_proofs.csv`` has them. A known one never changes."""
    if changed:
        raise ValueError("a proof is never changed")
    ids = charge_ids(work.session)
    rows = [
        {
            "charge_id": ids[values["charge_no"]],
            **{
                name: values[name]
                for name in ("turn", "proof", "proof_on", "recorded_at", "recorded_by")
            },
        }
        for values in added
    ]
    if rows:
        work.append(ChargeProof, rows)


def take_charge_lines(
    work: UnitOfWork,
    *,
    lines: Sequence[Values],
    invoices: Mapping[str, int],
    rulings: Mapping[tuple[str, ...], int],
    credited: Collection[int],
) -> Sequence[int]:
    """Enter the invoice lines of charges, as ``charge_lines.csv`` has them, and their ledger.

    ``invoices`` and ``rulings`` are the ids of what they stand on and rest on, ``credited`` the
    places of the lines that were taken back. Answers the ids of the lines.
    """
    if not lines:
        return ()
    ids = charge_ids(work.session)
    turns = [_turn(line, ids, 2 * line["round"] - 1, line["amount"]) for line in lines]
    turns += [
        _turn(line, ids, 2 * line["round"], -line["amount"])
        for place, line in enumerate(lines)
        if place in credited
    ]
    write_charges(work, turns=sorted(turns, key=lambda turn: turn.turn))
    record_charge_uses(work, uses=list(_uses(work, lines, credited)))
    words = _write_words(work, lines, ids)
    rows = [
        (
            invoices[line["invoice_no"]],
            ids[line["charge_no"]],
            2 * line["round"] - 1,
            1,
            words_id,
            line["serial"],
            rulings[tuple(line[name] for name in _RULING)],
            line["usual_charge"],
            line["trace"],
        )
        for line, words_id in zip(lines, words, strict=True)
    ]
    return append_many(work, InvoiceLine, CHARGE_LINE_COLUMNS, rows)


def _uses(
    work: UnitOfWork, lines: Sequence[Values], credited: Collection[int]
) -> Iterator[ChargeUse]:
    """What lines took of authorizations, and what their credits gave back."""
    session = work.session
    columns = (Charge.charge_no, Charge.id, Member.member_no, Charge.service_on, Charge.units)
    chosen = select(*columns).join(Member, Member.id == Charge.member_id)
    known: dict[str, Any] = {row.charge_no: row for row in session.execute(chosen)}
    authorizations = authorization_ids(session)
    for place, line in enumerate(lines):
        if line["pa_number"] is None:
            continue
        charge = known[line["charge_no"]]
        used = ChargeUse(
            authorizations[charge.member_no, line["hcpcs"], line["pa_number"]],
            charge.id,
            2 * line["round"] - 1,
            charge.service_on,
            charge.units,
            line["amount"],
            line["charge_no"],
        )
        yield used
        if place in credited:
            cents = -used.amount_cents
            yield used._replace(turn=used.turn + 1, units=-used.units, amount_cents=cents)


_RULING = ("modifiers", "basis", "citations", "readings")


def _turn(line: Values, ids: Mapping[str, int], turn: int, cents: int) -> ChargeTurn:
    return ChargeTurn(ids[line["charge_no"]], turn, cents)


def _write_words(
    work: UnitOfWork, lines: Sequence[Values], ids: Mapping[str, int]
) -> Sequence[int]:
    """The words of each line: a charge's again only where they differ from its last ones."""
    rows: list[tuple[PrintedKind, int, str]] = []
    places = []
    last: dict[int, int] = {}
    for line in lines:
        charge_id = ids[line["charge_no"]]
        named = (line["hcpcs"], line["description"], line["brand"], line["model"])
        words = freeze(ProductWords(*named))
        place = last.get(charge_id)
        if place is None or rows[place][2] != words:
            place = last[charge_id] = len(rows)
            rows.append((PrintedKind.CHARGE, charge_id, words))
        places.append(place)
    columns = (PrintedWords.kind, PrintedWords.subject_id, PrintedWords.words)
    stored = append_many(work, PrintedWords, columns, rows)
    return [stored[place] for place in places]
