"""The public format of ``dmedesk price``: one JSON line in, one JSON line out.

Every fault of a line is named in its refusal; the stream goes on. Money is a decimal string of
ASCII digits, never a JSON number; integers are JSON integers; unknown keys are refused.
"""

import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NoReturn, TypeAlias, get_args

from dmedesk.rates import explain, question
from dmedesk.rates.answer import Note, Quote, Refusal, Step
from dmedesk.rates.engine import price
from dmedesk.rates.law import reading_options
from dmedesk.rates.money import ExactCents, format_dollars, parse_dollars, parse_percentage
from dmedesk.rates.question import (
    Acquisition,
    Bulletin,
    Calendar,
    Discount,
    Fee,
    Percentage,
    RateBook,
    Request,
    Rows,
    rows_key,
)
from dmedesk.rates.wording import citation_of, says

Faults: TypeAlias = list[str]
_Parser: TypeAlias = Callable[[str, Any, Faults], Any]

_NO_MODIFIER = "\N{NO-BREAK SPACE}"
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class _BadLine(ValueError):
    """The line is not one JSON object."""


def answer(
    line: bytes | str, book: RateBook | None = None, calendar: Calendar | None = None
) -> str:
    """The answer to one line, as a line of JSON without its end."""
    identity, asked = _read(line)
    return render(identity, asked if isinstance(asked, Refusal) else price(asked, book, calendar))


def explained(
    line: bytes | str, book: RateBook | None = None, calendar: Calendar | None = None
) -> str:
    """The answer to one line in plain words, with an empty line after it."""
    _, asked = _read(line)
    if isinstance(asked, Refusal):
        return explain.refusal(asked) + "\n"
    return explain.explain(asked, price(asked, book, calendar)) + "\n"


def _read(line: bytes | str) -> tuple[str | None, Request | Refusal]:
    """The line's ``id`` as far as it can be read, and the question or what is wrong with it."""
    identity: str | None = None
    try:
        asked = _json_object(line)
        if isinstance(asked.get("id"), str):
            identity = asked["id"]
        return identity, parse_request(asked)
    except ValueError as fault:
        return identity, Refusal("bad_request", str(fault), "")


def parse_request(asked: Mapping[str, Any]) -> Request:
    """A question from the keys of the public format; ``ValueError`` names every fault."""
    faults: Faults = []
    values = _parsed("", asked, _REQUEST, faults)
    for key in ("on", "service"):
        if asked.get(key) is None:
            faults.append(f"{key} is required")
    if faults:
        raise ValueError("; ".join(faults))
    return Request(**values)


def render(identity: str | None, answered: Quote | Refusal) -> str:
    """An answer as one line of JSON, ASCII, its keys in the order of the format."""
    return _ENCODER.encode(as_json(identity, answered))


def as_json(identity: str | None, answered: Quote | Refusal) -> dict[str, Any]:
    """An answer as the object that its line shows."""
    if isinstance(answered, Refusal):
        return {
            "id": identity,
            "outcome": "refused",
            "reason": answered.reason,
            "message": answered.message,
            "citation": answered.citation,
        }
    return {
        "id": identity,
        "outcome": "priced",
        "amount": format_dollars(answered.amount_cents),
        "modifiers": list(answered.modifiers),
        "basis": answered.basis,
        "citations": list(answered.citations),
        "readings": answered.readings,
        "steps": [_step(step) for step in answered.steps],
        "findings": [_note(note) for note in answered.findings],
    }


def _step(step: Step) -> dict[str, str]:
    shown = {"citation": citation_of(step[0]), "says": says(step)}
    if step[1] is not None:
        shown["amount"] = format_dollars(step[1])
    return shown


def _note(note: Note) -> dict[str, str]:
    return {"code": note.code, "message": note.message, "citation": note.citation}


