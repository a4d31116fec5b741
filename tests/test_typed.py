"""What a person types is understood in every reasonable form, everywhere."""

from __future__ import annotations

import json

import pytest
from conftest import Run

from plantrack.messages.errors import Refusal
from plantrack.messages.language import LANGUAGES, voice_in
from plantrack.messages.letters import half_width, typed
from plantrack.messages.message import Message
from plantrack.messages.words import meant, the_word
from plantrack.plan.assess import Status
from plantrack.plan.compare import Ambition, Change
from plantrack.plan.model import Kind, Outcome
from plantrack.plan.wording import WORDS

VOCABULARIES = {
    "status": Status,
    "kind": Kind,
    "change": Change,
    "ambition": Ambition,
    "outcome": Outcome,
}


def ids(plantrack: Run, *arguments: str) -> list[str]:
    done = plantrack(*arguments, "--format", "json")
    assert done.returncode == 0, done.stderr
    return [row["id"] for row in json.loads(done.stdout)["rows"]]


def test_widths_and_blanks() -> None:
    assert half_width("ＡＢ１２，％　x\u00a0y") == "AB12,% x y"
    assert half_width("95²") == "95²"
    assert typed("  Ｂinding\u3000 WORD ") == "binding word"


@pytest.mark.parametrize("name", VOCABULARIES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_word_is_known_by_its_word_in_every_language(name: str, language: str) -> None:
    words = {code.value: WORDS[code.value] for code in VOCABULARIES[name]}
    said = {code: voice_in(language).translate(word) for code, word in words.items()}
    assert len(set(said.values())) == len(said), "two codes share a word"
    for code, word in said.items():
        for written in (code, code.upper(), f" {word} ", word.title()):
            assert meant(written, words) == code


def test_a_word_for_two_codes_is_a_question() -> None:
    words = {"one": "met", "two": "met", "from_plan": "missed"}
    assert meant("met", words) is None
    assert meant("完成", words) is None
    assert [meant(one, words) for one in ("FROM-PLAN", "from plan", "ｆrom＿plan")] == (
        ["from_plan"] * 3
    )
    assert meant("", words) is None


def test_what_is_no_word_names_the_nearest_in_its_language() -> None:
    words = {code.value: WORDS[code.value] for code in Kind}
    with pytest.raises(Refusal, match="did you mean “约束性”"):
        the_word(Message("kind"), "约束", words)
    with pytest.raises(Refusal, match="did you mean “binding”"):
        the_word(Message("kind"), "bindign", words)
    with pytest.raises(Refusal, match="known here: binding, anticipatory$"):
        the_word(Message("kind"), "x", words)


@pytest.mark.parametrize("kind", ["binding", "Binding", "ＢＩＮＤＩＮＧ", "约束性", " 约束性 "])
def test_narrowing_takes_words(plantrack: Run, kind: str) -> None:
    plain = ids(plantrack, "status", "2021", "--kind", "binding", "--status", "missed")
    zh = voice_in("zh").translate("missed")
    assert ids(plantrack, "status", "２０２１年", "--kind", kind, "--status", zh) == plain
    assert plain == ["clean-air-days"]


def test_words_of_change_and_ambition(plantrack: Run) -> None:
    say = voice_in("zh").translate
    for option, codes in (("--change", Change), ("--ambition", Ambition)):
        for code in codes:
            plain = ids(plantrack, "diff", "2021", "2022", option, code)
            assert ids(plantrack, "diff", "2021", "2022", option, say(WORDS[code])) == plain
    against = ("diff", "2021", "2022", "--against")
    assert ids(plantrack, *against, "实际") == ids(plantrack, *against, "actual")


def test_columns_numbers_and_formats(plantrack: Run) -> None:
    plain = ids(plantrack, "status", "2021", "--sort", "-gap", "--limit", "10")
    assert len(plain) == 10
    for sort in ("-GAP", "－gap", "-差距", " -gap"):
        assert ids(plantrack, "status", "2021", "--sort", sort, "--limit", "１０") == plain
    shown = plantrack("status", "--columns", "No.，指标、Plan-Value", "--format", "ＣＳＶ").stdout
    assert shown.splitlines()[0] == "number,name,plan_value"
    twice = plantrack("status", "--columns", "name,指标", "--format", "csv").stdout
    assert twice.splitlines()[0] == "name"
    assert ids(plantrack, "status", "--section", "美好生活") == ids(
        plantrack, "status", "--section", "ＬＩＦＥ"
    )
    assert ids(plantrack, "list", "--search", "ＰＭ２.5") == ["pm25"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("status", "--limit", "１x"), "--limit takes a number, not “１x”"),
        (("status", "--limit", "٣"), "--limit takes a number, not “٣”"),
        (("status", "--limit", "1234567890"), "--limit takes a number"),
        (("status", "--sort", "-gpa"), "there is no column “gpa”; did you mean “gap”?"),
        (("status", "--columns", "gpa"), "there is no column “gpa”; did you mean “gap”?"),
        (("status", "FY2021"), "“FY2021” is not a year such as 2021"),
        (("diff", "--against", "x"), "there is no value of --against “x”"),
        (("status", "--format", "jsno"), "did you mean “json”?"),
    ],
)
def test_what_is_not_understood(plantrack: Run, arguments: tuple[str, ...], said: str) -> None:
    done = plantrack(*arguments)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_codes_of_check(plantrack: Run) -> None:
    assert plantrack("check", "--explain", "ｗ406").stdout.startswith("W406 ")
    plantrack("init", "--from-example")
    assert plantrack("check", "--select", "Ｗ4，w5").returncode == 0
    assert plantrack("init", "new.toml", "--year", "２０２６年").returncode == 0
