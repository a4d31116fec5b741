"""Pages put together: running heads, tables that go on overleaf, and the text around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plantrack.documents.document import Block, Paragraph, Picture, Place, Row, Table
from plantrack.documents.grid import Budget
from plantrack.documents.paged.breaks import is_new, joined
from plantrack.documents.paged.columns import Column, columns_of, learn
from plantrack.documents.paged.lines import Line
from plantrack.documents.paged.regions import Region, carried_over, region_of, regions
from plantrack.documents.paged.rows import rows_of
from plantrack.documents.paged.sheet import Grid, Sheet
from plantrack.documents.text import one_line, squeezed
from plantrack.messages.message import Message

_LEAST_LINES = 3  # of evidence, from which lines are a table
_MARGIN = 0.12  # of the page's height; running heads and page numbers stand there
_SHIFTED = 4  # points that a column's width may differ on the next page
_NEAR = 3  # lines above a table that may be repeated overleaf
_NUMBER = re.compile(r"[\s\d\-—–·|/.]+|第?\s*\d+\s*页.*|page\s+\d+.*", re.I)
_CONTINUED = re.compile(r"续\s*表|续上表|[(（]续[)）]|continued|\(cont", re.I)
_CAPTION = re.compile(
    r"\s*(?:附?表|专栏|图|table|annex|figure|box)\s*[一二三四五六七八九十\dA-Z]", re.I
)
_END = re.compile(r"[。；;.!?！？:：]$")


@dataclass
class _Chain:
    """A table with its parts on following pages; `before` is what stands right above it."""

    parts: list[Grid | Region]
    pages: list[int]
    before: tuple[str, ...] = ()
    columns: list[Column] = field(default_factory=list)


Item = Line | _Chain | Picture


def assembled(sheets: Sequence[Sheet], budget: Budget) -> tuple[list[Block], list[Message]]:
    """The blocks of all pages in reading order, and what is doubtful about them."""
    furniture = _furniture(sheets)
    items: list[tuple[int, Item]] = []
    last: _Chain | None = None
    between: list[Line] = []
    for sheet in sheets:
        running = [line for line in sheet.lines if _is_furniture(line, sheet, furniture)]
        body = [line for line in sheet.lines if line not in running]
        for part in _parts(sheet, body, last if not between else None):
            if isinstance(part, Line):
                between.append(part)
                items.append((sheet.number, part))
            elif isinstance(part, Picture):
                items.append((sheet.number, part))
            elif last is not None and _goes_on(last, part, between, sheet.number):
                taken = _absorbed(last, between, sheets[last.pages[-1] - 1])
                items = [item for item in items if item[1] not in taken]
                last.parts.append(part)
                last.pages.append(sheet.number)
                between = []
            else:
                near = tuple(squeezed(line.text) for line in between[-_NEAR:])
                columns = learn(part.narrow) if isinstance(part, Region) else []
                last = _Chain([part], [sheet.number], near, columns)
                items.append((sheet.number, last))
                between = []
        items += ((sheet.number, line) for line in running)
    return _blocks(items, sheets, budget)


def without_running_heads(sheets: Sequence[Sheet]) -> list[Line]:
    """The lines of the first page that stand there only."""
    first, furniture = sheets[0], _furniture(sheets)
    return [line for line in first.lines if not _is_furniture(line, first, furniture)]


def _furniture(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """What stands at the same height in the margin of several pages, whatever its digits."""
    seen: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        seen.update({_mark(line) for line in sheet.lines if _in_margin(line, sheet)})
    return {mark for mark, count in seen.items() if count > 1 and 3 * count >= len(sheets)}


def _mark(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", squeezed(line.text)), round(line.top / 4)


def _in_margin(line: Line, sheet: Sheet) -> bool:
    return line.bottom < _MARGIN * sheet.height or line.top > (1 - _MARGIN) * sheet.height


def _is_furniture(line: Line, sheet: Sheet, furniture: set[tuple[str, int]]) -> bool:
    if not _in_margin(line, sheet):
        return False
    alone = len(line.runs) == 1 and _NUMBER.fullmatch(line.text) is not None
    return alone or (_mark(line) in furniture and len(line.runs) < 4)


def _parts(
    sheet: Sheet, body: Sequence[Line], last: _Chain | None
) -> list[Line | Grid | Region | Picture]:
    """A page's tables, lines and pictures from the top down."""
    found = list(regions(sheet, body))
    if last is not None and last.columns and last.pages[-1] == sheet.number - 1:
        found = _with_carried(sheet, body, found, last.columns)
    grids = list(sheet.grids)
    if last is not None and last.columns and last.pages[-1] == sheet.number - 1 and grids:
        whole = _as_region(grids[0], sheet, last.columns)
        if whole is not None and not any(line.top < grids[0].box.top for line in body):
            grids, found = grids[1:], [whole, *found]
    used = {line for one in found for line in one.lines}
    placed: list[tuple[float, Line | Grid | Region | Picture]] = []
    placed += [(line.top, line) for line in body if line not in used]
    placed += [(one.top, one) for one in found]
    placed += [(grid.box.top, grid) for grid in grids]
    placed += [(top, Picture(Place(page=sheet.number))) for top in sheet.pictures]
    return [part for _, part in sorted(placed, key=lambda pair: pair[0])]


