"""Recording figures: what stands in the file afterwards, what is said, and what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from plantrack.messages.errors import Refusal
from plantrack.planfile import edit
from plantrack.planfile.read import embedded, parse
from plantrack.recording import apply as keeping
from plantrack.recording.entry import CannotRecord, Entry
from plantrack.recording.record import record

EXAMPLE = embedded().read_bytes()
HEAD = """
format = 1
plan = { id = "x", language = "zh", title = "X" }
[sources]
s.title = "S"
t.title = "T"
"""


def entry(indicator: str, year: int | str, change: str | None = None, **figures: Any) -> Entry:
    return Entry(indicator, str(year), figures, change=change)


def after(line: str, **figures: str) -> str:
    """What becomes of a year that stands on one line."""
    text = f'{HEAD}[indicators.a]\nname = "甲"\nunit = "%"\n[indicators.a.years]\n{line}\n'
    return (
        record(text.encode(), "f", [entry("a", 2021, **figures)]).content.decode().split("\n")[-2]
    )


def refused(content: bytes, *entries: Entry) -> list[str]:
    with pytest.raises(CannotRecord) as caught:
        record(content, "f", entries)
    return [str(problem.message) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("given_", "written"),
    [
        ("55", "55"),
        ("9.50", "9.50"),
        ("-3", "-3"),
        ("-0", '"-0"'),
        ("+5", '"+5"'),
        ("1,230", '"1,230"'),
        ("≥90", '"≥90"'),
        ("55%", '"55%"'),
        ("８左右", '"８左右"'),
        ("完成", '"完成"'),
        ('{ text = "100%达标" }', '{ text = "100%达标" }'),
    ],
)
def test_a_figure_is_written_as_published(given_: str, written: str) -> None:
    assert (
        after("2021 = { plan = 60 }", actual=given_)
        == f"2021 = {{ plan = 60, actual = {written} }}"
    )


@pytest.mark.parametrize("value", ["9O", "", " ", "1..2", "nan", "1e5", "007", "{ text = 1 }", "{"])
def test_a_figure_that_could_not_be_loaded_is_refused(value: str) -> None:
    assert len(refused(EXAMPLE, entry("20", 2022, actual=value))) == 1


def test_the_same_figure_changes_nothing() -> None:
    same = record(EXAMPLE, "f", [entry("4", 2021, actual="33"), entry("pm25", 2021, plan="<35")])
    assert same.content == EXAMPLE
    assert after('2021 = { plan = "60" }', plan="60") == '2021 = { plan = "60" }'
    assert after("2021 = { plan = 60 }", plan=" 60 ") == "2021 = { plan = 60 }"


@pytest.mark.parametrize(
    ("line", "figures", "expected"),
    [
        ("2021 = { plan = 1 }", {"actual": "2", "source": "s"}, '{ actual = "s" }'),
        ('2021 = { plan = 1, source = "s" }', {"actual": "2", "source": "s"}, '"s"'),
        (
            '2021 = { plan = 1, source = "s" }',
            {"actual": "2", "source": "t"},
            '{ plan = "s", actual = "t" }',
        ),
        ("2021 = {}", {"actual": "2", "source": "t"}, '"t"'),
        (
            '2021 = { plan = 1, source = { plan = "s" } }',
            {"actual": "0", "reason": "r", "source": "t"},
            '{ plan = "s", actual = "t", reason = "t" }',
        ),
    ],
)
def test_a_source_stands_for_what_was_recorded_with_it(
    line: str, figures: dict[str, str], expected: str
) -> None:
    assert after(line, **figures).endswith(f"source = {expected} }}")


def test_a_reason_in_several_languages_is_changed_in_that_of_the_plan() -> None:
    found = record(EXAMPLE, "f", [entry("4", 2021, "correct", reason="另一原因")])
    (change,) = found.changes
    assert change.untouched == ("en",)
    reason = tomllib.loads(found.content.decode())["indicators"]["services-share"]["years"]["2021"][
        "reason"
    ]
    assert reason["zh"] == "另一原因"
    assert reason["en"].startswith("The sudden")


def test_what_it_means() -> None:
    (change,) = record(EXAMPLE, "f", [entry("20", 2022, actual="55")]).changes
    assert (change.before.judged.status, change.after.judged.status) == ("pending", "missed")
    assert (change.after.judged.gap, change.values) == (Decimal(-5), {"actual": (None, "55")})
    assert change.source_widened == "table-2"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (entry("21x", 2022, actual="1"), "“21x” is not known"),
        (entry("growth", 2022, actual="1"), "“growth” is more than one: grp-growth, "),
        (entry("20", "22", actual="1"), "“22” is not a year"),
        (entry("20", 2022), "there is nothing to record"),
        (entry("20", 2022, outcome="mett"), "there is no outcome “mett”; did you mean “met”?"),
        (entry("20", 2022, actual="1", source="table-3"), "did you mean “table-2”?"),
        (
            entry("20", 2022, actual="55%"),
            "actual: “55%” has a % that is not this indicator's unit",
        ),
        (entry("clean-air-days", 2023, plan="330%"), "has a % that is not this indicator's unit"),
        (entry("20", 2022, actual="1", reason=" "), "no value is given for “reason”"),
    ],
)
def test_refusals(wrong: Entry, said: str) -> None:
    (message,) = refused(EXAMPLE, wrong)
    assert said in message


def test_all_or_nothing_and_all_at_once() -> None:
    wrong = (
        entry("x", 2022, actual="1"),
        entry("20", 2, actual="1"),
        entry("20", 2022, actual="9O"),
    )
    assert len(refused(EXAMPLE, entry("20", 2022, actual="55"), *wrong)) == 3


def test_two_entries_for_one_year_come_together() -> None:
    entries = [entry("20", 2023, plan="70"), entry("20", 2023, actual="71")]
    found = record(EXAMPLE, "f", entries)
    assert b"\n2023 = { plan = 70, actual = 71 }\n" in found.content
    assert [change.after.judged.status for change in found.changes] == ["exceeded"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_mark_stay(newline: str, bom: bytes) -> None:
    content = bom + EXAMPLE.replace(b"\n", newline.encode())
    new = record(content, "f", [entry("20", 2022, actual="55")]).content
    assert new == content.replace(b"2022 = { plan = 60, ", b"2022 = { plan = 60, actual = 55, ")


IDS = [one.id for one in parse(EXAMPLE, "f").indicators if one.id != "clean-air-days"]
FIGURES = st.sampled_from(["55", "9.50", "≥90", "6-6.5", "8左右", "完成", '{ text = "1%" }'])


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(IDS), st.integers(2019, 2024)),
        st.dictionaries(st.sampled_from(["plan", "actual"]), FIGURES, min_size=1),
        min_size=1,
        max_size=5,
    )
)
def test_nothing_else_is_touched(wanted: dict[tuple[str, int], dict[str, str]]) -> None:
    entries = [entry(id_, year, "correct", **figures) for (id_, year), figures in wanted.items()]
    new = record(EXAMPLE, "f", entries).content
    before, now = (tomllib.loads(c.decode(), parse_float=Decimal) for c in (EXAMPLE, new))
    for (id_, year), figures in wanted.items():
        for key, value in figures.items():
            written = now["indicators"][id_]["years"][str(year)].pop(key)
            assert (written["text"] if isinstance(written, dict) else str(written)) in value
            before["indicators"][id_]["years"].setdefault(str(year), {}).pop(key, None)
    assert now == before
    (old_years, old_rest), (new_years, new_rest) = (apart(c.decode()) for c in (EXAMPLE, new))
    assert new_rest == old_rest
    assert (old_years - new_years).total() <= len(wanted)
    assert (new_years - old_years).total() <= len(wanted)


def apart(text: str) -> tuple[Counter[str], list[str]]:
    """The lines that hold a year's figures, and all others in order."""
    lines = text.split("\n")
    years = Counter(line for line in lines if re.match(r"20\d\d = ", line))
    return years, [line for line in lines if line not in years]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "plantrack.toml"
    path.write_bytes(EXAMPLE)
    return path


