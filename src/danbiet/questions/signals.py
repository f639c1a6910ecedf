"""What questions tell the floors above, after the transaction has been committed.

`question_published(sender=None, question_id, at)`: everybody can read question and answer, or other words of it.
`question_hidden(sender=None, question_id, at)`: nobody but the asker can read it any more.
`question_answered(sender=None, question_id, at)`: there is a signed answer, public or for the asker alone.
"""

from django.dispatch import Signal

question_published = Signal()
question_hidden = Signal()
question_answered = Signal()
