"""Members, practitioners and payers found by a part of their name or number, for pickers."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from dmedesk.members.rules.words import REGIME_WORDS
from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.store.finding import MOST_FOUND, Found, having


def find_members(session: Session, part: str) -> list[Found]:
    """The members whose names or numbers have every word of ``part``; of none, the latest."""
    columns = (
        Member.last_name,
        Member.first_name,
        Member.member_no,
        Member.masshealth_id,
        Member.medicare_mbi,
    )
    chosen = select(Member).where(*having(columns, part))
    order = (Member.last_name, Member.first_name) if part else (Member.id.desc(),)
    return [_member(one) for one in session.scalars(chosen.order_by(*order).limit(MOST_FOUND))]


def member_named(session: Session, member_id: int) -> Found | None:
    """One member."""
    found = session.get(Member, member_id)
    return None if found is None else _member(found)


def find_practitioners(session: Session, part: str) -> list[Found]:
    """The practitioners whose names or NPI have every word of ``part``."""
    columns = (Practitioner.last_name, Practitioner.first_name, Practitioner.npi)
    chosen = select(Practitioner).where(*having(columns, part))
    ordered = chosen.order_by(Practitioner.last_name, Practitioner.first_name).limit(MOST_FOUND)
    return [_practitioner(one) for one in session.scalars(ordered)]


def practitioner_named(session: Session, practitioner_id: int) -> Found | None:
    """One practitioner."""
    found = session.get(Practitioner, practitioner_id)
    return None if found is None else _practitioner(found)


def find_payers(session: Session, part: str) -> list[Found]:
    """The payers whose name or code has every word of ``part``."""
    chosen = select(Payer).where(*having((Payer.name, Payer.code), part))
    return [_payer(one) for one in session.scalars(chosen.order_by(Payer.name).limit(MOST_FOUND))]


def payer_named(session: Session, payer_id: int) -> Found | None:
    """One payer."""
    found = session.get(Payer, payer_id)
    return None if found is None else _payer(found)


def full_name(last_name: str, first_name: str | None) -> str:
    """``Rivera, Ana``, as lists have it."""
    return f"{last_name}, {first_name}" if first_name else last_name


def _member(one: Member) -> Found:
    born = f"born {one.birth_on}" if one.birth_on else ""
    about = " · ".join(filter(None, (one.member_no, born)))
    return Found(one.id, full_name(one.last_name, one.first_name), about)


def _practitioner(one: Practitioner) -> Found:
    return Found(one.id, full_name(one.last_name, one.first_name), f"NPI {one.npi}")


def _payer(one: Payer) -> Found:
    return Found(one.id, one.name, f"{one.code} · {REGIME_WORDS[one.regime]}")
