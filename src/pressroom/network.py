"""Definitions on the network: a URL in, bytes out; from hosts alone that were allowed by name."""

import time
from collections.abc import Iterable
from urllib.parse import SplitResult, urljoin, urlsplit

import httpx

from pressroom.errors import DefinitionError, DefinitionTooLarge, SettingsError

TIMEOUT = 10.0
"""Seconds that a server may be silent for."""
DEADLINE = 60.0
"""Seconds that one file may take altogether."""

_PORTS = {"https": 443, "http": 80}
_MAX_REDIRECTS = 5


class Fetcher:
    """Fetches from some hosts.

    A host is written as `example.com` or `example.com:8443`, which stand for https, or with
    `http://` before it.
    """

    def __init__(self, hosts: Iterable[str]) -> None:
        self._places = frozenset(map(_place_of_host, hosts))

    def allows(self, url: str) -> bool:
        """Whether a URL is on one of the hosts."""
        try:
            return _place(urlsplit(url)) in self._places
        except ValueError:
            return False

    def fetch(self, url: str, most: int) -> bytes:
        """The content of a URL that is allowed, of at most `most` bytes.

        Raises:
            DefinitionTooLarge: it is larger.
            DefinitionError: it can't be had, or the server sends elsewhere.
        """
        here = url
        try:
            with httpx.Client(timeout=TIMEOUT, trust_env=True) as client:
                for _ in range(_MAX_REDIRECTS):
                    with client.stream("GET", here) as response:
                        if not response.is_redirect:
                            return _content(response, url, most)
                        here = self._redirected(response, here, url)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise DefinitionError(f"it can't be fetched: {reason}", file=url) from None
        raise DefinitionError("it redirects again and again; refer to where it is", file=url)

    def _redirected(self, response: httpx.Response, here: str, url: str) -> str:
        target = urljoin(here, response.headers["Location"])
        if not self.allows(target):
            raise DefinitionError(
                f"it redirects to {target!r}, which isn't allowed; refer to that, and allow it",
                file=url,
            )
        return target


def _content(response: httpx.Response, url: str, most: int) -> bytes:
    if response.status_code != httpx.codes.OK:
        raise DefinitionError(f"the server answers {response.status_code}", file=url)
    end = time.monotonic() + DEADLINE
    content = bytearray()
    for chunk in response.iter_bytes(1 << 16):
        content += chunk
        if len(content) > most:
            raise DefinitionTooLarge(
                "with this file the definition is over the limit; raise the limit", file=url
            )
        if time.monotonic() > end:
            raise DefinitionError(f"it takes over {DEADLINE:.0f} s to fetch", file=url)
    return bytes(content)


def _place(url: SplitResult) -> tuple[str, str, int]:
    """What has to be the same for a URL to be on a host: scheme, name and port."""
    return url.scheme, url.hostname or "", url.port or _PORTS.get(url.scheme, 0)


def _place_of_host(host: str) -> tuple[str, str, int]:
    url = urlsplit(host if "://" in host else f"https://{host}")
    try:
        place = _place(url)
    except ValueError:
        place = ("", "", 0)
    if place[0] not in _PORTS or not place[1] or url.path.strip("/") or url.query or url.username:
        raise SettingsError(
            f"{host!r} is no host; allow one as example.com, or http://example.com for plain HTTP."
        )
    return place
