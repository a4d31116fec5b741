"""Plan files and batches that would keep anybody waiting: each is answered, or refused in words.

What could hang runs in a process with a limit of computing time, which kills it.
"""

from __future__ import annotations

import resource
import runpy
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT, Run, plain_environment
from hypothesis import given
from strategies import plans

from plantrack.checks.examine import examined
from plantrack.checks.gaps import year_partly_planned
from plantrack.checks.report import FORMATS, Report
from plantrack.messages.message import Message, Voice
from plantrack.messages.suggest import nearest
from plantrack.plan.lookup import NotFound
from plantrack.plan.model import Indicator, Plan, Text
from plantrack.planfile import bounds
from plantrack.planfile.problems import at
from plantrack.planfile.read import PlanFileError, parse, read
from plantrack.planfile.syntax import Place
from plantrack.recording import batch
from plantrack.recording.entry import COLUMNS, CannotRecord
from plantrack.recording.naming import Naming, TooManyNames

pytestmark = pytest.mark.long

HEAD = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'
SECONDS = 60  # of computing, on a machine that does much else; the answers take about one
GIBIBYTE = 1 << 30
A = '[indicators.a]\nname = "A"\n'


def indicators(count: int, more: Callable[[int], str]) -> str:
    return "".join(f'[indicators.i{n}]\nname = "A"\n{more(n)}\n' for n in range(count))


def keys(count: int, first: str = "k") -> str:
    return "".join(f"{first}{n}=1\n" for n in range(count))


BOMBS: dict[str, tuple[Callable[[], str], str]] = {
    "blanks in a figure": (lambda: f'{A}years.2021.plan = "a{" " * 40_000}b"\n', ""),
    "blanks before a figure": (lambda: f'{A}years.2021.plan = "a{" " * 40_000}9b9"\n', ""),
    "a key of 20,000 parts": (lambda: "a." * 20_000 + "b = 1\n", "E102 error: a key has more"),
    "headers of many parts": (
        lambda: "".join(f"[x{n}{'.a' * 60}]\n" for n in range(40_000)),
        "E003 error: the file holds too many",
    ),
    "arrays in arrays": (lambda: f"a = {'[' * 100_000}", "E102"),
    "tables in tables": (lambda: f"a = {'{a=' * 100_000}", "E102"),
    "a long array": (lambda: f"a = [{'1,' * 4_000_000}]\n", "E003"),
    "a million tables": (lambda: "".join(f"[t{n}]\n" for n in range(1_000_000)), "E003"),
    "a million keys": (lambda: keys(1_000_000), "E003"),
    "many unknown keys": (lambda: keys(50_000), "E201"),
    "many unknown keys in a year": (
        lambda: f"{A}[indicators.a.years.2021]\n{keys(30_000)}",
        "E201",
    ),
    "many indicators without a name": (
        lambda: "".join(f"[indicators.i{n}]\n" for n in range(5_000)),
        "E202",
    ),
    "errors on one line": (
        lambda: (
            "indicators = {"
            + ",".join(f'i{n}={{name="A",x{"y" * 9000}=1}}' for n in range(200))
            + "}\n"
        ),
        "E201",
    ),
    "unknown sections": (
        lambda: (
            "".join(f'[sections.section-{n}]\ntitle = "S"\n' for n in range(1_000))
            + indicators(1_000, lambda n: f'section = "sektion-{n}"')
        ),
        "E301",
    ),
    "a line of parents": (
        lambda: indicators(8_000, lambda n: f'parent = "i{n - 1}"' if n else "number = 1"),
        "E303 error: more than 20 indicators are part of one another",
    ),
    "a ring of parents": (
        lambda: indicators(8_000, lambda n: f'parent = "i{n - 1 % 8000}"'),
        "E30",
    ),
    "a line of sources": (
        lambda: "".join(
            f'[sources.s{n}]\ntitle = "S"\npart_of = "s{(n + 1) % 8000}"\n' for n in range(8_000)
        ),
        "",
    ),
    "many languages": (
        lambda: A + "unit = {" + ",".join(f'aa-{n:05}="u"' for n in range(20_000)) + "}\n",
        "E208 error: a text is in at most 100 languages",
    ),
    "a name of one word again and again": (
        lambda: f'[indicators.a]\nname = "{"占" * 100_000}"\nunit = "%"\nyears.2021.plan = 1\n',
        "",
    ),
    "a target of numerals": (lambda: f'{A}years.2021.plan = "完{"一" * 100_000}"\n', ""),
    "digits without end": (lambda: f"a = {'9' * 8_000_000}\n", "E205"),
    "a long key": (lambda: f"{'k' * 8_000_000} = 1\n", "E201"),
    "a string that is not closed": (lambda: 'a = "' + "x" * 8_000_000, "E101"),
    "escapes": (lambda: 'a = """' + "\\n" * 4_000_000 + '"""\n', "E003"),
    "300 years and many indicators": (
        lambda: indicators(20_000, lambda n: f"years.{1900 + n % 300}.plan = {n}"),
        "W701",
    ),
}


