"""Markdown, HTML, CSV and SARIF as their own readers take them: no more in them than was meant."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Run

from plantrack.messages.harmless import visible
from plantrack.render.markdown import _paragraph
from plantrack.render.separated import no_formula

TEXTS = (
    "a@b.co", "write to a.b+c@d-e.co.uk, now", "@everyone", "a @ b", "x@y@z.co", "mailto:a@b.co",
    "xmpp:a@b.co/x", "www.x.y", "http://x.y", "HTTPS://x.y/z?a=b&c", "ftp://x.y", "<https://x.y>",
    "<a@b.co>", "- item", "+ item", "* item", "1. item", "1) item", "2021. year", "---", "- - -",
    "***", "===", "___", ":-:", "# heading", "> quote", "    code", "\tcode", "```", "~~~", "~~s~~",
    "`code`", "``a@b.co``", "a@b.co`x`", "*a@b.co*", "**b** _i_ __b__", "[x](y)", "![x](y)",
    "[x]: y", "[^1]", "[^1]: note", "- [ ] task", "[x][y]", "<b>x</b>", "<!-- x -->",
    "<script>x</script>",
    "<?x?>", "<![CDATA[x]]>", "&amp; &#64; &copy;", "a&#64;b.co", "\\@a \\* \\", "a\\", "a|b",
    "| a |", "$x$ $$y$$", "a_b_c", "~a~ ^b^ ==c==", "a  \nb", "a\\\nb", "1.5 point", "99", ": term",
    "% title", "{#id .class}", "{{ x }}", "a\u3000b", "http\\://x.y", "www\u2028.x.y",
    "x\r- item", "x\n---",
)  # fmt: skip
EXTENSIONS = ("autolink", "table", "strikethrough", "tasklist", "footnotes")


class Elements(HTMLParser):
    """The elements of a page and the text of each paragraph, cell and heading."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.texts: list[str] = [""]
        self.attributes: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "code":
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        self.texts[-1] += data

    def handle_comment(self, data: str) -> None:
        self.elements.add("comment")


def gfm(markdown: str) -> Elements:
    """What a real reader of GitHub's Markdown makes of it."""
    command = shutil.which("cmark-gfm")
    if command is None:
        pytest.skip("cmark-gfm is not on this machine")
    options = [part for one in EXTENSIONS for part in ("-e", one)]
    done = subprocess.run(
        [command, *options], input=markdown, capture_output=True, encoding="utf-8", check=True
    )
    return Elements(done.stdout)


def meant(text: str) -> str:
    return " ".join(visible(text).replace("\u3000", "　").split(" ")).strip()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_a_paragraph_of_markdown_whatever_it_says(text: str) -> None:
    page = gfm(f"before\n\n{_paragraph(text)}\n\nafter\n")
    assert page.elements <= {"p", "code"}
    paragraphs = [" ".join(one.split()) for one in page.texts if one.strip()]
    assert paragraphs == ["before", " ".join(visible(text).split()), "after"]


def plan_of(texts: tuple[str, ...]) -> str:
    """A plan file that says each of the texts wherever a text can stand."""
    lines = ['format = 1\nplan = { id = "x", language = "en", title = "- item" }']
    for number, text in enumerate(texts, 1):
        written = json.dumps(text)
        lines.append(f"[sections.s{number}]\ntitle = {written}\n[indicators.i{number}]")
        lines.append(
            f'number = {number}\nsection = "s{number}"\nname = {written}\nunit = {written}'
        )
        lines.append(f"[indicators.i{number}.years]")
        lines.append(f'2021 = {{ plan = 5, actual = 4, reason = {written}, outcome = "met" }}')
    return "\n".join(lines)


@pytest.mark.parametrize("query", ["status", "missed", "list", "show i1 i2"])
@pytest.mark.parametrize("header", [(), ("--no-header",)])
def test_an_answer_in_markdown_holds_one_table_and_paragraphs(
    plantrack: Run, tmp_path: Path, query: str, header: tuple[str, ...]
) -> None:
    (tmp_path / "plantrack.toml").write_text(plan_of(TEXTS), "utf-8")
    said = plantrack(*query.split(), "--format", "markdown", *header).stdout
    page = gfm(said)
    table = {"table", "thead", "tbody", "tr", "th", "td"}
    assert page.elements <= {"p", "code", "strong"} | (set() if header else table)
    assert page.attributes <= {"align"}
    if not header and query != "show i1 i2":
        cells = {" ".join(one.split()) for one in page.texts}
        assert {" ".join(visible(text).split()) for text in TEXTS} <= cells


