"""What accounts tells the floors above, inside the transaction of the change.

`noted(sender=None, verb, by, at, person, reason, details)`: something happened to a person's account; audit writes it down.
`opened(sender=None, person, at)`: somebody has set a password by a code or a link.
"""

from django.dispatch import Signal

noted = Signal()
opened = Signal()
