"""plantrack: hold a government to its plan.

>>> import plantrack
>>> plan = plantrack.load()
>>> [row.number for row in plantrack.missed(plan, 2021)]
['4', '15', '17', '20', '25']
"""

from plantrack.queries import diff, missed, status
from plantrack.read import PlanFileError, load

__version__ = "0.1.0"
__all__ = ["PlanFileError", "__version__", "diff", "load", "missed", "status"]
