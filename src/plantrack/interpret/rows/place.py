"""Where one row belongs: whether it is a whole indicator or a part, and of which."""

from __future__ import annotations

from typing import NamedTuple

from plantrack.documents.text import one_line, squeezed
from plantrack.interpret.cells import Asked, read_cell
from plantrack.interpret.doubt import Doubt, DoubtCode
from plantrack.interpret.headers import Role
from plantrack.interpret.labels import numbered_name
from plantrack.interpret.rows.entry import RowEntry, RowKind, RowLabel
from plantrack.interpret.rows.habits import Habits
from plantrack.interpret.rows.label import LabelledRow
from plantrack.interpret.rows.numbering import is_part_label
from plantrack.interpret.sheet import Sheet
from plantrack.messages.message import Message

_DASHES = ("——", "--", "—", "–", "：", ":", " - ")


class Above(NamedTuple):
    """What stands above a row: the last whole indicator, and how far its name was set in.

    `parts_begun` says that parts of it stand between.
    """

    whole: RowEntry | None = None
    indent: int = 0
    parts_begun: bool = False


class Placed(NamedTuple):
    """An indicator in its place, with what stands above the next row.

    `whole` is one without a row of its own that comes before it, or before `first_part`, which is
    the indicator above where it has turned out to be the first part.
    """

    entry: RowEntry
    label: RowLabel
    above: Above
    whole: RowEntry | None = None
    first_part: RowEntry | None = None
    doubt: Doubt | None = None


def place(
    entry: RowEntry, labelled: LabelledRow, above: Above, sheet: Sheet, habits: Habits
) -> Placed:
    """The entry, with what it is a part of: the last whole indicator above, or none."""
    assert labelled.name is not None
    indent, is_marked = labelled.name.indent, labelled.name.is_marked
    if labelled.name.group is not None:
        return _under_group(entry, labelled, above, sheet)
    why = labelled.label.why if is_marked else _why_below(entry, indent, above, sheet, habits)
    whole = above.whole
    if why is not None and whole is not None and entry.section == whole.section:
        below = above._replace(parts_begun=is_marked or above.parts_begun, indent=indent)
        return Placed(_part_of(entry, whole), RowLabel(RowKind.PART, why), below)
    if entry.number is not None and whole is not None and entry.number == whole.number:
        return _under_same_number(entry, whole, above, sheet)
    said = Message(
        "“{name}” follows a part of an indicator and is taken for a whole one", name=entry.name
    )
    unsure = above.parts_begun and not sheet.is_numbered and entry.number is None
    doubt = Doubt(DoubtCode.PART, said, entry.spot) if unsure else None
    return Placed(entry, _label_of_whole(entry), Above(entry, indent), doubt=doubt)


def _label_of_whole(entry: RowEntry) -> RowLabel:
    if entry.number is None:
        return RowLabel(RowKind.INDICATOR, Message("it has a name, and nothing makes it a part"))
    return RowLabel(RowKind.INDICATOR, Message("it has number {n}", n=entry.number))


def _part_of(entry: RowEntry, whole: RowEntry) -> RowEntry:
    return entry._replace(parent=whole.key, number=None, section=None)


def _why_below(
    entry: RowEntry, indent: int, above: Above, sheet: Sheet, habits: Habits
) -> Message | None:
    """Why a row without a number of its own is a part; ``None`` if it is none."""
    if entry.number is not None:
        return None
    if not sheet.is_numbered:
        deeper = above.parts_begun and indent >= above.indent and indent > 0
        return Message("it is set in as the part above it is") if deeper else None
    if not entry.label:
        return Message("no number stands before it")
    if entry.rows[0].cells[sheet.layout.of(Role.NUMBER)[0].index].down:
        return Message("its number is merged with that of the row above")
    if habits.chinese_tops or is_part_label(entry.label, above.whole):
        return Message("“{label}” numbers a part", label=entry.label)
    return None


def _under_group(entry: RowEntry, labelled: LabelledRow, above: Above, sheet: Sheet) -> Placed:
    """“总值 | 增速”: a row whose name stands in two columns is a part of the wider name."""
    assert labelled.name is not None
    assert labelled.name.group is not None
    number, title = entry.number, one_line(labelled.name.group.text)
    if not sheet.is_numbered:
        number, title = numbered_name(title)
    whole = above.whole
    if whole is not None and squeezed(whole.name) == squeezed(title):
        return Placed(_part_of(entry, whole), labelled.label, above)
    whole = RowEntry(title, entry.spot, entry.key + 1, number=number, section=entry.section)
    said = Message(
        "“{name}” is kept as an indicator without figures above its parts", name=whole.name
    )
    return Placed(
        _part_of(entry, whole), labelled.label, above._replace(whole=whole), whole,
        doubt=Doubt(DoubtCode.GROUP, said, entry.spot),
    )  # fmt: skip


def _under_same_number(entry: RowEntry, whole: RowEntry, above: Above, sheet: Sheet) -> Placed:
    """Two rows with one number are two parts of it: “10. 人员——医师”, “10. 人员——护士”."""
    number, made, first = entry.number, None, None
    if _has_figures(whole, sheet):
        shared, mine, theirs = shared_start(whole.name, entry.name)
        if shared:
            made = RowEntry(
                shared, whole.spot, entry.key + 1, whole.number,
                kind=whole.kind, section=whole.section,
            )  # fmt: skip
            first = _part_of(whole, made)._replace(name=mine)
            entry = entry._replace(name=theirs)
    elif entry.name.startswith(whole.name):
        entry = entry._replace(name=_behind(whole.name, entry.name))
    said = Message(
        "number {n} stands on two rows: “{name}” is kept as a part of it",
        n=number, name=entry.name,
    )  # fmt: skip
    label = RowLabel(RowKind.PART, Message("number {n} is that of the row above too", n=number))
    return Placed(
        _part_of(entry, made or whole), label, above._replace(whole=made or whole), made, first,
        Doubt(DoubtCode.SAME_NUMBER, said, entry.spot),
    )  # fmt: skip


def _behind(whole: str, name: str) -> str:
    """What a name says behind that of the whole."""
    return name[len(whole) :].lstrip("—–-:： ") or name


def _has_figures(entry: RowEntry, sheet: Sheet) -> bool:
    asked = Asked(values=dict(sheet.options.values))
    cells = (cell for row in entry.rows for cell in sheet.figure_cells(row.cells))
    return any(read_cell(cell.text, asked).text is not None for cell in cells)


def shared_start(first: str, second: str) -> tuple[str, str, str]:
    """What two names share before a dash or colon, "" if nothing, and the rest of each."""
    for dash in _DASHES:
        one, found, mine = first.partition(dash)
        two, also, theirs = second.partition(dash)
        if found and also and one.strip() == two.strip() and mine.strip() and theirs.strip():
            return one.strip(), mine.strip(), theirs.strip()
    return "", first, second