def _json_object(line: bytes | str) -> Mapping[str, Any]:
    try:
        text = line.decode("utf-8") if isinstance(line, bytes) else line
        asked = _DECODER.decode(text)
    except UnicodeDecodeError:
        raise _BadLine("the line is not UTF-8") from None
    except _BadLine:
        raise
    except (ValueError, RecursionError) as fault:
        raise _BadLine(f"the line is not JSON: {fault}") from None
    if not isinstance(asked, dict):
        raise _BadLine("the line is not a JSON object")
    return asked


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = sorted({key for key, _ in pairs if [k for k, _ in pairs].count(key) > 1})
        raise _BadLine(f"the line gives {', '.join(twice)} twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise _BadLine(f"the line is not JSON: {name} is no JSON value")


_DECODER = json.JSONDecoder(object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
_ENCODER = json.JSONEncoder(separators=(",", ":"))


def _parsed(
    path: str, given: Mapping[str, Any], parsers: Mapping[str, _Parser], faults: Faults
) -> dict[str, Any]:
    """The values of the keys that are there; ``null`` is the same as leaving a key out."""
    unknown = sorted(key for key in given if key not in parsers)
    faults.extend(f"{path}{key} is no key of this format" for key in unknown)
    return {
        key: parsers[key](path + key, value, faults)
        for key, value in given.items()
        if key in parsers and value is not None
    }


def _text(name: str, value: Any, faults: Faults) -> str | None:
    if isinstance(value, str):
        return value
    faults.append(f"{name} must be a string")
    return None


def _money(name: str, value: Any, faults: Faults) -> ExactCents | None:
    try:
        return parse_dollars(value) if isinstance(value, str) else _not_digits(value)
    except ValueError:
        faults.append(f'{name} must be a decimal string of digits such as "75.00"')
        return None


def _not_digits(value: Any) -> NoReturn:
    raise ValueError(f"not a string: {value!r}")


def _percentage(name: str, value: Any, faults: Faults) -> Percentage | None:
    try:
        return parse_percentage(value) if isinstance(value, str) else _not_digits(value)
    except ValueError:
        faults.append(f'{name} must be a decimal string of digits such as "20"')
        return None


def _integer(least: int | None) -> _Parser:
    def parse(name: str, value: Any, faults: Faults) -> int | None:
        if type(value) is not int:
            faults.append(f"{name} must be an integer")
        elif least is not None and value < least:
            faults.append(f"{name} must be at least {least}")
        else:
            return value
        return None

    return parse


def _flag(name: str, value: Any, faults: Faults) -> bool | None:
    if isinstance(value, bool):
        return value
    faults.append(f"{name} must be true or false")
    return None


def _date(name: str, value: Any, faults: Faults) -> date | None:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    faults.append(f"{name} must be a date as YYYY-MM-DD")
    return None


def _choice(options: tuple[str, ...]) -> _Parser:
    def parse(name: str, value: Any, faults: Faults) -> str | None:
        if isinstance(value, str) and value in options:
            return value
        faults.append(f"{name} must be one of {', '.join(options)}")
        return None

    return parse


def _rows(name: str, value: Any, faults: Faults) -> Rows | None:
    if not isinstance(value, list):
        faults.append(f"{name} must be a list of rows")
        return None
    rows: dict[str, Fee] = {}
    for position, row in enumerate(value):
        place = f"{name}[{position}]"
        parsed = _row(place, row, faults)
        if parsed is None:
            continue
        key, fee = parsed
        if key in rows:
            faults.append(f"{place} repeats the modifiers {key or '(none)'}")
        rows[key] = fee
    return rows


def _row(place: str, row: Any, faults: Faults) -> tuple[str, Fee] | None:
    if not isinstance(row, dict):
        faults.append(f"{place} must be an object with modifiers and fee")
        return None
    known = len(faults)
    values = _parsed(f"{place}.", row, _ROW, faults)
    missing = [key for key in _ROW if row.get(key) is None]
    faults.extend(f"{place}.{key} is required" for key in missing)
    if len(faults) > known:
        return None
    return values["modifiers"], values["fee"]


def _modifiers(name: str, value: Any, faults: Faults) -> str | None:
    if isinstance(value, list) and all(isinstance(modifier, str) for modifier in value):
        # Such a row is never looked at: it must not be taken for two modifiers, or for none.
        return rows_key(modifier.replace(" ", _NO_MODIFIER) or _NO_MODIFIER for modifier in value)
    faults.append(f"{name} must be a list of strings")
    return None


def _fee(name: str, value: Any, faults: Faults) -> Fee:
    if value == "":
        return None
    if value == question.IC:
        return question.IC
    try:
        return parse_dollars(value) if isinstance(value, str) else _not_digits(value)
    except ValueError:
        faults.append(f'{name} must be money such as "75.00", "I.C.", or ""')
        return None


def _object(parsers: Mapping[str, _Parser], make: Callable[..., Any]) -> _Parser:
    def parse(name: str, value: Any, faults: Faults) -> Any:
        if not isinstance(value, dict):
            faults.append(f"{name} must be an object")
            return None
        return make(**_parsed(f"{name}.", value, parsers, faults))

    return parse


def _discounts(name: str, value: Any, faults: Faults) -> tuple[Discount, ...]:
    if not isinstance(value, list):
        faults.append(f"{name} must be a list of discounts")
        return ()
    return tuple(
        _discount(f"{name}[{position}]", entry, faults) for position, entry in enumerate(value)
    )


def _discount(place: str, value: Any, faults: Faults) -> Discount:
    if isinstance(value, dict) and sum(value.get(key) is not None for key in _DISCOUNT) == 1:
        return Discount(**_parsed(f"{place}.", value, _DISCOUNT, faults))
    faults.append(f"{place} must be an object with either percentage or amount")
    return Discount()


def _readings(name: str, value: Any, faults: Faults) -> dict[str, str]:
    if not isinstance(value, dict):
        faults.append(f"{name} must be an object")
        return {}
    parsers = {reading: _choice(options) for reading, options in reading_options().items()}
    return _parsed(f"{name}.", value, parsers, faults)


_ROW: dict[str, _Parser] = {"modifiers": _modifiers, "fee": _fee}
_DISCOUNT: dict[str, _Parser] = {"percentage": _percentage, "amount": _money}
_BULLETIN: dict[str, _Parser] = {
    "preferred_rate": _money,
    "handling_percentage": _percentage,
    "rebate_rate": _money,
}
_ACQUISITION: dict[str, _Parser] = {
    "catalogue_price": _money,
    "list_price": _money,
    "invoice_price": _money,
    "quote_price": _money,
    "discounts": _discounts,
    "timely_payment_percentage": _percentage,
}
_REQUEST: dict[str, _Parser] = {
    "id": _text,
    "regime": _choice(get_args(question.Regime)),
    "on": _date,
    "service": _choice(get_args(question.Service)),
    "hcpcs": _text,
    "payment_class": _choice(get_args(question.PaymentClass)),
    "family": _choice(get_args(question.Family)),
    "condition": _choice(get_args(question.Condition)),
    "setting": _choice(get_args(question.Setting)),
    "rental_month": _integer(1),
    "paid_to_date": _money,
    "months_paid": _integer(0),
    "units": _integer(1),
    "usual_charge": _money,
    "rows": _rows,
    "bulletin": _object(_BULLETIN, Bulletin),
    "medicare_rows": _rows,
    "new_code": _flag,
    "adjusted_acquisition_cost": _money,
    "markup_percentage": _percentage,
    "acquisition": _object(_ACQUISITION, Acquisition),
    "hours": _integer(None),
    "direct_service_of": _choice(get_args(question.DirectServiceOf)),
    "owned_by_member": _flag,
    "removed_on": _date,
    "returned_on": _date,
    "substitute_already_paid": _flag,
    "wholesale_acquisition_cost": _money,
    "readings": _readings,
}
