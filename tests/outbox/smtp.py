"""A mail server for tests: takes one letter after another on a port of this machine and keeps them."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Letters:
    """The letters that came, and the port they come to. `refuses`: the address of a recipient that is not taken."""

    def __init__(self) -> None:
        self.came: list[EmailMessage] = []
        self.port = 0
        self.refuses = ""


@contextmanager
def mail_server() -> Iterator[Letters]:
    letters = Letters()

    class Talk(socketserver.StreamRequestHandler):
        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        def handle(self) -> None:
            self.say("220 test")
            while line := self.rfile.readline().strip().decode("ascii", "replace"):
                word = line.upper()
                if word.startswith("EHLO"):
                    self.say("250-test\r\n250 8BITMIME")
                elif word.startswith("RCPT") and letters.refuses and letters.refuses.upper() in word:
                    self.say("550 no such person")
                elif word == "DATA":
                    self.say("354 go on")
                    letters.came.append(self.letter())
                    self.say("250 kept")
                elif word == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 ok")

        def letter(self) -> EmailMessage:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
            found = message_from_bytes(b"".join(lines), policy=policy.default)
            assert isinstance(found, EmailMessage)
            return found

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as server:
        letters.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield letters
        server.shutdown()
