"""A small IMAP server of one mailbox, over a real socket: what `fetch_mail` needs of RFC 3501, and nothing more."""

from __future__ import annotations

import re
import socketserver
import threading
from dataclasses import dataclass, field


@dataclass
class Mailbox:
    """Letters by UID with whether they were read; `commands` is what a client said, passwords left out."""

    letters: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    flagged: set[int] = field(default_factory=set)
    commands: list[str] = field(default_factory=list)
    password: str = "bí mật"

    def deliver(self, letter: bytes) -> int:
        uid = max(self.letters, default=0) + 1
        self.letters[uid] = letter
        return uid


class _Session(socketserver.StreamRequestHandler):
    server: Server

    def handle(self) -> None:
        self._say("* OK hộp thư thử".encode())
        while line := self.rfile.readline():
            tag, _, rest = line.strip().partition(b" ")
            verb = rest.decode("utf-8", "replace").split(" ")[0].upper()
            if verb == "LOGIN":
                self._login(tag, rest)
                continue
            self.server.mailbox.commands.append(rest.decode("utf-8", "replace"))
            self._answer(verb, rest.decode("utf-8", "replace"))
            self._say(tag + b" OK done with " + verb.encode())
            if verb == "LOGOUT":
                return

    def _login(self, tag: bytes, rest: bytes) -> None:
        """The password may come as a literal: {n} and then n bytes."""
        if found := re.search(rb"\{(\d+)\+?\}$", rest):
            self._say(b"+ go on")
            rest = self.rfile.read(int(found[1])) + self.rfile.readline()
        is_right = self.server.mailbox.password.encode() in rest.replace(b'"', b"")
        self._say(tag + (b" OK welcome" if is_right else b" NO [AUTHENTICATIONFAILED] no"))

    def _answer(self, verb: str, rest: str) -> None:
        box = self.server.mailbox
        if verb == "CAPABILITY":
            self._say(b"* CAPABILITY IMAP4rev1")
        elif verb == "LOGOUT":
            self._say(b"* BYE then")
        elif verb == "SELECT":
            self._say(
                f"* {len(box.letters)} EXISTS\r\n* FLAGS (\\Seen)\r\n* OK [UIDVALIDITY 1] fine".encode()
            )
        elif rest.upper().startswith("UID SEARCH"):
            limit = re.search(r"SMALLER (\d+)", rest)
            most = int(limit[1]) if limit else 10**9
            starred = "UNFLAGGED" not in rest.upper() if "FLAGGED" in rest.upper() else None
            unread = [
                uid for uid, letter in box.letters.items()
                if uid not in box.seen and len(letter) < most and starred in (None, uid in box.flagged)
            ]  # fmt: skip
            self._say(("* SEARCH " + " ".join(map(str, unread))).rstrip().encode())
        elif found := re.match(r"UID FETCH (\d+)", rest, re.IGNORECASE):
            self._fetch(int(found[1]))
        elif found := re.match(r"UID STORE (\d+) \+FLAGS \(?\\Seen", rest, re.IGNORECASE):
            box.seen.add(int(found[1]))
        elif found := re.match(r"UID STORE (\d+) \+FLAGS \(?\\Flagged", rest, re.IGNORECASE):
            box.flagged.add(int(found[1]))

    def _fetch(self, uid: int) -> None:
        letter = self.server.mailbox.letters[uid]
        head = f"* {uid} FETCH (UID {uid} FLAGS () RFC822.SIZE {len(letter)} BODY[] {{{len(letter)}}}"
        self.wfile.write(head.encode() + b"\r\n" + letter + b")\r\n")

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


class Server(socketserver.ThreadingTCPServer):
    """Runs in a thread of its own on a free port of this machine."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.mailbox = Mailbox()
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def port(self) -> int:
        return int(self.server_address[1])
