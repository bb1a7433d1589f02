"""What a typed fee row needs."""

from datetime import date

from dmedesk.catalog.rules.own_fees import own_fee_findings


def test_what_must_be_there() -> None:
    found = own_fee_findings({"until_on": date(2026, 1, 1), "source": "x" * 300})
    assert [(one.field, one.code) for one in found] == [
        ("regime", "missing_value"),
        ("hcpcs", "missing_value"),
        ("from_on", "missing_value"),
        ("source", "text_too_long"),
    ]
