from .evidence import Credit, Evidence, Proof
from .imports import PlanImport
from .plan import Assignment, ContentGroup, Plan, Target, Task
from .report import Report
from .version import TaskVersion

__all__ = [
    "Assignment", "ContentGroup", "Credit", "Evidence", "Plan", "PlanImport", "Proof", "Report", "Target", "Task",
    "TaskVersion",
]  # fmt: skip
