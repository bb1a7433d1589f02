"""What an audit binder says of the member: who they are, who pays, where they lived; files."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from dmedesk.kit.binders import BinderAsk, BinderColumn, BinderSection, BinderTable
from dmedesk.kit.calendar import last_day
from dmedesk.kit.postal import address_lines
from dmedesk.members.queries.records import MemberRecord, member_record
from dmedesk.members.rules.coverage import in_words
from dmedesk.members.rules.words import LEAVING_WORDS, SETTING_WORDS
from dmedesk.store.attached_papers import attached_papers

_RANK = 10


def sections(session: Any, ask: BinderAsk) -> Sequence[BinderSection]:
    """The member, with every coverage and residence that touches the period."""
    if ask.ref.kind != "member":
        return ()
    member = member_record(session, ask.ref.id, on=ask.on)
    if member is None:
        return ()
    filed, _none = attached_papers(session, kind="member", named={member.id: "Member"})
    papers = tuple(one for one in filed if ask.holds(one.on))
    tables = (_who(member), _payers(member, ask), _places(member, ask))
    missing = () if member.coverages else ("Nobody is entered who pays.",)
    return (BinderSection("member", "Member", _RANK, tables, papers, missing),)


def _who(member: MemberRecord) -> BinderTable:
    columns = (BinderColumn("", 25), BinderColumn("", 75))
    return BinderTable("Who", columns, [row for row in _facts(member) if row[1]])


def _facts(member: MemberRecord) -> Iterator[tuple[str, str]]:
    said = member.values
    yield "Name", member.name
    yield "Number", said["member_no"]
    yield "Born", str(said["birth_on"] or "")
    yield "MassHealth ID", said["masshealth_id"] or ""
    yield "Medicare number", said["medicare_mbi"] or ""
    parts = (said[name] for name in ("address1", "address2", "city", "state", "zip"))
    yield "Address", ", ".join(address_lines(*parts))
    yield "Died", str(member.deceased_on or "")
    if member.left_on is not None and member.left_reason is not None:
        yield LEAVING_WORDS[member.left_reason], str(member.left_on)


def _payers(member: MemberRecord, ask: BinderAsk) -> BinderTable:
    columns = (
        BinderColumn("Payer", 40),
        BinderColumn("Pays", 16),
        BinderColumn("Number there", 24),
        BinderColumn("First day", 14),
        BinderColumn("Last day", 14),
    )
    rows = [
        (
            row["payer_id"].title,
            in_words(row["rank"]),
            row["number"] or "",
            str(row["from_on"]),
            _until(row["until_on"]),
        )
        for row in member.coverages
        if _touches(ask, row)
    ]
    return BinderTable("Who pays", columns, rows)


def _places(member: MemberRecord, ask: BinderAsk) -> BinderTable:
    columns = (
        BinderColumn("Where", 30),
        BinderColumn("Facility", 42),
        BinderColumn("First day", 14),
        BinderColumn("Last day", 14),
    )
    rows = [
        (
            SETTING_WORDS[row["setting"]],
            row["facility_name"] or "",
            str(row["from_on"]),
            _until(row["until_on"]),
        )
        for row in member.residences
        if _touches(ask, row)
    ]
    note = "" if rows else "At home; no other place is entered."
    return BinderTable("Where they lived", columns, rows, note)


def _touches(ask: BinderAsk, row: Any) -> bool:
    until_on = row["until_on"]
    return ask.meets(row["from_on"], last_day(until_on) if until_on else None)


def _until(until_on: date | None) -> str:
    return str(last_day(until_on)) if until_on else "goes on"
