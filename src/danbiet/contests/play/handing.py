"""The paper, handing it in, the receipt: the three steps everybody takes in the last hour."""

from __future__ import annotations

from urllib.parse import quote

from ..calc.canonical import pseudonym
from . import receipts
from .answers import HTML, JSON, Answer, Later, go, page, told
from .book import KnownRound
from .entries import Handed, Kept
from .limits import NotUnderstood, answers_in_boxes, answers_of, prediction_of, trail_of
from .pages import left_of, moment_of
from .paper import Attempt, Sheets, attempt_of
from .request import Request
from .room import Refusal, Room
from .tokens import TokenRefused

RETRY = 2  # seconds a page waits before it sends again


class Handing:
    """Views from the paper on."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def paper(self, request: Request) -> Answer:
        """The paper of a token: no database."""
        query = request.query()
        attempt, known, sheets = self._attempt(query.get("t", ""), request)
        request.at = now = self.room.now()
        if request.wants_json:
            return self._told(attempt, known, sheets, now=now)
        unit = known.contest.units.get(attempt.unit, "")
        return Answer(200, HTML, sheets.page(attempt, token=query["t"], unit=unit, now=now))

    def hand_in(self, request: Request) -> Later:
        """Store and acknowledge. Sent again with the same answers: the same receipt; with others: refused, with the one that stands."""
        said = request.said()
        room = self.room
        request.at = at = room.now()
        token = said.get("t", "")
        attempt, known, sheets = self._attempt(token, request)
        try:
            chosen = said.get("answers")
            if chosen is None:
                chosen = answers_in_boxes(said, names=sheets.names(attempt.code, attempt.number))
            answers = answers_of(chosen, length=sheets.length)
            prediction = prediction_of(said) if known.contest.rules.prediction is not None else None
        except NotUnderstood as error:
            raise Refusal(422, "not_understood") from error
        if at > known.last_arrival(attempt.started):
            return self._late(attempt, known, answers, prediction, request)
        text = receipts.text_of(known, attempt, arrived=at, prediction=prediction, answers=answers)
        code = receipts.code_of(text, key=known.contest.receipt_key)
        handed = Handed(
            attempt.start, known.id, at, prediction, answers, code, trail_of(said) if "trail" in said else ""
        )

        def stored(kept: Kept | None) -> Answer:
            if kept is not None:
                return self._again(attempt, known, kept, request)
            return self._acknowledge(attempt, known, text, code, request)

        def away() -> Refusal:
            again = _again(token, answers, prediction)
            return Refusal(503, "away", retry=RETRY, handing=f"/thi/{known.path}/nop/", again=again)

        return Later(room.entries, handed, stored, away)

    def receipt(self, request: Request) -> Answer:
        """The receipt of its token: what is stored under which code."""
        known = self.room.round(request.path)
        token = request.query().get("t", "")
        attempt, text = self._receipt(token, known)
        fields = text.rpartition("|")[2].split(",")
        answers = fields[7].split(".")
        arrived, started = int(fields[5]), int(fields[4])
        code = receipts.shown(receipts.code_of(text, key=known.contest.receipt_key))
        if request.wants_json:
            signature = receipts.signature_of(text, known)
            return told({"receipt": code, "text": text, "signature": signature})
        body = self.room.pages.render(
            "receipt",
            round=known,
            contest=known.contest,
            code=code,
            text=text,
            moment=moment_of(arrived),
            participant=pseudonym(fields[0]),
            attempt=fields[1],
            unit=known.contest.units.get(fields[3], ""),
            answered=sum(1 for one in answers if one),
            length=len(answers),
            took=left_of(arrived - started),
            prediction=fields[6],
            qr=f"/thi/{known.path}/phieu/qr.svg?t={quote(token, safe='*')}",
            token=quote(token, safe="*"),
            closes=moment_of(known.window.closes),
            start=attempt,
        )
        return page(body)

    def qr(self, request: Request) -> Answer:
        """The receipt text with its signature as a QR code. It costs a hundred times the rest: not while people queue."""
        known = self.room.round(request.path)
        _attempt, text = self._receipt(request.query().get("t", ""), known)
        if self.room.intake.waiting > self.room.options.queue // 10:
            raise Refusal(503, "crowded", retry=30)
        svg = receipts.qr_of(f"{text}|{receipts.signature_of(text, known)}")
        return Answer(
            200, [("content-type", "image/svg+xml"), ("cache-control", "private, max-age=86400")], svg
        )

    def _receipt(self, token: str, known: KnownRound) -> tuple[int, str]:
        try:
            number, start, text = self.room.tokens.read("r", token, fields=3)
        except TokenRefused as error:
            raise Refusal(403, "token") from error
        if int(number) != known.id:
            raise Refusal(404, "unknown")
        return int(start), text

    def _attempt(self, token: str, request: Request) -> tuple[Attempt, KnownRound, Sheets]:
        """What a paper token stands for; Refusal when it is not ours or belongs to another address."""
        try:
            attempt = attempt_of(self.room.tokens.read("p", token, fields=8))
        except TokenRefused as error:
            raise Refusal(403, "token") from error
        known = self.room.book.rounds.get(attempt.round)
        if known is None or known.path != request.path:
            raise Refusal(404, "unknown")
        return attempt, known, self.room.sheets[attempt.round, attempt.audience]

    def _late(
        self, attempt: Attempt, known: KnownRound, answers: str, prediction: int | None, request: Request
    ) -> Later:
        """After the bell: who handed in before is told so again, everybody else by how much it is too late."""

        def found(kept: Kept | None) -> Answer:
            if kept is not None:
                is_same = (kept.answers, kept.prediction) == (answers, prediction)
                return self._again(attempt, known, kept._replace(is_same=is_same), request)
            late = request.at - known.deadline(attempt.started)
            raise Refusal(
                410,
                "late",
                moment=moment_of(known.deadline(attempt.started)),
                arrived=moment_of(request.at),
                seconds=-(-late // 1000),
                grace=known.contest.rules.grace_seconds,
            )

        return Later(self.room.kept, attempt.start, found)

    def _again(self, attempt: Attempt, known: KnownRound, kept: Kept, request: Request) -> Answer:
        """There is an entry already."""
        text = receipts.text_of(
            known, attempt, arrived=kept.arrived, prediction=kept.prediction, answers=kept.answers
        )
        if kept.is_same:
            return self._acknowledge(attempt, known, text, kept.code, request)
        address = receipts.address_of(self.room.tokens, known, attempt, text)
        raise Refusal(
            409,
            "handed_in_before",
            receipt=receipts.shown(kept.code),
            address=address,
            arrived=moment_of(kept.arrived),
        )

    def _acknowledge(
        self, attempt: Attempt, known: KnownRound, text: str, code: str, request: Request
    ) -> Answer:
        """Stored: the receipt."""
        address = receipts.address_of(self.room.tokens, known, attempt, text)
        if request.wants_json:
            shown = receipts.shown(code)
            # By hand: every text here is ASCII of ours without quotes.
            return Answer(200, JSON, f'{{"receipt":"{shown}","text":"{text}","address":"{address}"}}')
        return go(address)

    def _told(self, attempt: Attempt, known: KnownRound, sheets: Sheets, *, now: int) -> Answer:
        rules = known.contest.rules
        return told(
            {
                "participant": pseudonym(attempt.code),
                "attempt": attempt.number,
                "deadline": attempt.deadline,
                "now": now,
                "questions": sheets.told(attempt.code, attempt.number),
                "prediction": rules.prediction.of if rules.prediction else None,
            }
        )


def _again(token: str, answers: str, prediction: int | None) -> dict[str, str]:
    """What the page that could not store carries, so that one press sends it again."""
    return {"t": token, "answers": answers, "prediction": "" if prediction is None else str(prediction)}