def test_the_command_says_what_changed(plantrack: Run, copy: Path) -> None:
    done = plantrack("record", "20", "--year", "2022", "--actual", "55", "--lang", "zh")
    assert (
        done.stdout
        == "20 进出口总额 2022年：尚无实际数 → 未完成，实际 55，计划 60，−5\n  actual: 55\n"
    )
    assert "--reason" in done.stderr
    english = plantrack("record", "20", "--year", "2022", "--actual", "60", "--correct")
    assert english.stdout == (
        "20 Total imports and exports 2022: missed → met, 60 of 60, 0\n  actual: 55 → 60\n"
    )
    again = plantrack("record", "20", "--year", "2022", "--actual", "60")
    assert "nothing to change" in again.stdout


def test_a_slip_is_said_at_once(plantrack: Run, copy: Path) -> None:
    said = plantrack("record", "20", "--year", "2022", "--actual", "720").stderr
    assert "20 2022: 720 is about 10 times the 72 of 2021\n" in said
    assert (
        "is about"
        not in plantrack("record", "20", "--year", "2022", "--actual", "72", "--correct").stderr
    )
    share = plantrack("record", "4", "--year", "2022", "--actual", "330").stderr
    assert "4 2022: 330 is no share: it lies outside 0–100\n" in share


def test_a_dry_run_prints_a_difference_and_writes_nothing(plantrack: Run, copy: Path) -> None:
    done = plantrack("record", "20", "--year", "2022", "--actual", "55", "--dry-run")
    assert "\n-2022 = { plan = 60, source" in done.stdout
    assert "\n+2022 = { plan = 60, actual = 55, source" in done.stdout
    assert "pending → missed" in done.stderr
    assert copy.read_bytes() == EXAMPLE