def test_rows_that_look_like_rules_make_no_table(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "plantrack.toml").write_text(plan_of(("a", "---", " :-: ", "a")), "utf-8")
    options = ("--no-header", "--columns", "name,unit", "--format", "markdown")
    assert gfm(plantrack("list", *options).stdout).elements <= {"p", "strong"}


@pytest.mark.parametrize("query", ["status", "missed", "list", "show i1 i2"])
def test_an_answer_in_html_holds_what_was_meant(plantrack: Run, tmp_path: Path, query: str) -> None:
    (tmp_path / "plantrack.toml").write_text(plan_of(TEXTS), "utf-8")
    page = Elements(plantrack(*query.split(), "--format", "html").stdout)
    own = {"html", "meta", "title", "style", "h1", "p", "table", "tr", "th", "td", "footer"}
    assert page.elements <= own
    assert page.attributes <= {"lang", "charset", "name", "content", "class", "colspan"}
    if query == "list":
        assert {visible(text) for text in TEXTS} <= set(page.texts)


FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "＝1+1", "＋1+1", "－1+1", "＠x", "﹦1", "⁺1+1", " =1",
    "\t=1", "\r=1", "\n=1", "\u3000=1", "\u2028=1", '"=1', "'=1", '" =1', "-4 pp",
    "--1", "=", "-4.5-3",
)  # fmt: skip
NUMBERS = (
    "-4",
    "+4.5",
    "-1,230",
    "-4%",
    "－4",
    "-4 %",
    "+8左右",
    "-3以下",
    "2-3",
    "a=b",
    "a@b",
    "",
)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_spreadsheet_takes_no_text_for_a_formula(text: str) -> None:
    assert no_formula(visible(text)) == f"'{visible(text)}"
    within = no_formula(f"a;{visible(text)}")
    assert within.startswith("a;'") or re.match(r"a; ?-4 pp", within)


@pytest.mark.parametrize("text", NUMBERS)
def test_numbers_stay_numbers(text: str) -> None:
    assert no_formula(text) == text
    assert no_formula(f"a; {text}; b") == f"a; {text}; b"


def test_semicolons_begin_no_cell_with_a_formula() -> None:
    assert no_formula("a;-2+3+cmd|' /C calc'!A0") == "a;'-2+3+cmd|' /C calc'!A0"
    assert no_formula("x; -3 is less; =y") == "x; -3 is less;' =y"


@pytest.mark.parametrize("format_", ["csv", "tsv"])
def test_no_cell_of_a_sheet_is_a_formula(plantrack: Run, tmp_path: Path, format_: str) -> None:
    (tmp_path / "plantrack.toml").write_text(plan_of(FORMULAS), "utf-8")
    said = plantrack("status", "--format", format_).stdout
    rows = list(csv.reader(io.StringIO(said), delimiter="," if format_ == "csv" else "\t"))
    names = [row[rows[0].index("name")] for row in rows[1:]]
    assert names == [f"'{visible(text)}" for text in FORMULAS]
    assert {row[rows[0].index("gap")] for row in rows[1:]} == {"-1"}


MESSAGES = {
    "[text](1)": r"[text\](1)",
    r"[text\](1)": r"[text\\\](1)",
    "{0} {a} { b": "{{0} {a} { b",
    "[a] (b)": "[a] (b)",
}


@pytest.mark.parametrize("text", MESSAGES)
def test_a_message_of_sarif_has_no_links_and_nothing_to_fill_in(
    plantrack: Run, tmp_path: Path, text: str
) -> None:
    (tmp_path / "plan.toml").write_text(f"format = 1\n{json.dumps(text)} = 1\n", "utf-8")
    said = json.loads(plantrack("check", "plan.toml", "--format", "sarif").stdout)
    messages = [one["message"]["text"] for one in said["runs"][0]["results"]]
    assert any(MESSAGES[text] in one for one in messages), messages
    assert not any(re.search(r"(?<!\\)(\\\\)*\]\(", one) for one in messages)


def test_many_backslashes_are_escaped_in_one_pass() -> None:
    from plantrack.checks.report import _plain

    assert _plain("\\" * 200_000).count("\\") == 200_000
    assert _plain("](" * 50_000).count("\\") == 50_000


def test_annotations_stay_one_line_each_whatever_a_file_is_called(
    plantrack: Run, tmp_path: Path
) -> None:
    name = "a,line=1::error title=x::y%0A%\n.toml"
    (tmp_path / name).write_text("format = 1\nx = 1\n", "utf-8")
    done = plantrack("check", name, "--format", "github")
    for line in done.stdout.splitlines():
        order, said = re.fullmatch(r"::(?:error|warning) (.*?)::(.*)", line).groups()  # type: ignore[union-attr]
        assert order.startswith("file=a%2Cline=1%3A %3Aerror title=x%3A%3Ay%250A%25 .toml,")
        assert "::" not in said
