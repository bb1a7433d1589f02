"""What is wrong, or doubtful, between the values of one record: the same in files and forms.

What does not stop an import does not stop a form. The ``…_faults`` go by the columns of a record's
file, the ``…_findings`` by the attributes that a form knows.
"""

from collections.abc import Iterable, Iterator

from dmedesk.kit.cells import Reader, identifier, prose, text
from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.records import Fault, from_before_until
from dmedesk.kit.stored import Values
from dmedesk.kit.typed import by_field, missing, unreadable
from dmedesk.members.rules.coverage import MOST_RANKS
from dmedesk.members.rules.identifiers import masshealth_id_is_valid, mbi_is_valid, npi_is_valid


def doubtful(column: str, code: str, message: str, remedy: str) -> Fault:
    """A fault that keeps nobody from saving."""
    return Fault(column, code, message, remedy, Severity.WARNING)


def practitioner_faults(values: Values) -> Iterator[Fault]:
    """Between the values of a practitioner."""
    npi = values.get("npi")
    if npi is not None and not npi_is_valid(npi):
        yield doubtful(
            "npi",
            "npi_invalid",
            f"{npi} is not a valid NPI: what is prescribed by it will be held.",
            "An NPI has ten digits, begins with 1 or 2, and ends in its check digit.",
        )


def member_faults(values: Values) -> Iterable[Fault]:
    """Between the values of a member."""
    yield from _days_of_life(values)
    yield from _leaving(values)
    mbi = values.get("medicare_mbi")
    if mbi is not None and not mbi_is_valid(mbi):
        yield doubtful(
            "medicare_mbi",
            "mbi_invalid",
            f"{mbi} does not have the form of a Medicare number.",
            "Compare it with the card: eleven signs, such as 1EG4TE5MK73.",
        )
    masshealth_id = values.get("masshealth_id")
    if masshealth_id is not None and not masshealth_id_is_valid(masshealth_id):
        yield doubtful(
            "masshealth_id",
            "masshealth_id_invalid",
            f"{masshealth_id} does not have the form of a MassHealth number.",
            "Compare it with the card: twelve digits.",
        )


def _days_of_life(values: Values) -> Iterator[Fault]:
    birth_on = values.get("birth_date")
    for column, code, what in (
        ("deceased_on", "died_before_birth", "The day of death"),
        ("left_on", "left_before_birth", "The day of leaving"),
    ):
        day = values.get(column)
        if birth_on is not None and day is not None and day < birth_on:
            yield Fault(
                column,
                code,
                f"{what} lies before the birth on {birth_on}.",
                "Correct one of the two days.",
            )


def _leaving(values: Values) -> Iterator[Fault]:
    left_on, reason = values.get("left_on"), values.get("left_reason")
    if left_on is not None and reason is None:
        yield Fault(
            "left_reason",
            "left_reason_missing",
            "The member left, but it does not say why.",
            "Choose moved_away or ended_service.",
        )
    if left_on is None and reason is not None:
        yield Fault(
            "left_on",
            "left_on_missing",
            "It says why the member left, but not when.",
            "Fill in the last day, or leave the reason empty.",
        )


def coverage_faults(values: Values) -> Iterator[Fault]:
    """Between the values of one coverage."""
    yield from from_before_until(values)
    rank = values.get("rank")
    if rank is not None and not 1 <= rank <= MOST_RANKS:
        yield Fault(
            "rank",
            "rank_not_possible",
            f"{rank} is no rank of a payer.",
            f"Write 1 for who pays first, 2 for who pays next, at most {MOST_RANKS}.",
        )


_MEMBER_NAMES = {
    "member_no": "member number",
    "last_name": "last name",
    "first_name": "first name",
}
_MEMBER_TEXTS: dict[str, Reader] = {
    "member_no": identifier,
    "masshealth_id": identifier,
    "medicare_mbi": identifier,
    "phone": identifier,
    "phone2": identifier,
    "emergency_phone": identifier,
    "directions": prose,
    **dict.fromkeys(
        (
            "last_name",
            "first_name",
            "address1",
            "address2",
            "city",
            "state",
            "language",
            "delivery_address1",
            "delivery_address2",
            "delivery_city",
            "delivery_state",
            "emergency_name",
            "emergency_relation",
        ),
        text,
    ),
}


def member_findings(values: Values) -> list[Finding]:
    """Everything to say of a member as typed into a form."""
    as_filed = {**values, "birth_date": values.get("birth_on")}
    return by_field(
        missing(values, _MEMBER_NAMES),
        unreadable(values, _MEMBER_TEXTS),
        member_faults({name: value for name, value in as_filed.items() if value != ""}),
    )


_PRACTITIONER_TEXTS: dict[str, Reader] = {
    **dict.fromkeys(("npi", "phone", "fax", "license_no"), identifier),
    **dict.fromkeys(("last_name", "first_name", "address1", "address2", "city", "state"), text),
}


def practitioner_findings(values: Values) -> list[Finding]:
    """Everything to say of a practitioner as typed into a form."""
    return by_field(
        missing(values, {"npi": "NPI", "last_name": "last name"}),
        unreadable(values, _PRACTITIONER_TEXTS),
        practitioner_faults({"npi": values.get("npi") or None}),
    )


_PAYER_TEXTS: dict[str, Reader] = {
    **dict.fromkeys(("code", "phone", "electronic_payer_id"), identifier),
    **dict.fromkeys(("name", "address1", "address2", "city", "state"), text),
}


def payer_findings(values: Values) -> list[Finding]:
    """Everything to say of a payer as typed into a form."""
    return by_field(
        missing(values, {"code": "code", "name": "name", "regime": "kind of payer"}),
        unreadable(values, _PAYER_TEXTS),
        _filing_days(values),
    )


def _filing_days(values: Values) -> Iterator[Fault]:
    days = values.get("filing_days")
    if days is not None and days < 1:
        yield Fault(
            "filing_days",
            "filing_days_not_possible",
            "A claim needs a day at least to be filed in.",
            "Write how many days there are, or leave the field empty.",
        )