def _with_carried(
    sheet: Sheet, body: Sequence[Line], found: list[Region], columns: Sequence[Column]
) -> list[Region]:
    """The page's regions, the first with the lines above it that carry on the page before."""
    rest = carried_over(sheet, body, columns)
    if rest is None or (found and found[0].lines[0] == body[0]):
        return found
    if not found or found[0].lines[0] not in rest.lines:
        return [rest, *found] if any(len(line.runs) > 1 for line in rest.lines) else found
    lines = dict.fromkeys((*rest.lines, *found[0].lines))
    return [region_of(sheet, list(lines)), *found[1:]]


def _goes_on(last: _Chain, part: Grid | Region, between: Sequence[Line], page: int) -> bool:
    """Whether a table carries on the one before: it stands first on the next page, and fits."""
    if last.pages[-1] != page - 1:
        return False
    before = last.parts[-1]
    for line in between:
        ends = line.page == last.pages[-1] and last.columns and _may_end(line, last.columns)
        known = _CONTINUED.search(line.text) or squeezed(line.text) in last.before
        if not (ends or known):
            return False
    if isinstance(part, Grid) and isinstance(before, Grid):
        return _alike(before, part) and not is_new(before.rows, part.rows)
    if isinstance(part, Region) and isinstance(before, Region):
        return not _begins_again(before, part) and _share_columns(last, part)
    return False


def _begins_again(before: Region, after: Region) -> bool:
    """Whether numbers begin again overleaf: that is another table."""
    last, next_ = (
        [int(text) for line in one.lines if (text := line.runs[0].text).isdecimal()]
        for one in (before, after)
    )
    return bool(last and next_) and next_[0] == 1


