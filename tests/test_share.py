"""A share stated as a count of a whole."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from plantrack.plan.model import Text
from plantrack.plan.share import count_of_whole

TONNES = Text({"en": "tonne", "zh": "吨"}, "en")


@pytest.mark.parametrize("unit", [None, TONNES])
@pytest.mark.parametrize(
    "text",
    [
        *("321 of 365 days", "321 days of 365", "321 days out of the 365 days", "1 day of 4 days"),
        *(
            "321天/365天",
            "321 日 ÷ 365 日",
            "365天之中的321天",
            "365天当中有321天",
            "365天中的321天",
        ),
        *("365天里的321天", "365天内321天", "全年365天中有321天"),
    ],
)
def test_days_are_always_known(text: str, unit: Text | None) -> None:
    found = count_of_whole(text, unit)
    assert found is not None
    wanted = (D(1), D(4)) if text.startswith("1 day") else (D(321), D(365))
    assert (found.count, found.whole) == wanted


def test_other_units_are_those_of_the_indicator() -> None:
    for text in ("3 tonnes of 4 tonnes", "3吨/4吨", "3 tonne of 4"):
        found = count_of_whole(text, TONNES)
        assert found is not None and (found.percent, found.whole) == (D(75), D(4))
        assert count_of_whole(text, None) is None


@pytest.mark.parametrize("text", ["5 of 4 days", "0 of 0 days", "321 days", "x 3 of 4 days", ""])
def test_what_is_no_part_of_a_whole(text: str) -> None:
    assert count_of_whole(text, None) is None
