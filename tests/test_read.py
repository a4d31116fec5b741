"""Bad plan files: what is said, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from plantrack.planfile.read import PlanFileError, embedded, find, load, parse

HEAD = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'


def said(body: str) -> list[str]:
    with pytest.raises(PlanFileError) as caught:
        parse((HEAD + body).encode(), "f")
    return [f"{d.line}:{d.column} {d.code} {d.message}" for d in caught.value.diagnostics]


def year(line: str) -> str:
    return f'[indicators.a]\nname = "A"\n[indicators.a.years]\n{line}\n'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("x = ", "3:5 E101 TOML: no value that TOML knows"),
        ("sectoins = {}", "3:1 E201 unknown key “sectoins”"),
        ("[indicators.a]\nnumber = 1", "3:13 E202 the key “name” is missing"),
        (year("2021 = { plan = true }"), "6:17 E203 a figure is due here, not a boolean"),
        (
            year("2021 = { plan = 2021-01-01 }"),
            "6:17 E203 a figure is due here, not a date or time",
        ),
        (year("2021 = { plan = nan }"), "6:17 E205 a figure cannot be “NaN”"),
        (
            year('2021 = { plan = "" }'),
            "6:17 E207 an empty text stands where a figure is due",
        ),
        (
            year('2021 = { plan = "9O" }'),
            "6:17 E205 “9O” is almost a figure, but not one that can be read",
        ),
        (year("202 = { plan = 1 }"), "6:1 E206 “202” is not a year"),
        (year('2021 = { source = "s" }'), "6:19 E301 there is no source “s”"),
        ('[indicators.a]\nname = "A"\nsection = "s"', "5:11 E301 there is no section “s”"),
        ('[indicators.a]\nname = "A"\nparent = "b"', "5:10 E301 there is no indicator “b”"),
        ('[indicators.a]\nname = "A"\nparent = "a"', "5:10 E303 “a” is part of itself"),
        (
            '[indicators.a]\nname = "A"\nkind = "bind"',
            "5:8 E204 “bind” is not one of: binding, anticipatory",
        ),
    ],
)
def test_one_problem(body: str, expected: str) -> None:
    assert said(body) == [expected]


def test_all_problems_at_once() -> None:
    assert len(said("sectoins = {}\n[indicators.a]\nname = 3\nnumber = true")) == 3


def test_shape_and_sense_at_once() -> None:
    body = '[indicators.a]\nnumber = true\nsection = "s"\nparent = "b"\n[indicators.b]\nx = 1'
    assert [line.split()[1] for line in said(body)] == ["E202", "E203", "E301", "E202", "E201"]


def test_duplicate_number() -> None:
    body = '[indicators.a]\nname="A"\nnumber=1\n[indicators.b]\nname="B"\nnumber=1'
    assert said(body) == ["8:8 E302 “a” already has number 1"]


def test_a_suggestion() -> None:
    with pytest.raises(PlanFileError) as caught:
        parse((HEAD + "sectoins = {}").encode(), "f")
    (diagnostic,) = caught.value.diagnostics
    assert str(diagnostic.help) == "did you mean “sections”?"
    assert diagnostic.quoted == "sectoins = {}"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E004"),
        (b"\xb9\xe6", "E002"),
        (b"a = " + b"[" * 100_000, "E102"),
        (b" " * (32 * 1024 * 1024) + b"#", "E003"),
    ],
)
def test_unreadable_content(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_bytes(content)
    with pytest.raises(PlanFileError) as caught:
        load(path)
    assert [d.code for d in caught.value.diagnostics] == [code]


def test_a_bom_is_accepted() -> None:
    assert parse(b"\xef\xbb\xbf" + HEAD.encode(), "f").id == "x"


@pytest.mark.parametrize("name", ["", "missing.toml"])
def test_no_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(PlanFileError, match="E001"):
        load(tmp_path / name)


def test_the_nearest_plan_file_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "plantrack.toml").write_text(HEAD, encoding="utf-8")
    assert find({}, inner) == tmp_path / "plantrack.toml"
    assert find({"PLANTRACK_FILE": "other.toml"}, inner) == Path("other.toml")


def test_every_citation_that_leads_nowhere_is_named() -> None:
    body = year('2021 = { plan = 1, source = { plan = "s", reason = "t" } }')
    assert [line.split(" ", 2)[1:] for line in said(body)] == [
        ["E301", "there is no source “s”"],
        ["E301", "there is no source “t”"],
    ]


def test_a_reference_to_another_kind_of_thing_leads_nowhere() -> None:
    body = '[indicators.a]\nnumber = true\nname = "A"\nsection = "title"'
    assert [line.split()[1] for line in said(body)] == ["E203", "E301"]


def test_one_source_is_cited_only_for_what_the_year_gives() -> None:
    sources = '[sources.s]\ntitle = "S"\n'
    plan = parse((HEAD + sources + year('2021 = { plan = 1, source = "s" }')).encode(), "f")
    cited = plan.indicators[0].years[2021].cited
    assert cited.plan is not None
    assert cited.actual is cited.reason is None


def test_a_part_may_stand_before_the_whole() -> None:
    body = """
[indicators.c]
name = "C"
parent = "b"
[indicators.b]
name = "B"
parent = "a"
[indicators.a]
name = "A"
number = 7
"""
    plan = parse((HEAD + body).encode(), "f")
    assert [one.ordinal for one in plan.indicators] == ["7.1.1", "7.1", "7"]


def test_a_deleted_working_directory_leaves_the_embedded_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert find({}) == embedded()


def test_a_file_beyond_repair_still_says_what_is_wrong_with_its_shape(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("plantrack.planfile.repair._ROUNDS", 1)
    assert said('[indicators.a]\nname = 3\nparent = "b"') == [
        "4:8 E203 a text is due here: a string or a table of languages, not a number"
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("a", "a key is not followed by ="),
        ("a = 1 2", "something is left over on the line"),
        ("[a", "the header of a table is not closed"),
        ("[[a]", "the header of a table is not closed"),
        ("a = 'b", "a string is not closed"),
        ('a = """b', "a string is not closed"),
        ("a = [1 2]", "an array is not closed, or a comma is missing in it"),
        ("a = { b = 1 c = 2 }", "an inline table is not closed, or a comma is missing in it"),
        ('a = "\\d"', "a backslash in a string must be doubled"),
        ("a = 2021-02-30", "no date that there is"),
        ("a = 'b\x00'", "the character “\\x00” cannot stand here"),
        ("[plan]", "the table plan is there already"),
        ("format = 2", "this key is there already"),
        ("a = { b = 1, b = 2 }", "the key “b” is there already"),
        ("?", "neither a key nor the header of a table"),
        ("a.? = 1", "a key cannot begin so"),
        ("[plan.x]\n[plan.x]", "the table plan.x is there already"),
        ('a = "\\uD800"', "Escaped character is not a Unicode scalar value"),
    ],
)
def test_toml_errors_in_plantracks_words(body: str, words: str) -> None:
    (line,) = said(body)
    assert line.split(" ", 2)[2] == f"TOML: {words}"
