"""What a shop may be called."""

from dmedesk.kit.cells import LONGEST_TEXT
from dmedesk.kit.errors import Refused
from dmedesk.kit.findings import Finding, Severity


def company_name(text: str) -> str:
    """The name as it will be printed, single spaces between its words.

    Raises ``Refused`` where there is nothing to print, or more than a name on paper may have.
    """
    name = " ".join(text.split())
    if not name or not name.isprintable():
        raise _refused("company_name_missing", "The shop has no name that can be printed.")
    if len(name) > LONGEST_TEXT:
        raise _refused("company_name_too_long", f"The shop's name has {len(name)} characters.")
    return name


def _refused(code: str, message: str) -> Refused:
    remedy = f'Give it one of at most {LONGEST_TEXT} characters: --name "Example Medical".'
    return Refused([Finding(Severity.STOP, code=code, message=message, remedy=remedy)])
