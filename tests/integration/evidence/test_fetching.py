"""The guarded fetcher: whom it asks, whom it never asks, and when it stops."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import ssl
import subprocess
import sys
import time
import tracemalloc
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from factcheck.errors import Misconfigured
from factcheck.evidence.fetching import connection
from factcheck.evidence.fetching.addresses import is_public, parse_allowances
from factcheck.evidence.fetching.fetch import Fetcher
from factcheck.evidence.fetching.guard import Guard, parse_target, resolve_by_system
from factcheck.evidence.fetching.outcome import FetchError, Reason
from tests.support.web import Answer, local_web, page, raw_server

HERE = parse_allowances("127.0.0.1:*")
SECRET = b"the body that nobody may quote"


class Tracer:
    """Sees every connection and every datagram of this process, by Python's audit events."""

    def __init__(self) -> None:
        self.on = False
        self.seen: list[object] = []
        sys.addaudithook(self._look)

    def _look(self, name: str, arguments: tuple[object, ...]) -> None:
        if self.on and name in ("socket.connect", "socket.sendto", "socket.sendmsg"):
            self.seen.append(arguments[1])


_tracer = Tracer()


@pytest.fixture
def sent() -> Iterator[list[object]]:
    """Where this test connected to."""
    _tracer.seen.clear()
    _tracer.on = True
    yield _tracer.seen
    _tracer.on = False


def answers(*addresses: str) -> Guard:
    """A guard whose names all have these addresses."""
    return Guard(resolve=lambda _host, _port: addresses)


def reason(url: str, fetcher: Fetcher | None = None) -> Reason:
    with pytest.raises(FetchError) as caught:
        (fetcher or Fetcher(seconds=5)).fetch(url)
    return caught.value.reason


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7",
        "203.0.113.5", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1",
        "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:8.8.8.8]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[64:ff9b::808:808]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:808:808::1]", "[2001:0:4136:e378::1]",
        "[2001:db8::1]", "[2001:10::1]", "[fe80::1]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]",
        "[100::1]", "[5f00::1]", "[3fff::1]", "[4000::1]",
    ],
)  # fmt: skip
def test_c28_addresses_that_are_not_public_are_refused_with_nothing_sent(
    host: str, sent: list[object]
) -> None:
    assert reason(f"http://{host}/") is Reason.FORBIDDEN
    assert reason(f"https://{host}/") is Reason.FORBIDDEN
    assert sent == []


@pytest.mark.parametrize(
    "host",
    [
        "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.1", "017700000001", "127.0.0.01",
        "0", "0x", "127.0.0.1.", "①②⑦.0.0.1", "１２７.０.０.１", "127。0。0。1", "127.0.0.1%2f", "127%2e0.0.1",
        "[::1%25lo]", "[fe80::1%eth0]", "localhost\\@example.org", "example.org@127.0.0.1", "user:pw@example.org",
        "[::ffff:7f00:1]", "exa mple.org", "-bad-.example", "a..example", "",
    ],
)  # fmt: skip
def test_c28_every_spelling_of_a_local_address_is_refused_with_nothing_sent(
    host: str, sent: list[object]
) -> None:
    def never(_host: str, _port: int) -> Sequence[str]:
        pytest.fail("a refused address was looked up")

    assert reason(f"http://{host}/", Fetcher(Guard(resolve=never))) in (Reason.FORBIDDEN, Reason.MALFORMED)
    assert sent == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("file:///etc/passwd", Reason.SCHEME),
        ("ftp://example.org/", Reason.SCHEME),
        ("gopher://example.org:70/_", Reason.SCHEME),
        ("data:text/html,hello", Reason.SCHEME),
        ("//example.org/", Reason.SCHEME),
        ("http://example.org:22/", Reason.PORT),
        ("http://example.org:8080/", Reason.PORT),
        ("https://example.org:0/", Reason.PORT),
        ("http://example.org:99999/", Reason.MALFORMED),
        ("http://example.org/\r\nX-Evil: 1", Reason.MALFORMED),
        ("http://example.org/" + "a" * 2000, Reason.MALFORMED),
    ],
)
def test_c28_other_schemes_ports_and_tricks_are_refused_with_nothing_sent(
    url: str, why: Reason, sent: list[object]
) -> None:
    assert reason(url, Fetcher(answers("93.184.216.34"))) is why
    assert sent == []


def test_c28_a_listener_on_this_machine_hears_nothing() -> None:
    with local_web({"/": Answer(SECRET)}) as web:
        for host in ("127.0.0.1", "localhost", "2130706433", "[::ffff:127.0.0.1]"):
            assert reason(f"http://{host}:{web.port}/") in (Reason.PORT, Reason.MALFORMED)
        # Even where the port is allowed on another address.
        elsewhere = Guard(parse_allowances(f"10.0.0.1:{web.port}"))
        assert reason(f"{web.url}/", Fetcher(elsewhere)) is Reason.FORBIDDEN
        assert reason(f"http://localhost:{web.port}/", Fetcher(elsewhere)) is Reason.FORBIDDEN
    assert web.asked == []


