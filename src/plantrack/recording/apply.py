"""Keeping a plan file: what `init` and `record` do, from their options to what they say."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

from plantrack import files as save
from plantrack.checks.checks import scale_slipped, share_out_of_bounds
from plantrack.messages.errors import UNUSABLE, USAGE, Refusal
from plantrack.messages.harmless import visible
from plantrack.messages.message import N_, Message, Voice
from plantrack.plan.model import Plan
from plantrack.plan.wording import WORDS, signed
from plantrack.planfile.read import FILE_NAME, MAX_BYTES, embedded, find, read_bytes
from plantrack.recording.record import CannotRecord, Change, Entry, Problem, Recorded, record


@dataclass(frozen=True, slots=True)
class Asked:
    """What `record` was asked: one entry, or a batch file of them."""

    indicator: str | None
    year: str | None
    given: Mapping[str, str | None]
    batch: str | None = None


def recorded(file: str | None, asked: Asked) -> Recorded:
    """Record what was asked in the plan file.

    Raises:
        Refusal: an entry is wrong, or the file cannot be written; nothing was written then.
        PlanFileError: the file is not a valid plan file.
    """
    path = _own_file(file)
    read_bytes(str(path), path)  # says what is wrong with the file before its folder is opened
    entries = _entries(asked)
    with save.locked(path) as real:
        content = read_bytes(str(path), real)
        found = _recorded(content, path, entries, asked.batch)
        if found.content != content:
            save.replace(real, content, found.content)
    return found


def rehearsed(file: str | None, asked: Asked, *, to_screen: bool) -> tuple[Recorded, str]:
    """What recording would come to, and the difference it would make; nothing is written.

    For a screen, control characters in the file are shown instead of obeyed.

    Raises:
        Refusal, PlanFileError: as `recorded`.
    """
    path = _own_file(file)
    content = read_bytes(str(path), path)
    found = _recorded(content, path, _entries(asked), asked.batch)
    lines = _difference(content, found.content, path)
    shown = (f"{visible(line[:-1])}\n" for line in lines) if to_screen else lines
    return found, "".join(shown)


def _own_file(file: str | None) -> Path:
    """The user's plan file; never standard input, never the plan that comes with plantrack."""
    if file == "-":
        raise Refusal(Message("standard input cannot be recorded in; name a file"), USAGE)
    path = Path(file) if file else find()
    if save.resolved(path) == embedded().resolve():
        message = Message(
            "the plan that comes with plantrack is never changed; "
            "make a copy of your own first: plantrack init --from-example"
        )
        raise Refusal(message, USAGE)
    return path


def _entries(asked: Asked) -> Sequence[Entry]:
    figures = {key: value for key, value in asked.given.items() if value is not None}
    if asked.batch is None:
        if asked.indicator is None or asked.year is None:
            raise Refusal(Message("name an indicator and --year, or a file with --batch"), USAGE)
        return [Entry(asked.indicator, asked.year, figures)]
    if asked.indicator is not None or asked.year is not None or figures:
        raise Refusal(Message("--batch stands alone: its rows say what to record"), USAGE)
    from plantrack.recording.batch import entries

    try:
        return entries(_batch_content(asked.batch))
    except CannotRecord as error:
        raise _refused(error.problems, asked.batch) from None


def _batch_content(batch: str) -> bytes:
    try:
        if batch == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1) if sys.stdin else b""
        else:
            with Path(batch).open("rb") as stream:
                content = stream.read(MAX_BYTES + 1)
    except OSError as error:
        message = Message("cannot read {file}: {why}", file=batch, why=error.strerror)
        raise Refusal(message, UNUSABLE) from None
    if len(content) > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise Refusal(Message("the file is larger than {n} MiB", n=limit), UNUSABLE)
    return content


def _recorded(content: bytes, path: Path, entries: Sequence[Entry], batch: str | None) -> Recorded:
    try:
        return record(content, str(path), entries)
    except CannotRecord as error:
        raise _refused(error.problems, batch) from None


def _refused(problems: Sequence[Problem], batch: str | None) -> Refusal:
    """All that is wrong with the entries, each with its line where they come from a batch."""
    name = "<stdin>" if batch == "-" else batch
    messages = [
        Message("{file}:{line}: {what}", file=name, line=problem.line, what=problem.message)
        if name and problem.line
        else problem.message
        for problem in sorted(problems, key=lambda problem: problem.line)
    ]
    first, *more = messages
    return Refusal(first, USAGE, tuple(more), placed=bool(name))


def _difference(old: bytes, new: bytes, path: Path) -> Iterator[str]:
    """A unified diff that `patch` takes."""
    before, after = (_lines(content) for content in (old, new))
    for line in unified_diff(before, after, str(path), str(path)):
        if line.endswith("\n"):
            yield line
        else:
            yield from (f"{line}\n", "\\ No newline at end of file\n")


