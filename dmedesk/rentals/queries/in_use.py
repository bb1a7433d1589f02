"""The members and codes of what is rented out: whose papers have to stay in force."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dmedesk.assets.tables import Asset
from dmedesk.catalog.tables import Product
from dmedesk.members.tables import Member
from dmedesk.rentals.tables import Rental


def codes_in_use(session: Session, on: date) -> set[tuple[int, str]]:
    """Member (by id) and code of every rental that goes on after a day, of members who are ours."""
    chosen = (
        select(Rental.member_id, Product.hcpcs)
        .join(Asset, Asset.id == Rental.asset_id)
        .join(Product, Product.id == Asset.product_id)
        .join(Member, Member.id == Rental.member_id)
        .where(
            or_(Rental.ended_on.is_(None), Rental.ended_on > on),
            Member.deceased_on.is_(None),
            or_(Member.left_on.is_(None), Member.left_on > on),
        )
        .distinct()
    )
    return {(member_id, hcpcs) for member_id, hcpcs in session.execute(chosen)}
