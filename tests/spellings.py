"""Plan files in every valid spelling of TOML, and what an editor of them must keep.

`python tests/spellings.py 5000` tries so many: each has figures set as `record` does, more added as
`import --update` does, and keys removed. Nothing else may change, and none may be refused.
"""

from __future__ import annotations

import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from plantrack.planfile import layout
from plantrack.planfile.edit import REMOVED, CannotEdit, applied, changed, difference

Tables = dict[str, Any]
NAMES = (
    "新增就业",
    "GDP",
    'a "b"',
    "[indicators.a]\n2021 = 1",
    "x # y",
    "C:\\d",
    "é, = {}",
    "it's",
)
IDS = ("a", "b-c", "d_e", "gdp", "x1", "jobs")


def plan(draw: random.Random) -> Tables:
    """The tables of a plan file, some of them empty or missing."""
    tables: Tables = {"format": 1, "plan": {"id": "p", "language": "zh", "title": _text(draw)}}
    for kind in ("sources", "sections"):
        if draw.random() < 0.7:
            ids = draw.sample(("s", "t", "old-1"), draw.randint(0, 2))
            tables[kind] = {id_: {"title": _text(draw)} for id_ in ids}
    ids = draw.sample(IDS, draw.randint(1, 3))
    tables["indicators"] = {id_: _indicator(draw) for id_ in ids}
    return tables


def _text(draw: random.Random) -> Any:
    if draw.random() < 0.3:
        return {"zh": draw.choice(NAMES), "en": draw.choice(NAMES)}
    return draw.choice(NAMES)


def _indicator(draw: random.Random) -> Tables:
    table: Tables = {"name": _text(draw)}
    if draw.random() < 0.5:
        table["unit"] = draw.choice(("%", "万人"))
    if draw.random() < 0.85:
        years = draw.sample(range(2019, 2024), draw.randint(0, 3))
        table["years"] = {str(year): _year(draw) for year in years}
    return table


def _year(draw: random.Random) -> Tables:
    possible = {
        "plan": draw.choice((90, Decimal("9.50"), "≥90", {"text": "1%"})),
        "actual": draw.choice((88, "8左右", Decimal("0.10"))),
        "reason": _text(draw),
        "source": draw.choice(("s", {"plan": "s", "actual": "t"})),
        "restated": {"plan": 87},
    }
    kept = draw.sample(sorted(possible), draw.randint(0, 4))
    return {key: possible[key] for key in possible if key in kept}


