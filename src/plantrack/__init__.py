"""plantrack: hold a government to its plan.

>>> import plantrack
>>> plan = plantrack.load()
>>> [row.number for row in plantrack.missed(plan, 2021)]
['4', '15', '17', '20', '25']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plantrack.answers.answer import NoSuchYear
    from plantrack.answers.diff import diff
    from plantrack.answers.status import missed, status
    from plantrack.messages.errors import PlantrackError
    from plantrack.messages.language import voice_in
    from plantrack.planfile.read import PlanFileError, load

__version__ = "0.1.0"
__all__ = [
    "NoSuchYear",
    "PlanFileError",
    "PlantrackError",
    "__version__",
    "diff",
    "load",
    "missed",
    "status",
    "voice_in",
]

_HOMES = {
    "diff": "plantrack.answers.diff",
    "load": "plantrack.planfile.read",
    "missed": "plantrack.answers.status",
    "status": "plantrack.answers.status",
    "NoSuchYear": "plantrack.answers.answer",
    "PlanFileError": "plantrack.planfile.read",
    "PlantrackError": "plantrack.messages.errors",
    "voice_in": "plantrack.messages.language",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for when it is asked for: a command needs only some of it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'plantrack' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
