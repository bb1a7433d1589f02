"""What the search finds of repairs: by number, member, serial and fault."""

from typing import Any

from sqlalchemy import select

from dmedesk.assets.tables import Asset
from dmedesk.members.tables import Member
from dmedesk.repairs.rules.steps import WORDS
from dmedesk.repairs.tables import Repair
from dmedesk.store.search import Entry, Feed, said


def _repair(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}" if row.last_name else ""
    serial = row.serial_key or row.serial_told or ""
    return Entry(
        row.id,
        row.repair_no,
        said(row.item, member, WORDS[row.stage]),
        numbers=(row.repair_no, *([serial] if serial else [])),
        others=(member, row.member_no, row.fault),
    )


REPAIRS = Feed(
    kind="repair",
    section="Repairs",
    letter="w",
    rows=select(
        Repair.id,
        Repair.repair_no,
        Repair.item,
        Repair.stage,
        Repair.fault,
        Repair.serial_told,
        Member.member_no,
        Member.last_name,
        Member.first_name,
        Asset.serial_key,
    )
    .outerjoin(Member, Member.id == Repair.member_id)
    .outerjoin(Asset, Asset.id == Repair.asset_id),
    entry=_repair,
    table="repairs",
    tables={"repairs": Repair.id, "members": Member.id, "assets": Asset.id},
)
