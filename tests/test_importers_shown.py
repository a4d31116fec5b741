"""What a spreadsheet shows of a number, by the number formats of real workbooks."""

from __future__ import annotations

import pytest

from plantrack.documents.excel.number_format import shown_number


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (5.5, "General", "5.5"),
        (5.5, "", "5.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e21, "General", "1" + "0" * 21),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "# ##0.0", "1234.5"),
        (0.055, "0.0%", "5.5%"),
        (0.05, "0%", "5%"),
        (5.5, "0.0##", "5.5"),
        (5, "0.##", "5"),
        (7, "00", "07"),
        (5.5, '0.0"%"', "5.5%"),  # written behind, not worked out
        (5.5, "0.0\\%", "5.5%"),
        (120, '0"万"', "120万"),
        (120, "0万", "120万"),
        (5.5, '"≥"0.0', "≥5.5"),
        (600, '0"左右"', "600左右"),
        (3.5, 'General"倍"', "3.5倍"),
        (1234000, "#,##0,", "1,234"),
        (1e30, "0.00,,,", "1" + "0" * 21 + ".00"),
        (1500000, '0.0,,"百万"', "1.5百万"),
        (1234.5, "[$¥-804]#,##0.0", "1,234.5"),
        (1234.5, "¥#,##0.0_);(¥#,##0.0)", "1,234.5"),
        (1234.5, "0.0_ ;[Red]\\-0.0\\ ", "1234.5"),
        (-5, "0;[Red]0", "-5"),  # red alone says “negative” there
        (-5.5, "0.0_);\\(0.0\\)", "-5.5"),
        (-5.5, "0.0", "-5.5"),
        (-0.05, "0.0%;-0.0%", "-5.0%"),
        (0, "0;-0;0.0", "0.0"),
        (50, '[<100]0.0"↓";[>=100]0', "50.0↓"),
        (150, '[<100]0.0"↓";[>=100]0', "150"),
        (150, '[<100]0.0;0"a;b"', "150a;b"),
        (150, "[<100]0.0;[<>150]0", "150"),
        (0.5, "# ?/?", "0.5"),
        (12345, "0.00E+00", "12345"),
        (5.5, "@", "5.5"),
        (5, "0" * 300, "5"),
        (-5, "[Red]0;;", ""),
    ],
)
def test_all_that_is_stored_is_shown(value: float, number_format: str, shown: str) -> None:
    found = shown_number(value, number_format)
    assert (found.text, found.shows) == (shown, shown)
    assert found.exact == (shown != "")


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (1 / 3, "0.0", "0.3"),
        (2 / 3, "0%", "67%"),
        (100 * 321 / 365, "0.0", "87.9"),
        (2.250000000000123, "0.0", "2.3"),
        (0, '0;-0;"—"', "—"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (0, "0;-0;;@", ""),
        (0, "#,###", ""),
        (5, ";;;", ""),
        (123456, "0!.0,", "123456 [0!.0,]"),
        (1234567, "000-0000", "1234567 [000-0000]"),
    ],
)
def test_less_is_shown_than_is_stored(value: float, number_format: str, shown: str) -> None:
    found = shown_number(value, number_format)
    assert (found.text, found.shows) == (shown, shown)
    assert not found.exact


@pytest.mark.parametrize(
    ("value", "number_format", "typed", "shows"),
    [
        (30.5, "0", "30.5", "31"),
        (30.5, '0"%"', "30.5%", "31%"),
        (0.305, "0%", "30.5%", "31%"),
        (0.0305, "0.0%", "3.05%", "3.1%"),
        (7.56, "#,##0", "7.56", "8"),
        (0.5, "#,##0", "0.5", "1"),
        (0.4, "#,##0", "0.4", "0"),
        (0.4, "#,###", "0.4", ""),
        (5696.49, "#,##0", "5,696.49", "5,696"),
        (5696.49, "#,##0.0", "5,696.49", "5,696.5"),
        (2.25, "0.0", "2.25", "2.3"),
        (-5.25, "0.0_);\\(0.0\\)", "-5.25", "-5.3"),
        (-5.25, "0.0;[Red]0.0", "-5.25", "-5.3"),
        (6.12345, '"≥"0.0', "≥6.12345", "≥6.1"),
        (30.1 + 0.2, "0", "30.3", "30"),  # the sum's noise is nothing that was typed
        (1234567, "#,##0,", "1,234.567", "1,235"),
        (1234567, '0.0,,"百万"', "1.234567百万", "1.2百万"),
        (1e-7, "0.0", "0.0000001", "0.0"),
    ],
)
def test_decimals_that_were_typed_are_the_figure(
    value: float, number_format: str, typed: str, shows: str
) -> None:
    found = shown_number(value, number_format)
    assert (found.text, found.shows, found.exact) == (typed, shows, True)


@pytest.mark.parametrize(
    ("number_format", "scaled"),
    [("#,##0,", True), ("0.0,,", True), ("#,##0", False), ("0.0%", False)],
)
def test_thousands_of_what_is_stored(number_format: str, scaled: bool) -> None:
    assert shown_number(1_234_000, number_format).scaled == scaled
