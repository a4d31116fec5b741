"""What a plan file may hold: more is refused before anything is made of it."""

from __future__ import annotations

import pytest

from plantrack.planfile import bounds
from plantrack.planfile.bounds import is_too_much, long_key, long_number
from plantrack.planfile.read import PlanFileError, Reading, parse, read

HEAD = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'


def code_of(body: str) -> str:
    with pytest.raises(PlanFileError) as caught:
        parse((HEAD + body).encode(), "f")
    (found,) = caught.value.diagnostics
    return f"{found.code} {found.message}"


def test_what_stands_in_texts_and_comments_weighs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_LOAD", 100)
    assert not is_too_much("a = 1\n" * 16)
    assert is_too_much("a = 1\n" * 17)
    assert not is_too_much("a = 1.5\n" * 16)  # a decimal point parts no key
    assert is_too_much("a.b = 1\n" * 16)
    assert not is_too_much(f'a = "{"=[.,{" * 20}"')
    assert not is_too_much(f"# {'=' * 50}")
    assert is_too_much(f'a = "b\n{"[" * 30}')  # not closed on its line


def test_a_key_has_so_many_parts() -> None:
    parts = ["a"] * bounds.MAX_PARTS
    assert not long_key(".".join(parts) + " = 1")
    assert long_key(".".join([*parts, "a"]) + " = 1")
    assert not long_key(f'a = "{"." * bounds.MAX_PARTS}"')
    assert code_of(".".join([*parts, "a"]) + " = 1") == (
        f"E102 a key has more than {bounds.MAX_PARTS} parts"
    )


def test_a_run_of_digits_has_an_end() -> None:
    assert not long_number("1" * 99_999)
    assert long_number("1" * 100_000)
    assert code_of("a = " + "1" * 100_000) == "E205 this figure has too many digits"
    assert code_of("a = " + "1" * 5_000) == "E205 this figure has too many digits"


def test_a_file_that_holds_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_LOAD", 50)
    assert code_of("a = 1\n" * 20) == "E003 the file holds too many keys and values"


def wrong(count: int) -> Reading:
    body = "".join(f'[indicators.i{n}]\nname = "A"\ncolour = 1\n' for n in range(count))
    return read((HEAD + body).encode(), "f")


def test_of_too_many_problems_the_first_are_told_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("plantrack.planfile.read.MAX_PROBLEMS", 3)
    few = wrong(3)
    assert ([p.line for p in few.problems], few.more) == ([5, 8, 11], 0)
    assert few.plan is not None
    many = wrong(5)
    assert ([p.line for p in many.problems], many.more, many.plan) == ([5, 8, 11], 2, None)