def _lines(content: bytes) -> list[str]:
    pieces = content.decode().split("\n")
    return [f"{piece}\n" for piece in pieces[:-1]] + ([pieces[-1]] if pieces[-1] else [])


def told(changes: Iterable[Change], voice: Voice) -> Iterator[str]:
    """What changed and what it means, a line each."""
    for change in changes:
        yield visible(_meaning(change, voice))
        for key, (before, after) in change.values.items():
            yield visible(f"  {key}: {after if before is None else f'{before} → {after}'}")
        if not change.values:
            yield f"  {voice.say('nothing to change: it stands so already')}"


def hinted(changes: Iterable[Change], voice: Voice) -> Iterator[str]:
    """What the recorded figures leave to be done."""
    for change in changes:
        what = f"{change.indicator.ordinal or change.indicator.id} {change.after.figures.year}"
        for hint in (*_doubts(change), *_hints(change)):
            yield f"{what}: {hint.said(voice.translate)}"


def _doubts(change: Change) -> Iterator[Message]:
    """What `check` would say of the figures alone, while whoever typed them is still there."""
    alone = Plan("", change.indicator.name, "", (change.indicator,))
    for remark in (*scale_slipped(alone), *share_out_of_bounds(alone)):
        if remark.path[-2] == str(change.after.figures.year) and remark.path[-1] in change.values:
            yield remark.message


def _hints(change: Change) -> Iterator[Message]:
    figures, judged = change.after.figures, change.after.judged
    if judged.status == "missed" and not (figures.reason or figures.note):
        yield Message("no reason is recorded for the miss; add it with --reason")
    if judged.status == "undetermined" and figures.outcome is None and figures.actual:
        yield Message("the figures do not decide; say what the source says with --outcome")
    if judged.contradicts:
        yield Message("the stated outcome contradicts the figures, and the figures decide")
    if change.source_widened:
        template = N_(
            "the source “{id}” now stands for the new figure too; name another with --source"
        )
        yield Message(template, id=change.source_widened)
    for language in change.untouched:
        yield Message("the reason in “{language}” still says what it said", language=language)


_MEANINGS = {
    (True, True, True): N_("{indicator} {year}: {status}, {actual} of {plan}, {gap}"),
    (True, True, False): N_("{indicator} {year}: {status}, {actual} of {plan}"),
    (True, False, False): N_("{indicator} {year}: {status}, plan {plan}"),
    (False, True, False): N_("{indicator} {year}: {status}, actual {actual}"),
    (False, False, False): N_("{indicator} {year}: {status}"),
}


def _meaning(change: Change, voice: Voice) -> str:
    figures, judged = change.after.figures, change.after.judged
    plan, actual, gap = figures.plan, figures.actual, judged.gap
    name = figures.name.in_language(voice.language)
    before, after = (
        voice.say(WORDS[state.judged.status.value]) for state in (change.before, change.after)
    )
    return voice.say(
        _MEANINGS[bool(plan), bool(actual), gap is not None],
        indicator=f"{change.indicator.ordinal} {name}".strip(),
        year=figures.year,
        status=after if before == after else f"{before} → {after}",
        actual=actual.text if actual else "",
        plan=plan.text if plan else "",
        gap="" if gap is None else signed(gap),
    )


def begun(
    file: str, title: str | None, language: str | None, year: int | None, voice: Voice
) -> Path:
    """Write a new plan file that shows every feature once, for `year` or else the current one.

    Raises:
        Refusal: something of that name is there, it cannot be written, or no language is so called.
    """
    import datetime

    from plantrack.planfile.schema import LANGUAGE
    from plantrack.planfile.starter import starter

    chosen = language or voice.language or "en"
    if not LANGUAGE.fullmatch(chosen):
        raise Refusal(Message("“{key}” is not a language code such as zh or en", key=chosen), USAGE)
    path = _new_path(file)
    text = starter(chosen, title, year or datetime.date.today().year)
    save.create(path, text.encode())
    return path


def copied(file: str) -> Path:
    """Write a copy of the plan that comes with plantrack.

    Raises:
        Refusal: something of that name is there, or it cannot be written.
    """
    path = _new_path(file)
    save.create(path, embedded().read_bytes())
    return path


def _new_path(file: str) -> Path:
    path = Path(file)
    return path / FILE_NAME if path.is_dir() else path


def next_steps(path: Path, voice: Voice, *, example: bool) -> Iterator[str]:
    """What to do with a new plan file, as commands to copy."""
    yield voice.say("wrote {file}", file=visible(str(path)))
    if not example:
        yield voice.say("put your own indicators in the place of the examples; then try:")
    option = "" if path == Path(FILE_NAME) else f" --file {shlex.quote(str(path))}"
    figures = "20 --year 2022 --actual 55" if example else "1 --year YEAR --actual FIGURE"
    for command in ("check", "status", f"record {figures}"):
        yield visible(f"  plantrack {command}{option}")
