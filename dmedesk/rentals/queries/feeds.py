"""What the search finds of rentals."""

from typing import Any

from sqlalchemy import select

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental
from dmedesk.store.search import Entry, Feed, said


def _rental(row: Any) -> Entry:
    member = f"{row.last_name}, {row.first_name}"
    until = f"until {row.ended_on}" if row.ended_on else ""
    return Entry(
        row.id,
        row.rental_no,
        said(member, row.description, row.serial, f"since {row.started_on}", until),
        numbers=(row.serial,),
        others=(member, row.description, row.hcpcs, row.member_no),
    )


RENTALS = Feed(
    kind="rental",
    section="Rentals",
    letter="r",
    rows=select(
        Rental.id,
        Rental.rental_no,
        Rental.started_on,
        Rental.ended_on,
        Member.member_no,
        Member.last_name,
        Member.first_name,
        Asset.serial,
        Product.description,
        Product.hcpcs,
    )
    .join(Member, Member.id == Rental.member_id)
    .join(Asset, Asset.id == Rental.asset_id)
    .join(Product, Product.id == Asset.product_id),
    entry=_rental,
    table="rentals",
    tables={
        "rentals": Rental.id,
        "members": Member.id,
        "assets": Asset.id,
        "products": Product.id,
    },
)
