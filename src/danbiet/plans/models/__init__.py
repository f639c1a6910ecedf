from .evidence import Credit, Evidence, Proof
from .imports import PlanImport
from .letter import UrgingLetter
from .money import TaskBudget
from .period import Correction, CorrectionStep, LockRule, PeriodLock
from .plan import Assignment, ContentGroup, Plan, Target, Task
from .reader import PaperReader
from .report import Report
from .version import TaskVersion

__all__ = [
    "Assignment",
    "ContentGroup",
    "Correction",
    "CorrectionStep",
    "Credit",
    "Evidence",
    "LockRule",
    "PaperReader",
    "PeriodLock",
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
