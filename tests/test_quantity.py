"""Published figures: what each notation means, and what is refused."""

from __future__ import annotations

from decimal import Decimal as D
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.plan.interval import Extent, Interval, at_least, at_most, point
from plantrack.plan.quantity import (
    Form,
    Quantity,
    QuantityError,
    as_stated,
    parse,
    qualitative,
    rounding_to,
    same_words,
    worked_out,
)

EXACT = {"820": "820", "1,230": "1230", "9.50": "9.50", "５％": "5", "−5": "-5", "+3": "3"}
BOUNDS = {
    **dict.fromkeys(("≥90", ">=90", "90以上", "不低于90", "at least 90"), at_least(D(90))),
    **dict.fromkeys(("<35", "低于35", "＜35"), at_most(D(35), closed=False)),
    **dict.fromkeys(
        ("≤3", "3以内", "3以下", "不超过3", "控制在3以内", "at most 3", "控制在3%以内"),
        at_most(D(3)),
    ),
    ">7": at_least(D(7), closed=False),
}
ABOUT = Interval(D("7.5"), D("8.5"), low_closed=True)
REFUSED = [
    "",
    " ",
    "9O",
    "8左又",
    "O9",
    "O951",
    "95²",
    "①",
    "1,23",
    "007",
    "12 3",
    "1e3",
    "6.5-6",
    "—",
]
REFUSED += ["321/365", "〔6〕", "10.5*", "控制在3", "≥3以下", "nan", "٣", "3以上5以下", "9" * 19]


@pytest.mark.parametrize(("text", "number"), EXACT.items())
def test_number(text: str, number: str) -> None:
    read = parse(text)
    assert (read.form, read.interval, read.text) == (Form.NUMBER, point(D(number)), text)


@pytest.mark.parametrize(("text", "interval"), BOUNDS.items())
def test_bound(text: str, interval: Interval) -> None:
    read = parse(text)
    assert (read.form, read.interval) == (Form.BOUND, interval)


@pytest.mark.parametrize("text", ["8左右", "约8", "~8", "about 8", "控制在8左右", "８左右"])
def test_about(text: str) -> None:
    assert parse(text).interval == ABOUT


def test_about_a_negative_number_mirrors() -> None:
    assert parse("-8左右").interval == ABOUT.mirrored()


@pytest.mark.parametrize("text", ["6-6.5", "6%—6.5%", "6～6.5", "6至6.5", "6 to 6.5"])
def test_range(text: str) -> None:
    read = parse(text)
    closed = Interval(D(6), D("6.5"), low_closed=True, high_closed=True)
    assert (read.form, read.interval, read.value) == (Form.RANGE, closed, None)


@pytest.mark.parametrize("text", ["完成市下达目标", "与GDP增长同步", "PM2.5达标"])
def test_words(text: str) -> None:
    assert parse(text).form is Form.QUALITATIVE


@pytest.mark.parametrize("text", REFUSED)
def test_refused(text: str) -> None:
    with pytest.raises(QuantityError):
        parse(text)


def test_the_unit_may_be_repeated_but_not_another() -> None:
    assert parse("820亿元", ("亿元",)).value == 820
    with pytest.raises(QuantityError, match="not this indicator's unit"):
        parse("6%", ("亿元",))


WORDS = [
    *"0123456789.,-+%<>≥≤~—約 ０５．，％²①٣½",
    "以上",
    "左右",
    "以内",
    "控制在",
    "不低于",
    "约",
]
WORDS += [
    "at least ",
    "about ",
    " or more",
    " to ",
    "至",
    "亿元",
    "1,230",
    "90",
    "完成",
    "GDP",
    "nan",
]
nearly_figures = st.lists(st.sampled_from(WORDS), max_size=6).map("".join)


def digits(text: str) -> str:
    return "".join(character for character in half_width(text) if character.isdigit())


def half_width(text: str) -> str:
    return text.translate({0xFF10 + digit: 0x30 + digit for digit in range(10)})


@given(st.text() | nearly_figures)
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert parse(text).text == text.strip()
    except QuantityError as error:
        assert str(error)


