"""What the paper of a worksheet says, from what is stored and what the engine answers."""

from sqlalchemy.orm import Session

from dmedesk.catalog.rules.products import FAMILY_WORDS
from dmedesk.catalog.rules.words import Family
from dmedesk.kit.errors import Refused
from dmedesk.kit.postal import Letterhead
from dmedesk.papers.queries.worksheets import WorksheetRecord, worksheet_record
from dmedesk.papers.rules.worksheet import EVIDENCE, OF_WORDS, reckoned
from dmedesk.papers.rules.worksheet_paper import PaperStep, WorksheetPaper
from dmedesk.rates.answer import Quote
from dmedesk.rates.wording import citation_of, says
from dmedesk.shop.queries.company import no_letterhead, printed_letterhead


def worksheet_paper(session: Session, *, worksheet_id: int) -> WorksheetPaper | None:
    """The paper of one worksheet; None where it is gone. ``Refused`` without a letterhead."""
    record = worksheet_record(session, worksheet_id)
    if record is None:
        return None
    supplier = printed_letterhead(session, on=record.recorded_at.astimezone().date())
    if supplier is None:
        raise Refused([no_letterhead(record.number)])
    return paper_of(record, supplier)


def paper_of(record: WorksheetRecord, supplier: Letterhead) -> WorksheetPaper:
    """The paper of a record, under this letterhead."""
    answer = reckoned(record.fact)
    steps = answer.steps if isinstance(answer, Quote) else []
    readings = answer.readings if isinstance(answer, Quote) else {}
    return WorksheetPaper(
        supplier=supplier,
        number=record.number,
        made_on=record.recorded_at.astimezone().date(),
        title=f"{record.fact.hcpcs}: {record.values['description']}",
        facts=tuple(_facts(record)),
        costs=tuple(_costs(record)),
        steps=tuple(
            PaperStep(
                f"{says(step)[:1].upper()}{says(step)[1:]}",
                citation_of(step[0]),
                "" if step[1] is None else _money(round(step[1])),
            )
            for step in steps
        ),
        result_cents=record.result_cents,
        readings=tuple(
            f"Reading used: {name} = {option}".replace("_", " ")
            for name, option in readings.items()
        ),
        evidence=EVIDENCE,
    )


def _facts(record: WorksheetRecord) -> list[tuple[str, str]]:
    fact = record.fact
    member, request = record.member, record.request
    what = OF_WORDS[fact.what]
    if fact.rental_month:
        what += f", month {fact.rental_month}"
    told = (
        ("Priced by", "Individual consideration, 101 CMR 322.03(19)"),
        ("Member", member.title if member else ""),
        ("Request", f"{request.title}, {request.about}" if request else ""),
        ("Day of service", str(fact.priced_on)),
        ("What is priced", what),
        ("Family", FAMILY_WORDS[Family(fact.family)]),
        ("Usual charge", _money(fact.usual_charge_cents)),
        ("Note", record.values["note"]),
    )
    return [(name, value) for name, value in told if value]


def _costs(record: WorksheetRecord) -> list[tuple[str, str]]:
    fact, values = record.fact, record.values
    timely = f"{fact.timely_percentage}%" if fact.timely_percentage else ""
    if timely and values["timely_terms"]:
        timely += f"; timely is {values['timely_terms']}"
    markup = f"{fact.markup_percentage}%" if fact.markup_percentage is not None else ""
    told = (
        ("Catalogue price", _money(fact.catalogue_cents)),
        ("List price", _money(fact.list_cents)),
        ("Discounts in order", fact.discounts),
        ("Vendor’s invoice", _money(fact.invoice_cents)),
        ("Quote in the PA", _money(fact.quote_cents)),
        ("Timely payment", timely),
        ("Standard markup", markup),
    )
    return [(name, value) for name, value in told if value]


def _money(cents: int | None) -> str:
    return "" if cents is None else f"{cents // 100:,}.{cents % 100:02}"
