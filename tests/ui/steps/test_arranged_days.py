"""A day that was arranged is what its dialog begins with, once it has come."""

from datetime import date

import pytest

from tests.ui.steps.conftest import Staged


@pytest.mark.parametrize(
    ("sample", "step", "arranged"),
    [
        ("S10", "record_session", date(2026, 7, 21)),
        ("S11", "record_session", date(2026, 4, 14)),
        ("S3", "record_hearing", date(2025, 11, 6)),
    ],
)
def test_what_took_place_days_ago_is_dated_as_it_was_arranged(
    stage: Staged, sample: str, step: str, arranged: date
) -> None:
    s = stage(sample, step)
    for later in (0, 1, 3):
        s.clock.day = date.fromordinal(arranged.toordinal() + later)
        dialog = s.open(step)
        assert dialog.form.field("on").value() == arranged
        dialog.close_unasked()


def test_before_the_day_has_come_it_is_today(stage: Staged) -> None:
    s = stage("S10", "record_session")
    s.clock.day = date(2026, 7, 15)
    assert s.open("record_session").form.field("on").value() == date(2026, 7, 15)
