"""What the newsroom tells the floors above, after the transaction has been committed.

`page_published(sender=page class, page_id, at)`: readers can see the page, or a new version of it.
`page_unpublished(sender=page class, page_id, at)`: readers can see it no more.
"""

from django.dispatch import Signal

page_published = Signal()
page_unpublished = Signal()
