"""Links as people paste them: which are there, and whether one may be kept. Pure."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from factcheck.errors import Invalid
from factcheck.words import gettext as _

URL_LENGTH = 2_000
SCHEMES = frozenset({"http", "https"})
_BARE_HOST = re.compile(
    r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE
)
_WRAPPED = {"(": ")", "<": ">", "[": "]", '"': '"', "'": "'", "“": "”", "«": "»"}
_TRAILING = ".,;:!?…"
_TRACKING = re.compile(
    r"(?:utm_\w+|fb(?:clid|_\w+)|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|_ga|_gl|ocid|cmpid|ref(?:_src)?|s?rnd|"
    r"ns_\w+|at_\w+|spm|smid|sh|share|amp|outputtype|guccounter|guce_\w+)",
    re.IGNORECASE,
)
_HOST_PREFIXES = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_AMP_PATH = re.compile(r"/amp(?=/|$)|\.amp(?=\.html?$|$)", re.IGNORECASE)


def parse_link(text: str) -> str:
    """The address as it is kept: without surrounding space, `https://` put before a bare host.

    Raises Invalid for anything but an http(s) address with a host, for one with a password in it, and for one
    longer than URL_LENGTH characters.
    """
    link = text.strip()
    if not link:
        raise Invalid(_("Paste or type a link."), "url")
    if "://" not in link and _BARE_HOST.fullmatch(link):
        link = f"https://{link}"
    if len(link) > URL_LENGTH:
        raise Invalid(
            _(
                "This link is too long: at most %(url_length)s characters are kept.",
                url_length=URL_LENGTH,
            ),
            "url",
        )
    if any(character.isspace() or ord(character) < 32 or ord(character) == 127 for character in link):
        raise Invalid(_("A link has no spaces or line breaks in it."), "url")
    try:
        parts = urlsplit(link)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise Invalid(_("This is not a complete web address."), "url") from None
    if parts.scheme.lower() not in SCHEMES or "://" not in link:
        raise Invalid(_("Only links that begin with http:// or https:// can be attached."), "url")
    if not host:
        raise Invalid(_("This link has no host name."), "url")
    if parts.username is not None or parts.password is not None:
        raise Invalid(
            _("This link carries a user name or a password. Remove it from the address first."), "url"
        )
    return link


def links_in(text: str) -> list[str]:
    """The http(s) links of a pasted text, each once, in order; without the brackets and full stops around them."""
    found: dict[str, None] = {}
    for word in text.split():
        link = word
        while link and (link[0] in _WRAPPED or link[-1] in _TRAILING or link[-1] in _WRAPPED.values()):
            if link[0] in _WRAPPED:
                link = link[1:]
            elif link[-1] in _TRAILING:
                link = link[:-1]
            elif link[-1] == ")" and link.count("(") >= link.count(")"):
                break
            else:
                link = link[:-1]
        if link.lower().startswith(("http://", "https://")):
            found.setdefault(link)
    return list(found)


def link_key(url: str) -> str:
    """What two spellings of one address share: host in lower case, no default port, no trailing slash or fragment."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = f":{parts.port}" if parts.port and parts.port not in (80, 443) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def host_of(url: str) -> str:
    """The host of an address, for people: in lower case, without `www.`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def address_key(url: str) -> str:
    """What the spellings of one page's address share.

    Scheme, port, `www.` and `m.`, AMP, tracking parameters and their order, a trailing slash and the fragment make no
    difference. Empty for no address.
    """
    parts = urlsplit(url)
    host = _HOST_PREFIXES.sub("", (parts.hostname or "").rstrip("."))
    path = _AMP_PATH.sub("", parts.path).rstrip("/").removesuffix("/index.html")
    kept = sorted(pair for pair in parse_qsl(parts.query, True) if not _TRACKING.fullmatch(pair[0]))
    return f"{host}{path}{'?' if kept else ''}{urlencode(kept)}" if host else ""


def address_digest(url: str) -> str:
    """`address_key` in 32 characters, for an index; empty for no address."""
    key = address_key(url)
    return hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if key else ""
