"""What a person says in a note, apart from the earlier figures that are kept there."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from plantrack.plan.model import Text
from plantrack.plan.notes import parted, says_something

KEPT = "Earlier target: 70"


@pytest.mark.parametrize(
    ("note", "own", "kept"),
    [
        (KEPT, "", 1),
        (f"{KEPT} (Report one, r1); Earlier actual: ≥1,230", "", 2),
        (f"{KEPT} (Report; the second (and last), r1)", "", 1),
        ("原定目标：60（报告；第二部分，r1c2）；原公布实际数：5", "", 2),
        ("Earlier reason: “Rain; snow. Hail” (Report one)", "", 1),
        (f"Mine; {KEPT}", "Mine", 1),
        (f"Mine. {KEPT}", "Mine.", 1),
        (f"{KEPT}; mine", "mine", 1),
        ("保留；原定目标：70", "保留", 1),
        ("保留。原定目标：70", "保留。", 1),
        ("The earlier target: 70", "The earlier target: 70", 0),
        ("See Earlier target: 70", "See Earlier target: 70", 0),
        ("Mine", "Mine", 0),
        ("", "", 0),
    ],
)
def test_a_note_is_parted(note: str, own: str, kept: int) -> None:
    found = parted(note)
    assert (found[0], len(found[1])) == (own, kept)
    assert says_something(Text({"zh": KEPT, "en": note}, "en")) == bool(own)
    assert not says_something(None)


def test_signs_that_never_close_end_too() -> None:
    """An exponential pattern would not come back from this."""
    found = parted("Earlier target: " + "“(（" * 2_000 + "; mine")
    assert (found[0], len(found[1])) == ("mine", 1)


PLAN = """\
format = 1
plan = { id = "x", language = "en", title = "X" }
[indicators.a]
name = "A"
[indicators.a.years]
2021 = { plan = 90, actual = 91 }
2022 = { plan = 90, actual = 80NOTE }
"""


def test_only_a_persons_note_answers_a_warning(plantrack: Run, tmp_path: Path) -> None:
    path = tmp_path / "plantrack.toml"
    for note, found in (("", True), (KEPT, True), ("The report gives none", False)):
        path.write_text(PLAN.replace("NOTE", f', note = "{note}"' if note else ""), "utf-8")
        assert ("W501" in plantrack("check").stdout) == found
    path.write_text(PLAN.replace("NOTE", ""), "utf-8")
    done = plantrack("record", "a", "--year", "2022", "--plan", "95", "--revise")
    assert "no reason is recorded for the miss" in done.stderr
    assert "Earlier target: 90" in path.read_text("utf-8")
    assert "W501" in plantrack("check").stdout


@pytest.mark.parametrize(
    ("code", "years"),
    [
        ("W605", '2020 = { plan = 1 }\n2021 = { plan = 1, name = "B"NOTE }\n'),
        ("W606", "2020 = { plan = 1 }\n2021 = { plan = 1 }\n2090 = { plan = 1NOTE }\n"),
        ("W701", "2020 = { plan = 1 }\n2021 = { actual = 1NOTE }\n"),
        ("W702", "2020 = { plan = 1 }\n2021 = { actual = 1NOTE }\n"),
    ],
)
def test_so_do_the_others(plantrack: Run, tmp_path: Path, code: str, years: str) -> None:
    head = PLAN.partition("2021")[0]
    other = '[indicators.b]\nname = "C"\n[indicators.b.years]\n2020.plan = 1\n2021.plan = 1\n'
    for note, found in ((KEPT, True), ("原定目标：5；原公布实际数：6", True), ("Mine", False)):
        text = f"{head}{years.replace('NOTE', f', note = {note!r}')}{other}"
        (tmp_path / "plantrack.toml").write_text(text, "utf-8")
        assert (f" {code} " in plantrack("check").stdout) == found, note
