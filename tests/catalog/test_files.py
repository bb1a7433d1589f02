"""Columns of the catalog's files (``billing.md``: files)."""

import pytest

from dmedesk.catalog.files import FEES, PRODUCTS
from dmedesk.catalog.rules.words import Family, PaymentClass
from dmedesk.kit.records import RecordFile, read_rows
from tests.catalog.excerpts import lines_of


@pytest.mark.parametrize(
    ("file", "required", "columns"),
    [
        (
            PRODUCTS,
            "product_no hcpcs description",
            """product_no hcpcs description manufacturer model udi_di usual_rental
            usual_purchase family payment_class""",
        ),
        (
            FEES,
            "hcpcs modifiers fee from_on",
            "hcpcs modifiers fee from_on until_on payment_class family source regime edition",
        ),
    ],
)
def test_columns_are_those_of_the_contract(file: RecordFile, required: str, columns: str) -> None:
    assert [column.name for column in file.columns] == columns.split()
    assert [column.name for column in file.columns if column.required] == required.split()


def test_a_product() -> None:
    text = (
        "product_no,hcpcs,description,usual_rental,usual_purchase,family,payment_class\n"
        'P1,e0601,CPAP,"$1,075.50",,respiratory,capped\n'
    )
    read = read_rows(PRODUCTS, file="products.csv", lines=lines_of(text))
    assert not read.findings
    (row,) = read.rows
    assert row.values == {
        "product_no": "P1",
        "hcpcs": "E0601",
        "description": "CPAP",
        "usual_rental": 107550,
        "usual_purchase": None,
        "family": Family.RESPIRATORY,
        "payment_class": PaymentClass.CAPPED,
    }


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("P1,E601,CPAP,,,,", "bad_hcpcs"),
        ("P1,E0601,,,,,", "missing_value"),
        ("P1,E0601,CPAP,-1,,,", "negative_money"),
        ("P1,E0601,CPAP,,,beds,", "bad_choice"),
        ("P1,E0601,CPAP,,,,rented", "bad_choice"),
    ],
)
def test_a_bad_product_is_found(row: str, code: str) -> None:
    header = "product_no,hcpcs,description,usual_rental,usual_purchase,family,payment_class\n"
    read = read_rows(PRODUCTS, file="products.csv", lines=lines_of(header + row + "\n"))
    assert [finding.code for finding in read.findings] == [code]
