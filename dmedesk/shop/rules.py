"""What a shop may be called."""

from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity


def company_name(text: str) -> str:
    """The name as it will be printed, single spaces between its words.

    Raises ``Refused`` where there is nothing to print.
    """
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise Refused(
            [
                Finding(
                    Severity.STOP,
                    code="company_name_missing",
                    message="The shop has no name that can be printed.",
                    remedy='Give it one: --name "Example Medical".',
                )
            ]
        )
    return name
