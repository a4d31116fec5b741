"""What one cell of figures says, at the edges of what is read."""

from __future__ import annotations

from test_import_misread import ENGLISH, HEAD, SPEAK, indicators, read, said, table

from plantrack.documents.document import Cell, Document, Table
from plantrack.importing.run import imported, wishes
from plantrack.interpret.cells import Asked, read_cell, without_marks
from plantrack.interpret.figure_words import LONGEST_CELL, worded
from plantrack.interpret.labels import is_code


def test_a_cell_with_words_is_read_up_to_a_length() -> None:
    longest = "预计" * ((LONGEST_CELL - 2) // 2) + "90"
    assert len(longest) == LONGEST_CELL
    found = worded(longest)
    assert found is not None and found.figure == "90"
    assert worded(f"预计{longest}") is None
    assert worded(f"{'预计' * 5}达") is None


def test_footnote_marks_before_and_behind_a_figure() -> None:
    assert without_marks("*95") == ("95", "*")
    assert without_marks("† 95") == ("95", "†")
    assert without_marks("[注1] 95") == ("95", "[注1]")
    assert without_marks("95[注1]") == ("95", "[注1]")
    assert without_marks("95 ①②") == ("95", "①②")
    assert without_marks("*完成") == ("*完成", "")
    assert without_marks("***") == ("***", "")
    assert without_marks("[注1]") == ("[注1]", "")
    assert without_marks("注1") == ("注1", "")
    assert without_marks("") == ("", "")


def test_words_by_the_users_answer_keep_the_whole_cell() -> None:
    answers = Asked(values={"完成*3项工程": "words"})
    found = read_cell("完成*3 项工程", answers)
    assert (found.text, found.readable, found.problem) == ("完成*3 项工程", False, None)
    marked = read_cell("*3 项和 4 项", Asked(values={"*3项和4项": "words"}))
    assert (marked.text, marked.readable, marked.problem) == ("*3 项和 4 项", False, None)


def test_a_code_has_a_bounded_length() -> None:
    assert not is_code("")
    assert is_code("CS01")
    assert is_code("1.1.1")
    assert len("abcdef.1234567.abcd.abcd") == 24
    assert is_code("abcdef.1234567.abcd.abcd")
    assert not is_code("abcdef.12345678.abcd.abcd")


def test_a_section_whose_rows_are_elsewhere_is_not_counted() -> None:
    """A heading with a count and no row under it, as at the end of a page, is no shortfall."""

    def across(title: str) -> tuple[Cell, ...]:
        return (Cell(title), *[Cell(title, across=True)] * 4)

    rows = table([HEAD, ["1", "收入", "元", "5", "6"]]).rows
    whole = Table((rows[0], across("一、经济发展（1项）"), rows[1], across("二、民生（7项）")))
    done = imported([Document("a.md", (whole,))], wishes((), (), None), SPEAK)
    assert said(done, "count") == []


def test_a_bound_tells_the_direction_before_the_name_does() -> None:
    rows = [ENGLISH, ["Complaints received", "≥5", "6"], ["Complaints upheld", "5", "6"]]
    found = indicators(read(rows))
    assert "direction" not in found["Complaints received"]  # up, as where nothing is said
    assert found["Complaints upheld"]["direction"] == "down"
