"""A payer's page in a made-up shop: all kinds of fields, and a record to pick."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from dmedesk.kit.findings import Finding, Severity
from dmedesk.kit.offers import State
from dmedesk.members.rules import Regime, Setting
from dmedesk.members.tables import Member, Payer, Practitioner, Residence
from dmedesk.store.editing import add_row, edit_row, edit_rows
from dmedesk.widgets.forms.fields import (
    FormField,
    Kind,
    Picked,
    Picker,
    Section,
    SubTable,
    options_of,
)
from dmedesk.widgets.forms.spec import RecordRead, RecordSpec


def find_practitioners(session: Any, part: str) -> Sequence[Picked]:
    chosen = select(Practitioner).order_by(Practitioner.last_name).limit(20)
    if part:
        like = f"%{part}%"
        chosen = chosen.where(or_(Practitioner.last_name.ilike(like), Practitioner.npi.like(like)))
    return [Picked(one.id, one.last_name, f"NPI {one.npi}") for one in session.scalars(chosen)]


def name_practitioner(session: Any, row_id: int) -> Picked | None:
    found = session.get(Practitioner, row_id)
    return None if found is None else Picked(found.id, found.last_name)


PRACTITIONER = Picker("practitioner", "practitioner", find_practitioners, name_practitioner)
REGIMES = options_of({Regime.MASSHEALTH: "MassHealth", Regime.PRIVATE: "Private plan"})

EVERYTHING = (
    Section(
        "Who",
        (
            FormField("last_name", "&Last name", required=True),
            FormField("first_name", "&First name"),
            FormField("birth_on", "&Born", Kind.DAY),
            FormField("phone", "&Phone", Kind.PHONE),
            FormField("regime", "&Regime", Kind.CHOICE, options=REGIMES),
            FormField("practitioner_id", "Practi&tioner", Kind.RECORD, picker=PRACTITIONER),
        ),
    ),
    Section(
        "Money",
        (
            FormField("rent_cents", "Re&nt", Kind.MONEY),
            FormField("months", "&Months", Kind.NUMBER, least=1, most=13),
            FormField("is_urgent", "&Urgent", Kind.YES_NO, help="to be delivered today"),
            FormField("notes", "N&otes", Kind.LONG_TEXT, help="Doors, dogs, stairs"),
        ),
    ),
)


def whole_rent(values: Mapping[str, Any]) -> list[tuple[str, str]]:
    rent, months = values["rent_cents"] or 0, values["months"] or 0
    return [("All months", f"{rent * months / 100:.2f}")]


def late_birth(values: Mapping[str, Any]) -> list[Finding]:
    born = values["birth_on"]
    if born is None or born <= date(2026, 11, 3):
        return []
    return [Finding(Severity.STOP, "not_born", "Not born yet.", field="birth_on")]


def read_payer(session: Any, row_id: int) -> RecordRead | None:
    payer = session.get(Payer, row_id)
    if payer is None:
        return None
    keys = ("code", "name", "regime", "city", "state")
    return RecordRead(
        title=payer.name,
        values={key: getattr(payer, key) for key in keys},
        version=payer.row_version,
        about=f"Payer {payer.code}",
        state=State.READY,
        word="pays",
    )


def save_payer(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    """What a house's action does."""
    known = dict(values)
    if "regime" in known:
        known["regime"] = Regime(known["regime"])
    if row_id is None:
        return add_row(work, Payer, values=known)
    edit_row(work, Payer, row_id=row_id, version=version, values=known)
    return row_id


PAYER = RecordSpec(
    kind="payer",
    noun="payer",
    pieces=(
        Section(
            "",
            (
                FormField("code", "&Code", required=True),
                FormField("name", "&Name", required=True),
                FormField("regime", "&Regime", Kind.CHOICE, options=REGIMES, required=True),
                FormField("city", "C&ity"),
                FormField("state", "S&tate"),
            ),
        ),
    ),
    read=read_payer,
    save=save_payer,
    action="payer_saved",
    fresh=lambda _session: {"state": "MA"},
    not_copied=frozenset({"code"}),
)


SETTINGS = options_of({Setting.HOME: "Home", Setting.NURSING_FACILITY: "Nursing facility"})
RESIDENCES = SubTable(
    "residences",
    "Residen&ces",
    (
        FormField("from_on", "From", Kind.DAY, required=True),
        FormField("setting", "Setting", Kind.CHOICE, options=SETTINGS, required=True),
        FormField("facility_name", "Facility"),
    ),
    noun="residence",
    fresh={"setting": "home"},
)


def read_member(session: Any, row_id: int) -> RecordRead | None:
    member = session.get(Member, row_id)
    homes = session.scalars(
        select(Residence).where(Residence.member_id == row_id).order_by(Residence.from_on)
    )
    keys = ("id", "row_version", "from_on", "setting", "facility_name")
    rows = [{key: getattr(home, key) for key in keys} for home in homes]
    values = {"last_name": member.last_name, "residences": rows}
    return RecordRead(member.last_name, values, member.row_version)


def save_member(work: Any, *, row_id: int | None, version: int, values: Mapping[str, Any]) -> int:
    assert row_id is not None
    known = {key: value for key, value in values.items() if key != "residences"}
    edit_row(work, Member, row_id=row_id, version=version, values=known)
    if "residences" in values:
        rows = [one | {"setting": Setting(one["setting"])} for one in values["residences"]]
        edit_rows(work, Residence, of={"member_id": row_id}, rows=rows)
    return row_id


MEMBER = RecordSpec(
    kind="member",
    noun="member",
    pieces=(Section("", (FormField("last_name", "&Last name", required=True),)), RESIDENCES),
    read=read_member,
    save=save_member,
    action="member_saved",
)