class Speller:
    """Writes tables down, each in a way of its own; `content` has the file."""

    def __init__(self, draw: random.Random) -> None:
        self.draw = draw
        self.remarks = 0

    def content(self, tables: Tables) -> bytes:
        root, blocks = self._table(tables, ())
        self.draw.shuffle(blocks)
        lines = root + [line for block in blocks for line in block]
        newline = self.draw.choice(("\n", "\n", "\r\n"))
        text = newline.join(line.replace("\n", newline) for line in lines)
        mark = "\ufeff" if self.draw.random() < 0.15 else ""
        return (mark + text + newline * self.draw.choice((0, 1, 1, 2))).encode()

    def _table(self, table: Tables, path: tuple[str, ...]) -> tuple[list[str], list[list[str]]]:
        """The lines under its own header, and the blocks with headers below it."""
        lines: list[str] = []
        blocks: list[list[str]] = []
        indent = self.draw.choice(("", "", "  ", "\t"))
        for key, value in table.items():
            how = self._how(value, path)
            if how == "headers":
                blocks += self._blocks(value, (*path, key))
            elif how == "dotted":
                lines += [indent + one for one in self._dotted(self._key(key), value)]
            else:
                lines.append(f"{indent}{self._key(key)}{self._equals()}{self._value(value)}")
            lines[-1:] = [lines[-1] + self._remark()] if lines else []
            lines += self._between(indent)
        return lines, blocks

    def _how(self, value: Any, path: tuple[str, ...]) -> str:
        if not isinstance(value, Mapping):
            return "pair"
        if not value:
            return self.draw.choice(("pair", "headers"))
        return self.draw.choice(("pair", "dotted", "headers", "headers"))

    def _blocks(self, table: Tables, path: tuple[str, ...]) -> list[list[str]]:
        lines, blocks = self._table(table, path)
        if lines or not blocks or self.draw.random() < 0.3:
            space = self.draw.choice(("", "", " "))
            name = f"{space}.{space}".join(map(self._key, path))
            header = f"{self.draw.choice(('', '', '  '))}[{space}{name}{space}]{self._remark()}"
            blocks = [[*self._between(""), header, *lines], *blocks]
        return blocks

    def _dotted(self, prefix: str, table: Mapping[str, Any]) -> Iterator[str]:
        space = self.draw.choice(("", "", " "))
        for key, value in table.items():
            name = f"{prefix}{space}.{space}{self._key(key)}"
            if isinstance(value, Mapping) and value and self.draw.random() < 0.5:
                yield from self._dotted(name, value)
            else:
                yield f"{name}{self._equals()}{self._value(value)}"

    def _key(self, key: str) -> str:
        return self.draw.choice((key, key, key, f'"{key}"', f"'{key}'"))

    def _equals(self) -> str:
        return self.draw.choice((" = ", " = ", "=", "  =\t"))

    def _value(self, value: Any) -> str:
        if isinstance(value, Mapping):
            comma, edge = self.draw.choice((", ", ",", " , ")), self.draw.choice((" ", "", "  "))
            inner: list[str] = []
            for key, one in value.items():
                if isinstance(one, Mapping) and one and self.draw.random() < 0.3:
                    inner += self._dotted(self._key(key), one)
                else:
                    inner.append(f"{self._key(key)}{self._equals()}{self._value(one)}")
            return (
                f"{{{edge}{comma.join(inner)}{edge}}}" if inner else self.draw.choice(("{}", "{ }"))
            )
        if isinstance(value, str):
            return self._string(value)
        return layout.value(value)

    def _string(self, text: str) -> str:
        ways = [layout.value(text)]
        if not set(text) & {"'", "\n", "\r"}:
            ways.append(f"'{text}'")
        if "'''" not in text and not text.endswith("'") and "\n" not in text:
            ways.append(f"'''\n{text}'''")
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        ways.append(f'"""\n{escaped}"""')
        return self.draw.choice(ways)

    def _remark(self) -> str:
        return self._note("  ") if self.draw.random() < 0.2 else ""

    def _between(self, indent: str) -> list[str]:
        if self.draw.random() < 0.85:
            return []
        return self.draw.choice(([""], [indent + self._note("")], ["", self._note("")]))

    def _note(self, before: str) -> str:
        self.remarks += 1
        return f"{before}# remark {self.remarks} = [x]."


def loaded(content: bytes) -> Tables:
    return tomllib.loads(content.decode("utf-8-sig"), parse_float=Decimal)


def is_within(short: bytes, long: bytes) -> bool:
    """Whether all bytes of the one stand in the other in the same order."""
    rest = iter(long)
    return all(byte in rest for byte in short)


def recorded(draw: random.Random, tables: Tables) -> Tables:
    """Figures set as `record` sets them: over what is there, and in new years."""
    id_ = draw.choice(sorted(tables["indicators"]))
    year = str(draw.randint(2019, 2024))
    given = {"plan": 77, "actual": Decimal("7.70"), "reason": "新的", "source": "t"}
    keys = draw.sample(sorted(given), draw.randint(1, 3))
    return {"indicators": {id_: {"years": {year: {key: given[key] for key in keys}}}}}


