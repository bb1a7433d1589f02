"""A slip's papers as the print centre takes them: seen beside the slip, printed, counted."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from dmedesk.deliveries.queries.packets import has_packet, packet_paper
from dmedesk.deliveries.queries.records import read_slip
from dmedesk.deliveries.queries.slips import slip_paper
from dmedesk.deliveries.rules.paper import SLIP
from dmedesk.deliveries.sheets.packet import packet_pdf
from dmedesk.deliveries.sheets.slip import TITLES, slip_pdf
from dmedesk.kit.errors import Refused
from dmedesk.kit.references import RecordRef
from dmedesk.widgets.forms.spec import Document


def slip_documents(session: Any, /, *, ref: RecordRef, on: date) -> Sequence[Document]:
    """The slip of a ticket as it is printed today; a first delivery's packet is offered before."""
    read = read_slip(session, ticket_id=ref.id, on=on)
    if read is None:
        return ()
    number = read.row.ticket_no
    content = partial(_drawn, ticket_id=ref.id, on=on)
    slip = Document(TITLES[read.row.kind], SLIP, number, content)
    if not has_packet(session, ref.id, on):
        return [slip]
    packet = partial(_drawn_packet, ticket_id=ref.id, on=on)
    return [Document("Packet of the first delivery", SLIP, number, packet), slip]


def _drawn(session: Any, /, *, ticket_id: int, on: date) -> bytes:
    """The slip as PDF; refused with everything that keeps it from being printed."""
    paper = slip_paper(session, ticket_id, on)
    if isinstance(paper, list):
        raise Refused(paper)
    return slip_pdf(paper)


def _drawn_packet(session: Any, /, *, ticket_id: int, on: date) -> bytes:
    """The packet as PDF; refused as its slip is."""
    paper = packet_paper(session, ticket_id, on)
    if isinstance(paper, list):
        raise Refused(paper)
    return packet_pdf(paper)