def test_c28_ordinary_addresses_are_public() -> None:
    numbers = ("93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "2a00:1450:4001::200e")
    assert all(is_public(ipaddress.ip_address(number)) for number in numbers)


@pytest.mark.parametrize(
    "addresses",
    [
        ("93.184.216.34", "127.0.0.1"),
        ("127.0.0.1", "93.184.216.34"),
        ("2606:2800:220:1::1", "::1"),
        ("93.184.216.34", "not a number"),
    ],
)
def test_c29_a_name_with_one_forbidden_address_is_refused_altogether(
    addresses: tuple[str, ...], sent: list[object]
) -> None:
    assert reason("http://example.org/", Fetcher(answers(*addresses))) is Reason.FORBIDDEN
    assert sent == []


def test_c29_the_address_connected_to_is_the_one_checked_though_the_name_changes(sent: list[object]) -> None:
    given = iter([["127.0.0.1"], ["127.0.0.2"], ["127.0.0.3"]])
    with local_web({"/": Answer(b"<p>hello</p>")}) as web:
        guard = Guard(parse_allowances(f"127.0.0.1:{web.port}"), resolve=lambda _host, _port: next(given))
        found = Fetcher(guard).fetch(f"http://rebinding.example:{web.port}/")

    assert found.status == 200
    assert sent == [("127.0.0.1", web.port)]
    assert next(given) == ["127.0.0.2"], "the name was looked up more than once"
    assert web.asked[0][2]["host"] == f"rebinding.example:{web.port}"


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A server's context for `example.org`, whose authority the fetcher trusts during this test."""
    key, made = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-keyout", key, "-out", made, "-subj", "/CN=example.org", "-addext", "subjectAltName=DNS:example.org"],
        check=True, capture_output=True,
    )  # fmt: skip
    trusted = ssl.create_default_context(cafile=str(made))
    monkeypatch.setattr(connection, "_trust", lambda: trusted)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(made, key)
    return server


def test_c29_the_certificate_is_checked_for_the_name_though_the_number_is_connected_to(
    certificate: ssl.SSLContext,
) -> None:
    asked_for: list[str | None] = []
    certificate.sni_callback = lambda _socket, name, _context: asked_for.append(name)
    with local_web({"/": Answer(b"<p>safe</p>")}, tls=certificate) as web:
        fetcher = Fetcher(Guard(HERE, resolve=lambda _host, _port: ["127.0.0.1"]))

        assert fetcher.fetch(f"https://example.org:{web.port}/").body == b"<p>safe</p>"
        assert asked_for == ["example.org"]
        assert reason(f"https://other.example:{web.port}/", fetcher) is Reason.CERTIFICATE
    assert len(web.asked) == 1


def redirects(*places: str) -> Answer:
    return Answer(SECRET, 302, {"Location": places[0]})


def test_c30_three_redirects_are_followed_and_a_fourth_is_not() -> None:
    site = {f"/{number}": redirects(f"/{number + 1}") for number in range(4)}
    with local_web({**site, "/4": Answer(b"here")}) as web:
        found = Fetcher(Guard(HERE)).fetch(f"{web.url}/1")
        assert found.final_url == f"{web.url}/4"
        assert found.hops == (f"{web.url}/2", f"{web.url}/3", f"{web.url}/4")
        assert not found.permanent
        assert reason(f"{web.url}/0", Fetcher(Guard(HERE))) is Reason.REDIRECTS
    assert "/4" not in web.paths[4:]


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("http://169.254.169.254/latest/meta-data/", Reason.FORBIDDEN),
        ("http://[::1]/", Reason.FORBIDDEN),
        ("//10.0.0.1/", Reason.FORBIDDEN),
        ("file:///etc/passwd", Reason.SCHEME),
        ("javascript:alert(1)", Reason.SCHEME),
        ("http://user:pw@93.184.216.34/", Reason.MALFORMED),
        ("http://0x7f.1/", Reason.MALFORMED),
        ("http://127.0.0.1:22222/", Reason.FORBIDDEN),
    ],
)
def test_c30_each_redirect_is_checked_like_the_first_address(
    place: str, why: Reason, sent: list[object]
) -> None:
    with local_web({"/": redirects(place)}) as web:
        here = Fetcher(Guard(parse_allowances(f"127.0.0.1:{web.port}, 10.9.9.9:22222")))
        assert reason(f"{web.url}/", here) is why
    assert sent == [("127.0.0.1", web.port)]


