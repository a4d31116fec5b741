"""Published figures: what each notation means, and what is refused."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.plan.interval import Interval, at_least, at_most, point
from plantrack.plan.quantity import Form, QuantityError, parse

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
REFUSED = ["", " ", "9O", "8左又", "O9", "95²", "①", "1,23", "007", "12 3", "1e3", "6.5-6", "—"]
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
