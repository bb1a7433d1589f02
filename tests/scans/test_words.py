"""A refused label has its reason as a finding with a remedy."""

from dmedesk.kit.findings import Severity
from dmedesk.scans.words import Fault, refused


def test_the_reason_is_a_finding_that_stops() -> None:
    (finding,) = refused(Fault.WRONG_CHECK, "It ends in 7.").findings
    assert (finding.severity, finding.code) == (Severity.STOP, "scan_wrong_check")
    assert "Scan the label again" in finding.remedy
    assert refused(Fault.WRONG_CHECK, "It ends in 7.", "Look.").findings[0].remedy == "Look."