def test_c30_a_redirect_is_looked_up_and_checked_by_itself(sent: list[object]) -> None:
    names = {"one.example": ["127.0.0.1"], "two.example": ["10.0.0.1"]}
    with local_web() as web:
        web.site["/"] = redirects(f"http://two.example:{web.port}/")
        guard = Guard(parse_allowances(f"127.0.0.1:{web.port}"), resolve=lambda host, _port: names[host])
        assert reason(f"http://one.example:{web.port}/", Fetcher(guard)) is Reason.FORBIDDEN
    assert sent == [("127.0.0.1", web.port)]


def test_no_cookie_credential_or_referrer_is_ever_sent() -> None:
    with local_web() as other, local_web({"/b": Answer(b"end")}) as web:
        other.site["/"] = Answer(b"", 302, {"Location": f"{web.url}/b", "Set-Cookie": "a=b"})
        Fetcher(Guard(HERE), agent="Factcheck/1 (desk@example.org)").fetch(
            f"{other.url}/", headers={"Authorization": "LOW key:secret"}
        )

    _method, _path, headers = web.asked[0]
    assert not {"cookie", "authorization", "referer"} & set(headers)
    assert headers["user-agent"] == "Factcheck/1 (desk@example.org)"
    assert other.asked[0][2]["authorization"] == "LOW key:secret"


@pytest.mark.parametrize(
    "answer",
    [
        b"SECRET-BODY is not HTTP at all\r\n\r\n",
        b"HTTP/1.1 200 SECRET-BODY\r\nContent-Encoding: gzip\r\nContent-Length: 11\r\n\r\nSECRET-BODY",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: SECRET-BODY\r\nContent-Length: 1\r\n\r\nx",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nSECRET-BODY\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nSECRET-BODY",
        b"HTTP/1.1 302 Found\r\nLocation: http://SECRET-BODY\\@x/\r\nContent-Length: 0\r\n\r\n",
        b"",
    ],
)
def test_c31_nothing_that_a_server_sent_is_in_an_error(answer: bytes) -> None:
    def speak(caller: socket.socket) -> None:
        caller.recv(65536)
        caller.sendall(answer)

    with raw_server(speak) as port, pytest.raises(FetchError) as caught:
        Fetcher(Guard(HERE), seconds=3).fetch(f"http://127.0.0.1:{port}/")
    assert str(caught.value) == caught.value.reason.value
    assert "SECRET-BODY" not in f"{caught.value!r} {caught.value.__cause__!r}"
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_c32_a_gzip_bomb_ends_within_the_limit_of_size_and_memory() -> None:
    bomb = gzip.compress(b"\0" * 200_000_000)
    assert len(bomb) < 1_000_000
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    with local_web({"/": Answer(bomb, headers=headers)}) as web:
        tracemalloc.start()
        began = time.monotonic()
        assert reason(f"{web.url}/", Fetcher(Guard(HERE), max_bytes=2_000_000)) is Reason.TOO_LARGE
        _now, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert time.monotonic() - began < 5
    assert peak < 12_000_000


def test_c32_many_small_members_of_gzip_end_within_the_limits_too() -> None:
    headers = {"Content-Type": "text/html", "Content-Encoding": "gzip"}
    with local_web({"/": Answer(gzip.compress(b"") * 20_000, headers=headers)}) as web:
        began = time.monotonic()
        assert Fetcher(Guard(HERE)).fetch(f"{web.url}/").body == b""
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("declared", [True, False])
def test_c32_a_body_over_the_limit_is_cut_off(declared: bool) -> None:
    def speak(caller: socket.socket) -> None:
        caller.recv(65536)
        length = b"Content-Length: 50000000\r\n" if declared else b""
        caller.sendall(b"HTTP/1.1 200 OK\r\n" + length + b"\r\n")
        for _ in range(800):
            caller.sendall(b"x" * 65536)

    with raw_server(speak) as port:
        fetcher = Fetcher(Guard(HERE), max_bytes=1_000_000)
        assert reason(f"http://127.0.0.1:{port}/", fetcher) is Reason.TOO_LARGE


