"""The fuzz itself: it makes the same cases again, and sees what is wrong with one."""

from __future__ import annotations

import os
import sys
import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from random import Random

import fuzz
import made
import mutate
import pytest
from fuzz import Wrong, apart

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="cases run in forked processes"),
]


def fill_memory() -> None:
    held = bytearray(fuzz.MEMORY + (1 << 26))
    for at in range(0, len(held), 4096):
        held[at] = 1


def compute_for_ever() -> None:
    while True:
        pass


def break_down() -> None:
    raise KeyError("x")


def say_it_is_wrong() -> None:
    print("plantrack: a mistake in plantrack itself, please report it", file=sys.stderr)
    raise Wrong("exit code 70")


@pytest.mark.parametrize(
    ("work", "wrong"),
    [
        (fill_memory, "held 1"),
        (compute_for_ever, "ended by SIGXCPU"),
        (break_down, "KeyError: 'x' (test_fuzz.py:"),
        (say_it_is_wrong, "exit code 70; plantrack: a mistake in plantrack itself"),
        (lambda: fuzz.command("status", "1066"), None),
        (lambda: os.abort(), "ended by SIGABRT"),
    ],
)
def test_what_goes_wrong_is_seen(
    work: Callable[[], object], wrong: str | None, tmp_path: Path
) -> None:
    ended = apart(work, tmp_path, 1 if work is compute_for_ever else 20)
    assert (ended.wrong or "")[: len(wrong or "")] == (wrong or "")
    assert (wrong is None) == (ended.wrong is None)


@pytest.mark.parametrize("target", fuzz.TARGETS)
def test_a_case_of_every_target_goes_well(target: str, tmp_path: Path) -> None:
    assert fuzz.run_case(target, 0, 1, tmp_path).wrong is None


def test_a_seed_makes_the_same_again() -> None:
    def made_up(seed: int) -> list[object]:
        random = Random(seed)
        report = made.as_docx(fuzz.some_report(random))
        return [fuzz.some_plan(random), mutate.repacked(random, report), fuzz.some_grid(random)]

    assert made_up(1)[0] == made_up(1)[0]
    assert made_up(1)[2] == made_up(1)[2]
    assert made_up(1) != made_up(2)


def test_a_spelling_means_what_was_spelt() -> None:
    for seed in range(200):
        tables = fuzz.plan_tables(Random(seed))
        spelt = mutate.spelt(Random(seed), tables)
        assert tomllib.loads(spelt.removeprefix("\ufeff")) == tables


def test_a_failure_is_named_with_the_way_to_see_it_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(random: Random) -> None:
        if random.random() < 0.5:
            raise ValueError("some text")

    monkeypatch.setitem(fuzz.TARGETS, "plan", (fail, 8))
    assert not fuzz.run(["plan"], seed=3, cases=None, seconds=None)
    said = capsys.readouterr().out
    assert "ValueError (test_fuzz.py:" in said
    assert "python tests/fuzz.py --seed 3 --case plan:" in said
    number = said.partition("--case plan:")[2].split()[0]
    assert not fuzz.again(f"plan:{number}", 3)


def test_a_run_by_time_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(fuzz.TARGETS, "plan", (lambda random: None, 8))
    begun = time.monotonic()
    assert fuzz.run(["plan"], seed=1, cases=None, seconds=0.2)
    assert time.monotonic() - begun < 60
