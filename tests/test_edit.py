"""Setting values in TOML: in every layout, and nothing else is touched."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plantrack.planfile.edit import REMOVED, edited, literal

ORDER = ["plan", "actual", "outcome", "reason", "note", "source"]


def rank(path: Sequence[str], key: str) -> int:
    if path and path[-1] == "years":
        return int(key)
    return ORDER.index(key) if key in ORDER else 4


def set_year(year: int, **values: object) -> dict[str, Any]:
    return {"indicators": {"a": {"years": {str(year): values}}}}


LAYOUTS = {
    "a value in braces": (
        "[indicators.a.years]\n2021 = { plan = 1, actual =  2.50 , source = 's' } # remark\n",
        set_year(2021, actual=3),
        "[indicators.a.years]\n2021 = { plan = 1, actual =  3 , source = 's' } # remark\n",
    ),
    "a new value in braces, in its place": (
        "[indicators.a.years]\n2021 = { plan = 1, source = 's' }   # remark\n# next\n",
        set_year(2021, actual=Decimal("3.50")),
        "[indicators.a.years]\n2021 = { plan = 1, actual = 3.50, source = 's' }   # remark\n"
        "# next\n",
    ),
    "before all others in braces, spaced like them": (
        "[indicators.a.years]\n2021={source='s',x=1}\n",
        set_year(2021, plan=1, actual=2),
        "[indicators.a.years]\n2021={plan=1, actual=2, source='s',x=1}\n",
    ),
    "empty braces": (
        "[indicators.a.years]\n2021 = {}\n",
        set_year(2021, plan=1, actual=2),
        "[indicators.a.years]\n2021 = { plan = 1, actual = 2 }\n",
    ),
    "a table of its own": (
        "[indicators.a.years.2021]\n  plan = 1 # one\n\n  source = 's'\n# end\n[z]\n",
        set_year(2021, actual=2),
        "[indicators.a.years.2021]\n  plan = 1 # one\n  actual = 2\n\n  source = 's'\n# end\n[z]\n",
    ),
    "an empty table of its own, at the end of a file without a newline": (
        "[indicators.a.years.2021] # here",
        set_year(2021, plan="≥90", actual=2),
        '[indicators.a.years.2021] # here\nplan = "≥90"\nactual = 2',
    ),
    "dotted keys": (
        "[indicators.a.years]\n2021.plan = 1 # one\n2021 . source='s'\n2022.plan = 4\n",
        set_year(2021, actual=2),
        "[indicators.a.years]\n2021.plan = 1 # one\n2021.actual = 2\n"
        "2021 . source='s'\n2022.plan = 4\n",
    ),
    "dotted keys from far above": (
        "indicators.a.name = 'A'\nindicators.a.years.2021.plan = 1\n[plan]\nid = 'x'\n",
        set_year(2021, actual=2),
        "indicators.a.name = 'A'\nindicators.a.years.2021.plan = 1\n"
        "indicators.a.years.2021.actual = 2\n[plan]\nid = 'x'\n",
    ),
    "dotted keys in braces": (
        "[indicators.a]\nyears = { 2021.plan = 1, 2022.plan = 4 }\n",
        set_year(2021, actual=2),
        "[indicators.a]\nyears = { 2021.plan = 1, 2021.actual = 2, 2022.plan = 4 }\n",
    ),
    "a new year beside dotted ones": (
        "[indicators.a]\nyears.2021.plan = 1\nnumber = 3\n",
        set_year(2022, plan=2),
        "[indicators.a]\nyears.2021.plan = 1\nyears.2022 = { plan = 2 }\nnumber = 3\n",
    ),
    "a new year between others": (
        "[indicators.a.years]\n2020 = { plan = 1 } # 2020\n# on 2022\n2022 = { plan = 1 }\n",
        set_year(2021, plan=2),
        "[indicators.a.years]\n2020 = { plan = 1 } # 2020\n2021 = { plan = 2 }\n# on 2022\n"
        "2022 = { plan = 1 }\n",
    ),
    "a new year before all others": (
        "[indicators.a.years]\n\t2022 = { plan = 1 }\n",
        set_year(2021, plan=2),
        "[indicators.a.years]\n\t2021 = { plan = 2 }\n\t2022 = { plan = 1 }\n",
    ),
    "a new year beside tables of their own": (
        "[indicators.a]\nname = 'A'\n\n[indicators.a.years.2021]\nplan = 1\n\n[indicators.b]\n",
        set_year(2022, plan=2, actual=3),
        "[indicators.a]\nname = 'A'\n\n[indicators.a.years.2021]\nplan = 1\n\n"
        "[indicators.a.years.2022]\nplan = 2\nactual = 3\n\n[indicators.b]\n",
    ),
    "a new year in braces": (
        "[indicators]\na = { name = 'A', years = { 2021 = { plan = 1 } } }\n",
        set_year(2022, plan=2),
        "[indicators]\na = { name = 'A', years = { 2021 = { plan = 1 }, 2022 = { plan = 2 } } }\n",
    ),
    "no years yet": (
        "[indicators.a]\nname = 'A'   # named\n\n[indicators.b]\nname = 'B'\n",
        set_year(2022, plan=2),
        "[indicators.a]\nname = 'A'   # named\n[indicators.a.years]\n2022 = { plan = 2 }\n\n"
        "[indicators.b]\nname = 'B'\n",
    ),
    "no years yet, in braces": (
        "indicators = { a = { name = 'A' }, b = { name = 'B' } }",
        set_year(2022, plan=2),
        "indicators = { a = { name = 'A', years = { 2022 = { plan = 2 } } }, b = { name = 'B' } }",
    ),
    "no years yet, dotted": (
        "[indicators]\na.name = 'A'\nb.name = 'B'\n",
        set_year(2022, plan=2),
        "[indicators]\na.name = 'A'\na.years = { 2022 = { plan = 2 } }\nb.name = 'B'\n",
    ),
    "Windows line ends": (
        "[indicators.a.years]\r\n2021 = { plan = 1 } # one\r\n\r\n",
        set_year(2022, plan=2),
        "[indicators.a.years]\r\n2021 = { plan = 1 } # one\r\n2022 = { plan = 2 }\r\n\r\n",
    ),
    "quoted keys and Chinese before them": (
        "# 说明\n[indicators.\"a\"]\nname = '甲'\n['indicators' . a . years]\n"
        "\"2021\" = { 'plan' = 1 }\n",
        set_year(2021, actual=2),
        "# 说明\n[indicators.\"a\"]\nname = '甲'\n['indicators' . a . years]\n"
        "\"2021\" = { 'plan' = 1, actual = 2 }\n",
    ),
    "strings over several lines that look like TOML": (
        '[indicators.a]\nname = """\n[indicators.a.years]\n2021 = { plan = 9 }"""\n'
        "[indicators.a.years]\n2021 = { plan = 1, reason = '''\n# no''' } # yes\n",
        set_year(2021, actual=2, plan=5),
        '[indicators.a]\nname = """\n[indicators.a.years]\n2021 = { plan = 9 }"""\n'
        "[indicators.a.years]\n2021 = { plan = 5, actual = 2, reason = '''\n# no''' } # yes\n",
    ),
    "a table in another table's place": (
        "[indicators.a.years.2021]\nplan = 1\n[indicators.a.years.2021.reason]\nzh = '甲'\n",
        set_year(2021, reason={"zh": "乙"}),
        '[indicators.a.years.2021]\nplan = 1\n[indicators.a.years.2021.reason]\nzh = "乙"\n',
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_layout(name: str) -> None:
    before, changes, after = LAYOUTS[name]
    assert edited(before, changes, rank, frozenset({"years"})) == after
    assert tomllib.loads(after)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "[indicators.a.years.2021.actual]\ntext = 'x'\n",
            "[indicators.a.years]\n2021 = { actual = 1 }\n",
        ),
        (
            "[indicators.a.years.2021]\nactual.text = 'x'\n",
            "[indicators.a.years.2021]\nactual = 1\n",
        ),
        (
            "[indicators.a.years.2021.reason]\nzh = 'x'\n",
            "[indicators.a.years.2021.reason]\nzh = 'x'\n\n[indicators.a.years.2021]\nactual = 1\n",
        ),
    ],
)
def test_what_is_spread_over_the_file(text: str, after: str) -> None:
    text = f"[indicators.a]\n{text}"
    new = edited(text, set_year(2021, actual=1), rank, frozenset({"years"}))
    assert new == f"[indicators.a]\n{after}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_string_can_be_written(value: str) -> None:
    assert tomllib.loads(f"x = {literal({'y': value})}")["x"]["y"] == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_numbers_keep_their_digits(value: Decimal) -> None:
    read = tomllib.loads(f"x = {literal(value)}", parse_float=Decimal)["x"]
    assert str(read) == format(value, "f")


def drop(*years: int) -> dict[str, Any]:
    return {"indicators": {"a": {"years": {str(year): REMOVED for year in years}}}}


REMOVALS = {
    "in braces, in the middle": (
        "[indicators.a.years]\n2021 = { plan = 1, actual = 2 , source = 's' } # remark\n",
        set_year(2021, actual=REMOVED),
        "[indicators.a.years]\n2021 = { plan = 1, source = 's' } # remark\n",
    ),
    "in braces, first and last": (
        "[indicators.a.years]\n2021 = {plan=1,actual=2,reason='r',note='n',source='s'}\n",
        set_year(2021, plan=REMOVED, actual=REMOVED, note=REMOVED, source=REMOVED),
        "[indicators.a.years]\n2021 = {reason='r'}\n",
    ),
    "all in braces": (
        "[indicators.a.years]\n2021 = { plan = 1, actual = 2 }\n",
        set_year(2021, plan=REMOVED, actual=REMOVED),
        "[indicators.a.years]\n2021 = {}\n",
    ),
    "all in braces, and others come": (
        "[indicators.a.years]\n2021 = { plan = 1 }\n",
        set_year(2021, plan=REMOVED, actual=2),
        "[indicators.a.years]\n2021 = { actual = 2 }\n",
    ),
    "one goes, one comes": (
        "[indicators.a.years]\n2021 = { plan = 1, source = 's' }\n",
        set_year(2021, source=REMOVED, actual=2),
        "[indicators.a.years]\n2021 = { plan = 1, actual = 2 }\n",
    ),
    "one goes, one comes before it": (
        "[indicators.a.years]\n2021 = { actual = 1, source = 's' }\n",
        set_year(2021, actual=REMOVED, plan=2),
        "[indicators.a.years]\n2021 = { plan = 2, source = 's' }\n",
    ),
    "a line": (
        "[indicators.a.years.2021]\nplan = 1\nactual = '''\n# 2'''\n# the source\nsource = 's'\n",
        set_year(2021, actual=REMOVED),
        "[indicators.a.years.2021]\nplan = 1\n# the source\nsource = 's'\n",
    ),
    "a line with a comment": (
        "[indicators.a.years]\n  2021 = { plan = 1 }   # why\n  2022 = { plan = 2 }\n",
        drop(2021),
        "[indicators.a.years]\n  # why\n  2022 = { plan = 2 }\n",
    ),
    "the last line, without a line break": (
        "[indicators.a.years]\n2021 = { plan = 1 }\n2022 = { plan = 2 }",
        drop(2022),
        "[indicators.a.years]\n2021 = { plan = 1 }",
    ),
    "the last line, and another comes": (
        "[indicators.a.years.2021]\nplan = 1\nsource = 's'",
        set_year(2021, source=REMOVED, actual=2),
        "[indicators.a.years.2021]\nplan = 1\nactual = 2",
    ),
    "a section": (
        "[indicators.a.years.2021]\nplan = 1\n\n[indicators.a.years.2022] # b\nplan = 2 # c\n"
        "\n[z]\n",
        drop(2021),
        "\n[indicators.a.years.2022] # b\nplan = 2 # c\n\n[z]\n",
    ),
    "a section with comments": (
        "[z]\n\n[indicators.a.years.2022] # b\n# own\nplan = 2 # c\nactual = 3\n",
        drop(2022),
        "[z]\n\n# b\n# own\n# c\n",
    ),
    "sections and lines that belong to one table": (
        "[indicators.a]\nname = 'A'\n\n[indicators.a.years]\n\n[indicators.a.years.2021]\n"
        "plan = 1\n[indicators.a.years.2021.reason]\nzh = '甲'\n\n[indicators.b]\n",
        {"indicators": {"a": {"years": REMOVED}}},
        "[indicators.a]\nname = 'A'\n\n[indicators.b]\n",
    ),
    "dotted keys": (
        "[indicators]\na.name = 'A'\na.years.2021.plan = 1\na.years.2021.actual = 2\n"
        "a.years.2022.plan = 3\n",
        {"indicators": {"a": {"years": {"2021": REMOVED, "2022": {"actual": 4}}}}},
        "[indicators]\na.name = 'A'\na.years.2022.plan = 3\na.years.2022.actual = 4\n",
    ),
    "dotted keys in braces": (
        "indicators = { a.name = 'A', a.years.2021.plan = 1, a.years.2022 = { plan.text = '2' } }",
        {"indicators": {"a": {"years": {"2021": REMOVED, "2022": {"plan": REMOVED}}}}},
        "indicators = { a.name = 'A', a.years.2022 = {} }",
    ),
    "Windows line ends": (
        "[indicators.a.years]\r\n2021 = { plan = 1 }\r\n2022 = { plan = 2 }\r\n\r\n"
        "[indicators.a.years.2023]\r\nplan = 1",
        drop(2021, 2023),
        "[indicators.a.years]\r\n2022 = { plan = 2 }",
    ),
}


@pytest.mark.parametrize("name", REMOVALS)
def test_removal(name: str) -> None:
    before, changes, after = REMOVALS[name]
    assert edited(before, changes, rank, frozenset({"years"})) == after
    assert isinstance(tomllib.loads(after), dict)


def taken_back(changes: Any, before: Any) -> Any:
    """What undoes changes that only add: keys that were not there go."""
    return {
        key: taken_back(value, before[key]) if key in before else REMOVED
        for key, value in changes.items()
    }


ADDING = [
    "a new value in braces, in its place",
    "a table of its own",
    "an empty table of its own, at the end of a file without a newline",
    *(name for name in LAYOUTS if name.startswith(("a new year", "no years yet"))),
    "Windows line ends",
]


@pytest.mark.parametrize("name", ADDING)
def test_what_was_added_can_be_taken_out_again(name: str) -> None:
    before, changes, after = LAYOUTS[name]
    back = taken_back(changes, tomllib.loads(before))
    assert edited(after, back, rank, frozenset({"years"})) == before


def test_what_goes_has_a_name() -> None:
    assert repr(REMOVED) == "REMOVED"
