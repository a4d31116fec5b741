"""Figures that are replaced, kept as earlier ones, restated anew, and taken out again."""

from __future__ import annotations

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from plantrack.messages.language import voice_in
from plantrack.planfile.read import embedded, parse
from plantrack.recording.entry import CHANGES, CannotRecord, Entry
from plantrack.recording.record import record
from plantrack.recording.summary import hinted, told

EXAMPLE = embedded().read_bytes()


def plan_of(year: str, language: str = "en") -> bytes:
    return f"""\
format = 1
plan = {{ id = "x", language = "{language}", title = "X" }}
[sources]
s.title = {{ en = "Report one", zh = "报告一" }}
t.title = "Report two"
[indicators.a]
name = "A"
unit = "%"
[indicators.a.years]
2020 = {{ plan = 90, actual = 91 }}
2021 = {year}
""".encode()


def entry(year: int = 2021, /, **figures: Any) -> Entry:
    change, clear = figures.pop("change", None), figures.pop("clear", "")
    return Entry("a", str(year), figures, 0, change, tuple(clear.split()))


def year_after(content: bytes, *entries: Entry) -> Any:
    found = record(content, "f", entries)
    tables = tomllib.loads(found.content.decode(), parse_float=Decimal)["indicators"]["a"]["years"]
    for line in (*told(found.changes, voice_in("zh")), *hinted(found.changes, voice_in("zh"))):
        assert line
    return tables.get("2021")


def refused(content: bytes, *entries: Entry) -> list[str]:
    with pytest.raises(CannotRecord) as caught:
        record(content, "f", entries)
    return [str(problem.message) for problem in caught.value.problems]


# What is published is not overwritten by the way


@pytest.mark.parametrize("key", ["plan", "actual"])
@pytest.mark.parametrize("new", ["80", "70.0", "≥70", "七十"])
def test_another_figure_is_a_question(key: str, new: str) -> None:
    (said,) = refused(plan_of(f"{{ {key} = 70 }}"), entry(**{key: new}))
    assert said.startswith(
        f"the {key} of “a” in 2021 is 70 already, not {new}: say --correct if 70"
    )
    assert "or --revise if" in said


