"""A worksheet of individual consideration that was kept."""

from sqlalchemy import Engine

from dmedesk.catalog.rules.words import Family
from dmedesk.papers.rules.worksheet import WorksheetOf
from dmedesk.papers.tables import Worksheet
from tests.members.desk import TODAY, working


def keep_worksheet(engine: Engine, *, member_id: int, request_id: int | None = None) -> None:
    """A bath lift: list 1,000.00, 20 % and 10.00 off, 30 % on top (101 CMR 322.03(17))."""
    with working(engine) as work:
        work.session.add(
            Worksheet(
                worksheet_no="IC-000001",
                member_id=member_id,
                request_id=request_id,
                priced_on=TODAY,
                what=WorksheetOf.NEW,
                hcpcs="E1399",
                description="Bath lift",
                family=Family.DME,
                discounts="20% 10.00",
                list_cents=100_000,
                markup_percentage="30",
                timely_percentage="",
                timely_terms="",
                usual_charge_cents=150_000,
                note="",
                result_cents=102_700,
                recorded_at=work.now,
                recorded_by="ana",
            )
        )
