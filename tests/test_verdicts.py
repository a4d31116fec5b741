"""What the headlines say of a year, and what the exit code says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from plantrack import diff, load, status
from plantrack.plan.model import Plan
from plantrack.planfile.read import parse

HEAD = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'


def plan_of(*years: str, **keys: str) -> str:
    """A plan file with one numbered indicator for each inline table of years."""
    more = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return HEAD + "".join(
        f'[indicators.i{n}]\nnumber = {n}\nname = "Thing {n}"\n{more}'
        f"[indicators.i{n}.years]\n{given}\n"
        for n, given in enumerate(years, 1)
    )


def read(text: str) -> Plan:
    return parse(text.encode(), "x.toml")


@pytest.fixture
def asked(plantrack: Run, tmp_path: Path) -> Any:
    """The standard output and the exit code of a question to a plan file."""

    def ask(text: str, *arguments: str) -> tuple[str, int]:
        (tmp_path / "x.toml").write_text(text, encoding="utf-8")
        done = plantrack(*arguments, "--file", "x.toml")
        assert "Traceback" not in done.stderr
        return done.stdout, done.returncode

    return ask


MET, MISSED = "2021 = { plan = 5, actual = 5 }", "2021 = { plan = 5, actual = 4 }"
EXCEEDED = "2021 = { plan = 5, actual = 6 }"
PENDING, UNDECIDED = "2021 = { plan = 5 }", '2021 = { plan = 5, actual = "5左右" }'
STATED = '2021 = { plan = "done", actual = "done", outcome = "met" }'
STATED_MISS = '2021 = { plan = "done", actual = "not", outcome = "missed" }'
STATED_MORE = '2021 = { plan = "done", actual = "more", outcome = "exceeded" }'
UNPLANNED = "2021 = { actual = 5 }"


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ([MET], "1 of 1 targets met; 0 missed"),
        ([MET, MET, MISSED], "2 of 3 targets met; 1 missed"),
        ([MET, EXCEEDED], "2 of 2 targets met: 1 + 1 exceeded; 0 missed"),
        ([EXCEEDED, EXCEEDED], "2 of 2 targets met: 2 exceeded; 0 missed"),
        ([STATED], "1 of 1 targets met: 1 by the report's word alone; 0 missed"),
        (
            [MET, STATED],
            "2 of 2 targets met: 1 by the figures, 1 by the report's word alone; 0 missed",
        ),
        (
            [MET, EXCEEDED, STATED, STATED_MORE],
            "4 of 4 targets met: 1 + 1 exceeded, 2 by the report's word alone; 0 missed",
        ),
        (
            [EXCEEDED, STATED_MORE],
            "2 of 2 targets met: 1 exceeded, 1 by the report's word alone; 0 missed",
        ),
        ([STATED_MISS, MISSED], "0 of 2 targets met; 2 missed, 1 by the report's word alone"),
        ([MET, PENDING, UNDECIDED], "1 of 3 targets met; 0 missed; 1 undetermined; 1 pending"),
        ([MET, UNPLANNED], "1 of 1 targets met; 0 missed; 1 unplanned"),
        ([PENDING], "nothing to judge yet: 1 target pending"),
        (
            [PENDING, PENDING, UNDECIDED],
            "nothing to judge yet: 2 targets pending, 1 target undetermined",
        ),
        ([UNPLANNED], "nothing to judge: there are no targets"),
    ],
)
def test_the_headline(asked: Any, years: list[str], said: str) -> None:
    for command in ("status", "missed"):
        assert asked(plan_of(*years), command)[0].splitlines()[0] == f"2021: {said}"


def test_the_binding_ones_that_were_missed_are_counted(asked: Any) -> None:
    plan = plan_of(MET, MISSED, STATED_MISS, kind='"binding"')
    said = "1 of 3 targets met; 2 missed, 2 of them binding, 1 by the report's word alone\n"
    assert said in asked(plan, "missed")[0]
    answer = status(read(plan))
    assert (answer.binding_missed, dict(answer.stated)) == (2, {"missed": 1})


PART = '[indicators.p]\nparent = "i1"\nname = "Part"\n[indicators.p.years]\n'


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        (plan_of(MET), "nothing was missed"),
        (plan_of(MET, PENDING), "nothing was missed so far: 1 target pending"),
        (
            plan_of(MET, PENDING, PENDING, UNDECIDED, UNDECIDED),
            "nothing was missed so far: 2 targets pending, 2 targets undetermined",
        ),
        (plan_of(UNDECIDED), "nothing to judge yet: 1 target undetermined"),
        (plan_of(MET) + PART + PENDING, "nothing was missed so far: 1 sub-indicator pending"),
        (
            plan_of(MET) + PART + PENDING + "\n" + PART.replace(".p", ".q") + PENDING,
            "nothing was missed so far: 2 sub-indicators pending",
        ),
        (plan_of(UNPLANNED), "nothing to judge: there are no targets"),
    ],
)
def test_nothing_to_judge_is_not_success(asked: Any, plan: str, said: str) -> None:
    lines = asked(plan, "missed")[0].splitlines()
    assert lines.count(said) + sum(line.endswith(f": {said}") for line in lines) == 1
    assert lines[-1] == "X · x.toml"


def test_the_same_in_chinese(asked: Any) -> None:
    said = asked(plan_of(MET, PENDING, UNDECIDED), "missed", "--lang", "zh")[0]
    assert "2021年：3项指标完成1项；未完成0项；无法判定1项；尚无实际数1项\n" in said
    assert "目前没有未完成的指标，但1项指标尚无实际数、1项指标无法判定\n" in said
    said = asked(plan_of(PENDING), "missed", "--lang", "zh")[0]
    assert said.startswith("2021年：尚无可评判的指标：1项指标尚无实际数\n")


@pytest.mark.parametrize(
    ("years", "code"),
    [
        ([MET, EXCEEDED, STATED], 0),
        ([MET, MISSED, PENDING], 1),
        ([STATED_MISS], 1),
        ([MET, PENDING], 4),
        ([MET, UNDECIDED], 4),
        ([PENDING], 4),
        ([UNPLANNED], 4),
        ([MET, UNPLANNED], 0),
    ],
)
def test_the_exit_code(asked: Any, years: list[str], code: int) -> None:
    plan = plan_of(*years)
    commands = (["status"], ["missed"], ["show", *(f"i{n}" for n in range(1, len(years) + 1))])
    for command in commands:
        assert asked(plan, *command, "--exit-code")[1] == code
        assert asked(plan, *command)[1] == 0
    assert asked(plan, "--exit-code")[1] == code


def test_the_exit_code_is_that_of_what_was_asked_for(asked: Any) -> None:
    plan = plan_of(MET, MISSED, PENDING)
    gates = {"1": 0, "2": 1, "3": 4, "Thing": 1, "nothing like it": 4}
    for command in ("status", "missed"):
        for search, code in gates.items():
            text = f"Thing {search}" if search.isdigit() else search
            assert asked(plan, command, "--exit-code", "--search", text)[1] == code
        assert asked(plan, command, "--exit-code", "--limit", "0")[1] == 1
        assert asked(plan, command, "--exit-code", "--sort", "name", "--limit", "1")[1] == 1
    assert asked(plan, "status", "--exit-code", "--status", "met")[1] == 1
    assert asked(plan_of("2021 = {}"), "show", "i1", "--exit-code")[1] == 4
    assert (
        asked(
            plan_of("2021 = { plan = 5 }\n2022 = { plan = 6 }"),
            "diff",
            "--exit-code",
            "--limit",
            "0",
        )[1]
        == 1
    )


def test_rows_that_a_limit_leaves_out_are_not_denied(asked: Any) -> None:
    assert "nothing was missed" not in asked(plan_of(MISSED), "missed", "--limit", "0")[0]
    assert "nothing matches" in asked(plan_of(MISSED, MET), "missed", "--search", "Thing 2")[0]


def test_a_verdict_by_word_alone_is_marked(plantrack: Run) -> None:
    rows = plantrack("status", "--section", "environment", "--lang", "zh").stdout
    assert rows.count("✓ 完成（报告表述）") == 2
    assert plantrack("status", "--section", "environment").stdout.count("✓ met (stated)") == 2
    assert "Status: ✓ met (stated)" in plantrack("show", "23").stdout
    assert "(stated)" not in plantrack("show", "24", "25").stdout


def test_the_summary_counts_what_rests_on_words(plantrack: Run) -> None:
    for command in ("status", "missed"):
        answer = json.loads(plantrack(command, "--format", "json").stdout)
        assert (answer["format_version"], answer["summary"]["indicators"]["achieved"]) == (2, 34)
        assert (answer["summary"]["stated_only"], answer["summary"]["binding_missed"]) == (2, 1)
        assert [one["total"] for one in answer["summary"]["by_kind"]] == [31, 8]
        assert [one["achieved"] for one in answer["summary"]["by_section"]] == [1, 11, 6, 5, 11]


def test_what_a_verdict_rests_on(plantrack: Run) -> None:
    answer = json.loads(plantrack("status", "--format", "json").stdout)
    stated = [row["number"] for row in answer["rows"] if row["basis"] == "stated"]
    assert stated == ["23", "28"]
    assert {row["basis"] for row in answer["rows"]} == {"figures", "stated"}
    waiting = json.loads(plantrack("status", "2022", "--format", "json").stdout)["rows"]
    assert {row["basis"] for row in waiting} == {None}
    shown = json.loads(plantrack("show", "23", "25", "--format", "json").stdout)["rows"]
    assert [row["rests_on"] for row in shown] == ["stated", None, "figures", None]
    assert shown[0]["basis"].startswith("the target is in words")


def test_what_asks_for_less_is_named_and_growth_stands_apart(plantrack: Run) -> None:
    lines = plantrack("diff", "2021", "2022", COLUMNS="").stdout.splitlines()
    assert "less than was achieved in 2021: 20 Total imports and exports, 21 Foreign" in lines[2]
    assert lines[3].startswith("slower growth than in 2021: 1.1 GRP growth (constant prices), 5 ")
    assert [part.split()[0] for part in lines[3].partition(": ")[2].split(", ")] == [
        *("1.1", "5", "10", "16", "29.1")
    ]
    assert plantrack("diff", COLUMNS="").stdout.count("  slower growth\n") == 5
    rows = json.loads(plantrack("diff", "--format", "json").stdout)["rows"]
    below = [row["number"] for row in rows if row["versus_actual"] == "below"]
    assert below == ["1.1", "5", "10", "16", "20", "21", "29.1"]


@pytest.mark.parametrize(
    ("name", "direction", "plan", "actual", "after", "said"),
    [
        ("Output growth", "up", "5", "9", "8", "slower growth than in 2021: 1 Output growth"),
        ("Output growth", "up", "≥5", "9", "≥8", "slower growth than in 2021: 1 Output growth"),
        (
            "Waste reduction",
            "up",
            "5",
            "9",
            "8",
            "smaller reduction than in 2021: 1 Waste reduction",
        ),
        (
            "Price growth",
            "down",
            "3",
            "1",
            "2",
            "faster growth allowed than in 2021: 1 Price growth",
        ),
        (
            "Price growth",
            "within",
            "≤3",
            "1",
            "≤2",
            "faster growth allowed than in 2021: 1 Price growth",
        ),
        (
            "Waste reduction",
            "down",
            "5",
            "1",
            "3",
            "less than was achieved in 2021: 1 Waste reduction",
        ),
        ("Share of A", "up", "5", "9", "8", "less than was achieved in 2021: 1 Share of A"),
        ("Rate", "up", "5", "9", "8", "less than was achieved in 2021: 1 Rate"),
    ],
)
def test_less_growth_is_said_as_what_it_is(
    asked: Any, name: str, direction: str, plan: str, actual: str, after: str, said: str
) -> None:
    text = (
        f'{HEAD}[indicators.a]\nnumber = 1\nname = "{name}"\nunit = "%"\n'
        f'direction = "{direction}"\n[indicators.a.years]\n'
        f'2021 = {{ plan = "{plan}", actual = {actual} }}\n2022 = {{ plan = "{after}" }}\n'
    )
    lines = asked(text, "diff")[0].splitlines()
    assert [line for line in lines if "2021: 1" in line] == [said]


def test_measure_decides_which_list(asked: Any) -> None:
    years = "2021 = { plan = 5, actual = 9 }\n2022 = { plan = 8 }"
    said = asked(plan_of(years, unit='"%"', measure='"growth"'), "diff")[0]
    assert "slower growth than in 2021: 1 Thing 1\n" in said
    said = asked(plan_of(years, unit='"%"', measure='"share"'), "diff")[0]
    assert "less than was achieved in 2021: 1 Thing 1\n" in said


def test_no_25_is_not_accused_without_proof(plantrack: Run) -> None:
    (row,) = [row for row in diff(load(), 2021, 2022) if row.number == "25"]
    assert (row.ambition, row.versus_actual, row.delta_unit) == ("eased", None, "pp")
    assert row.notes[-1] == "compared as 321天÷365天 = 87.9 %; against 88 %: cannot be decided"
    said = plantrack("diff", "2021", "2022", "--lang", "zh", COLUMNS="200").stdout
    assert "按321天÷365天 = 87.9%比较；与88%相比：无法判定\n" in said


@pytest.mark.parametrize(
    ("plan", "actual", "restated", "note"),
    [
        (
            "95",
            "88",
            "{ plan = 87.9 }",
            "compared as restated: 87.9 %; against 88 %: cannot be decided",
        ),
        ("95", "70", "{ plan = 80 }", "compared as restated: 80 %"),
        (
            "done",
            "91",
            '{ plan = "91%" }',
            "compared as restated: 91%; against 91 %: cannot be decided",
        ),
        ("95", "as hoped", '{ plan = 80, basis = "x" }', "compared as x = 80 %"),
        (
            "88",
            "88",
            "{ plan = 87.9 }",
            "compared as restated: 87.9 %; against the target 88 %: cannot be decided; "
            "against 88 %: cannot be decided",
        ),
    ],
)
def test_what_the_digits_leave_open_is_said(
    plan: str, actual: str, restated: str, note: str
) -> None:
    (row,) = diff(read(redefined(plan, actual, restated)))
    assert row.notes[1:] == ("series break 2022: x", note)


def redefined(plan: str, actual: str, restated: str) -> str:
    return plan_of(
        f'2021 = {{ plan = "{plan}", actual = "{actual}" }}\n'
        f'2022 = {{ plan = 300, unit = "days", series_break = "x", restated = {restated} }}',
        unit='"%"',
    )


def test_against_the_actual_it_is_said_once() -> None:
    (row,) = diff(read(redefined("95", "91", "{ plan = 91.2 }")), against_actual=True)
    assert row.notes[-1] == "compared as restated: 91.2 %; against 91 %: cannot be decided"


def test_what_was_not_compared_is_not_said_to_be() -> None:
    (row,) = diff(read(redefined("95", "91", "{ actual = 91.2 }")))
    assert row.notes == ("unit changed: % → days", "series break 2022: x")


@pytest.mark.parametrize(
    ("unit", "note"),
    [
        ("¥100 million", "compared as restated: 7 (¥100 million)"),
        ("t", "compared as restated: 7 t"),
    ],
)
def test_a_figure_has_its_unit(unit: str, note: str) -> None:
    years = (
        "2021 = { plan = 9, actual = 5 }\n"
        '2022 = { plan = 8, series_break = "x", restated = { plan = 7 } }'
    )
    (row,) = diff(read(plan_of(years, unit=f'"{unit}"')))
    assert row.notes[-1] == note


def test_words_that_only_look_otherwise_are_no_change() -> None:
    for one, other in (("the city's target", "the city’s  target"), ("ＡＢ级", "AB级")):
        years = f'2021 = {{ plan = "{one}" }}\n2022 = {{ plan = "{other}" }}'
        (row,) = diff(read(plan_of(years)))
        assert (row.change, row.ambition) == ("unchanged", "held")


def test_a_full_share_is_read_as_exactly_that(asked: Any) -> None:
    text = plan_of('2021 = { plan = "≥100", actual = 100 }', unit='"%"', measure='"share"')
    said = asked(text, "show", "1")[0]
    assert "Read as: exactly 100\n" in said
    assert "Basis: ≥100 read as exactly 100; 100 is inside\n" in said
    loose = asked(text.replace('"share"', '"level"'), "show", "1")[0]
    assert "Read as: 100 or more\n" in loose
    assert "Read as: 90 or more\n" in asked(text.replace("≥100", "≥90"), "show", "1")[0]


def test_the_file_may_say_where_figures_end(asked: Any) -> None:
    years = '2021 = { plan = "≥9", actual = 9.5 }\n2022 = { plan = "9-10" }'
    keys = {"direction": '"within"', "unit": '"points"'}
    assert "1 held" in asked(plan_of(years, limits="[0, 10]", **keys), "diff")[0]
    assert "1 tightened" in asked(plan_of(years, **keys), "diff")[0]
    for wrong in ("[0, 9]", "[9.2, 10]"):
        assert "1 tightened" in asked(plan_of(years, limits=wrong, **keys), "diff")[0]
    said = asked(plan_of(years, limits="[0, 9.2]", **keys), "check", "--select", "W404")[0]
    assert "9.5 lies outside its limits, 0–9.2" in said


def test_what_the_file_says_holds_for_its_unit() -> None:
    years = '2021 = { plan = 5 }\n2022 = { plan = 5, unit = "t" }\n2023 = { plan = 5, unit = "%" }'
    (one,) = read(plan_of(years, unit='"%"', measure='"growth"', limits="[-9, 9]")).indicators
    assert [figures.measure for figures in one.years.values()] == ["growth", None, "growth"]
    assert [figures.limits is None for figures in one.years.values()] == [False, True, False]


def test_a_restated_figure_is_not_held_against_the_limits_of_another_unit(asked: Any) -> None:
    text = plan_of(
        '2021 = { plan = 300 }\n2022 = { plan = 87.9, unit = "%", name = "Share of days", '
        'series_break = "x", restated = { plan = 321 } }',
        unit='"days"',
    )
    assert "W404" not in asked(text, "check")[0]
