"""Coming in and beginning: the door, the entrance, the waiting page, the attempt."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from urllib.parse import quote

from danbiet.kit.clock import local

from ..calc.canonical import pseudonym
from . import receipts
from .answers import HTML, JSON, Answer, Later, go, page, told
from .book import Known, KnownRound
from .entering import Door
from .entrants import Entrance
from .pages import moment_of
from .paper import Attempt
from .request import Request
from .room import Refusal, Room
from .starts import Begun, Wanted
from .tokens import TokenRefused

ENTRANCE_LASTS = 12 * 3_600_000  # ms; who comes later says again who it is and is the same entrant
WAIT_LASTS = 900_000  # ms
PAUSE = 4  # seconds until the waiting page asks again
PAUSED_FOR = 60  # seconds after which somebody may ask again while entry is paused
PATIENCE = 30_000  # ms of waiting that let somebody in at twice the usual queue


class Coming:
    """Views before the paper."""

    def __init__(self, room: Room) -> None:
        self.room = room

    def home(self, request: Request) -> Answer:
        """What is open; the form to come in, or with an entrance what may be begun."""
        known = self.room.contest(request.contest)
        request.at = self.room.now()
        token = request.query().get("t", "")
        if not token:
            return self._door(known, Door(known), request)
        entrance = self._entrance(token, known, at=request.at)
        return self._hall(known, entrance, token, request)

    def enter(self, request: Request) -> Answer | Later:
        """Somebody comes in: the same person is the same entrant, whatever is typed again."""
        known = self.room.contest(request.contest)
        said = request.said()
        request.at = self.room.now()
        on = local(datetime.fromtimestamp(request.at / 1000, tz=UTC)).date()
        door = Door(known)
        found = door.read(said, on=on)
        if found is None:
            return self._door(known, door, request)
        person, _number = found

        def stored(entrance: Entrance) -> Answer:
            token = self.token(known, entrance, at=request.at)
            if request.wants_json:
                return told({"entrance": token, "participant": pseudonym(entrance.code)})
            return go(f"/thi/{known.key}/?t={quote(token, safe='*')}")

        return Later(self.room.entrants, person._replace(consent=request.at), stored)

    def begin(self, request: Request) -> Answer | Later:
        """Begin or go on: to the paper, or at once with it where the page has a script (`ngay`) that puts the paper's address in the
        place of this one. Where it is crowded a page that asks again by itself."""
        said = request.said()
        request.is_direct = "ngay" in said and not request.wants_json
        return self._begin(said.get("e", ""), said.get("q", ""), request)

    def wait(self, request: Request) -> Answer | Later:
        """The waiting page asks again; who pressed the button has already asked to begin."""
        said = request.query()
        if not said.get("q"):
            raise Refusal(400, "not_understood")
        return self._begin(said.get("e", ""), said["q"], request)

    def token(self, known: Known, entrance: Entrance, *, at: int) -> str:
        """The entrance token."""
        return self.room.tokens.make(
            "e", known.key, entrance.code, entrance.audience, entrance.unit, at + ENTRANCE_LASTS
        )

    def _begin(self, token: str, ticket: str, request: Request) -> Answer | Later:
        room = self.room
        known = room.round(request.path)
        request.at = at = room.now()
        who = self._entrance(token, known.contest, at=at)
        if (known.id, who.audience) not in room.sheets:
            raise Refusal(403, "no_paper")
        if not room.rate.allows(who.code, at=at):
            raise Refusal(429, "too_often", retry=60)
        if at < known.window.opens:
            raise Refusal(403, "not_yet", moment=moment_of(known.window.opens))
        wanted = self._wanted(known, who, request)
        if not known.window.is_open(at):
            return Later(room.begun, wanted, partial(self._go_on_closed, known, who, request))
        if known.paused is not None:
            return Later(room.begun, wanted, partial(self._go_on_paused, known, who, request))
        if room.is_crowded() and not self._is_next(ticket, at=at):
            return self._queue(known, token, ticket, request)
        return Later(room.starts, wanted, partial(self._go_on, known, who, request))

    def _go_on(self, known: KnownRound, who: Entrance, request: Request, begun: Begun | None) -> Answer:
        if begun is None:
            raise Refusal(503, "away", retry=2)
        return self._on(known, who.code, begun, request)

    def _go_on_closed(
        self, known: KnownRound, who: Entrance, request: Request, begun: Begun | None
    ) -> Answer:
        if begun is None:
            raise Refusal(403, "closed", moment=moment_of(known.window.closes))
        return self._on(known, who.code, begun, request)

    def _go_on_paused(
        self, known: KnownRound, who: Entrance, request: Request, begun: Begun | None
    ) -> Answer:
        if begun is None or begun.arrived is not None or request.at > known.last_arrival(begun.started):
            raise Refusal(503, "paused", retry=PAUSED_FOR, reason=known.paused)
        return self._on(known, who.code, begun, request)

    def _wanted(self, known: KnownRound, who: Entrance, request: Request) -> Wanted:
        room = self.room
        return Wanted(
            known.id,
            who.code,
            who.audience,
            who.unit,
            request.at,
            known.deadline(request.at),
            known.grace,
            known.contest.rules.attempts,
            room.daily("network", request.network(room.options.proxies), at=request.at),
            room.daily("device", request.device(), at=request.at),
        )

    def _on(self, known: KnownRound, code: str, begun: Begun, request: Request) -> Answer:
        """Where somebody with this attempt goes: to the paper, to the receipt, or nowhere any more."""
        attempt = Attempt(
            known.id,
            begun.id,
            code,
            begun.number,
            begun.audience,
            begun.unit,
            begun.started,
            known.deadline(begun.started),
        )
        if begun.arrived is not None:
            return self._handed(known, attempt, begun, request)
        if request.at > known.last_arrival(begun.started):
            raise Refusal(410, "ran_out", moment=moment_of(attempt.deadline))
        token = self.room.tokens.make("p", *attempt)
        if request.is_direct:
            sheets, unit = self.room.sheets[known.id, begun.audience], known.contest.units.get(begun.unit, "")
            return Answer(200, HTML, sheets.page(attempt, token=token, unit=unit, now=self.room.now()))
        address = f"/thi/{known.path}/de/?t={token}"
        if request.wants_json:
            moments = f'"deadline": {attempt.deadline}, "now": {self.room.now()}'
            # By hand: every text here is ASCII of ours without quotes.
            return Answer(200, JSON, f'{{"paper": "{token}", "address": "{address}", {moments}}}')
        return go(address)

    def _handed(self, known: KnownRound, attempt: Attempt, begun: Begun, request: Request) -> Answer:
        text = receipts.text_of(
            known, attempt, arrived=begun.arrived or 0, prediction=begun.prediction, answers=begun.answers
        )
        address = receipts.address_of(self.room.tokens, known, attempt, text)
        if request.wants_json:
            code = receipts.shown(receipts.code_of(text, key=known.contest.receipt_key))
            return told({"handed_in": True, "receipt": code, "text": text, "address": address})
        return go(address)

    def _is_next(self, ticket: str, *, at: int) -> bool:
        """Whether this ticket is let in now: who has waited longer is let in while more are queueing."""
        if not ticket:
            return False
        _place, expires = self._ticket(ticket, at=at)
        waited = at - (expires - WAIT_LASTS)
        most = self.room.options.queue * (1 + waited / PATIENCE)
        return waited >= 1000 * PAUSE and self.room.intake.waiting <= most

    def _queue(self, known: KnownRound, token: str, ticket: str, request: Request) -> Answer:
        room, at = self.room, request.at
        if ticket:
            place, _expires = self._ticket(ticket, at=at)
        else:
            place = room.intake.waiting
            ticket = room.tokens.make("q", place, at + WAIT_LASTS)
        address = f"/thi/{known.path}/cho/?e={quote(token, safe='*')}&q={ticket}"
        more = (("refresh", f"{PAUSE}; url={address}"), ("retry-after", str(PAUSE)))
        if request.wants_json:
            return told({"wait": ticket, "address": address, "retry_after": PAUSE}, status=202, more=more[1:])
        body = room.pages.render(
            "waiting",
            round=known,
            place=place,
            pause=PAUSE,
            address=address,
            closes=moment_of(known.window.closes),
        )
        return page(body, status=202, more=more)

    def _ticket(self, ticket: str, *, at: int) -> tuple[int, int]:
        try:
            place, expires = self.room.tokens.read("q", ticket, fields=2)
        except TokenRefused as error:
            raise Refusal(403, "token") from error
        if int(expires) < at:
            return 0, int(expires)  # waited very long: nobody is before
        return int(place), int(expires)

    def _entrance(self, token: str, known: Known, *, at: int) -> Entrance:
        try:
            contest, code, audience, unit, expires = self.room.tokens.read("e", token, fields=5)
        except TokenRefused as error:
            raise Refusal(403, "token", home=f"/thi/{known.key}/") from error
        if contest != known.key or int(expires) < at:
            raise Refusal(403, "token", home=f"/thi/{known.key}/")
        return Entrance(code, int(audience), unit)

    def _door(self, known: Known, door: Door, request: Request) -> Answer:
        if request.wants_json:
            status = 422 if door.wrong else 200
            return told(
                {"contest": known.key, "title": known.rules.title, "wrong": door.wrong}, status=status
            )
        body = self.room.pages.render(
            "door",
            entering=f"/thi/{known.key}/vao/",
            contest=known,
            door=door,
            rounds=self._rounds(known, at=request.at),
            units=sorted(known.units.values()),
        )
        return page(body, status=422 if door.wrong else 200)

    def _hall(self, known: Known, entrance: Entrance, token: str, request: Request) -> Answer:
        rounds = [
            one
            for one in self._rounds(known, at=request.at)
            if (one["round"].id, entrance.audience) in self.room.sheets
        ]
        if request.wants_json:
            return told({"rounds": [{"round": one["round"].key, "state": one["state"]} for one in rounds]})
        audience = known.rules.audiences[entrance.audience]
        body = self.room.pages.render(
            "hall",
            contest=known,
            rounds=rounds,
            token=token,
            participant=pseudonym(entrance.code),
            audience=audience,
            unit=known.units.get(entrance.unit, ""),
        )
        return page(body)

    def _rounds(self, known: Known, *, at: int) -> list[dict]:
        found = []
        for one in self.room.book.rounds_of(known.key):
            window = one.window
            state = "open" if window.is_open(at) else "planned" if at < window.opens else "closed"
            found.append(
                {
                    "round": one,
                    "state": state,
                    "opens": moment_of(window.opens),
                    "closes": moment_of(window.closes),
                    "begin": f"/thi/{one.path}/bat-dau/",
                    "paused": one.paused if state == "open" else None,
                }
            )
        return found