def limited() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (2 * GIBIBYTE, 2 * GIBIBYTE))


def plantrack_within_limits(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "plantrack", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=plain_environment(),
        stdin=subprocess.DEVNULL,
        preexec_fn=limited,
    )


@pytest.mark.parametrize("name", BOMBS)
def test_any_plan_file_is_checked(name: str, tmp_path: Path) -> None:
    make, code = BOMBS[name]
    (tmp_path / "plan.toml").write_text(HEAD + make(), encoding="utf-8")
    done = plantrack_within_limits(tmp_path, "check", "plan.toml")
    assert done.returncode == (1 if code.startswith("E") else 0), done.stderr
    assert code in done.stdout
    assert len(done.stdout) < 1_000_000


def test_errors_are_quoted_round_their_places(tmp_path: Path) -> None:
    text = f'{HEAD}a = "{"x" * 500}"\n'
    found = examined(text.encode(), "f").found[0]
    assert (found.line, found.column) == (3, 1)
    assert found.quoted == f'a = "{"x" * 115}…'
    line = "y" * 300 + "名" + "z" * 300
    one = at("E201", Message("m {key}", key="k" * 999), "f", [line], Place(1, 301))
    assert one.quoted == f"…{'y' * 120}名{'z' * 119}…"
    assert one.quoted[one.column - 1 - one.skipped] == "名"
    assert str(one.message) == f"m {'k' * 200}…"
    shown = [*FORMATS["text"](Report([one], 1, Voice()))]
    assert shown[2].index("^") == 4 + 121


@pytest.mark.parametrize("format_", FORMATS)
def test_what_is_not_listed_is_counted(format_: str, tmp_path: Path, plantrack: Run) -> None:
    text = HEAD + keys(1_500, "x") + indicators(1_200, lambda n: "years.2021.actual = 1")
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    done = plantrack("check", "plan.toml", "--format", format_)
    assert done.returncode == 1
    assert done.stdout.count("E201") >= 1_000
    assert "500 more are not listed" in done.stdout or '"not_listed": 500' in done.stdout
    assert 'executionSuccessful": true' in done.stdout or format_ != "sarif"


def test_warnings_beyond_those_described_are_counted(tmp_path: Path, plantrack: Run) -> None:
    text = HEAD + indicators(1_200, lambda n: "years.2021.actual = 1")
    (tmp_path / "plan.toml").write_text(text, encoding="utf-8")
    done = plantrack("check", "plan.toml", "--select", "W702")
    assert done.returncode == 0
    assert done.stdout.count("W702") == 1_000
    assert done.stdout.endswith("errors 0, warnings 1200\n")
    assert plantrack("check", "plan.toml", "--select", "W4").stdout.endswith("no problems\n")


def test_a_command_names_the_first_problems_only(tmp_path: Path, plantrack: Run) -> None:
    (tmp_path / "plan.toml").write_text(HEAD + keys(250), encoding="utf-8")
    done = plantrack("status", "--file", "plan.toml")
    assert done.returncode == 3
    assert done.stderr.count("E201") == 100
    assert done.stderr.endswith("plantrack: 150 more problems; plantrack check lists them\n")


def test_a_file_that_is_wrong_all_over_says_where(tmp_path: Path) -> None:
    body = indicators(1_500, lambda n: "x = 1")
    reading = read((HEAD + body).encode(), "f")
    assert (len(reading.problems), reading.more, reading.plan) == (1_000, 500, None)
    assert {problem.code for problem in reading.problems} == {"E201"}
    assert reading.problems[0].line == 5
    with pytest.raises(PlanFileError) as caught:
        parse((HEAD + body).encode(), "f")
    assert caught.value.uncounted == 500


