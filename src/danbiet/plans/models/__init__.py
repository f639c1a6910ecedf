from .evidence import Credit, Evidence, Proof
from .imports import PlanImport
from .letter import UrgingLetter
from .money import TaskBudget
from .plan import Assignment, ContentGroup, Plan, Target, Task
from .reader import PaperReader
from .report import Report
from .version import TaskVersion

__all__ = [
    "Assignment",
    "ContentGroup",
    "Credit",
    "Evidence",
    "PaperReader",
    "Plan",
    "PlanImport",
    "Proof",
    "Report",
    "Target",
    "Task",
    "TaskBudget",
    "TaskVersion",
    "UrgingLetter",
]  # fmt: skip
