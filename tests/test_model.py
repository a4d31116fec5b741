"""What a plan is made of."""

from __future__ import annotations

import pytest

from plantrack.plan.model import Text


@pytest.mark.parametrize(("language", "said"), [("en", "E"), ("fr", "Z"), (None, "Z")])
def test_a_text_falls_back_to_its_own_language(language: str | None, said: str) -> None:
    assert Text({"en": "E", "zh": "Z"}, "zh").in_language(language) == said


def test_a_text_without_its_own_language_is_said_in_one_it_has() -> None:
    assert Text({"fr": "F"}, "zh").in_language("en") == "F"
