"""What the search finds of members, practitioners and payers."""

from typing import Any

from sqlalchemy import select

from dmedesk.members.tables import Member, Payer, Practitioner
from dmedesk.store.search import Entry, Feed, said


def _member(row: Any) -> Entry:
    return Entry(
        row.id,
        f"{row.last_name}, {row.first_name}",
        said(row.member_no, row.birth_on, row.city, row.phone),
        numbers=(row.member_no, row.phone, row.phone2, row.masshealth_id, row.medicare_mbi),
        others=(row.city,),
    )


def _practitioner(row: Any) -> Entry:
    return Entry(
        row.id,
        ", ".join(filter(None, (row.last_name, row.first_name))),
        said(f"NPI {row.npi}", row.city, row.phone),
        numbers=(row.npi, row.phone, row.license_no),
        others=(row.city,),
    )


def _payer(row: Any) -> Entry:
    return Entry(
        row.id,
        row.name,
        said(row.code, row.city, row.phone),
        numbers=(row.code, row.phone, row.electronic_payer_id),
        others=(row.city,),
    )


MEMBERS = Feed(
    kind="member",
    section="Members",
    letter="m",
    rows=select(
        Member.id,
        Member.member_no,
        Member.last_name,
        Member.first_name,
        Member.birth_on,
        Member.phone,
        Member.phone2,
        Member.masshealth_id,
        Member.medicare_mbi,
        Member.city,
    ),
    entry=_member,
    table="members",
    tables={"members": Member.id},
)

PRACTITIONERS = Feed(
    kind="practitioner",
    section="Practitioners",
    letter="p",
    rows=select(
        Practitioner.id,
        Practitioner.npi,
        Practitioner.last_name,
        Practitioner.first_name,
        Practitioner.phone,
        Practitioner.license_no,
        Practitioner.city,
    ),
    entry=_practitioner,
    table="practitioners",
    tables={"practitioners": Practitioner.id},
)

PAYERS = Feed(
    kind="payer",
    section="Payers",
    letter="y",
    rows=select(
        Payer.id, Payer.code, Payer.name, Payer.phone, Payer.electronic_payer_id, Payer.city
    ),
    entry=_payer,
    table="payers",
    tables={"payers": Payer.id},
)