DRIPPED = {
    "nothing at all": (b"", b""),
    "the status line": (b"", b"HTTP/1.1 200 OK" + b"K" * 500),
    "a header": (b"HTTP/1.1 200 OK\r\n", b"X-Slow: " + b"y" * 500),
    "the body": (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", b"z" * 500),
    "a chunked body": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nz\r\n" * 100),
    "an endless body": (b"HTTP/1.1 200 OK\r\n\r\n", b"z" * 500),
}


@pytest.mark.parametrize("part", DRIPPED)
def test_c32_a_server_that_sends_a_byte_now_and_then_ends_at_the_deadline(part: str) -> None:
    at_once, slowly = DRIPPED[part]

    def speak(caller: socket.socket) -> None:
        caller.recv(65536)
        caller.sendall(at_once)
        for byte in slowly:
            caller.sendall(bytes([byte]))
            time.sleep(0.05)
        time.sleep(3 if not slowly else 0)

    with raw_server(speak) as port:
        began = time.monotonic()
        assert reason(f"http://127.0.0.1:{port}/", Fetcher(Guard(HERE), seconds=0.6)) is Reason.SLOW
        assert time.monotonic() - began < 2


def test_c32_a_slow_tls_handshake_ends_at_the_deadline() -> None:
    with raw_server(lambda _caller: time.sleep(3)) as port:
        began = time.monotonic()
        assert reason(f"https://127.0.0.1:{port}/", Fetcher(Guard(HERE), seconds=0.5)) is Reason.SLOW
        assert time.monotonic() - began < 2


def test_c32_a_resolver_that_hangs_ends_at_the_deadline(sent: list[object]) -> None:
    def slow(_host: str, _port: int) -> Sequence[str]:
        time.sleep(2)
        return ["93.184.216.34"]

    began = time.monotonic()
    assert reason("http://example.org/", Fetcher(Guard(resolve=slow), seconds=0.3)) is Reason.SLOW
    assert time.monotonic() - began < 1
    assert sent == []


def test_a_name_that_nobody_has_is_told_from_one_that_cannot_be_looked_up_now() -> None:
    def unknown(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    def later(_host: str, _port: int) -> Sequence[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    assert reason("http://example.org/", Fetcher(Guard(resolve=unknown))) is Reason.UNKNOWN_NAME
    assert reason("http://example.org/", Fetcher(Guard(resolve=later))) is Reason.UNRESOLVED


def test_a_port_that_nobody_listens_on_is_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert reason(f"http://127.0.0.1:{port}/", Fetcher(Guard(HERE))) is Reason.UNREACHABLE


def test_gzip_and_both_kinds_of_deflate_are_decoded() -> None:
    text = page("A title", "Words " * 500)
    raw = zlib.compressobj(wbits=-15)
    encoded = {
        "gzip": gzip.compress(text[:100]) + gzip.compress(text[100:]),
        "deflate": zlib.compress(text),
        "Deflate": raw.compress(text) + raw.flush(),
    }
    for name, body in encoded.items():
        with local_web({"/": Answer(body, headers={"Content-Encoding": name})}) as web:
            assert Fetcher(Guard(HERE)).fetch(f"{web.url}/").body == text


def test_what_a_server_says_of_its_answer_is_passed_on() -> None:
    headers = {"Content-Type": 'Text/HTML; Charset="ISO-8859-1"', "Retry-After": "120"}
    with local_web({"/": Answer(b"caf\xe9", 503, headers)}) as web:
        found = Fetcher(Guard(HERE)).fetch(f"{web.url}/?q=ü")

    assert (found.status, found.media_type, found.charset, found.retry_after) == (
        503,
        "text/html",
        "ISO-8859-1",
        120,
    )
    assert web.paths == ["/?q=%C3%BC"]


def test_names_in_other_scripts_are_asked_for_in_ascii() -> None:
    assert parse_target("https://Bücher.example./Straße?q=ß#teil").url == (
        "https://xn--bcher-kva.example/Stra%C3%9Fe?q=%C3%9F#teil"
    )
    assert parse_target("http://EXAMPLE.org:80").url == "http://example.org/"


@pytest.mark.parametrize("text", ["http://example.org", "host:port", "host:70000", "10.0.0.0/99", "a b"])
def test_an_allowance_that_cannot_be_read_is_refused_at_start(text: str) -> None:
    with pytest.raises(Misconfigured, match="FACTCHECK_FETCH_ALLOW"):
        parse_allowances(text)


def test_what_the_installation_allows_is_fetched_and_nothing_beside_it() -> None:
    with local_web({"/": Answer(b"inside")}) as web:
        by_name = Guard(
            parse_allowances(f"intranet.example:{web.port}"), resolve=lambda _host, _port: ["127.0.0.1"]
        )
        assert Fetcher(by_name).fetch(f"http://intranet.example:{web.port}/").body == b"inside"
        assert reason(f"http://other.example:{web.port}/", Fetcher(by_name)) is Reason.FORBIDDEN
        assert reason(f"{web.url}/", Fetcher(by_name)) is Reason.FORBIDDEN
        by_network = Guard(parse_allowances("127.0.0.0/8:*, [::1]:*"))
        assert Fetcher(by_network).fetch(f"{web.url}/").body == b"inside"
        assert Fetcher(by_network).fetch(f"http://localhost:{web.port}/").body == b"inside"


def test_the_system_resolver_gives_numbers() -> None:
    assert "127.0.0.1" in resolve_by_system("localhost", 80)
