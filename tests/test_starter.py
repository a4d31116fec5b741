"""What `init` writes: a plan without a doubt in it that shows every feature, and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from plantrack.checks.examine import examine
from plantrack.plan.assess import Status, assess
from plantrack.plan.model import Direction, Kind, Plan
from plantrack.plan.quantity import Form
from plantrack.planfile.read import embedded, parse
from plantrack.planfile.starter import starter


@pytest.mark.parametrize("language", ["zh", "en", "fr", "zh-Hant", "en-GB"])
@pytest.mark.parametrize("year", [1901, 2026, 2199])
def test_a_new_plan_has_no_findings(language: str, year: int) -> None:
    text = starter(language, 'A "title" \\ 题', year)
    assert examine(text.encode(), "f") == []
    plan = parse(text.encode(), "f")
    assert plan.language == language
    assert plan.title.translations == {language: 'A "title" \\ 题'}
    assert plan.years == (year - 1, year)


def features(plan: Plan) -> set[str]:
    """What a plan shows, by the names of the issue."""
    figures = [(one, f) for one in plan.indicators for f in one.years.values()]
    found = {f.plan.form.value for _, f in figures if f.plan}
    found |= {one.kind.value for one in plan.indicators if one.kind}
    found |= {one.direction.value for one in plan.indicators}
    found |= {assess(f, one.direction).status.value for one, f in figures}
    found |= {"section" for one in plan.indicators if one.section}
    found |= {"sub-indicator" for one in plan.indicators if one.is_sub_indicator}
    for name in ("outcome", "reason", "series_break", "restated"):
        found |= {name for _, f in figures if getattr(f, name)}
    return found | {"translation" for s in plan.sections if len(s.title.translations) > 1}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_feature_is_shown(language: str) -> None:
    wanted = {*Form, *Kind, *Direction, "section", "sub-indicator", "translation"}
    wanted |= {"outcome", "reason", "series_break", "restated"}
    wanted |= {Status.EXCEEDED, Status.MET, Status.MISSED, Status.PENDING}
    assert features(parse(starter(language, None, 2026).encode(), "f")) == {str(w) for w in wanted}


def test_the_command(plantrack: Run, tmp_path: Path) -> None:
    done = plantrack("init", "--title", "我的计划", "--language", "zh", "--year", "2023")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("wrote plantrack.toml\n")
    path = tmp_path / "plantrack.toml"
    assert path.read_text(encoding="utf-8") == starter("zh", "我的计划", 2023)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask()
    for command in [line.split()[1:] for line in done.stdout.splitlines() if line[:2] == "  "]:
        if "record" not in command:
            assert plantrack(*command).returncode == 0


def umask() -> int:
    import os

    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_the_language_follows_the_reader(plantrack: Run, tmp_path: Path) -> None:
    assert plantrack("init", LANG="zh_CN.UTF-8").stdout.startswith("已写入 plantrack.toml\n")
    assert 'language = "zh"' in (tmp_path / "plantrack.toml").read_text(encoding="utf-8")


def test_the_example(plantrack: Run, tmp_path: Path) -> None:
    done = plantrack("init", "my plan.toml", "--from-example")
    assert "plantrack status --file 'my plan.toml'" in done.stdout
    assert (tmp_path / "my plan.toml").read_bytes() == embedded().read_bytes()


def test_into_a_folder(plantrack: Run, tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    assert plantrack("init", "d").stdout.startswith("wrote d/plantrack.toml\n")
    assert (tmp_path / "d" / "plantrack.toml").is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("taken.toml",), 3, "it is there already, and is never overwritten"),
        (("taken.toml", "--from-example"), 3, "never overwritten"),
        (("no/such/folder.toml",), 3, "there is no such folder"),
        (("--language", "Klingon!"), 2, "not a language code"),
        (("--year", "26"), 2, "not a year"),
        (("--from-example", "--title", "x"), 2, "takes no option"),
    ],
)
def test_refusals(
    plantrack: Run, tmp_path: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    (tmp_path / "taken.toml").write_text("mine", encoding="utf-8")
    done = plantrack("init", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert said in done.stderr
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("taken.toml", "mine")]
