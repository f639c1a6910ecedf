"""What the air tells the floors above, after the transaction has been committed.

All carry `at`, `by_id` (None: the system) and `items`, a list of (kind, id) as they were picked.

`episode_scheduled(sender=None, episode_id, airing_ids, items, at, by_id)`: an episode has its places on the air.
`airing_confirmed(sender=None, airing_id, episode_id, on, programme, unit_id, url, items, at, by_id)`: it was on the air on that
day; `programme` in words with the channel, `url` the recording, if there is one.
`airing_corrected(sender=None, airing_id, episode_id, on, programme, unit_id, url, items, gone, reason, at, by_id)`: another day,
other items (`gone`: those that were named before and are no longer), or not aired at all (then `items` is empty).
`recording_linked(sender=None, episode_id, url, items, airing_ids, at, by_id)`: the recording can be seen; `items` are
(kind, id, second at which it begins or None).
"""

from django.dispatch import Signal

episode_scheduled = Signal()
airing_confirmed = Signal()
airing_corrected = Signal()
recording_linked = Signal()