def _may_end(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line at the foot of a page may be a table's last: a group's title, say."""
    return (
        len(line.runs) == 1
        and len(columns_of(line.runs[0], columns)) == 1
        and _CAPTION.match(line.text) is None
        and not _END.search(line.text)
    )


def _absorbed(last: _Chain, between: Sequence[Line], sheet: Sheet) -> Sequence[Line]:
    """Take the lines at the foot of a page into the table that goes on overleaf."""
    part = last.parts[-1]
    known = [line for line in between if line.page == sheet.number]
    if not isinstance(part, Region) or not known:
        return []
    last.parts[-1] = region_of(sheet, [*part.lines, *known])
    return known


def _as_region(grid: Grid, sheet: Sheet, columns: Sequence[Column]) -> Region | None:
    """The end of a table without rules between its rows, if rules close it into few cells."""
    if not grid.lines or len(grid.edges) != len(columns) + 1:
        return None
    region = region_of(sheet, grid.lines)
    return replace(region, boundaries=(), uprights=tuple(map(round, grid.edges[1:-1])))


def _alike(before: Grid, after: Grid) -> bool:
    widths = [
        [b - a for a, b in zip(one.edges, one.edges[1:], strict=False)] for one in (before, after)
    ]
    return len(widths[0]) == len(widths[1]) and all(
        abs(a - b) <= _SHIFTED for a, b in zip(*widths, strict=True)
    )


def _share_columns(last: _Chain, part: Region) -> bool:
    """Whether the lines of both have the same columns together as they have each."""
    lines = [line for one in last.parts if isinstance(one, Region) for line in one.narrow]
    together = learn([*lines, *part.narrow])
    own = learn(part.narrow) if part.evidence >= _LEAST_LINES else []
    if len(together) != max(len(last.columns), len(own)):
        return False
    last.columns = together
    return True


def _blocks(
    items: Sequence[tuple[int, Item]], sheets: Sequence[Sheet], budget: Budget
) -> tuple[list[Block], list[Message]]:
    blocks: list[Block] = []
    doubts: list[Message] = []
    text: list[Line] = []
    rights = {
        sheet.number: max((line.runs[-1].x1 for line in sheet.lines), default=0.0)
        for sheet in sheets
    }
    for _, item in [*items, (0, Picture())]:
        if isinstance(item, Line):
            text.append(item)
            continue
        if isinstance(item, _Chain) and _is_thin(item):
            text += [line for part in item.parts if isinstance(part, Region) for line in part.lines]
            continue
        blocks += _paragraphs(text, rights)
        text = []
        if isinstance(item, _Chain):
            table, found = _table(item, budget)
            blocks.append(table)
            doubts += found
        else:
            blocks.append(item)
    return blocks[:-1], doubts


def _is_thin(chain: _Chain) -> bool:
    """Whether there are too few lines that stand apart to speak of a table without rules."""
    parts = [part for part in chain.parts if isinstance(part, Region)]
    return bool(parts) and sum(part.evidence for part in parts) < _LEAST_LINES


def _table(chain: _Chain, budget: Budget) -> tuple[Table, list[Message]]:
    rows: list[Row] = []
    doubts: list[Message] = []
    for part, page in zip(chain.parts, chain.pages, strict=True):
        own = [row for row in _rows(part, chain, page) if any(c.text.strip() for c in row)]
        if isinstance(part, Region):
            budget.spend(sum(map(len, own)))
        rows, found = joined(rows, own)
        doubts += found
    loose = isinstance(chain.parts[0], Region)
    doubt = Message("its columns are told apart by blanks only") if loose else None
    return Table(tuple(rows), Place(page=chain.pages[0]), doubt=doubt), doubts


def _rows(part: Grid | Region, chain: _Chain, page: int) -> Sequence[Row]:
    if isinstance(part, Grid):
        return part.rows
    lines = [line for one in chain.parts if isinstance(one, Region) for line in one.narrow]
    uprights = {x for one in chain.parts if isinstance(one, Region) for x in one.uprights}
    columns = learn(lines, uprights)
    return rows_of(part.lines, columns, part.boundaries, Place(page=page))


def _paragraphs(lines: Sequence[Line], rights: dict[int, float]) -> Iterator[Paragraph]:
    """Lines of text as paragraphs: one goes on where it reaches the right edge."""
    texts: list[str] = []
    for index, line in enumerate(lines):
        texts.append(line.text)
        after = lines[index + 1] if index + 1 < len(lines) else None
        if after is None or not _runs_on(line, after, rights[line.page]):
            yield Paragraph(one_line("\n".join(texts)), Place(page=line.page))
            texts = []


def _runs_on(line: Line, after: Line, right: float) -> bool:
    """Whether a line goes on in the next: it reaches the right edge and ends no sentence."""
    height = line.bottom - line.top
    x0, x1 = line.runs[0].x0, line.runs[-1].x1
    full = x1 > right - 2 * height and x1 - x0 > 12 * height
    near = after.page == line.page and 0 < after.top - line.top < 2.5 * height
    return full and near and not _END.search(line.text)
