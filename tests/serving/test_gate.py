"""The server of the editor is attacked: nobody but our own page gets anything, and nothing breaks."""

from __future__ import annotations

import http.client
import json
import logging
import socket
import sys
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from handlingsprogram.serving.gate import LARGEST, MARK
from tests.serving.served import Served, copied, served

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.xdist_group("server")
PROGRAM = "2025/program.yaml"
TITLE = {
    "op": "set",
    "file": PROGRAM,
    "path": "tittel",
    "was": "Handlingsprogram 2025",
    "value": "Overtatt",
}
CHANGE = json.dumps({"changes": [TITLE]}).encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(copied(tmp_path_factory.mktemp("server"))) as found:
        yield found


@pytest.fixture(autouse=True)
def _still_serves(server: Served) -> Iterator[None]:
    """After each attack the content is as it was, and the server answers."""
    yield
    assert server.get("/-/2025/")[0] == 200
    assert b"Handlingsprogram 2025" in server.get("/-/2025/skjema?sted=2025/program.yaml%23")[1]
    assert "tittel: Handlingsprogram 2025" in (server.content / PROGRAM).read_text()


def raw(server: Served, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        found = b""
        while more := connection.recv(65536):
            found += more
    return found


def test_it_listens_to_this_machine_only(server: Served) -> None:
    if sys.platform == "linux":
        port = f":{server.port:04X}"
        lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
        heard = {line[1] for line in lines if line[1].endswith(port) and line[3] == "0A"}
        assert heard == {f"0100007F{port}"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cookie": "handlingsprogram-1=x"},
        {"Cookie": "{name}="},
        {"Cookie": "{name}=feil"},
        {"Cookie": "{name}={key}x"},
        {"Cookie": 'a="; {name}'},
        {"Cookie": "{cookie}", "Host": "ondsinnet.example"},
        {"Cookie": "{cookie}", "Host": "ondsinnet.example:{port}"},
        {"Cookie": "{cookie}", "Host": "127.0.0.1"},
        {"Cookie": "{cookie}", "Host": "127.0.0.1:1"},
        {"Cookie": "{cookie}", "Host": "127.0.0.1:{port}.ondsinnet.example"},
        {"Cookie": "{cookie}", "Host": "0.0.0.0:{port}"},
        {"Cookie": "{cookie}", "Origin": "https://ondsinnet.example"},
        {"Cookie": "{cookie}", "Origin": "null"},
        {"Cookie": "{cookie}", "Origin": "http://127.0.0.1:1"},
        {"Cookie": "{cookie}", "Sec-Fetch-Site": "cross-site"},
        {"Cookie": "{cookie}", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_whoever_is_not_our_page_gets_nothing(server: Served, headers: dict[str, str]) -> None:
    name, _, key = server.cookie.partition("=")
    known = {"name": name, "key": key, "cookie": server.cookie, "port": str(server.port)}
    given = {header: value.format(**known) for header, value in headers.items()}
    for path in ("/", "/-/2025/", "/fast/main.js", "/-/2025/hendelser", "/-/2025/side/1.svg", "/-/2025/nett"):
        status, answered, content = server.send("GET", path, headers=given)
        assert status == 403, path
        assert len(content) < 100
        assert answered["cross-origin-resource-policy"] == "same-origin"
    status, _, _ = server.send("POST", "/-/2025/endringer", CHANGE, {**given, MARK: server.gate.mark})
    assert status == 403


@pytest.mark.parametrize(
    ("path", "status"),
    [("/?nokkel=", 403), ("/?nokkel=feil", 403), ("/?nokkel=%00", 403), ("/?annet=1", 403)],
)
def test_only_the_key_opens(server: Served, path: str, status: int) -> None:
    assert server.send("GET", path)[0] == status
    answered, headers, _ = server.send("GET", f"/?nokkel={server.key}")
    assert answered == 303
    assert headers["location"] == "/"
    cookie = headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize(
    "headers",
    [{}, {MARK: ""}, {MARK: "feil"}, {MARK: "æ"}, {"Content-Type": "application/x-www-form-urlencoded"}],
)
def test_nothing_is_changed_without_the_mark_of_our_page(server: Served, headers: dict[str, str]) -> None:
    given = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    status, _, _ = server.send("POST", "/-/2025/endringer", CHANGE, {"Cookie": server.cookie, **given})
    assert status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "HEAD", "GET"])
def test_other_ways_to_ask_change_nothing(server: Served, method: str) -> None:
    headers = {"Cookie": server.cookie, MARK: server.gate.mark, "Content-Length": "0"}
    assert server.send(method, "/-/2025/endringer", None, headers)[0] in {403, 404, 405}


ASTRAY = [
    "/fast/../pyproject.toml", "/fast/..%2f..%2fpyproject.toml", "/fast/%2e%2e/%2e%2e/hemmelig",
    "/fast//etc", "/fast/main.js%00.css", "/../2025/", "/-/../", "/%2e%2e/2025/", "/-/20%3225x/",
    "/..%2f/2025/", "/%00/2025/", "/-/1999/", "/-/2025%C3%A6/", "/utkast-som-mangler/2025/",
    "/-/2025/side/0.svg", "/-/2025/side/999.svg", "/-/2025/side/-1.svg",
    "/-/2025/side/99999999999999999999.svg", "/-/2025/side/../nett.svg", "/-/2025/skjema",
    "/-/2025/skjema?sted=%00", "/-/2025/skjema?sted=2021%2Fprogram.yaml%23",
    "/-/2025/skjema?sted=..%2F..%2Fhemmelig.yaml%23",
    "/-/2025/skjema?sted=2025%2F..%2F..%2Fhemmelig.yaml%23",
    "/-/2025/skjema?sted=2025%2Fprogram.yaml%23a%2Fb%2Fc", "/-/2025/sammenstot",
    "/-/2025/sammenstot?fil=..%2F..%2Fhemmelig.yaml", "/-/2025/sted?id=%F0%28%8C%BC",
    "/-/2025/finnesikke", "/-/2025/hendelser/x",
]  # fmt: skip


@pytest.mark.parametrize("path", ASTRAY)
def test_addresses_that_lead_astray_lead_nowhere(server: Served, path: str) -> None:
    secret = server.content.parent / "hemmelig.yaml"
    secret.write_text("tittel: SVÆRT HEMMELIG\n")
    status, content = server.get(path)
    assert status in {404, 409, 403}, content
    assert b"HEMMELIG" not in content
    assert b"Traceback" not in content
    assert str(server.content.parent).encode() not in content


def asked(**change: object) -> bytes:
    """Return a request with one change of the title, made odd."""
    return json.dumps({"changes": [{**TITLE, "was": 1, **change}]}).encode()


def deep(start: str, end: str, count: int) -> bytes:
    return (start * count + end * count).encode()


UNCLEAR = [
    b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff\xfe", b'{"changes": NaN}', b'{"changes": 1e999}',
    b'{"changes": ' + deep("[", "]", 50_000) + b"}",
    asked(value="\ud800"),
    asked(path="a/" * 20_000),
    asked(value=1).replace(b'"value": 1', b'"value": ' + b"9" * 6000),
    asked(value={"a": {"b": []}}),
    asked(path="", value={}),
    asked(op="remove", path=""),
    asked(op="insert", at=0, value="x"),
    asked(op="move", to_file=PROGRAM, to_path="kapitler", at=0),
    asked(was="x", rich={"type": "doc"}),
    asked(was=[], rich=0).replace(b'"rich": 0', b'"rich": ' + deep('{"content":[', "]}", 3000)),
    asked(op="create", file="2025/kapitler/x.yaml", path="", value="a: [1"),
    asked(op="create", file="2025/kapitler/x.yaml", path="", value={"a": 1}),
]  # fmt: skip


@pytest.mark.parametrize("body", UNCLEAR, ids=range(len(UNCLEAR)))
def test_what_is_not_to_be_understood_is_told_in_words(server: Served, body: bytes) -> None:
    headers = {"Cookie": server.cookie, MARK: server.gate.mark}
    status, _, content = server.send("POST", "/-/2025/endringer", body, headers)
    assert status in {200, 409}, content
    answer = json.loads(content)
    if status == 200:
        assert answer["clashes"]
    else:
        assert "Traceback" not in answer["message"]
        assert str(server.content) not in answer["message"]


@pytest.mark.parametrize(
    "name", ["x.svg", "../x.png", "x.exe", ".png", "%2e%2e%2fx.png", "kart.png/x", "CON.png"]
)
def test_what_is_no_picture_is_not_taken_in(server: Served, name: str) -> None:
    headers = {"Cookie": server.cookie, MARK: server.gate.mark}
    for body in (b"", b"<svg", b"\x89PNG\r\n\x1a\nrot", b"MZ" * 1000):
        status, _, content = server.send("POST", f"/-/2025/bilder/{name}", body, headers)
        assert status in {404, 409}, content
    assert not [*server.content.parent.rglob("x.*")]
    assert not [*server.content.parent.rglob("figurer/*")]


def test_too_much_is_refused_before_it_is_read(server: Served) -> None:
    known = {"Host": f"127.0.0.1:{server.port}", "Cookie": server.cookie, MARK: server.gate.mark}
    head = "".join(f"{name}: {value}\r\n" for name, value in known.items())
    start = f"POST /-/2025/endringer HTTP/1.1\r\n{head}"
    told = raw(server, f"{start}Content-Length: {LARGEST + 1}\r\n\r\n".encode())
    assert told.startswith(b"HTTP/1.1 403")
    chunked = raw(server, f"{start}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n".encode())
    assert chunked.startswith(b"HTTP/1.1 403")
    for odd in ("-1", "1e3", "0x10", "１"):
        told = raw(server, f"{start}Content-Length: {odd}\r\n\r\n".encode())
        assert told.startswith((b"HTTP/1.1 400", b"HTTP/1.1 403"))


@pytest.mark.parametrize(
    "request_",
    [
        b"GET http://ondsinnet.example/ HTTP/1.1\r\nHost: ondsinnet.example\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
        b"CONNECT ondsinnet.example:443 HTTP/1.1\r\nHost: ondsinnet.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: ondsinnet.example\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 5000 + b"\r\n",
        b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ],
)
def test_odd_requests_get_nothing(server: Served, request_: bytes) -> None:
    told = raw(server, request_)
    assert not told.startswith(b"HTTP/1.1 2")
    assert b"Traceback" not in told


def test_our_pages_load_nothing_but_our_own(server: Served) -> None:
    for path in ("/-/2025/", "/fast/main.js", "/-/2025/stil.css", "/-/2025/disposisjon", "/fast/editor.js"):
        status, headers, content = server.send("GET", path, headers={"Cookie": server.cookie})
        assert status == 200, path
        policy = headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert b" style=" not in content or path == "/fast/editor.js"
    _, headers, content = server.send("GET", "/-/2025/nett", headers={"Cookie": server.cookie})
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert "default-src 'none'; style-src 'sha256-" in unescape(content.decode())


def test_many_who_listen_and_go_leave_nothing_behind(server: Served) -> None:
    connections = []
    for _ in range(60):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", "/-/2025/hendelser?gjest=samme", headers={"Cookie": server.cookie})
        connections.append(connection)
    for connection in connections[::2]:
        connection.close()
    assert server.get("/-/2025/disposisjon")[0] == 200
    for connection in connections[1::2]:
        assert connection.getresponse().status == 200
        connection.close()


def test_refusals_have_the_policy_too_and_lead_nowhere_else(server: Served) -> None:
    for method, headers in (("GET", {}), ("POST", {"Cookie": server.cookie}), ("GET", {"Host": "a"})):
        status, answered, _ = server.send(method, "/-/2025/", None, headers)
        assert status == 403
        assert answered["content-security-policy"].startswith("default-src 'none'")
    status, answered, _ = server.send("GET", f"//ondsinnet.example/?nokkel={server.key}")
    assert status == 303
    assert answered["location"] == "/ondsinnet.example/"


AREA = "2025/innsatsomrader/transport-mobilitet.yaml"


@pytest.mark.parametrize(
    "file",
    [
        "2025",
        "2025/innsatsomrader",
        "2025/program.yaml/x",
        ".kladd/adresse.txt",
        "x" * 300,
        "a/" * 3000,
        "a\\b",
    ],
    ids=lambda file: file[:30],
)
def test_what_is_no_file_is_told_in_words(server: Served, file: str) -> None:
    assert server.get(f"/-/2025/sammenstot?fil={quote(file)}")[0] in {200, 409}
    for path, given in (
        ("avklar", {"file": file}),
        ("celler", {"file": file, "table": "0"}),
        ("ny", {"place": f"{file}#", "title": "x"}),
        ("endringer", {"changes": [{"op": "delete", "file": file}]}),
    ):
        status, answer = server.post(f"/-/2025/{path}", given)
        assert status == 409 or answer == {"done": True}


@pytest.mark.parametrize("step", ["9" * 5000, "-1", "x", "@", "²", "~", ""])
def test_a_step_that_leads_nowhere_changes_nothing(server: Served, step: str) -> None:
    place = f"innhold/{step}/x"
    assert server.get(f"/-/2025/skjema?sted={quote(f'{AREA}#{place}')}")[0] == 409
    for change in ({"op": "set", "value": "x"}, {"op": "remove"}, {"op": "insert", "value": "x"}):
        for path in (place, f"innhold/{step}"):
            given = {"changes": [{"file": AREA, "path": path, **change}]}
            assert server.post("/-/2025/endringer", given)[0] == 409
    cell = {"file": "2025/budsjett.yaml", "table": step, "row": step, "column": step, "text": "1"}
    assert server.post("/-/2025/celler", cell)[0] == 409


def test_no_words_are_taken_in_that_no_file_can_hold(server: Served) -> None:
    nested = json.loads(deep("[", "]", 400))
    for odd in (float("nan"), float("inf"), "\ud800", nested):
        for name in ("was", "value", "rich", "to_path"):
            text = json.dumps({"changes": [{**TITLE, name: odd}], "guest": odd})
            headers = {"Cookie": server.cookie, MARK: server.gate.mark}
            for body in (text.encode(), text.encode("utf-16"), text.encode("utf-32")):
                status, _, content = server.send("POST", "/-/2025/endringer", body, headers)
                assert status == 409, content
    raw_half = CHANGE.replace(b"Overtatt", b"\xed\xa0\x80")
    headers = {"Cookie": server.cookie, MARK: server.gate.mark}
    assert server.send("POST", "/-/2025/endringer", raw_half, headers)[0] == 409
    for was in [1, True, ["x"], {"x": 1}]:
        change = {"op": "set", "file": PROGRAM, "path": "tittel", "was": was, "rich": {"type": "doc"}}
        assert server.post("/-/2025/endringer", {"changes": [change]})[0] == 409
    assert (
        server.post("/-/2025/endringer", {"changes": [{**TITLE, "path": "nytt", "was": None, "value": ""}]})[
            0
        ]
        == 200
    )


def test_names_of_pictures_lead_nowhere(server: Served) -> None:
    headers = {"Cookie": server.cookie, MARK: server.gate.mark}
    for name in ("x.%00", "%00.png", f"{'x' * 400}.y", "x.%5c..%5c..%5cny", "x..", "%ED%A0%80.png"):
        status, _, content = server.send("POST", f"/-/2025/bilder/{name}", b"\x89PNG", headers)
        assert status == 409, content


def test_whoever_hangs_up_or_dawdles_disturbs_nobody(
    server: Served, caplog: pytest.LogCaptureFixture
) -> None:
    head = f"POST /-/2025/endringer HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
    known = f"{head}Cookie: {server.cookie}\r\n{MARK}: {server.gate.mark}\r\nContent-Length: 1000\r\n\r\n{{"
    logging.getLogger("uvicorn.error").addHandler(caplog.handler)
    slow = []
    for begun in (head, known) * 40:
        slow.append(socket.create_connection(("127.0.0.1", server.port)))
        slow[-1].sendall(begun.encode())
    assert server.get("/-/2025/disposisjon")[0] == 200
    for connection in slow:
        connection.close()
    assert server.get("/-/2025/disposisjon")[0] == 200
    logging.getLogger("uvicorn.error").removeHandler(caplog.handler)
    assert not caplog.records


def test_who_only_looks_can_change_nothing(tmp_path: Path) -> None:
    with served(copied(tmp_path), edits=False) as viewed:
        assert viewed.get("/-/2025/skjema?sted=2025/program.yaml%23")[0] == 200
        for path in ("sammenstot?fil=2025/program.yaml", "levering", "utkast", "sammenligning"):
            assert viewed.get(f"/-/2025/{path}")[0] == 404
        for path in ("endringer", "angre", "lagre", "celler", "ny", "avklar", "bilder/x.png"):
            assert viewed.post(f"/-/2025/{path}", {"changes": [TITLE]})[0] == 404
        assert not (viewed.content / ".kladd").exists()
