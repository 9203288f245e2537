"""The gate of the server: whoever has not been let in by the address with the key gets nothing.

A page elsewhere on the web can make this machine's browser send requests here. What keeps it out: only the
loopback is listened to; the name in `Host` must be ours, so that no other name leads here (DNS rebinding);
`Origin` and `Sec-Fetch-Site` must not tell of another page; a cookie that no other site can send
(SameSite=Strict) holds the key; and what changes anything must carry a mark that only our page knows.
"""

from __future__ import annotations

import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEY, MARK = "nokkel", "x-handlingsprogram"
"""What the key is called in the address, and the header that what changes anything must have."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The content security policy of our own pages (https://www.w3.org/TR/CSP3/): nothing from elsewhere."""
FRAMED = "frame-ancestors 'self'"
"""The policy of documents shown in a frame, which say the rest themselves."""
_HEADERS = {
    "content-security-policy": POLICY,
    "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
_SAFE = {"GET", "HEAD"}
LARGEST = 20_000_000
"""So many bytes may one request bring: a picture, above all."""


class Gate:
    """Lets our own page through to an application, and nothing else."""

    app: ASGIApp
    """What stands behind it."""

    def __init__(self, port: int) -> None:
        """Stand at a port of this machine."""
        self.key, self.mark = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self._cookie = f"handlingsprogram-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal:
            await PlainTextResponse(refusal, 403, _HEADERS)(scope, receive, send)
        elif self._asks_to_enter(scope):
            # More than one slash first would name another machine.
            answer = RedirectResponse("/" + scope["path"].lstrip("/"), 303, _HEADERS)
            answer.set_cookie(self._cookie, self.key, httponly=True, samesite="strict", path="/")
            await answer(scope, receive, send)
        elif not self._is_known(headers):
            message = "Åpne redigeringen med adressen som sto i kommandovinduet.\n"
            await PlainTextResponse(message, 403, _HEADERS)(scope, receive, send)
        else:
            await self.app(scope, _Counted(receive), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> str:
        """Return why a request is none of our page's; nothing where it is."""
        if headers.get("host", "").lower() not in self._hosts:
            return "Ukjent vertsnavn.\n"
        origin = headers.get("origin")
        if origin is not None and origin.removeprefix("http://").lower() not in self._hosts:
            return "Forespørselen kommer fra en annen side.\n"
        if headers.get("sec-fetch-site", "none") not in {"same-origin", "none"}:
            return "Forespørselen kommer fra en annen side.\n"
        if scope["method"] in _SAFE:
            return ""
        if not hmac.compare_digest(headers.get(MARK, "").encode(), self.mark.encode()):
            return "Forespørselen mangler merket som siden vår har.\n"
        length = headers.get("content-length", "")
        is_short = length.isascii() and length.isdigit() and int(length) <= LARGEST
        return "" if is_short else "Forespørselen er for stor.\n"

    def _asks_to_enter(self, scope: Scope) -> bool:
        given = parse_qs(scope["query_string"].decode("latin-1")).get(KEY, [""])[0]
        return scope["method"] == "GET" and hmac.compare_digest(given.encode(), self.key.encode())

    def _is_known(self, headers: Headers) -> bool:
        try:
            cookies = SimpleCookie(headers.get("cookie", ""))
        except CookieError:
            return False
        given = cookies[self._cookie].value if self._cookie in cookies else ""
        return hmac.compare_digest(given.encode(), self.key.encode())


class _Counted:
    """What a request brings, as far as it is not more than it may be."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._size = 0

    async def __call__(self) -> Message:
        message = await self._receive()
        self._size += len(message.get("body", b""))
        return message if self._size <= LARGEST else {"type": "http.disconnect"}


def _with_headers(send: Send) -> Send:
    """Return what sends an answer with the headers that all answers have."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