def added(draw: random.Random, tables: Tables) -> Tables:
    """What `import --update` adds: indicators, sources, sections, years, and keys of years."""
    new: Tables = {"sources": {"report": {"title": "报告"}, "table": {"part_of": "report"}}}
    if draw.random() < 0.6:
        new["sections"] = {"new-section": {"title": "环境"}}
    body = {"name": "新", "years": {"2022": {"plan": 5, "source": "table"}}}
    new["indicators"] = {f"new-{n}": body for n in range(draw.randint(0, 2))}
    for id_ in draw.sample(sorted(tables["indicators"]), 1):
        years: Tables = {"2024": {"plan": 5, "actual": Decimal("4.0")}}
        for year, figures in tables["indicators"][id_].get("years", {}).items():
            gained = (("actual", 6), ("note", "n"))
            years[year] = {key: one for key, one in gained if key not in figures}
        new["indicators"][id_] = {"years": years}
    return new


def removed(draw: random.Random, tables: Tables) -> Tables:
    """Some keys that go, down to the last of a table."""
    paths = list(_paths(tables["indicators"], ("indicators",)))
    changes: Tables = {}
    for path in draw.sample(paths, min(len(paths), draw.randint(1, 4))):
        table = changes
        for key in path[:-1]:
            table = table.setdefault(key, {})
            if table is REMOVED:
                break
        else:
            table[path[-1]] = REMOVED
    return changes


def _paths(tables: Tables, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for key, value in tables.items():
        yield (*above, key)
        if isinstance(value, Mapping):
            yield from _paths(dict(value), (*above, key))


def wrong(seed: int) -> list[str]:
    """What went wrong with the spelling of that number; nothing, if all is well."""
    draw = random.Random(seed)
    tables = plan(draw)
    content = Speller(draw).content(tables)
    if difference(loaded(content), tables):
        return ["the speller has misspelt"]
    found = []
    for what, changes in (
        ("record", recorded(draw, tables)),
        ("update", added(draw, tables)),
        ("remove", removed(draw, tables)),
    ):
        found += [f"{what}: {one}" for one in _tried(content, changes, what)]
    return found


def is_bare(value: Any) -> bool:
    """Whether it is a table with nothing in it but such tables."""
    return isinstance(value, Mapping) and all(map(is_bare, value.values()))


def holds(found: Tables, wanted: Tables, old: Tables) -> bool:
    """Whether it holds what is wanted; a table of which nothing is left may be gone."""
    for key, value in wanted.items():
        before = old.get(key)
        if key not in found:
            if not is_bare(value) or not before:
                return False
        elif isinstance(value, Mapping) and isinstance(found[key], Mapping):
            if not holds(found[key], dict(value), before if isinstance(before, dict) else {}):
                return False
        elif difference({key: found[key]}, {key: value}):
            return False
    return found.keys() <= wanted.keys()


def _tried(content: bytes, changes: Tables, what: str) -> Iterator[str]:
    try:
        new = changed(content, changes)
    except CannotEdit as error:
        yield f"refused ({error})"
        return
    old = loaded(content)
    if not holds(loaded(new), applied(old, changes), old):
        yield "holds something else"
    if what == "update" and not is_within(content, new):
        yield "bytes are gone"
    notes = [line.strip() for line in content.split(b"\n") if line.strip().startswith(b"#")]
    lines = Counter(line.strip() for line in new.split(b"\n"))
    if any(not lines[note] for note in notes):
        yield "a remark on a line of its own is gone"
    ends = content.count(b"\r\n"), content.count(b"\n")
    if ends[0] in (0, ends[1]) and ends[1] > 2 and what != "remove":
        now = new.count(b"\r\n"), new.count(b"\n")
        if now[0] not in (0, now[1]):
            yield "line ends are mixed"
    if new.startswith(b"\xef\xbb\xbf") != content.startswith(b"\xef\xbb\xbf"):
        yield "the byte order mark"
    if changed(new, {}) != new:
        yield "no change changes"


def main() -> None:
    count = int(sys.argv[1])
    failed = {seed: found for seed in range(count) if (found := wrong(seed))}
    for seed, found in list(failed.items())[:10]:
        print(seed, found)
    print(f"{count} spellings, {3 * count} changes, {sum(map(len, failed.values()))} wrong")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
