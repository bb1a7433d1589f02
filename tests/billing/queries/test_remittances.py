"""A file of remittances is looked at before it is taken."""

from dmedesk.billing.queries.remittances import read_remittance_file
from dmedesk.kit.findings import stops
from dmedesk.store.unit_of_work import reading
from tests.flows.till import Till


def test_looking_at_a_file_tells_what_taking_it_would_do(till: Till) -> None:
    content = (
        b"payer_code,remittance_no,paid_on,invoice_no,line,paid\n"
        b"MH,RA7,2026-11-02,INV-000001,1,70.00\n"
    )
    with reading(till.shop.engine) as session:
        read = read_remittance_file(session, content=content, file_name="ra.csv")
    (one,) = read.remittances
    assert (one.number, one.paid_cents, one.lines[0].open_cents) == ("RA7", 7_000, 7_500)
    assert [finding.code for finding in read.findings] == ["no_code"]
    assert not stops(read.findings)