def test_keys_that_come_later_are_not_missed() -> None:
    """A file is looked at in parts: what stands in another part is not missing."""
    wide = "".join(f"x{n}=1\n" for n in range(20_000))
    reading = read(f"{wide}{HEAD}[indicators.a]\n{wide}name = 'A'\n".encode(), "f")
    assert {problem.code for problem in reading.problems} == {"E201"}
    assert reading.more == 39_000
    reading = read(f"{wide}{HEAD.replace('format = 1', '')}".encode(), "f")
    missing = [str(p.message) for p in reading.problems if p.code != "E201"]
    assert missing == ["the key “format” is missing"]
    nested = "".join(f"indicators.{n} = {{ a = {{ b = 1 }} }}\n" for n in range(2_000))
    assert {p.code for p in read((HEAD + nested).encode(), "f").problems} == {
        "E201",
        "E202",
        "E208",
    }


def test_many_figures_that_cannot_be_read_are_counted() -> None:
    text = HEAD + indicators(1_200, lambda n: 'years.2021.plan = "9O"')
    reading = read(text.encode(), "f")
    assert (len(reading.problems), reading.more, reading.plan) == (1_000, 200, None)


def test_what_is_meant_is_guessed_for_the_first_only() -> None:
    text = HEAD + '[sections.life]\ntitle = "L"\n' + indicators(80, lambda n: 'section = "lief"')
    helped = [problem.help is not None for problem in read(text.encode(), "f").problems]
    assert helped == [True] * 50 + [False] * 30


LARGE = ROOT / "benchmarks" / "scale.py"


def test_twenty_thousand_indicators_are_within_the_bounds(
    tmp_path: Path,
) -> None:
    runpy.run_path(str(LARGE))["write_plan"](tmp_path / "plan.toml", 20_000)
    text = (tmp_path / "plan.toml").read_text(encoding="utf-8")
    assert not bounds.is_too_much(text)
    assert bounds._exact_load(text) < 0.9 * bounds.MAX_LOAD
    assert not bounds.long_key(text)
    assert not bounds.long_number(text)


@pytest.mark.parametrize("sign", ["=", "[", ".", ",", "{"])
def test_what_stands_in_texts_and_comments_weighs_nothing(
    sign: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MAX_LOAD", 1_000)
    many = sign * 2_000
    assert bounds.is_too_much(f"a = {many}")
    for quoted in (f'"{many}"', f"'{many}'", f'"""{many}"""', f"'''{many}'''", f"1 # {many}"):
        assert not bounds.is_too_much(f"a = {quoted}\n"), quoted
    assert not bounds.is_too_much(f'a = "\\"{many}"\n')
    assert bounds.is_too_much(f'a = "\\\\"{many}"\n')


def test_decimal_points_weigh_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"k{n} = -1.5\n" for n in range(100))
    exact = bounds._exact_load(text)
    assert exact == bounds._exact_load(text.replace(".", ""))
    assert bounds._exact_load(text.replace(" = -1.", "=1 . ")) > exact


def test_only_keys_are_too_long() -> None:
    dots = "a." * 100
    assert bounds.long_key(f"{dots}b = 1")
    assert bounds.long_key(f"x = {{ {dots}b = 1 }}")
    assert bounds.long_key(f"[{dots}b]")
    assert not bounds.long_key(f'x = "{dots}" # {dots}\n')
    assert not bounds.long_key("a.b = 1.5\n" * 100)


def test_a_shortened_sentence_keeps_its_words() -> None:
    inner = Message("so “{x}”", x="y" * 30)
    message = Message("{inner}: {n} {short}", inner=inner, n=10**9, short="abc")
    assert str(message.shortened(5)) == "so “yyyyy…”: 1000000000 abc"


def test_the_nearest_word_is_found_among_thousands() -> None:
    known = [f"section-{n:04}" for n in range(4_000)] + ["urban-jobs"]
    assert nearest("urbn-jobs", known) == ["urban-jobs"]
    assert nearest("titel", ["name", "title", "unit"]) == ["title"]
    assert nearest("x" * 5_000, known) == []
    assert nearest("a", ["b" * 5_000]) == []


