"""Which network addresses may be asked: those of the public internet, and what the installation allows. Pure.

The tables follow IANA's registries of special-purpose addresses. Anything that carries another address inside it
(IPv4-mapped, NAT64, 6to4, Teredo) is refused as a whole, whatever it carries.
"""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from factcheck.errors import Misconfigured

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PORTS = frozenset({80, 443})
ANY_PORT = 0

_REFUSED_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carriers' address translation
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo and ORCHID among them
        "2001:db8::/32",
        "2002::/16",  # 6to4
        "3fff::/20",
    )
)


def is_public(address: Address) -> bool:
    """Whether the address is an ordinary one of the public internet."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not any(address in network for network in _REFUSED_4)
    if address.scope_id is not None:
        return False
    return address in _GLOBAL_6 and not any(address in network for network in _REFUSED_6)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be asked beside the public internet: a host by name or a network, on one port, the usual two or any."""

    host: str
    network: Network | None
    port: int | None

    def covers_port(self, port: int) -> bool:
        """Whether this port may be asked there. None: 80 and 443; ANY_PORT: any."""
        return port in PORTS if self.port is None else self.port in (ANY_PORT, port)


def parse_allowances(text: str) -> tuple[Allowance, ...]:
    """Read FACTCHECK_FETCH_ALLOW: `intranet.example, 10.0.0.0/8, 127.0.0.1:8080, [::1]:*`, separated by commas.

    Raises Misconfigured, quoting the entry that cannot be read.
    """
    return tuple(_allowance(entry.strip()) for entry in text.split(",") if entry.strip())


def _allowance(entry: str) -> Allowance:
    host, port = entry.lower(), None
    if entry.startswith("["):
        host, _bracket, rest = host[1:].partition("]")
        port = _port(entry, rest[1:]) if rest.startswith(":") else None
    elif host.count(":") == 1:
        host, _colon, given = host.partition(":")
        port = _port(entry, given)
    try:
        return Allowance(host, ipaddress.ip_network(host), port)
    except ValueError:
        pass
    if not host or not all(part.replace("-", "").isalnum() for part in host.split(".")):
        raise Misconfigured(
            f"FACTCHECK_FETCH_ALLOW has {entry!r}, which is neither a host nor a network. "
            "Write for example: intranet.example, 10.0.0.0/8, 127.0.0.1:8080"
        )
    return Allowance(host, None, port)


def _port(entry: str, given: str) -> int:
    if given == "*":
        return ANY_PORT
    if given.isascii() and given.isdecimal() and 0 < int(given) < 65536:
        return int(given)
    raise Misconfigured(
        f"FACTCHECK_FETCH_ALLOW has {entry!r}, whose port is no number from 1 to 65535 and no *."
    )
