"""The files of members: payers, practitioners, members, residences."""

from collections.abc import Iterable, Iterator

from dmedesk.kit.cells import day, identifier, last_day, one_of, text, zip_code
from dmedesk.kit.findings import Severity
from dmedesk.kit.records import (
    Column,
    Fault,
    RecordFile,
    Reference,
    Values,
    from_before_until,
)
from dmedesk.members.rules import (
    Regime,
    Setting,
    masshealth_id_is_valid,
    mbi_is_valid,
    npi_is_valid,
)

_ADDRESS = (
    Column("address1", text),
    Column("address2", text),
    Column("city", text),
    Column("state", text),
    Column("zip", zip_code),
)


def _doubtful(column: str, code: str, message: str, remedy: str) -> Fault:
    return Fault(column, code, message, remedy, Severity.WARNING)


def _npi_faults(values: Values) -> Iterator[Fault]:
    npi = values.get("npi")
    if npi is not None and not npi_is_valid(npi):
        yield _doubtful(
            "npi",
            "npi_invalid",
            f"{npi} is not a valid NPI: what is prescribed by it will be held.",
            "An NPI has ten digits, begins with 1 or 2, and ends in its check digit.",
        )


def _member_faults(values: Values) -> Iterable[Fault]:
    birth_on, deceased_on = values.get("birth_date"), values.get("deceased_on")
    if birth_on is not None and deceased_on is not None and deceased_on < birth_on:
        yield Fault(
            "deceased_on",
            "died_before_birth",
            f"The day of death lies before the birth on {birth_on}.",
            "Correct one of the two days.",
        )
    mbi = values.get("medicare_mbi")
    if mbi is not None and not mbi_is_valid(mbi):
        yield _doubtful(
            "medicare_mbi",
            "mbi_invalid",
            f"{mbi} does not have the form of a Medicare number.",
            "Compare it with the card: eleven signs, such as 1EG4TE5MK73.",
        )
    masshealth_id = values.get("masshealth_id")
    if masshealth_id is not None and not masshealth_id_is_valid(masshealth_id):
        yield _doubtful(
            "masshealth_id",
            "masshealth_id_invalid",
            f"{masshealth_id} does not have the form of a MassHealth number.",
            "Compare it with the card: twelve digits.",
        )


PAYERS = RecordFile(
    "payers",
    columns=(
        Column("payer_code", identifier, required=True),
        Column("name", text, required=True),
        Column("regime", one_of(Regime), required=True),
        *_ADDRESS,
    ),
    key=("payer_code",),
)

PRACTITIONERS = RecordFile(
    "practitioners",
    columns=(
        Column("npi", identifier, required=True),
        Column("last_name", text, required=True),
        Column("first_name", text),
        Column("phone", identifier),
    ),
    key=("npi",),
    check=_npi_faults,
)

MEMBERS = RecordFile(
    "members",
    columns=(
        Column("member_no", identifier, required=True),
        Column("last_name", text, required=True),
        Column("first_name", text, required=True),
        Column("birth_date", day),
        Column("masshealth_id", identifier),
        Column("medicare_mbi", identifier),
        *_ADDRESS,
        Column("phone", identifier),
        Column("deceased_on", day),
    ),
    key=("member_no",),
    check=_member_faults,
)

RESIDENCES = RecordFile(
    "residences",
    columns=(
        Column("member_no", identifier, required=True),
        Column("setting", one_of(Setting), required=True),
        Column("from_on", day, required=True),
        Column("until_on", last_day),
        Column("facility_name", text),
    ),
    key=("member_no", "from_on"),
    references=(Reference(("member_no",), "members"),),
    check=from_before_until,
)
