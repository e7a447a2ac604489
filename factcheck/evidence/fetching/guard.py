"""Whom the fetcher may ask: an address is read strictly, its name resolved once, and every number of it checked."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

import idna

from factcheck.evidence.fetching.addresses import PORTS, Address, Allowance, is_public
from factcheck.evidence.fetching.outcome import FetchError, Reason

URL_LENGTH = 2_000
MAX_ADDRESSES = 20
DEFAULT_PORTS = {"http": 80, "https": 443}
Resolve = Callable[[str, int], Sequence[str]]
"""Host and port → its addresses as numbers. Raises socket.gaierror."""

_NAME = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
)
_NUMERIC = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)")
_FORBIDDEN_IN_URL = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT_IN_PATH = "/?#[]@!$&'()*+,;=:%~|"


@dataclass(frozen=True, slots=True)
class Target:
    """An address to be asked: `host` as it goes into the certificate check and the Host header, `target` the path."""

    url: str
    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """The Host header: the port only where it is not the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if DEFAULT_PORTS[self.scheme] == self.port else f"{host}:{self.port}"


def parse_target(url: str) -> Target:
    """Read an address. Raises FetchError: SCHEME, or MALFORMED for what two programs might read in two ways."""
    if len(url) > URL_LENGTH or _FORBIDDEN_IN_URL.search(url):
        raise FetchError(Reason.MALFORMED, url)
    try:
        parts = urlsplit(url)
        port, hostname = parts.port, parts.hostname
    except ValueError:
        raise FetchError(Reason.MALFORMED, url) from None
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise FetchError(Reason.SCHEME, url)
    if not hostname or "@" in parts.netloc:
        raise FetchError(Reason.MALFORMED, url)
    host = _host(url, hostname, bracketed="[" in parts.netloc)
    path = quote(parts.path or "/", safe=_KEPT_IN_PATH)
    query = quote(parts.query, safe=_KEPT_IN_PATH)
    port = DEFAULT_PORTS[scheme] if port is None else port
    target = f"{path}?{query}" if query else path
    authority = Target(url, scheme, host, port, target).authority
    usual = urlunsplit((scheme, authority, path, query, quote(parts.fragment, safe=_KEPT_IN_PATH)))
    if len(usual) > URL_LENGTH:
        raise FetchError(Reason.MALFORMED, url)
    return Target(usual, scheme, host, port, target)


def _host(url: str, hostname: str, *, bracketed: bool) -> str:
    """The host in its one spelling: a name in ASCII without a dot at the end, or a number in its usual form."""
    if bracketed:
        try:
            return str(ipaddress.IPv6Address(hostname))
        except ValueError:
            raise FetchError(Reason.MALFORMED, url) from None
    try:
        name = hostname if hostname.isascii() else idna.encode(hostname, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise FetchError(Reason.MALFORMED, url) from None
    name = name.lower().removesuffix(".")
    if not _NAME.fullmatch(name):
        raise FetchError(Reason.MALFORMED, url)
    if _NUMERIC.fullmatch(name.rpartition(".")[2]):
        # 2130706433, 0x7f.1 and 127.1 are numbers to some programs and names to others.
        try:
            return str(ipaddress.IPv4Address(name))
        except ValueError:
            raise FetchError(Reason.MALFORMED, url) from None
    return name


def resolve_by_system(host: str, port: int) -> Sequence[str]:
    """The addresses that this machine's resolver gives."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Guard:
    """Decides whom the fetcher connects to. `allowed` is what the installation allows beside the public internet."""

    allowed: tuple[Allowance, ...] = ()
    resolve: Resolve = resolve_by_system

    def admit(self, target: Target, seconds: float) -> list[str]:
        """The checked addresses of the target, to be connected to as they are. The name is looked up once.

        Raises FetchError: PORT or FORBIDDEN before anything is sent to the target (all of a name's addresses must be
        permitted), UNKNOWN_NAME or UNRESOLVED, SLOW when the resolver takes longer than `seconds`.
        """
        by_name = [each for each in self.allowed if each.network is None and each.host == target.host]
        if not (target.port in PORTS or any(each.covers_port(target.port) for each in self.allowed)):
            raise FetchError(Reason.PORT, target.url)
        literal = _number(target.host)
        found = [literal] if literal else self._look_up(target, seconds)
        for address in found:
            if not self._permits(address, target, by_name):
                raise FetchError(Reason.FORBIDDEN, target.url)
        return [str(address) for address in found]

    def _permits(self, address: Address, target: Target, by_name: list[Allowance]) -> bool:
        if target.port in PORTS and is_public(address):
            return True
        here = [each for each in self.allowed if each.network is not None and address in each.network]
        return any(each.covers_port(target.port) for each in (*by_name, *here))

    def _look_up(self, target: Target, seconds: float) -> list[Address]:
        answers: list[Sequence[str] | OSError | UnicodeError] = []

        def look_up() -> None:
            try:
                answers.append(self.resolve(target.host, target.port))
            except (OSError, UnicodeError) as error:
                answers.append(error)

        # The system's resolver has no time limit of its own that we could set.
        thread = threading.Thread(target=look_up, name="resolver", daemon=True)
        thread.start()
        thread.join(max(0.0, seconds))
        if not answers:
            raise FetchError(Reason.SLOW, target.url)
        answer = answers[0]
        if isinstance(answer, socket.gaierror) and answer.errno == socket.EAI_AGAIN:
            raise FetchError(Reason.UNRESOLVED, target.url) from None
        if isinstance(answer, Exception) or not answer:
            raise FetchError(Reason.UNKNOWN_NAME, target.url) from None
        found = [_number(text) for text in list(dict.fromkeys(answer))[:MAX_ADDRESSES]]
        if None in found:
            raise FetchError(Reason.FORBIDDEN, target.url)
        return [address for address in found if address is not None]


def _number(text: str) -> Address | None:
    """The text as an address; None where it is a name."""
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None