@given(nearly_figures, st.sampled_from([None, (), ("%",), ("亿元", "bn")]))
def test_no_digit_is_dropped_made_up_or_moved(text: str, units: tuple[str, ...] | None) -> None:
    try:
        read = parse(text, units)
    except QuantityError:
        return
    if read.form is Form.RANGE:
        assert read.interval is not None
        assert digits(text) == digits(f"{read.interval.low:f}") + digits(f"{read.interval.high:f}")
    elif read.form is Form.QUALITATIVE:
        assert (read.interval, read.value) == (None, None)
    else:
        assert read.value is not None
        assert digits(f"{read.value:f}") == digits(text)


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_number_is_read_exactly(number: D) -> None:
    assert parse(f"{number:f}" if number else "0").value == number


@pytest.mark.parametrize(
    ("stated", "low", "high"),
    [
        ("88", "87.5", "88.5"),
        ("87.9", "87.85", "87.95"),
        ("9.50", "9.495", "9.505"),
        ("1230", "1229.5", "1230.5"),
        ("0.026", "0.0255", "0.0265"),
    ],
)
def test_what_rounds_to_a_number(stated: str, low: str, high: str) -> None:
    assert rounding_to(D(stated)) == Interval(D(low), D(high), low_closed=True)
    assert rounding_to(-D(stated)) == Interval(-D(high), -D(low), high_closed=True)


def test_what_rounds_to_zero() -> None:
    assert rounding_to(D(0)) == Interval(D("-0.5"), D("0.5"))


def stated(text: str) -> Extent:
    quantity = parse(text)
    assert quantity.interval is not None
    return as_stated(quantity, quantity.interval)


def test_a_figure_is_as_exact_as_its_digits() -> None:
    assert stated("88") == Extent(Interval(D("87.5"), D("88.5"), low_closed=True), None)
    assert stated("≥90") == Extent(at_least(D("89.5")), at_least(D("90.5")))
    assert stated("<35") == Extent(
        at_most(D("35.5"), closed=False), at_most(D("34.5"), closed=False)
    )
    assert stated("≤3.0") == Extent(at_most(D("3.05"), closed=False), at_most(D("2.95")))
    about = Interval(D(7), D(9), low_closed=True)
    assert stated("8左右") == Extent(about, None)
    assert stated("6-6.5") == Extent(Interval(D("5.5"), D("6.55"), low_closed=True), None)
    assert stated("60-70") == Extent(
        Interval(D("59.5"), D("70.5"), low_closed=True),
        Interval(D("60.5"), D("69.5"), low_closed=True, high_closed=True),
    )


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("88", ["88"]), ("≥90", ["90"]), ("8左右", ["8"]), ("6-6.5", ["6", "6.5"]), ("完成", [])],
)
def test_the_numbers_in_a_text(text: str, numbers: list[str]) -> None:
    assert parse(text).numbers() == tuple(map(D, numbers))


def test_a_figure_that_was_worked_out_is_marked() -> None:
    assert not parse("87.9").worked_out
    assert worked_out(None) is None
    marked = worked_out(parse("87.9"))
    assert marked == Quantity("87.9", Form.NUMBER, point(D("87.9")), D("87.9"), worked_out=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the city's target", "the city’s target"),
        ("the city's target", "the  city's\u00a0target "),
        ("“on time”", '"on time"'),
        ("「按时」", "“按时”"),
        ("完成ＡＢ指标，达标", "完成AB指标,达标"),
        ("完成 市下达\u3000目标", "完成市下达目标"),
        ("on-time", "on–time"),
        ("done\u200b", "done"),
        ("caf\u00e9", "cafe\u0301"),
        ("and so on…", "and so on..."),
        ("￥ as planned", "¥ as planned"),
    ],
)
def test_words_that_are_written_otherwise_are_the_same(one: str, other: str) -> None:
    assert same_words(qualitative(one), qualitative(other))
    assert same_words(qualitative(other), qualitative(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("完成", "做好"),
        ("10²", "102"),
        ("5 MW", "5 mW"),
        ("on time", "ontime"),
        ("not done", "done"),
        ("完成A 市", "完成A市"),
    ],
)
def test_other_words_are_not(one: str, other: str) -> None:
    assert not same_words(qualitative(one), qualitative(other))


