"""What a scan says to the pages of units: the serial, or all that the label bears."""

from datetime import date

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity
from dmedesk.scans.udi import is_label, read_udi
from dmedesk.scans.words import Issuer, Udi


def label_of(text: str, *, today: date) -> Udi | tuple[Finding, ...]:
    """What a scan bears of a unit (a plain number is a serial), or why it cannot be read."""
    if not is_label(text):
        return Udi(Issuer.GS1, serial=text.strip())
    try:
        return read_udi(text, today=today)
    except Refused as refused:
        return tuple(refused.findings)


def serial_of(text: str, *, today: date) -> str | tuple[Finding, ...]:
    """The serial that a scan bears; findings where it bears none."""
    found = label_of(text, today=today)
    if not isinstance(found, Udi):
        return found
    if found.serial:
        return found.serial
    return (
        Finding(
            Severity.STOP,
            "no_serial",
            "The label has no serial.",
            remedy="Scan the other label of the unit, or type the serial.",
        ),
    )
