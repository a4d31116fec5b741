"""The codes of all findings: what each means, with an example that has it and one that has not.

An E is an error: the file cannot be used. A W is a warning: it can, but look again. Codes are
stable: one that is no longer used is not given to anything else.
"""

from __future__ import annotations

from dataclasses import dataclass

from plantrack.messages.message import N_
from plantrack.planfile.diagnostic import Severity

HEAD = """\
format = 1
plan = { id = "example", language = "en", title = { en = "An example", zh = "示例" } }
"""
"""What stands before every example that is part of a plan file."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code. Examples are parts of a plan file, or shell lines that begin with "$ "."""

    code: str
    title: str
    explanation: str
    wrong: str
    right: str

    @property
    def severity(self) -> Severity:
        return Severity.ERROR if self.code.startswith("E") else Severity.WARNING

    @property
    def in_shell(self) -> bool:
        """Whether the examples are shell lines, for what no part of a file can show."""
        return self.wrong.startswith("$ ")


_SHELL_RIGHT = "$ plantrack init plan.toml\n$ plantrack check plan.toml"

_ALL = (
    Code(
        "E001",
        N_("the file cannot be read"),
        N_("There is no such file, it is a folder, or you may not read it."),
        "$ plantrack check no-such-file.toml",
        _SHELL_RIGHT,
    ),
    Code(
        "E002",
        N_("the file is not UTF-8"),
        N_(
            "TOML is written in UTF-8. A file in another encoding, such as GBK, must be converted "
            "first; the place is that of the first byte that is not UTF-8."
        ),
        "$ plantrack init --language zh plan.toml\n"
        "$ iconv -f UTF-8 -t GB18030 plan.toml > gbk.toml\n$ plantrack check gbk.toml",
        "$ plantrack init --language zh plan.toml\n$ plantrack check plan.toml",
    ),
    Code(
        "E003",
        N_("the file is too large"),
        N_(
            "No plan is larger than 16 MiB or holds a million keys and values; it is some other "
            "file, or several plans in one."
        ),
        "$ head -c 17000000 /dev/zero > big.toml\n$ plantrack check big.toml",
        _SHELL_RIGHT,
    ),
    Code(
        "E004",
        N_("the file is empty"),
        N_("There is nothing in the file but blanks. plantrack init writes one to begin with."),
        "$ : > empty.toml\n$ plantrack check empty.toml",
        _SHELL_RIGHT,
    ),
    Code(
        "E101",
        N_("the file is not TOML"),
        N_(
            "The text breaks a rule of TOML itself, so nothing in it can be read. Only the first "
            "such place is shown. Texts and figures in words stand in quotes."
        ),
        '[indicators.air]\nname = "PM2.5"\n[indicators.air.years]\n2021 = { plan = <35 }\n',
        '[indicators.air]\nname = "PM2.5"\n[indicators.air.years]\n2021 = { plan = "<35" }\n',
    ),
    Code(
        "E102",
        N_("tables are nested too deeply"),
        N_(
            "Tables or arrays stand in one another hundreds of times, or a key has more than 64 "
            "parts; no plan file needs that."
        ),
        "$ (printf 'a = '; yes '[' | head -n 3000) > deep.toml\n$ plantrack check deep.toml",
        _SHELL_RIGHT,
    ),
    Code(
        "E201",
        N_("unknown key"),
        N_("The table has no such key. Mostly it is misspelt, or stands in the wrong table."),
        '[sections.life]\ntitel = "A good life"\ntitle = "A good life"\n\n'
        '[indicators.beds]\nname = "Beds"\nsection = "life"\n',
        '[sections.life]\ntitle = "A good life"\n\n'
        '[indicators.beds]\nname = "Beds"\nsection = "life"\n',
    ),
    Code(
        "E202",
        N_("a key is missing"),
        N_("The table must have this key: an indicator its name, a section or source its title."),
        "[indicators.beds]\nnumber = 1\n",
        '[indicators.beds]\nnumber = 1\nname = "Beds"\n',
    ),
    Code(
        "E203",
        N_("a value of another type is due"),
        N_(
            "A figure is a number or a text, a text is a string or a table of languages, and "
            "nothing is converted from one to the other."
        ),
        '[indicators.beds]\nnumber = "1"\nname = "Beds"\n',
        '[indicators.beds]\nnumber = 1\nname = "Beds"\n',
    ),
    Code(
        "E204",
        N_("not one of the words that may stand here"),
        N_("kind, direction and outcome take a few words each, in English in every language."),
        '[indicators.beds]\nname = "Beds"\nkind = "expected"\n',
        '[indicators.beds]\nname = "Beds"\nkind = "anticipatory"\n',
    ),
    Code(
        "E205",
        N_("not a figure that can be read"),
        N_(
            "The text has digits but is in no notation that plantrack knows, and is not guessed "
            'at. Words that begin with digits are written {{ text = "…" }}.'
        ),
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n2021 = { plan = "9O" }\n',
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n2021 = { plan = 90 }\n',
    ),
    Code(
        "E206",
        N_("not a year"),
        N_(
            "Figures stand under a year of four digits, from 1900 to 2199. Other spellings, as in "
            "full-width digits, are refused, so that one year never stands twice."
        ),
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n202 = { plan = 90 }\n',
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n2021 = { plan = 90 }\n',
    ),
    Code(
        "E207",
        N_("an empty text"),
        N_("A text or figure that is there must say something; leave the key out where none is."),
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n'
        '2021 = { plan = 90, actual = "" }\n',
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n2021 = { plan = 90 }\n',
    ),
    Code(
        "E208",
        N_("not an ID or a language code"),
        N_(
            "An ID is made of lower-case letters, digits and hyphens and begins with a letter; "
            "a language is a code such as zh or en."
        ),
        '[indicators.Beds]\nname = "Beds"\n',
        '[indicators.beds]\nname = "Beds"\n',
    ),
    Code(
        "E301",
        N_("a name that leads nowhere"),
        N_("section, parent, part_of and source name something that stands in the same file."),
        '[indicators.beds]\nname = "Beds"\nsection = "life"\n',
        '[sections.life]\ntitle = "A good life"\n\n'
        '[indicators.beds]\nname = "Beds"\nsection = "life"\n',
    ),
    Code(
        "E302",
        N_("a number that another indicator has"),
        N_("Indicators are called by their numbers, so each number stands once."),
        '[indicators.beds]\nnumber = 1\nname = "Beds"\n\n'
        '[indicators.jobs]\nnumber = 1\nname = "Jobs"\n',
        '[indicators.beds]\nnumber = 1\nname = "Beds"\n\n'
        '[indicators.jobs]\nnumber = 2\nname = "Jobs"\n',
    ),
    Code(
        "E303",
        N_("an indicator that is part of itself"),
        N_("Following parent from one to the next must come to an end, after 20 at the latest."),
        '[indicators.beds]\nname = "Beds"\nparent = "beds"\n',
        '[indicators.beds]\nname = "Beds"\n',
    ),
    Code(
        "E304",
        N_("a sub-indicator with a number"),
        N_("A sub-indicator is not counted and has no number; it is called 1.1, 1.2 and so on."),
        '[indicators.jobs]\nnumber = 1\nname = "Jobs"\n\n'
        '[indicators.urban-jobs]\nnumber = 2\nname = "Urban jobs"\nparent = "jobs"\n',
        '[indicators.jobs]\nnumber = 1\nname = "Jobs"\n\n'
        '[indicators.urban-jobs]\nname = "Urban jobs"\nparent = "jobs"\n',
    ),
    Code(
        "W401",
        N_("a target in words without an outcome"),
        N_(
            "Words cannot be compared, so the status stays undetermined until outcome says what "
            "the source says became of the target."
        ),
        '[indicators.energy]\nname = "Energy"\n[indicators.energy.years]\n'
        '2021 = { plan = "as assigned", actual = "as assigned" }\n',
        '[indicators.energy]\nname = "Energy"\n[indicators.energy.years]\n'
        '2021 = { plan = "as assigned", actual = "as assigned", outcome = "met" }\n',
    ),
    Code(
        "W402",
        N_("an outcome that the figures contradict"),
        N_(
            "The figures decide the status. Either one of them is mistyped, the direction is "
            "wrong, or the source contradicts itself."
        ),
        '[indicators.air]\nname = "PM2.5"\n[indicators.air.years]\n'
        '2021 = { plan = 35, actual = 34, outcome = "met" }\n',
        '[indicators.air]\nname = "PM2.5"\ndirection = "down"\n[indicators.air.years]\n'
        '2021 = { plan = 35, actual = 34, outcome = "met" }\n',
    ),
    Code(
        "W403",
        N_("a text that is nearly a figure"),
        N_(
            "A text is taken for words, although a figure seems to be in it: then it is never "
            "compared. Write the figure alone in one of the notations, or "
            '{{ text = "…" }} if these are words indeed.'
        ),
        '[indicators.grp]\nname = "GRP"\nunit = "%"\n[indicators.grp.years]\n'
        '2021 = { plan = "grow by some 8%" }\n',
        '[indicators.grp]\nname = "GRP"\nunit = "%"\n[indicators.grp.years]\n'
        '2021 = { plan = "about 8%" }\n',
    ),
    Code(
        "W404",
        N_("a share outside 0–100"),
        N_(
            "Name and unit say that the figure is a part of a whole in percent, and there is no "
            "such part. Growth and change are not shares."
        ),
        '[indicators.services]\nname = "Services\' share of GRP"\nunit = "%"\n'
        "[indicators.services.years]\n2021 = { plan = 370 }\n",
        '[indicators.services]\nname = "Services\' share of GRP"\nunit = "%"\n'
        "[indicators.services.years]\n2021 = { plan = 37.0 }\n",
    ),
    Code(
        "W405",
        N_("a sub-indicator larger than the whole"),
        N_(
            "A sub-indicator is a part (其中) of its parent, so in the same unit it cannot be "
            "more. Averages, rates and prices are left out."
        ),
        '[indicators.jobs]\nname = "Jobs"\nunit = "people"\n[indicators.jobs.years]\n'
        "2021 = { plan = 100 }\n\n"
        '[indicators.urban]\nname = "Urban jobs"\nunit = "people"\nparent = "jobs"\n'
        "[indicators.urban.years]\n2021 = { plan = 101 }\n",
        '[indicators.jobs]\nname = "Jobs"\nunit = "people"\n[indicators.jobs.years]\n'
        "2021 = { plan = 100 }\n\n"
        '[indicators.urban]\nname = "Urban jobs"\nunit = "people"\nparent = "jobs"\n'
        "[indicators.urban.years]\n2021 = { plan = 99 }\n",
    ),
    Code(
        "W406",
        N_("a figure ten, a hundred, … times the one before"),
        N_(
            "From one year to the next the figure is about 10, 100, 1,000, 10,000 or 100,000,000 "
            "times what it was, or that part of it: mostly a slip of the point, or of 万 and 亿. "
            "Growth rates are left out, and nothing is compared across a series_break."
        ),
        '[indicators.grp]\nname = "GRP"\nunit = "¥100 million"\n[indicators.grp.years]\n'
        "2021 = { plan = 820 }\n2022 = { plan = 9200000 }\n",
        '[indicators.grp]\nname = "GRP"\nunit = "¥100 million"\n[indicators.grp.years]\n'
        "2021 = { plan = 820 }\n2022 = { plan = 920 }\n",
    ),
    Code(
        "W407",
        N_("a restated figure that its own basis does not give"),
        N_(
            "The basis states a count and a whole, as 321 of 365 days, 365天中的321天 or 321/365; "
            "their share is not the restated figure, or the count is not the figure of that year. "
            "Mostly one of them was changed and the others were left."
        ),
        '[indicators.days]\nname = "Clean days"\nunit = "%"\n[indicators.days.years.2022]\n'
        'plan = 340\nunit = "days"\nseries_break = "In days"\n'
        'restated = { plan = 87.9, basis = "321 of 365 days" }\n',
        '[indicators.days]\nname = "Clean days"\nunit = "%"\n[indicators.days.years.2022]\n'
        'plan = 340\nunit = "days"\nseries_break = "In days"\n'
        'restated = { plan = 93.2, basis = "340 of 365 days" }\n',
    ),
    Code(
        "W501",
        N_("a miss without a reason"),
        N_(
            "The target was missed and the file does not say why. Give the reason of the source; "
            "where the source gives none, say that in a note."
        ),
        '[indicators.days]\nname = "Clean days"\n[indicators.days.years]\n'
        "2021 = { plan = 90, actual = 88 }\n",
        '[indicators.days]\nname = "Clean days"\n[indicators.days.years]\n'
        '2021 = { plan = 90, actual = 88, reason = "Sandstorms in spring" }\n',
    ),
    Code(
        "W502",
        N_("a reason on a target that was met"),
        N_(
            "A reason says why a target was missed, and this one was not. A figure may be "
            "mistyped, the direction wrong, or the reason be a remark, which is a note."
        ),
        '[indicators.days]\nname = "Clean days"\n[indicators.days.years]\n'
        '2021 = { plan = 90, actual = 91, reason = "Little sand" }\n',
        '[indicators.days]\nname = "Clean days"\n[indicators.days.years]\n'
        '2021 = { plan = 90, actual = 91, note = "Little sand" }\n',
    ),
    Code(
        "W503",
        N_("a reason copied unchanged"),
        N_(
            "The same words stand as the reason in another year or of another indicator: perhaps "
            "a line was copied and the reason left in."
        ),
        '[indicators.days]\nname = "Clean days"\n[indicators.days.years]\n'
        '2021 = { plan = 90, actual = 88, reason = "Sandstorms" }\n'
        '2022 = { plan = 90, actual = 89, reason = "Sandstorms" }\n',
        '[indicators.days]\nname = "Clean days"\n[indicators.days.years]\n'
        '2021 = { plan = 90, actual = 88, reason = "Sandstorms" }\n'
        '2022 = { plan = 90, actual = 89, reason = "Forest fires in May" }\n',
    ),
    Code(
        "W601",
        N_("a gap or a jump in the numbering"),
        N_(
            "Numbers are left out, or stand out of order: an indicator may have been forgotten. "
            "Numbers begin at 1 and follow the order of the file."
        ),
        '[indicators.beds]\nnumber = 1\nname = "Beds"\n\n'
        '[indicators.jobs]\nnumber = 3\nname = "Jobs"\n',
        '[indicators.beds]\nnumber = 1\nname = "Beds"\n\n'
        '[indicators.jobs]\nnumber = 2\nname = "Jobs"\n',
    ),
    Code(
        "W602",
        N_("a section nobody uses"),
        N_("No indicator stands in the section: it is left over, or an indicator lacks it."),
        '[sections.life]\ntitle = "A good life"\n\n[indicators.beds]\nname = "Beds"\n',
        '[sections.life]\ntitle = "A good life"\n\n'
        '[indicators.beds]\nname = "Beds"\nsection = "life"\n',
    ),
    Code(
        "W603",
        N_("a source nobody uses"),
        N_("No figure and no reason names the source, nor a part of it."),
        '[sources.report]\ntitle = "The report"\n\n[indicators.beds]\nname = "Beds"\n'
        "[indicators.beds.years]\n2021 = { plan = 90 }\n",
        '[sources.report]\ntitle = "The report"\n\n[indicators.beds]\nname = "Beds"\n'
        '[indicators.beds.years]\n2021 = { plan = 90, source = "report" }\n',
    ),
    Code(
        "W604",
        N_("another unit without a series break"),
        N_(
            "From this year on the unit is another, so the figures cannot be compared with those "
            "before; series_break says what changed."
        ),
        '[indicators.days]\nname = "Clean days"\nunit = "%"\n[indicators.days.years]\n'
        '2021 = { plan = 90 }\n2022 = { plan = 321, unit = "days" }\n',
        '[indicators.days]\nname = "Clean days"\nunit = "%"\n[indicators.days.years]\n'
        '2021 = { plan = 90 }\n2022 = { plan = 321, unit = "days", series_break = "In days" }\n',
    ),
    Code(
        "W605",
        N_("another name without a series break"),
        N_(
            "From this year on the name is another, and nothing says whether the same is counted. "
            "If it is, say so in a note; if it is not, in series_break."
        ),
        '[indicators.sales]\nname = "Total retail sales"\n[indicators.sales.years]\n'
        '2021 = { plan = 6 }\n2022 = { plan = 7, name = "Retail sales" }\n',
        '[indicators.sales]\nname = "Total retail sales"\n[indicators.sales.years]\n'
        '2021 = { plan = 6 }\n2022 = { plan = 7, name = "Retail sales", note = "Only renamed" }\n',
    ),
    Code(
        "W606",
        N_("a year far from all others"),
        N_(
            "The nearest other year of the file lies more than five years away, and more than "
            "twice as far as the others mostly lie apart: perhaps the year is mistyped. A note in "
            "that year says that it is meant."
        ),
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n'
        "2021 = { plan = 90 }\n2022 = { plan = 95 }\n2032 = { plan = 97 }\n",
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n'
        "2021 = { plan = 90 }\n2022 = { plan = 95 }\n2023 = { plan = 97 }\n",
    ),
    Code(
        "W701",
        N_("a year with targets for some indicators only"),
        N_(
            "Indicators that had a target in an earlier year have none in this one, in which "
            "others have. Add it; where an indicator was dropped, a note in that year says so."
        ),
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n'
        "2021 = { plan = 90 }\n2022 = { plan = 95 }\n\n"
        '[indicators.jobs]\nname = "Jobs"\n[indicators.jobs.years]\n2021 = { plan = 16 }\n',
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n'
        "2021 = { plan = 90 }\n2022 = { plan = 95 }\n\n"
        '[indicators.jobs]\nname = "Jobs"\n[indicators.jobs.years]\n2021 = { plan = 16 }\n'
        '2022 = { note = "Dropped from the plan" }\n',
    ),
    Code(
        "W702",
        N_("an actual for a year with no target"),
        N_(
            "Something came of it, but there is no target to hold it against: perhaps it stands "
            "in the wrong year. A note says why there is none. A year without any target, as a "
            "base year is, lacks nothing."
        ),
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n'
        "2021 = { actual = 88 }\n2022 = { plan = 90 }\n\n"
        '[indicators.jobs]\nname = "Jobs"\n[indicators.jobs.years]\n2021 = { plan = 16 }\n'
        "2022 = { plan = 17 }\n",
        '[indicators.beds]\nname = "Beds"\n[indicators.beds.years]\n'
        '2021 = { actual = 88, note = "Not yet in the plan" }\n2022 = { plan = 90 }\n\n'
        '[indicators.jobs]\nname = "Jobs"\n[indicators.jobs.years]\n2021 = { plan = 16 }\n'
        "2022 = { plan = 17 }\n",
    ),
    Code(
        "W703",
        N_("a figure without a source"),
        N_("At least half of all figures name a source, and this one does not."),
        '[sources.report]\ntitle = "The report"\n\n[indicators.beds]\nname = "Beds"\n'
        '[indicators.beds.years]\n2021 = { plan = 90, source = "report" }\n2022 = { plan = 95 }\n',
        '[sources.report]\ntitle = "The report"\n\n[indicators.beds]\nname = "Beds"\n'
        '[indicators.beds.years]\n2021 = { plan = 90, source = "report" }\n'
        '2022 = { plan = 95, source = "report" }\n',
    ),
    Code(
        "W704",
        N_("a translation is missing"),
        N_("More than half of all texts are there in a language in which this one is not."),
        '[sections.life]\ntitle = { en = "A good life", zh = "美好生活" }\n\n'
        '[indicators.beds]\nname = "Beds"\nsection = "life"\n',
        '[sections.life]\ntitle = { en = "A good life", zh = "美好生活" }\n\n'
        '[indicators.beds]\nname = { en = "Beds", zh = "床位" }\nsection = "life"\n',
    ),
)

CODES = {code.code: code for code in _ALL}
"""Every code, in the order in which they are listed."""