def test_in_a_batch_the_ways_are_columns(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    (tmp_path / "b.csv").write_text("indicator,year,plan\n20,2022,80\n25,2022,340\n", "utf-8")
    said = plantrack("record", "--batch", "b.csv").stderr.splitlines()
    assert [line.split(":")[1] for line in said] == ["2", "3", "3"]
    assert "say change=correct if 60 was a slip of the pen, or change=revise if" in said[0]
    assert said[2].endswith(
        "give the new one with restated_plan=93.2 restated_basis, or drop it with clear=restated"
    )


def test_the_same_figure_is_no_question() -> None:
    content = plan_of('{ plan = "70", actual = 71.50 }')
    assert record(content, "f", [entry(plan="70", actual="71.50")]).content == content


def test_words_are_not_the_figure_that_they_are_spelt_like() -> None:
    assert refused(plan_of("{ plan = 8 }"), entry(plan='{ text = "8" }'))
    assert refused(plan_of('{ plan = { text = "8" } }'), entry(plan="8"))
    same = plan_of('{ plan = { text = "8" } }')
    assert record(same, "f", [entry(plan='{ text = "8" }')]).content == same


@pytest.mark.parametrize("word", ["correct", "CORRECT", "更正"])
def test_a_slip_is_replaced_and_said(word: str) -> None:
    content = plan_of('{ plan = 70, source = "s", cell = { plan = "r1c1" } }')
    assert year_after(content, entry(change=word, plan="80")) == {
        "plan": 80,
        "source": "s",
        "cell": {"plan": "r1c1"},
    }
    (change,) = record(content, "f", [entry(change="correct", plan="80")]).changes
    assert change.values == {"plan": ("70", "80")}
    assert change.source_widened is None


def test_a_slip_in_another_source_does_not_stand_in_the_cell() -> None:
    content = plan_of(
        '{ plan = 70, actual = 1, source = "s", cell = { plan = "c", actual = "d" } }'
    )
    assert year_after(content, entry(change="correct", plan="80", source="t")) == {
        "plan": 80,
        "actual": 1,
        "source": {"plan": "t", "actual": "s"},
        "cell": {"actual": "d"},
    }


EARLIER = [
    ("en", "{ plan = 70 }", "Earlier target: 70"),
    ("zh", "{ plan = 70 }", "原定目标：70"),
    ("zh-Hans", '{ plan = "≥70" }', "原定目标：≥70"),
    ("de", "{ plan = 70 }", "Earlier target: 70"),
    ("en", '{ plan = 70, source = "s" }', "Earlier target: 70 (Report one)"),
    ("zh", '{ plan = 70, source = { plan = "s" } }', "原定目标：70（报告一）"),
    ("en", '{ plan = 70, source = { actual = "s" }, actual = 1 }', "Earlier target: 70"),
    ("en", '{ plan = 70, cell = { plan = "r1" } }', "Earlier target: 70 (r1)"),
    (
        "en",
        '{ plan = 70, source = "s", cell = { plan = "r1" } }',
        "Earlier target: 70 (Report one, r1)",
    ),
    ("en", '{ plan = 70, note = "Kept" }', "Kept; Earlier target: 70"),
    ("en", '{ plan = 70, note = "Kept. " }', "Kept.  Earlier target: 70"),
    ("zh", '{ plan = 70, note = "保留" }', "保留；原定目标：70"),
    ("zh", '{ plan = 70, note = "保留。" }', "保留。原定目标：70"),
    (
        "zh",
        '{ plan = 70, note = { zh = "保留", en = "Kept", fr = "Gardé" } }',
        {
            "zh": "保留；原定目标：70",
            "en": "Kept; Earlier target: 70",
            "fr": "Gardé; Earlier target: 70",
        },
    ),
]


@pytest.mark.parametrize(("language", "year", "note"), EARLIER)
def test_a_new_decision_keeps_the_earlier_figure(language: str, year: str, note: Any) -> None:
    after = year_after(plan_of(year, language), entry(change="revise", plan="80"))
    assert (after["plan"], after["note"]) == (80, note)
    assert "plan" not in after.get("cell", {})


def test_one_decision_after_the_other() -> None:
    content = plan_of("{ plan = 70, actual = 1 }")
    for plan, actual in (("80", "2"), ("90", "3")):
        content = record(content, "f", [entry(change="revise", plan=plan, actual=actual)]).content
    note = tomllib.loads(content.decode())["indicators"]["a"]["years"]["2021"]["note"]
    assert note == ("Earlier target: 70; Earlier actual: 1; Earlier target: 80; Earlier actual: 2")


def test_where_nothing_was_nothing_is_kept() -> None:
    for change in CHANGES:
        assert year_after(plan_of("{ plan = 1 }"), entry(change=change, actual="2")) == {
            "plan": 1,
            "actual": 2,
        }


def test_a_source_that_now_stands_for_more_is_named() -> None:
    def widened(year: str, **more: Any) -> str | None:
        (change,) = record(plan_of(year), "f", [entry(**more)]).changes
        return change.source_widened

    assert widened('{ plan = 70, source = "s" }', change="revise", plan="80") == "s"
    assert widened('{ plan = 70, source = "s" }', actual="80") == "s"
    assert widened('{ plan = 70, source = "s" }', actual="80", source="t") is None
    assert widened('{ plan = 70, source = { plan = "s" } }', change="revise", plan="80") is None
    assert widened('{ plan = 70, source = "s" }', plan="70") is None


def test_both_at_once_is_refused(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    done = plantrack("record", "20", "--year", "2022", "--plan", "1", "--correct", "--revise")
    assert (done.returncode, "not both" in done.stderr) == (2, True)
    (said,) = refused(plan_of("{ plan = 1 }"), entry(change="revize", plan="2"))
    assert said == "there is no kind of change “revize”; did you mean “revise”?"


# Restated figures


BROKEN = """{ plan = 321, unit = "days", series_break = "In days", \
restated = { plan = 87.9, basis = "321 of 365 days" } }"""


def test_a_stale_restated_figure_is_a_question(plantrack: Run, tmp_path: Path) -> None:
    """The reproduction: a tightened target was called eased."""
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    asked = ("record", "25", "--year", "2022", "--plan", "340")
    done = plantrack(*asked)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 2  # both questions at once
    assert "--restated-plan 93.2 --restated-basis TEXT, or drop it with --clear restated" in (
        done.stderr
    )
    assert (tmp_path / "plantrack.toml").read_bytes() == EXAMPLE
    given = ("--correct", "--restated-plan", "93.2", "--restated-basis", "340天÷365天")
    assert plantrack(*asked, *given).returncode == 0
    rows = json.loads(plantrack("diff", "--format", "json").stdout)["rows"]
    (row,) = [row for row in rows if row["number"] == "25"]
    assert row["ambition"] == "tightened"
    assert "W407" not in plantrack("check").stdout
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    assert plantrack(*asked, "--correct", "--clear", "restated").returncode == 0
    rows = json.loads(plantrack("diff", "--format", "json").stdout)["rows"]
    (row,) = [row for row in rows if row["number"] == "25"]
    assert (row["change"], row["ambition"]) == ("redefined", None)


@pytest.mark.parametrize(
    ("year", "figures", "suggested"),
    [
        (BROKEN, {"plan": "340"}, "--restated-plan 93.2 --restated-basis TEXT"),
        (BROKEN, {"plan": "≥340"}, "--restated-plan 93.2 --restated-basis TEXT"),
        (BROKEN, {"plan": "370"}, "--restated-plan FIGURE --restated-basis TEXT"),
        (BROKEN, {"plan": "most days"}, "--restated-plan FIGURE --restated-basis TEXT"),
        (BROKEN.replace("321 of 365", "most"), {"plan": "340"}, "--restated-plan FIGURE,"),
        (BROKEN.replace(', basis = "321 of 365 days"', ""), {"plan": "2"}, "--restated-plan FIG"),
        (
            BROKEN.replace("87.9", '"≥87.9"').replace('"321 of', '"321 out of'),
            {"plan": "340"},
            "--restated-plan ≥93.2 --restated-basis TEXT",
        ),
        (
            BROKEN.replace('"321 of 365 days"', '{ en = "of 365", zh = "365天中的321天" }'),
            {"plan": "340"},
            "--restated-plan 93.2 --restated-basis TEXT",
        ),
        (BROKEN.replace("restated = { plan", "restated = { actual"), {"actual": "330"},
         "--restated-actual 90.4 --restated-basis TEXT"),
    ],
)  # fmt: skip
def test_the_question_works_the_new_figure_out(
    year: str, figures: dict[str, str], suggested: str
) -> None:
    (said,) = refused(plan_of(year), entry(change="correct", **figures))
    assert f"with {suggested}" in said


def test_a_restated_figure_that_is_not_a_number_suggests_none() -> None:
    year = BROKEN.replace("87.9", '{ text = "90% and more" }')
    (said,) = refused(plan_of(year), entry(change="correct", plan="340"))
    assert "--restated-plan FIGURE " in said


@pytest.mark.parametrize(
    "figures",
    [
        {"plan": "321"},
        {"actual": "330"},
        {"reason": "r"},
        {"plan": "340", "restated_plan": "93.2", "restated_basis": "340 of 365 days"},
        {"plan": "340", "clear": "restated"},
        {"plan": "340", "clear": "restated_plan"},
        {"clear": "plan"},
        {"plan": "340", "clear": "restated", "restated_plan": "93.2"},
    ],
)
def test_what_answers_the_question(figures: dict[str, Any]) -> None:
    assert year_after(plan_of(BROKEN), entry(change="correct", **figures))


@pytest.mark.parametrize(
    "figures",
    [
        {"plan": "340"},
        {"plan": "340", "restated_plan": "93.2"},
        {"restated_plan": "93.2"},
        {"restated_actual": "93.2"},
        {"plan": "340", "restated_basis": "340 of 365 days"},
        {"plan": "340", "clear": "restated_basis"},
    ],
)
def test_what_does_not_answer_it(figures: dict[str, Any]) -> None:
    (said,) = refused(plan_of(BROKEN), entry(change="correct", **figures))
    assert "restated" in said


def test_a_basis_that_names_no_figure_may_stay() -> None:
    year = BROKEN.replace("321 of 365 days", "By the rules of the ministry")
    found = record(plan_of(year), "f", [entry(change="correct", plan="340", restated_plan="93")])
    hints = list(hinted(found.changes, voice_in("en")))
    assert any("the basis of the restated figure still says what it said" in hint for hint in hints)
    fresh = record(plan_of(year), "f", [entry(restated_basis="New")])
    assert not any("still says" in hint for hint in hinted(fresh.changes, voice_in("en")))


def test_only_the_basis_is_asked_for_in_its_own_words() -> None:
    year = BROKEN.replace('"321 of 365 days"', '{ zh = "365天中的321天", en = "321 of 365" }')
    (said,) = refused(plan_of(year), entry(restated_plan="88"))
    assert said == (
        "“365天中的321天” is the basis of the restated figures of a 2021 as they were: give the "
        "new one with --restated-basis TEXT, or drop it with --clear restated_basis"
    )


def test_the_question_is_asked_over_several_rows() -> None:
    rows = [
        Entry("a", "2021", {"plan": "340"}, 2, "revise"),
        Entry("a", "2021", {"restated_plan": "93.2", "restated_basis": "340/365"}, 3),
    ]
    after = year_after(plan_of(BROKEN), *rows)
    assert after["restated"] == {"plan": Decimal("93.2"), "basis": "340/365"}
    assert refused(plan_of(BROKEN), rows[0])


def test_a_restated_figure_may_repeat_the_unit_before() -> None:
    after = year_after(plan_of(BROKEN), entry(clear="restated", restated_plan="87.9%"))
    assert after["restated"] == {"plan": "87.9%"}
    (said,) = refused(plan_of(BROKEN), entry(clear="restated", restated_plan="321 days"))
    assert said.startswith("restated_plan: “321 days” is almost a figure")


@pytest.mark.parametrize("year", ["{ plan = 1 }", '{ plan = 1, unit = "%" }', "{}"])
def test_where_nothing_is_counted_differently_nothing_is_restated(year: str) -> None:
    (said,) = refused(plan_of(year), entry(restated_plan="1"))
    assert said == "nothing is counted differently from 2021 on"
    assert refused(plan_of(year), entry(2025, restated_plan="1"))


@pytest.mark.parametrize("more", ['unit = "days"', 'series_break = "b"'])
def test_where_it_is_it_can_be_restated(more: str) -> None:
    after = year_after(plan_of(f"{{ plan = 1, {more} }}"), entry(restated_actual="1"))
    assert after["restated"] == {"actual": 1}


def test_what_the_basis_does_not_give_is_said_at_once() -> None:
    figures = {"plan": "340", "restated_plan": "93.3", "restated_basis": "340 of 365 days"}
    found = record(plan_of(BROKEN), "f", [entry(change="correct", **figures)])
    assert "a 2021: 93.3 is restated, but 340 of 365 is 93.15%" in list(
        hinted(found.changes, voice_in("en"))
    )


# Taking out again


WHOLE = """{ plan = 321, actual = 320, outcome = "met", reason = "r", unit = "days", \
series_break = "b", restated = { plan = 87.9, actual = 87.7, basis = "b" }, note = "n", \
source = { plan = "s", actual = "t", reason = "t" }, cell = { plan = "c", actual = "d" } }"""


@pytest.mark.parametrize(
    ("clear", "gone"),
    [
        ("reason", {"reason", "source.reason"}),
        ("note", {"note"}),
        ("outcome", {"outcome"}),
        ("source", {"source.plan", "source.actual", "source.reason"}),
        ("cell", {"cell.plan", "cell.actual"}),
        ("restated", {"restated.plan", "restated.actual", "restated.basis"}),
        ("restated.plan", {"restated.plan"}),
        ("restated-basis", {"restated.basis"}),
        ("plan", {"plan", "restated.plan", "source.plan", "cell.plan"}),
        ("实际", {"actual", "restated.actual", "cell.actual"}),
        ("actual outcome", {"actual", "outcome", "restated.actual", "source.actual",
                            "cell.actual"}),
        ("restated_plan restated_actual", {"restated.plan", "restated.actual", "restated.basis"}),
        ("plan actual", {"plan", "actual", "restated.plan", "restated.actual", "restated.basis",
                         "source.plan", "cell.plan", "cell.actual"}),
    ],
)  # fmt: skip
def test_what_goes_takes_with_it_what_means_nothing_without_it(clear: str, gone: set[str]) -> None:
    before = leaves(tomllib.loads(f"_ = {WHOLE}")["_"])
    after = leaves(year_after(plan_of(WHOLE), entry(clear=clear)))
    assert before - after == gone
    assert not after - before


def leaves(table: dict[str, Any]) -> set[str]:
    inner = {f"{key}.{one}" for key, v in table.items() if isinstance(v, dict) for one in v}
    return inner | {key for key, value in table.items() if not isinstance(value, dict)}


def test_a_shared_source_goes_with_the_last_figure() -> None:
    year = '{ plan = 1, actual = 2, note = "n", source = "s" }'
    assert year_after(plan_of(year), entry(clear="plan"))["source"] == "s"
    assert year_after(plan_of(year), entry(clear="plan actual")) == {"note": "n"}
    outcome = '{ outcome = "met", reason = "r", source = "s" }'
    assert year_after(plan_of(outcome), entry(clear="outcome"))["source"] == "s"
    assert year_after(plan_of(outcome), entry(clear="reason"))["source"] == "s"


def test_the_last_key_takes_the_year_with_it() -> None:
    content = plan_of('{ plan = 1, source = "s" }')
    found = record(content, "f", [entry(clear="plan")])
    assert found.content == content.replace(b'2021 = { plan = 1, source = "s" }\n', b"")
    (change,) = found.changes
    assert change.is_gone
    assert list(told([change], voice_in("en"))) == [
        "A 2021: pending → unplanned",
        "  plan: 1 is taken out",
        "  source: s is taken out",
        "  nothing is left of 2021: it is taken out",
    ]
    both = record(content, "f", [entry(clear="plan"), entry(2020, clear="plan actual")]).content
    assert b"years" not in both
    assert parse(both, "f").indicators[0].years == {}


def test_what_is_not_there_changes_nothing() -> None:
    for year in ("{ plan = 1 }", "{}"):
        content = plan_of(year)
        found = record(content, "f", [entry(clear="reason restated_plan")])
        assert found.content == content
        (change,) = found.changes
        assert list(told([change], voice_in("en")))[1:] == [
            "  reason: there is none",
            "  restated_plan: there is none",
        ]
    content = plan_of("{}")
    assert record(content, "f", [entry(2024, clear="plan")]).content == content
    assert record(content, "f", [Entry("a", "2021", {}, clear=("note",))]).content == content


def test_an_indicator_without_years_stays_so() -> None:
    for more in (b"", b"[indicators.b.years]\n"):
        content = plan_of("{}") + b"[indicators.b]\nname = 'B'\n" + more
        found = record(content, "f", [Entry("b", "2021", {}, clear=("plan",))])
        assert found.content == content


def test_taking_out_and_setting_in_one() -> None:
    after = year_after(plan_of('{ plan = 1, reason = "r" }'), entry(clear="reason", actual="2"))
    assert after == {"plan": 1, "actual": 2}
    (said,) = refused(plan_of("{ plan = 1 }"), entry(clear="plan", plan="2"))
    assert said == "“plan” is given twice"
    assert refused(plan_of("{ plan = 1 }"), entry(clear="plan plan")) == [said]
    rows = [Entry("a", "2021", {}, 2, None, ("plan",)), Entry("a", "2021", {"plan": "1"}, 3)]
    (said,) = refused(plan_of("{ plan = 1 }"), *rows)
    assert said == "“plan” of “a” in 2021 is already given in line 2"


def test_a_key_that_cannot_be_cleared_is_named() -> None:
    (said,) = refused(plan_of("{ plan = 1 }"), entry(clear="resaon"))
    assert said == "there is no key “resaon”; did you mean “reason”?"
    assert refused(plan_of("{ plan = 1 }"), entry(clear="unit"))


FIGURES = st.dictionaries(
    st.sampled_from(["plan", "actual", "reason", "outcome"]), st.just("met"), min_size=1
)
SPELLINGS = (
    "[indicators.a]\nname = 'A'\n",
    "[indicators.a]\nname = 'A'\n[indicators.a.years]\n2020 = { plan = 1 } # one\n",
    "[indicators.a]\nname = 'A'\n\n[indicators.a.years.2020]\nplan = 1\n\n[sections.x]\n"
    "title='X'\n",
    "[indicators]\na.name = 'A'\na.years.2020.plan = 1\n",
    "indicators = { a = { name = 'A', years = { 2020 = { plan = 1 } } } }",
    "[indicators.a]\nname = 'A'\nyears.2020 = { plan = 1 }\nyears.2022.plan = 2",
)


@given(FIGURES, st.sampled_from(SPELLINGS), st.sampled_from([2019, 2021, 2023]), st.booleans())
def test_what_was_recorded_can_be_taken_back(
    figures: dict[str, str], spelling: str, year: int, windows: bool
) -> None:
    text = f"format = 1\nplan = {{ id = 'x', language = 'en', title = 'X' }}\n{spelling}"
    content = text.replace("\n", "\r\n" if windows else "\n").encode()
    recorded = record(content, "f", [Entry("a", str(year), figures)]).content
    assert recorded != content
    back = record(recorded, "f", [Entry("a", str(year), {}, clear=tuple(figures))]).content
    assert back == content


# The command


def test_the_command_takes_back(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    for clear in (("--clear", "reason", "--clear", "actual"), ("--clear", "原因，实际")):
        assert plantrack("record", "4", "--year", "2023", "--actual", "1").returncode == 0
        done = plantrack("record", "4", "--year", "2023", *clear, "--lang", "zh")
        assert (done.returncode, done.stderr) == (0, "")
        assert "  actual: 1，已删去\n" in done.stdout
        assert "  reason：没有此项\n" in done.stdout
        assert (tmp_path / "plantrack.toml").read_bytes() == EXAMPLE
    done = plantrack("record", "--batch", "b.csv", "--clear", "reason")
    assert (done.returncode, "stands alone" in done.stderr) == (2, True)


def test_a_batch_in_words_of_its_own(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    rows = (
        "指标,年份,Plan,实际,Clear,Change,报告所述完成情况\n"
        "第20项,２０２２年,80,,,调整,\n"
        "no. 4,2021,,,原因、source,,\n"
        "23,2022,,完成,,,完成\n"
        "1,2022,930,,,,\n"
    )
    heading = voice_in("zh").translate("Stated outcome")
    year = voice_in("zh").translate("Year")
    rows = rows.replace("报告所述完成情况", heading).replace("年份", year)
    (tmp_path / "b.csv").write_text(rows, encoding="utf-8")
    assert plantrack("record", "--batch", "b.csv").returncode == 2
    assert plantrack("record", "--batch", "b.csv", "--correct").returncode == 0
    tables = tomllib.loads((tmp_path / "plantrack.toml").read_text(encoding="utf-8"))["indicators"]
    trade = tables["imports-exports"]["years"]["2022"]
    assert trade["note"].startswith("原定目标：60（")
    assert tables["services-share"]["years"]["2021"] == {"plan": 37, "actual": 33}
    assert tables["grp"]["years"]["2022"]["plan"] == 930
    assert "note" not in tables["grp"]["years"]["2022"]
    words = json.dumps({"Indicator": "20", "YEAR": "2022", "clear": "note", "change": None})
    (tmp_path / "b.jsonl").write_text(words, encoding="utf-8")
    assert plantrack("record", "--batch", "b.jsonl").returncode == 0


def test_restated_figures_in_json_lines(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    row = {"indicator": 25, "year": 2022, "restated_plan": {"text": "x"}, "clear": "restated"}
    (tmp_path / "b").write_text(json.dumps(row), encoding="utf-8")
    assert plantrack("record", "--batch", "b").returncode == 0
    row = {"indicator": 25, "year": 2022, "restated_basis": {"text": "x"}}
    (tmp_path / "b").write_text(json.dumps(row), encoding="utf-8")
    assert "a string is due here" in plantrack("record", "--batch", "b").stderr


def test_a_year_far_from_all_others_is_said_once(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    far = "2032 lies far from all other years, of which 2022 is the nearest"
    (tmp_path / "b.csv").write_text("indicator,year,actual\n20,2032,55\n4,2032,5\n", "utf-8")
    done = plantrack("record", "--batch", "b.csv", "--dry-run")
    assert done.stderr.count(far) == 1
    assert far in plantrack("record", "20", "--year", "2032", "--actual", "55").stderr
    assert "W606" in plantrack("check").stdout
    assert far not in plantrack("record", "20", "--year", "2032", "--clear", "actual").stderr
    near = plantrack("record", "20", "--year", "2027", "--actual", "55").stderr
    assert "lies far" not in near
    assert "lies far" in plantrack("record", "4", "--year", "2015", "--plan", "5").stderr


@pytest.mark.parametrize("year", ["２０２２", "2022年", " 2022 ", "２０２２年"])
def test_a_year_is_taken_in_every_form(plantrack: Run, tmp_path: Path, year: str) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    arguments = ("--year", year, "--actual", "55", "--outcome", "未完成", "--source", "Ｔable-2")
    assert plantrack("record", "20", *arguments).returncode == 0
    text = (tmp_path / "plantrack.toml").read_text(encoding="utf-8")
    assert '2022 = { plan = 60, actual = 55, outcome = "missed", source = "table-2" }' in text


def test_a_new_file_has_no_other_years(plantrack: Run, tmp_path: Path) -> None:
    plan = 'format = 1\nplan = { id = "x", language = "en", title = "X" }\n'
    (tmp_path / "plantrack.toml").write_text(f"{plan}indicators.a.name = 'A'\n", "utf-8")
    done = plantrack("record", "a", "--year", "1999", "--plan", "1")
    assert (done.returncode, done.stderr) == (0, "")


# What is published in words is not overwritten by the way either


@pytest.mark.parametrize(
    ("year", "figures", "said"),
    [
        (
            '{ outcome = "met" }',
            {"outcome": "missed"},
            "the stated outcome of “a” in 2021 is “met”",
        ),
        ('{ reason = "Rain" }', {"reason": "Snow"}, "the reason of “a” in 2021 is “Rain” already"),
        ('{ note = "Mine" }', {"note": "Yours"}, "the note of “a” in 2021 is “Mine” already"),
        (
            '{ plan = 1, source = "s" }',
            {"source": "t"},
            "“source” of “a” in 2021 is “s” already, not “t”",
        ),
        ('{ plan = 1, source = "s" }', {"plan": "1", "source": "t"}, "“source” of “a” in 2021 is"),
    ],
)
def test_what_is_there_in_words_is_a_question(year: str, figures: Any, said: str) -> None:
    (asked,) = refused(plan_of(year), entry(**figures))
    assert asked.startswith(said)
    assert "--correct" in asked
    assert "--revise" in asked
    for change in CHANGES:
        after = year_after(plan_of(year), entry(change=change, **figures))
        assert all(value in str(after[key]) for key, value in figures.items())
    same = {key: tomllib.loads(f"y = {year}")["y"].get(key) for key in figures}
    same = {key: str(value) for key, value in same.items()}
    assert record(plan_of(year), "f", [entry(**same)]).content == plan_of(year)


def test_a_text_in_several_languages_is_quoted_in_that_of_the_plan() -> None:
    (asked,) = refused(plan_of('{ reason = { zh = "下雨", en = "Rain" } }'), entry(reason="Snow"))
    assert asked.startswith("the reason of “a” in 2021 is “Rain” already")


def test_a_long_text_is_quoted_in_short() -> None:
    (asked,) = refused(plan_of(f'{{ reason = "{"x" * 500}" }}'), entry(reason="y"))
    assert "x…” already" in asked
    assert len(asked) < 300


def test_a_new_source_for_a_new_figure_is_no_question() -> None:
    after = year_after(plan_of('{ plan = 1, source = "s" }'), entry(actual="2", source="t"))
    assert after["source"] == {"plan": "s", "actual": "t"}


def test_what_was_stated_earlier_is_kept() -> None:
    year = '{ outcome = "met", reason = { en = "Rain", zh = "下雨" }, source = "s", actual = "x" }'
    after = year_after(plan_of(year), entry(change="revise", outcome="missed", reason="Snow"))
    assert after["outcome"] == "missed"
    assert after["reason"] == {"en": "Snow", "zh": "下雨"}
    assert after["note"] == (
        "Earlier stated outcome: met (Report one); Earlier reason: “Rain” (Report one)"
    )


def test_a_note_is_added_replaced_and_never_loses_what_is_kept_there() -> None:
    content = record(
        plan_of("{ plan = 70 }"), "f", [entry(change="revise", plan="80", note="Decided in May")]
    ).content
    assert year_after(content)["note"] == "Decided in May; Earlier target: 70"
    added = year_after(content, entry(change="revise", note="Again."))
    assert added["note"] == "Decided in May; Earlier target: 70; Again."
    replaced = year_after(content, entry(change="correct", note="In June"))
    assert replaced["note"] == "In June; Earlier target: 70"
    both = plan_of('{ note = { en = "Mine; Earlier target: 7", zh = "我的" } }')
    assert year_after(both, entry(change="correct", note="New"))["note"] == {
        "en": "New; Earlier target: 7",
        "zh": "我的",
    }


# Words where numbers are due


@pytest.mark.parametrize(
    ("year", "figures", "number"),
    [
        ("{ plan = 90 }", {"actual": "abc"}, "90"),
        ('{ actual = "≥5" }', {"plan": "as assigned"}, "≥5"),
        ("{ }", {"plan": "90", "actual": "abc"}, "90"),
        ("{ plan = 9, actual = 90 }", {"plan": "abc", "change": "correct"}, "90"),
        ("{ plan = 9, actual = 90 }", {"plan": "稳中有升", "change": "revise"}, "90"),
    ],
)
def test_words_among_numbers_are_a_question(year: str, figures: Any, number: str) -> None:
    (said,) = refused(plan_of(year), entry(**figures))
    assert f"is no figure, but {number} is one" in said
    assert "write { text = " in said
    meant = {
        key: f'{{ text = "{value}" }}' if value in {"abc", "as assigned", "稳中有升"} else value
        for key, value in figures.items()
    }
    assert year_after(plan_of(year), entry(**meant))


@pytest.mark.parametrize(
    ("year", "figures"),
    [
        ("{ }", {"plan": "as assigned"}),
        ('{ plan = "as assigned" }', {"actual": "abc"}),
        ("{ plan = 90 }", {"actual": "能够完成", "outcome": "met"}),
        ("{ plan = 90 }", {"actual": "完成"}),
        ("{ plan = 90 }", {"actual": "91%"}),
        (
            "{ plan = 90, actual = 1 }",
            {"plan": "all of it", "change": "correct", "clear": "actual"},
        ),
    ],
)
def test_words_that_are_meant_are_taken(year: str, figures: Any) -> None:
    assert year_after(plan_of(year), entry(**figures))


def test_a_miss_that_becomes_met_leaves_no_reason_unsaid(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    done = plantrack("record", "4", "--year", "2021", "--actual", "38", "--correct")
    assert (done.returncode, "take it out with --clear reason" in done.stderr) == (0, True)
    done = plantrack("record", "4", "--year", "2021", "--clear", "reason")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_note_is_recorded(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_bytes(EXAMPLE)
    done = plantrack("record", "20", "--year", "2022", "--note", "Counted in May")
    assert (done.returncode, "note: Counted in May" in done.stdout) == (0, True)
    (tmp_path / "b.csv").write_text("indicator,year,备注\n21,2022,Twice\n", "utf-8")
    assert plantrack("record", "--batch", "b.csv").returncode == 0
    assert "Twice" in plantrack("show", "21").stdout
    assert "--batch" in plantrack("record", "20", "--note", "x").stderr  # the year is required
