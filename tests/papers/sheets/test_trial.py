"""The record of a trial, read back from its PDF."""

import pypdfium2
import pytest
from sqlalchemy import Engine

from dmedesk.papers.queries.trial_papers import trial_paper
from dmedesk.papers.rules.chains import Stage
from dmedesk.papers.sheets.trial import trial_pdf
from tests.members.desk import TODAY, looking
from tests.papers.rules.test_trials import TRIAL
from tests.papers.trials import a_trial, pump_shop, show


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return " ".join(" ".join(found).split())


@pytest.mark.parametrize("stage", [Stage.TRIAL, Stage.CONTINUING])
def test_it_has_every_criterion_with_its_clause(shop_engine: Engine, stage: Stage) -> None:
    pump_shop(shop_engine)
    a_trial(shop_engine)
    show(shop_engine, TRIAL)
    with looking(shop_engine) as session:
        paper = trial_paper(session, 1, stage, on=TODAY)
    assert paper is not None
    pdf = trial_pdf(paper)
    assert pdf == trial_pdf(paper)
    said = text_of(pdf)
    for item in paper.items:
        assert item.clause in said
        assert item.text.split()[0] in said
    assert "TRL-000001" in said
    if stage is Stage.TRIAL:
        assert "7.1 percent" in said
        assert "over 7.0 percent" in said
        assert "ana, 2026-11-29" in said
