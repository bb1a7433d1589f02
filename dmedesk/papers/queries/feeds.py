"""What the search finds of prior authorizations."""

from typing import Any

from sqlalchemy import select

from dmedesk.kit.calendar import last_day
from dmedesk.members.tables import Member
from dmedesk.papers.tables import Authorization
from dmedesk.store.search import Entry, Feed, said


def _authorization(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    until = f"to {last_day(row.until_on)}" if row.until_on else ""
    return Entry(
        row.id,
        row.pa_number,
        said(member, row.hcpcs, f"from {row.from_on}", until),
        others=(member, row.hcpcs, row.member_no),
    )


AUTHORIZATIONS = Feed(
    kind="authorization",
    section="Authorizations",
    letter="a",
    rows=select(
        Authorization.id,
        Authorization.pa_number,
        Authorization.hcpcs,
        Authorization.from_on,
        Authorization.until_on,
        Member.member_no,
        Member.last_name,
        Member.first_name,
    ).join(Member, Member.id == Authorization.member_id),
    entry=_authorization,
    table="authorizations",
    tables={"authorizations": Authorization.id, "members": Member.id},
)