def test_the_difference_can_be_applied(plantrack: Run, copy: Path, tmp_path: Path) -> None:
    import shutil
    import subprocess

    if shutil.which("patch") is None:
        pytest.skip("no patch on this system")
    copy.write_bytes(EXAMPLE.rstrip(b"\n"))
    arguments = ("record", "39", "--year", "2022", "--actual", "79")
    difference = plantrack(*arguments, "--dry-run").stdout
    other = tmp_path / "other.toml"
    other.write_bytes(copy.read_bytes())
    subprocess.run(["patch", "-s", str(other)], input=difference, text=True, check=True)
    assert plantrack(*arguments).returncode == 0
    assert other.read_bytes() == copy.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("20", "--year", "2022", "--actual", "9O"), 2, "9O"),
        (("20", "--year", "2022"), 2, "nothing to record"),
        (("20", "--actual", "1"), 2, "--year"),
        ((), 2, "--batch"),
        (("20", "--year", "2022", "--actual", "1", "--batch", "b.csv"), 2, "stands alone"),
        (("pm52", "--year", "2022", "--actual", "1"), 2, "pm25"),
        (("--batch", "missing.csv"), 3, "cannot read"),
        (("20", "--year", "2022", "--actual", "1", "--file", "-"), 2, "standard input"),
        (("20", "--year", "2022", "--actual", "1", "--file", "no.toml"), 3, "no such file"),
        (("20", "--year", "2022", "--actual", "1", "--file", "."), 3, "a folder"),
    ],
)
def test_the_command_refuses(
    plantrack: Run, copy: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = plantrack("record", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert copy.read_bytes() == EXAMPLE


@pytest.mark.parametrize("option", [(), ("--file", str(embedded()))])
def test_the_embedded_plan_is_never_written(plantrack: Run, option: tuple[str, ...]) -> None:
    done = plantrack("record", "20", "--year", "2022", "--actual", "55", *option)
    assert done.returncode == 2
    assert "plantrack init --from-example" in done.stderr
    assert embedded().read_bytes() == EXAMPLE


def test_a_file_with_errors_is_not_recorded_in(plantrack: Run, copy: Path) -> None:
    broken = EXAMPLE.replace(b'kind = "binding"', b'kind = "bindign"', 1)
    copy.write_bytes(broken)
    done = plantrack("record", "20", "--year", "2022", "--actual", "55")
    assert (done.returncode, "E204" in done.stderr) == (3, True)
    assert copy.read_bytes() == broken


CSV = "indicator,year,actual,reason,source\n20,2022,55,疫情,table-2\n\npm25,2022,32,,\n"
JSON_LINES = (
    '{"indicator": "20", "year": 2022, "actual": 55.0, "reason": null}\n'
    '{"indicator": "23", "year": 2022, "actual": {"text": "100%完成"}, "outcome": "met"}\n'
)


def test_a_batch_of_csv(plantrack: Run, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(f"\ufeff{CSV}", encoding="utf-8")
    done = plantrack("record", "--batch", "b.csv")
    assert done.stdout.count("pending → ") == 2
    years = tomllib.loads(copy.read_text(encoding="utf-8"))["indicators"]
    assert years["imports-exports"]["years"]["2022"]["reason"] == "疫情"
    assert years["pm25"]["years"]["2022"]["actual"] == 32


def test_a_batch_of_json_lines(plantrack: Run, copy: Path, tmp_path: Path) -> None:
    (tmp_path / "b.jsonl").write_text(JSON_LINES, encoding="utf-8")
    assert plantrack("record", "--batch", "b.jsonl").returncode == 0
    text = copy.read_text(encoding="utf-8")
    assert "actual = 55.0," in text
    assert 'actual = { text = "100%完成" }, outcome = "met",' in text


@pytest.mark.parametrize(
    ("batch", "expected"),
    [
        ("indicator,year,actul\n", ["b:1: there is no column “actul”; did you mean “actual”?"]),
        ("indicator,actual\n20,1\n", ["b:1: the column “year” is missing"]),
        ("indicator,year,plan,plan\n", ["b:1: the column “plan” is there twice"]),
        ("indicator,year,plan\n", ["b:1: there are no rows"]),
        ("", ["b:1: there are no rows"]),
        ("indicator,year,plan\n20,2022,1,2\n", ["b:2: there are more cells here than columns"]),
        ("indicator,year,plan\n20,,1\n", ["b:2: the key “year” is missing"]),
        ('indicator,year,plan\n20,2022,"1\n', ["b:2: CSV: unexpected end of data"]),
        (
            'indicator,year,actual,reason\n20,2022,1,"a\nb"\n20,22,1,\nx,2022,9O,\n',
            ["b:4: “22” is not a year", "b:5: “x” is"],
        ),
        (
            "indicator,year,actual\n20,2022,1\nimports-exports,2022,1\n",
            ["b:3: “actual” of “imports-exports” in 2022 is already given in line 2"],
        ),
        ('{"indicator": "20", "year": 2022, "plan": 1}\n{\n', ["b:2: JSON: "]),
        ('{"indicator": "20", "year": 2022, "plan": true}', ["b:1: a string is due here"]),
        ('{"indicator": "20", "year": 2022, "plan": NaN}', ["b:1: a string is due here"]),
        ('{"indicator": "20", "year": 2022, "plan": 1, "plan": 2}', ["b:1: JSON: "]),
        ('{"indicator": "20", "year": 2022, "plan": 1}\n[]', ["b:2: a table is due here"]),
        ('{"indicator": "20", "year": 2022, "Plam": 1}', ["b:1: there is no column “Plam”; did"]),
        ('{"indicator": "20", "year": 2022, "plan": 1, "Plan": 1}', ["b:1: JSON: a key is there"]),
        ("indicator,year,plan,Plan\n", ["b:1: the column “plan” is there twice"]),
        ('{"indicator": "20", "year": 2022, "plan": 1e3}', ["b:1: plan: “1e3” is almost"]),
    ],
)
def test_a_bad_batch_is_refused_with_every_line(
    plantrack: Run, copy: Path, tmp_path: Path, batch: str, expected: list[str]
) -> None:
    (tmp_path / "b").write_text(batch, encoding="utf-8")
    done = plantrack("record", "--batch", "b")
    assert (done.returncode, done.stdout) == (2, "")
    said = done.stderr.splitlines()
    assert len(said) == len(expected)
    assert all(line.startswith(start) for line, start in zip(said, expected, strict=True))
    assert copy.read_bytes() == EXAMPLE


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_batch_that_is_no_text(plantrack: Run, copy: Path, tmp_path: Path, mark: bytes) -> None:
    (tmp_path / "b").write_bytes(mark + b"indicator,year,plan\n\xb9\xe6,2022,1\n")
    assert plantrack("record", "--batch", "b").stderr == "b:2: the file is not UTF-8 here\n"


def test_what_status_writes_can_be_recorded(plantrack: Run, copy: Path, tmp_path: Path) -> None:
    """A table made by plantrack, with its columns renamed, is a batch."""
    rows = json.loads(plantrack("status", "2021", "--format", "json").stdout)["rows"]
    lines = [{"indicator": r["id"], "year": 2021, "actual": r["actual"]} for r in rows]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "b").write_text(text, encoding="utf-8")
    done = plantrack("record", "--batch", "b")
    assert done.stdout.count("nothing to change") == len(rows)
    assert copy.read_bytes() == EXAMPLE


def test_a_batch_from_standard_input(copy: Path) -> None:
    command = [sys.executable, "-m", "plantrack", "record", "--batch", "-"]
    rows = b"indicator,year,actual,source\n20,2022,61,table-2\n"
    done = subprocess.run(command, input=rows, capture_output=True, cwd=copy.parent)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"plan = 60, actual = 61" in copy.read_bytes()


def test_a_batch_without_end(plantrack: Run, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MAX_BYTES", 1024 * 1024)
    (copy.parent / "b.csv").write_bytes(b"indicator,year,actual\n" * 100_000)
    with pytest.raises(Refusal, match="larger than"):
        keeping.recorded(str(copy), keeping.Asked(None, None, {}, str(copy.parent / "b.csv")))


def test_an_ambiguous_name_is_refused(plantrack: Run, copy: Path) -> None:
    said = plantrack("record", "industry", "--year", "2022", "--actual", "1").stderr
    assert "is more than one: labour-productivity, industrial-output" in said


def test_a_name_like_no_other_is_refused(plantrack: Run, copy: Path) -> None:
    said = plantrack("record", "xyzzy", "--year", "2022", "--actual", "1").stderr
    assert said == "plantrack: “xyzzy” is not known\n"


def test_a_source_where_there_is_none(plantrack: Run, tmp_path: Path) -> None:
    plan = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'
    (tmp_path / "plantrack.toml").write_text(f"{plan}indicators.a.name = 'A'\n", "utf-8")
    said = plantrack("record", "a", "--year", "2022", "--plan", "1", "--source", "s").stderr
    assert said == "plantrack: there is no source “s”\n"


def test_what_is_left_to_do_is_said(plantrack: Run, copy: Path) -> None:
    open_ended = plantrack("record", "20", "--year", "2022", "--actual", "约60").stderr
    assert "the figures do not decide; say what the source says with --outcome" in open_ended
    more = ("--actual", "70", "--outcome", "missed", "--correct")
    wrong = plantrack("record", "20", "--year", "2022", *more)
    assert "the stated outcome contradicts the figures" in wrong.stderr
    missed = plantrack("record", "4", "--year", "2021", "--reason", "客流减少", "--correct").stderr
    assert "the reason in “en” still says what it said" in missed


def test_a_slip_of_another_year_is_not_said_again(plantrack: Run, copy: Path) -> None:
    copy.write_bytes(EXAMPLE.replace(b"2022 = { plan = 920,", b"2022 = { plan = 9200000,"))
    said = plantrack("record", "1", "--year", "2022", "--actual", "8000000").stderr
    assert said.count("is about") == 1


@pytest.mark.parametrize("new", ["[not toml", EXAMPLE.decode() + "[sections.more]\ntitle = 'M'\n"])
def test_an_edit_that_did_anything_else_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, new: str
) -> None:
    monkeypatch.setattr(edit, "_with", lambda *_: new)
    with pytest.raises(edit.CannotEdit) as caught:
        record(EXAMPLE, "f", [entry("20", 2022, actual="55")])
    assert str(caught.value).endswith("cannot be changed in place; nothing was written")


def test_words_spread_over_the_file_give_way_to_a_figure() -> None:
    text = f"{HEAD}[indicators.a]\nname = 'A'\n[indicators.a.years.2021]\nplan.text = '1%'\n"
    found = record(text.encode(), "f", [entry("a", 2021, "correct", plan="2")]).content.decode()
    assert found == text.replace("plan.text = '1%'", "plan = 2")
