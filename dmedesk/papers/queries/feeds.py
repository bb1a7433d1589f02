"""What the search finds of orders, prior authorizations, the requests for them, and trials."""

from typing import Any

from sqlalchemy import select

from dmedesk.kit.calendar import last_day
from dmedesk.members.tables import Member
from dmedesk.papers.rules.words import STAGE_WORDS
from dmedesk.papers.tables import Authorization, AuthorizationRequest, Chain, Order, Trial
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


def _order(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    return Entry(
        row.id,
        row.order_no,
        said(member, STAGE_WORDS[row.stage], f"of {row.asked_on}", row.referred_by or ""),
        others=(member, row.member_no, row.referred_by or ""),
    )


ORDERS = Feed(
    kind="order",
    section="Orders",
    letter="o",
    rows=select(
        Order.id,
        Order.order_no,
        Order.stage,
        Order.asked_on,
        Order.referred_by,
        Member.member_no,
        Member.last_name,
        Member.first_name,
    ).join(Member, Member.id == Order.member_id),
    entry=_order,
    table="orders",
    tables={"orders": Order.id, "members": Member.id},
)


def _request(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    return Entry(
        row.id,
        row.request_no,
        said(member, row.hcpcs, f"asked for on {row.asked_on}"),
        others=(member, row.hcpcs, row.member_no),
    )


REQUESTS = Feed(
    kind="pa_request",
    section="PA requests",
    letter="x",
    rows=select(
        AuthorizationRequest.id,
        AuthorizationRequest.request_no,
        AuthorizationRequest.hcpcs,
        AuthorizationRequest.asked_on,
        Member.member_no,
        Member.last_name,
        Member.first_name,
    ).join(Member, Member.id == AuthorizationRequest.member_id),
    entry=_request,
    table="authorization_requests",
    tables={"authorization_requests": AuthorizationRequest.id, "members": Member.id},
)


def _trial(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    return Entry(
        row.id,
        row.trial_no,
        said(member, row.hcpcs, row.title, f"opened on {row.opened_on}"),
        others=(member, row.hcpcs, row.member_no, row.title),
    )


TRIALS = Feed(
    kind="trial",
    section="Trials",
    letter="z",
    rows=select(
        Trial.id,
        Trial.trial_no,
        Trial.hcpcs,
        Trial.opened_on,
        Chain.title,
        Member.member_no,
        Member.last_name,
        Member.first_name,
    )
    .join(Member, Member.id == Trial.member_id)
    .join(Chain, Chain.id == Trial.chain_id),
    entry=_trial,
    table="trials",
    tables={"trials": Trial.id, "members": Member.id, "chains": Chain.id},
)
