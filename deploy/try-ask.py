"""What deploy/try.sh asks of an installation, on the machine itself: `get ADDRESS "STATUS WORD …" [HOST]`, `css ADDRESS`, `setup ADDRESS CODE`.

Every name is this machine; its certificate is one made for the trial.
"""

from __future__ import annotations

import gzip
import http.client
import re
import socket
import ssl
import sys
from urllib.parse import urlencode, urlsplit

OPEN = ssl._create_unverified_context()  # the trial's own certificate


def ask(
    address: str,
    *,
    host: str = "",
    method: str = "GET",
    body: str | None = None,
    headers: dict[str, str] | None = None,
) -> tuple[http.client.HTTPResponse, str]:
    """One request, no redirection followed; the connection goes to this machine whatever the name."""
    place = urlsplit(address)
    name = host or place.hostname or ""
    port = place.port or (443 if place.scheme == "https" else 80)
    line = http.client.HTTPConnection(name, port, timeout=20)
    line.sock = socket.create_connection(("127.0.0.1", port), timeout=20)
    if place.scheme == "https":
        line.sock = OPEN.wrap_socket(line.sock, server_hostname=name)
    line.request(method, place.path or "/", body=body, headers={"Host": name, **(headers or {})})
    answer = line.getresponse()
    raw = answer.read()
    if answer.headers.get("Content-Encoding") == "gzip":
        raw = gzip.decompress(raw)
    return answer, raw.decode("utf-8", "replace")


def get(address: str, wanted: str, host: str = "") -> bool:
    """Whether the answer has this status and holds these words; of a redirection, whether it leads there."""
    status, *words = wanted.split()
    answer, body = ask(address, host=host)
    told = f"{body} {answer.headers.get('Location', '')}"
    good = str(answer.status) == status and all(word in told for word in words)
    if not good:
        print(f"  {address} → {answer.status} {told[:300]!r}", file=sys.stderr)
    return good


def css(address: str) -> bool:
    """Whether the page's style sheet comes packed, and for ever."""
    _, page = ask(address)
    path = re.search(r'href="(/[^"]+\.css)"', page)
    assert path, "no style sheet in the page"
    place = urlsplit(address)
    answer, body = ask(f"{place.scheme}://{place.hostname}{path[1]}", headers={"Accept-Encoding": "gzip"})
    return (
        answer.status == 200
        and answer.headers["Content-Encoding"] == "gzip"
        and "immutable" in answer.headers["Cache-Control"]
        and "{" in body
    )


def setup(address: str, code: str) -> bool:
    """Whether the code from the terminal opens the wizard, as a browser behind TLS sends it."""
    answer, page = ask(address)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, f"no form at {address}: {answer.status}"
    cookies = "; ".join(one.split(";")[0] for one in answer.headers.get_all("Set-Cookie") or [])
    assert all("secure" in one.lower() for one in answer.headers.get_all("Set-Cookie") or []), (
        "a cookie without Secure"
    )
    place = urlsplit(address)
    sent, told = ask(
        address, method="POST", body=urlencode({"csrfmiddlewaretoken": token[1], "code": code}),
        headers={
            "Content-Type": "application/x-www-form-urlencoded", "Cookie": cookies, "Referer": address,
            "Origin": f"{place.scheme}://{place.hostname}",
        },
    )  # fmt: skip
    assert sent.status == 302, f"the code is answered by {sent.status}: {told[:300]}"
    for one in sent.headers.get_all("Set-Cookie") or []:
        assert "secure" in one.lower(), "a cookie without Secure"
        cookies = f"{one.split(';')[0]}; {cookies}"
    first, page = ask(f"{place.scheme}://{place.hostname}/cai-dat/tinh/", headers={"Cookie": cookies})
    return first.status == 200 and 'name="committee"' in page


if __name__ == "__main__":
    try:
        done = {"get": get, "css": css, "setup": setup}[sys.argv[1]](*sys.argv[2:])
    except (OSError, AssertionError, http.client.HTTPException) as trouble:
        print(f"  {' '.join(sys.argv[1:3])}: {trouble}", file=sys.stderr)
        done = False
    sys.exit(0 if done else 1)
