"""Reads charges as a run sees them: what is neither billed nor withdrawn, with all it rests on."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from dmedesk.assets.tables import Asset
from dmedesk.billing.rules.charges import ChargeFact, ChargeFacts, SourceKind
from dmedesk.billing.rules.paying import CoverFact
from dmedesk.billing.tables import Charge, ChargeClaim, ChargeEntry, ChargeProof, WriteOff
from dmedesk.catalog.tables import Product
from dmedesk.members.queries.stays import stays_of
from dmedesk.members.rules import Stay
from dmedesk.members.tables import Coverage, Member, Payer
from dmedesk.papers.queries.facts import (
    authorization_facts,
    drawn_by_authorization,
    prescription_facts,
    required_by_payer,
    support_facts,
)
from dmedesk.papers.queries.limits import limits_fact
from dmedesk.rentals.rules import MemberFact, PayerFact, Proof
from dmedesk.rentals.tables import Rental
from dmedesk.shop.queries.policies import policies
from dmedesk.store.bulk import read_many

LAST_TURN = (
    select(func.coalesce(func.max(ChargeEntry.turn), 0))
    .where(ChargeEntry.charge_id == Charge.id)
    .correlate(Charge)
    .scalar_subquery()
)
"""The last turn of a charge's ledger: odd while it stands billed."""

_back = aliased(WriteOff)

REMAINS_CENTS = (
    select(WriteOff.amount_cents)
    .where(WriteOff.charge_id == Charge.id, ~exists().where(_back.reverses_id == WriteOff.id))
    .correlate(Charge)
    .scalar_subquery()
)
"""What a line passed on to a charge, while that stands."""


def is_withdrawn() -> ColumnElement[bool]:
    """The condition of charges whose source was let go again."""
    later = aliased(ChargeClaim)
    return exists().where(
        later.source == Charge.source,
        later.source_no == Charge.source_no,
        later.turn == Charge.source_turn + 1,
    )


def is_billed() -> ColumnElement[bool]:
    """The condition of charges that stand on an invoice."""
    return LAST_TURN % 2 == 1


def open_charges(
    session: Session,
    *,
    until_on: date | None = None,
    payer_id: int | None = None,
    charge_ids: Collection[int] | None = None,
) -> ChargeFacts:
    """The live charges that are not billed: served before a day, of one payer, or of these ids.

    In a few statements, and one only where there are none.
    """
    chosen = [~is_withdrawn(), ~is_billed()]
    if until_on is not None:
        chosen.append(Charge.service_on < until_on)
    if payer_id is not None:
        chosen.append(Charge.payer_id == payer_id)
    if charge_ids is not None:
        chosen.append(Charge.id.in_(charge_ids))
    rows = read_many(session, _CHARGES.where(*chosen))
    if not rows:
        return ChargeFacts()
    return facts_of(session, rows)


def standing_charges(session: Session) -> list[ChargeFact]:
    """Every charge that is not withdrawn, invoiced or not, in the order of their numbers.

    Nothing is told of where members live.
    """
    chosen = _CHARGES.where(~is_withdrawn()).order_by(Charge.charge_no)
    return [_fact(row, {}) for row in read_many(session, chosen)]


def facts_of(session: Session, rows: Collection[Any]) -> ChargeFacts:
    """Rows of ``_CHARGES`` with what they are judged by."""
    stays = stays_of(session, {row.member_id for row in rows})
    return judged_by(session, [_fact(row, stays) for row in rows])


def judged_by(session: Session, charges: Sequence[ChargeFact]) -> ChargeFacts:
    """Charges with what they are judged by, in as many statements as of one."""
    members = {charge.member.member_id for charge in charges}
    required = required_by_payer(session)
    return ChargeFacts(
        charges=charges,
        prescriptions=prescription_facts(session, member_ids=members),
        authorizations=authorization_facts(session, member_ids=members),
        covers=covers_of(session, member_ids=members),
        readings=policies(session).readings,
        limits=limits_fact(session, member_ids=members),
        drawn=drawn_by_authorization(session, member_ids=members),
        required=required,
        supports=support_facts(session, member_ids=members) if required else {},
    )


_last_proof = aliased(ChargeProof)
_later_proof = aliased(ChargeProof)

_CHARGES = (
    select(
        Charge.id,
        Charge.charge_no,
        Charge.member_id,
        Member.member_no,
        Member.zip,
        Member.deceased_on,
        Charge.payer_id,
        Payer.code,
        Payer.regime,
        Charge.kind,
        Charge.service_on,
        Charge.hcpcs,
        Charge.description,
        Charge.modifiers,
        Asset.serial,
        Charge.condition,
        Product.payment_class,
        Product.family,
        Charge.units,
        Charge.usual_charge_cents,
        Charge.asked,
        Charge.pa_required,
        Charge.why_payer,
        case((_last_proof.proof != Proof.NONE, _last_proof.proof_on)).label("proven_on"),
        REMAINS_CENTS.label("remains_cents"),
        LAST_TURN.label("last_turn"),
        Rental.started_on,
        Rental.proof_on,
    )
    .join(Member, Member.id == Charge.member_id)
    .join(Payer, Payer.id == Charge.payer_id)
    .outerjoin(Asset, Asset.id == Charge.asset_id)
    .outerjoin(Product, Product.id == Charge.product_id)
    .outerjoin(
        Rental,
        and_(Charge.source == SourceKind.PURCHASE_OPTION, Rental.rental_no == Charge.source_no),
    )
    .outerjoin(
        _last_proof,
        and_(
            _last_proof.charge_id == Charge.id,
            ~exists().where(
                _later_proof.charge_id == Charge.id, _later_proof.turn > _last_proof.turn
            ),
        ),
    )
)


def _fact(row: Any, stays: dict[int, tuple[Stay, ...]]) -> ChargeFact:
    return ChargeFact(
        charge_id=row.id,
        charge_no=row.charge_no,
        member=MemberFact(row.member_id, row.member_no, row.zip, stays.get(row.member_id, ())),
        payer=PayerFact(row.payer_id, row.code, row.regime),
        kind=row.kind,
        service_on=row.service_on,
        hcpcs=row.hcpcs,
        description=row.description,
        modifiers=tuple(row.modifiers.split()),
        serial=row.serial or "",
        condition=row.condition.value,
        payment_class=row.payment_class.value if row.payment_class else None,
        family=row.family.value if row.family else None,
        units=row.units,
        usual_charge_cents=row.usual_charge_cents,
        asked=json.loads(row.asked),
        pa_required=row.pa_required,
        why_payer=row.why_payer,
        proven_on=row.proven_on or row.proof_on,
        deceased_on=row.deceased_on,
        remains_cents=row.remains_cents,
        turn=row.last_turn + 1,
        begun_on=row.started_on,
    )


def covers_of(session: Session, *, member_ids: Collection[int]) -> dict[int, list[CoverFact]]:
    """The coverages of these members, by member."""
    chosen = (
        select(
            Coverage.member_id,
            Coverage.payer_id,
            Payer.code,
            Payer.regime,
            Coverage.rank,
            Coverage.from_on,
            Coverage.until_on,
            func.coalesce(Coverage.number, ""),
        )
        .join(Payer, Payer.id == Coverage.payer_id)
        .where(Coverage.member_id.in_(member_ids))
        .order_by(Coverage.id)
    )
    found: dict[int, list[CoverFact]] = defaultdict(list)
    for row in session.execute(chosen):
        found[row[0]].append(CoverFact(*row[1:]))
    return dict(found)
