"""What org tells the floors above, after the transaction has been committed.

`calendar_changed(sender=None, on, reason, at)`: the office decided otherwise about a day; limits across it may move.
`units_changed(sender=None, on, at)`: a reorganisation was entered that takes effect on a day (past or still to come).
`roles_changed(sender=None, at)`: somebody got, lost or changed a role in a unit.
"""

from django.dispatch import Signal

calendar_changed = Signal()
units_changed = Signal()
roles_changed = Signal()
