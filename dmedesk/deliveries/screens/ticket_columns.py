"""The columns of a slip's lines and of its proofs."""

from dmedesk.deliveries.queries.records import SlipLine, SlipProof
from dmedesk.deliveries.rules.words import ProofKind
from dmedesk.deliveries.screens.words import (
    METHOD_WORDS,
    RELATIONSHIP_WORDS,
    SETTLED_WORDS,
    STAY_WORDS,
    TERMS_WORDS,
    UNSIGNED_WORDS,
    WAY_WORDS,
)
from dmedesk.widgets.table import Column
from dmedesk.widgets.theme import Tone
from dmedesk.widgets.words import day_of

_SEAL = 8


def _serial(line: SlipLine) -> str:
    if line.stayed is not None or line.has_moved is False:
        why = "did not move" if line.stayed is None else STAY_WORDS[line.stayed]
        return f"{line.serial} ({why})".lstrip()
    if line.awaits_unit:
        return "‖ to be scanned"
    if not line.moved_serial or line.moved_asset_id == line.asset_id:
        return line.serial
    settled = SETTLED_WORDS[line.settlement.settled] if line.settlement else "not settled"
    return f"{line.moved_serial}, not {line.serial}: {settled[0].lower()}{settled[1:]}"


def _tone(line: SlipLine) -> Tone:
    if line.awaits_unit:
        return Tone.WAITING
    return Tone.STOPPED if line.is_unsettled else Tone.INK


LINE_COLUMNS: tuple[Column[SlipLine], ...] = (
    Column("Way", lambda line: WAY_WORDS[line.way], width=52),
    Column(
        "Serial",
        _serial,
        width=180,
        wide=True,
        tone=_tone,
    ),
    Column("Item", lambda line: f"{line.product} · {line.hcpcs}", width=220),
    Column("Rental", lambda line: line.rental_no, width=72),
    Column("Terms", lambda line: TERMS_WORDS[line.terms], width=60, spare=2),
    Column("Qty", lambda line: str(line.quantity), width=44, figures=True),
    Column("Accessories", lambda line: line.accessories, width=110, spare=1),
)


def _how(proof: SlipProof) -> str:
    if proof.kind is ProofKind.TAKEN_BACK:
        return f"Took back no. {proof.about_turn}"
    return METHOD_WORDS[proof.method]


def _signer(proof: SlipProof) -> str:
    if proof.reason is not None and not proof.has_signature:
        return f"nobody: {UNSIGNED_WORDS[proof.reason]}"
    who = proof.signer or proof.received_by or proof.carrier
    as_what = RELATIONSHIP_WORDS[proof.relationship] if proof.relationship else proof.facility
    return f"{who} ({as_what})" if who and as_what else who or as_what


PROOF_COLUMNS: tuple[Column[SlipProof], ...] = (
    Column("No.", lambda proof: str(proof.turn), width=40, figures=True),
    Column("How", _how, width=150),
    Column("Signed by", _signer, width=130, wide=True),
    Column("Signed", lambda proof: day_of(proof.signed_on), width=88, spare=2),
    Column("Service", lambda proof: day_of(proof.service_on) or "none yet", width=88),
    Column("Kept until", lambda proof: day_of(proof.kept_until), width=88, spare=3),
    Column("Recorded by", lambda proof: proof.recorded_by, width=90, spare=4),
    Column(
        "Seal",
        lambda proof: proof.sha256[:_SEAL],
        width=76,
        spare=1,
        tip=lambda proof: f"The digest of all that this proof says: {proof.sha256}",
    ),
)