def test_words_are_marked_as_such() -> None:
    assert qualitative(" 100%达标 ") == Quantity("100%达标", Form.QUALITATIVE, declared=True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty text where a figure is due"),
        ("n/a", "“n/a” is no figure; leave the key out where there is none"),
        ("—", "“—” is no figure; leave the key out where there is none"),
        ("6.5-6", "the range “6.5-6” runs backwards"),
        ("9" * 19, "a figure has at most 18 digits on each side of the point"),
        ("0." + "1" * 19, "a figure has at most 18 digits on each side of the point"),
        ("6%日", "“6%日” has a % that is not this indicator's unit"),
        ("控制在3", "“控制在3” does not say on which side; write 控制在…以内 or 控制在…左右"),
        ("9O", "“9O” is almost a figure, but not one that can be read"),
    ],
)
def test_a_refusal_says_why(text: str, said: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse(text, ())
    assert str(caught.value) == str(caught.value.message) == said


LONGEST = f"{'9' * 18}.{'9' * 18}"


def test_the_longest_figure_is_read_whole() -> None:
    assert parse(LONGEST).value == D(LONGEST)
    read = parse(f"-{LONGEST}")
    assert read.value == D(f"-{LONGEST}")
    assert read.interval is not None
    assert read.interval.mirrored() == point(D(LONGEST))


@pytest.mark.parametrize(
    ("text", "form", "interval"),
    [
        *[
            (f"{word}90", Form.BOUND, at_least(D(90)))
            for word in ("no less than ", "不少于", "至少")
        ],
        *[
            (f"90{word}", Form.BOUND, at_least(D(90)))
            for word in (" or more", " or above", "及以上")
        ],
        *[(f"{word}90", Form.BOUND, at_least(D(90), closed=False)) for word in ("over ", "超过")],
        *[(f"{word}90", Form.BOUND, at_most(D(90))) for word in ("up to ", "at most ", "至多")],
        *[(f"90{word}", Form.BOUND, at_most(D(90))) for word in (" or less", "及以下")],
        *[(f"{word}90", Form.BOUND, at_most(D(90), closed=False)) for word in ("under ", "少于")],
        ("约 90", Form.ABOUT, rounding_to(D(90))),
        ("90 or so", Form.ABOUT, rounding_to(D(90))),
        ("About 90", Form.ABOUT, rounding_to(D(90))),
        ("≥90以上", Form.BOUND, at_least(D(90))),
        ("控制在90左右", Form.ABOUT, rounding_to(D(90))),
    ],
)
def test_every_notation(text: str, form: Form, interval: Interval) -> None:
    read = parse(text)
    assert (read.form, read.interval, read.value) == (form, interval, D(90))


@pytest.mark.parametrize("text", ["控制在90以上", "约90以上", "about 90 or more", "≥90左右"])
def test_two_notations_that_contradict_one_another_are_refused(text: str) -> None:
    with pytest.raises(QuantityError):
        parse(text)


def test_a_unit_may_stand_behind_each_end() -> None:
    read = parse("5 亿元 - 6亿元", ("亿元", ""))
    assert read.interval == Interval(D(5), D(6), low_closed=True, high_closed=True)
    assert parse("90％").value == parse("90 %").value == 90


@pytest.mark.parametrize("text", ["PM2.5达标", "达标 90", "Top 10 place in the province"])
def test_words_with_a_number_in_them_are_words(text: str) -> None:
    assert parse(text).form is Form.QUALITATIVE


@pytest.mark.parametrize(
    "text", ["nan", "inf", "Infinity", "n/a", "NA", "none", "null", "TBD", "—", "…"]
)
def test_a_word_for_nothing_is_no_figure(text: str) -> None:
    with pytest.raises(QuantityError, match="is no figure; leave the key out"):
        parse(text)


def test_the_ends_of_a_range_may_be_one_number_but_not_exchanged() -> None:
    assert parse("5-5").interval == point(D(5))
    with pytest.raises(QuantityError, match="runs backwards"):
        parse("5.1-5")


def test_commas_and_signs_are_no_digits_of_a_long_figure() -> None:
    longest = "123,456,789,012,345,678"
    assert parse(longest).value == D(123456789012345678)
    assert parse(f"-{longest}.{'1' * 18}").value == D(f"-123456789012345678.{'1' * 18}")
    with pytest.raises(QuantityError, match="at most 18 digits"):
        parse(f"1{longest[1:]},000")


def test_words_are_declared_only_by_the_file() -> None:
    assert qualitative("3项工程").declared
    assert not parse("完成").declared
    assert not parse("3").declared


@pytest.mark.parametrize("sign", ["'", '"', "-", ""])
def test_no_letter_is_taken_for_a_sign(sign: str) -> None:
    for letter in ascii_letters:
        assert not same_words(qualitative(f"a{letter}b"), qualitative(f"a{sign}b"))