@given(plans)
def test_targets_that_are_not_there_are_counted_as_by_hand(plan: Plan) -> None:
    def first(one: Indicator) -> int | None:
        return next((f.year for f in one.years.values() if f.plan), None)

    expected = []
    for year in plan.planned_years:
        due = [one for one in plan.indicators if (first(one) or year + 1) <= year]
        figures = [(one, one.years.get(year)) for one in due]
        without = [one.id for one, f in figures if not (f and (f.plan or f.note))]
        if without:
            expected.append((year, len(without), len(due), without[0]))
    said = [r.message.values for r in year_partly_planned(plan)]
    paths = [r.path[1] for r in year_partly_planned(plan)]
    found = [(v["year"], v["n"], v["total"], p) for v, p in zip(said, paths, strict=True)]
    assert found == expected


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (MemoryError(), "there is not enough memory for this"),
        (RecursionError(), "what is to be read is nested too deeply"),
    ],
)
def test_what_is_too_large_is_no_mistake_of_the_tool(
    plantrack: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(_: object) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr("plantrack.planfile.read.load", fail)
        done = plantrack("status")
    assert (done.returncode, done.stderr) == (3, f"plantrack: {said}\n")


def test_garbage_is_collected_again_in_a_long_run() -> None:
    lines = (
        "import gc, sys, plantrack.__main__ as m",
        "sys.argv = ['plantrack', '--version']",
        "try: m.main()",
        "except SystemExit: print(gc.isenabled(), gc.get_threshold()[0] == m.COLLECT_AFTER)",
    )
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)],
        capture_output=True,
        text=True,
        env=plain_environment(),
    )
    assert done.stdout.splitlines()[-1] == "True True"


def problems(content: str) -> list[str]:
    with pytest.raises(CannotRecord) as caught:
        batch.entries(content.encode())
    return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]


def test_a_batch_has_so_many_rows() -> None:
    header, row = "indicator,year,actual\n", "a,2021,1\n"
    assert len(batch.entries((header + row * batch.MAX_ROWS).encode())) == batch.MAX_ROWS
    assert problems(header + row * (batch.MAX_ROWS + 1)) == [
        f"{batch.MAX_ROWS + 2}: a batch has at most 10000 rows"
    ]
    assert problems(header + "\n" * 600_000)[0].endswith("a batch has at most 10000 rows")


def test_so_many_problems_of_a_batch_are_said() -> None:
    assert len(problems('{"indicator": "a"}\n' * 5_000)) == bounds.MAX_PROBLEMS + 1
    wide = ",".join(f'"x{n}": 1' for n in range(3_000))
    assert len(problems(f"{{{wide}}}")) <= len(COLUMNS)


def test_a_row_nested_too_deeply_is_said_to_be() -> None:
    assert problems('{"a":' * 100_000) == ["1: JSON: tables are nested too deeply"]


def some_plan(count: int) -> Plan:
    found = [Indicator(f"i{n}", Text({"en": f"Name {n}."}, "en")) for n in range(count)]
    return Plan("x", Text({"en": "X"}, "en"), "en", tuple(found))


def test_ids_and_names_said_before_are_not_looked_for_again() -> None:
    naming = Naming(some_plan(100))
    for _ in range(3):
        assert naming.find("i7").id == "i7"
        assert naming.find("Name 8.").id == "i8"
        with pytest.raises(NotFound):
            naming.find("zzz")
    left = naming._left
    assert left == 2_000_000 - 100 - 11 * 100
    naming.find("i9")
    assert naming._left == left


def test_names_are_looked_for_so_often(tmp_path: Path) -> None:
    naming = Naming(some_plan(3))
    naming._left = 2
    assert naming.find("Name 1.").id == "i1"
    with pytest.raises(TooManyNames):
        naming.find("Name 2.")
    assert naming.find("i2").id == "i2"


def test_a_long_batch_names_by_id(
    plantrack: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("plantrack.recording.naming._COMPARISONS", 0)
    rows = "".join(f"Name {n}.,2021,1\n" for n in range(30))
    (tmp_path / "batch.csv").write_text(f"indicator,year,actual\n{rows}")
    body = "".join(f'[indicators.i{n}]\nname = "Name {n}."\n' for n in range(30))
    (tmp_path / "plan.toml").write_text(HEAD + body)
    done = plantrack("record", "--file", "plan.toml", "--batch", "batch.csv")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "batch.csv:23: so long a batch must call indicators by their IDs\n"


def test_wrong_entries_without_end_are_not_all_tried(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "batch.csv").write_text("indicator,year,actual\n" + "zzz,2021,1\n" * 5_000)
    (tmp_path / "plan.toml").write_text(HEAD + A)
    done = plantrack("record", "--file", "plan.toml", "--batch", "batch.csv")
    assert done.returncode == 2
    assert done.stderr.count("is not known") == bounds.MAX_PROBLEMS + 1
