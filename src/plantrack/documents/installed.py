"""How plantrack itself was installed, so that what it lacks can be got in the same way.

The name `plantrack` belongs to somebody else's project on the public index: the distribution has a
name of its own, and what is told to be installed is the place that this plantrack came from.
"""

from __future__ import annotations

import json
import os
import shlex
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

DISTRIBUTION = "public-plan-tracker"
"""What the distribution is called; the package and the command are called plantrack."""


def install_command(extra: str) -> str:
    """The command that installs plantrack as it was, with the extra; quoted for a shell."""
    editable, what = _origin(extra)
    return " ".join(("pip install", *(["-e"] if editable else []), _quoted(what)))


def _origin(extra: str) -> tuple[bool, str]:
    """Whether it is installed to be edited, and what pip has to be told for it."""
    named = f"{DISTRIBUTION}[{extra}]"
    try:
        record = distribution(DISTRIBUTION).read_text("direct_url.json")
    except PackageNotFoundError:  # it runs from its sources
        root = Path(__file__).parents[3]
        return False, f"{root}[{extra}]" if (root / "pyproject.toml").is_file() else named
    try:
        return _recorded(json.loads(record or ""), named, extra)
    except (ValueError, KeyError, TypeError, AttributeError):  # it came from an index
        return False, named


def _recorded(record: dict[str, Any], named: str, extra: str) -> tuple[bool, str]:
    """What PEP 610 keeps: a folder, a file, an address, or a repository with its revision."""
    url = urlsplit(record["url"])
    if url.scheme == "file" and "vcs_info" not in record:
        editable = record.get("dir_info", {}).get("editable") is True
        return editable, f"{url2pathname(url.path)}[{extra}]"
    host = url.netloc.rpartition("@")[2]  # without anybody's password
    place = urlunsplit((url.scheme, host, url.path, "", ""))
    vcs = record.get("vcs_info")
    if vcs:
        place = f"{vcs['vcs']}+{place}@{vcs.get('requested_revision') or vcs['commit_id']}"
    return False, f"{named} @ {place}"


def _quoted(text: str) -> str:
    return f'"{text}"' if os.name == "nt" else shlex.quote(text)
