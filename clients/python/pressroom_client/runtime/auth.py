"""Proving who calls: what each security scheme adds to a request.

A secret is text, or a function that gives it, called for each request. Without one it is read
from the environment.
"""

import base64
import os
import time
from collections.abc import Callable, Generator, Mapping
from typing import NamedTuple, Protocol

import httpx

Secret = str | Callable[[], str]
"""A key or a token, or what gives one."""

_MARGIN = 30
"""Seconds before its end at which a token is replaced."""


class Credential(Protocol):
    """What one security scheme needs."""

    @property
    def is_given(self) -> bool:
        """Whether there is a secret."""
        ...

    def apply(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Add it to a request; may send other requests first, to get it."""
        ...


class _Secret:
    """A secret, from the caller or from the environment."""

    def __init__(self, secret: Secret | None, variable: str) -> None:
        self._secret = secret
        self._variable = variable

    @property
    def is_given(self) -> bool:
        return self._secret is not None or bool(os.environ.get(self._variable))

    def read(self) -> str:
        if self._secret is None:
            return os.environ[self._variable]
        return self._secret if isinstance(self._secret, str) else self._secret()


class ApiKey(_Secret):
    """A key in a header, a query parameter or a cookie."""

    def __init__(self, location: str, name: str, secret: Secret | None, variable: str) -> None:
        super().__init__(secret, variable)
        self._location = location
        self._name = name

    def apply(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._location == "query":
            request.url = request.url.copy_merge_params({self._name: self.read()})
        elif self._location == "cookie":
            cookies = [request.headers.get("cookie", ""), f"{self._name}={self.read()}"]
            request.headers["cookie"] = "; ".join(filter(None, cookies))
        else:
            request.headers[self._name] = self.read()
        yield from ()


class Bearer(_Secret):
    """A token in `Authorization`, behind the name of its scheme (RFC 9110, section 11.4)."""

    def __init__(self, secret: Secret | None, variable: str, scheme: str = "Bearer") -> None:
        super().__init__(secret, variable)
        self._scheme = scheme

    def apply(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers["authorization"] = f"{self._scheme} {self.read()}"
        yield from ()


class _Pair:
    """A user name and a password; from `…_USERNAME` and `…_PASSWORD` when not given."""

    def __init__(self, pair: tuple[str, str] | None, variable: str) -> None:
        self._pair = pair
        self._variable = variable

    @property
    def is_given(self) -> bool:
        return self._pair is not None or f"{self._variable}_USERNAME" in os.environ

    def read(self) -> tuple[str, str]:
        return self._pair or (
            os.environ[f"{self._variable}_USERNAME"],
            os.environ.get(f"{self._variable}_PASSWORD", ""),
        )


class Basic(_Pair):
    """A user name and a password (RFC 7617)."""

    def apply(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        encoded = base64.b64encode(":".join(self.read()).encode()).decode("ascii")
        request.headers["authorization"] = f"Basic {encoded}"
        yield from ()


class Digest(_Pair):
    """A user name and a password that isn't sent itself (RFC 7616)."""

    _known: httpx.DigestAuth | None = None

    def apply(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        yield from ()

    def flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send a request, and once more with the answer to a challenge; it is remembered."""
        if self._known is None:
            self._known = httpx.DigestAuth(*self.read())
        return self._known.auth_flow(request)


class ClientCredentials(NamedTuple):
    """What a client gets OAuth 2 tokens with (RFC 6749, section 4.4)."""

    client_id: str
    client_secret: str
    scopes: tuple[str, ...] = ()


class OAuth2:
    """A token that is there already, or one got with client credentials, and kept until it ends."""

    def __init__(
        self, given: Secret | ClientCredentials | None, variable: str, token_url: str = ""
    ) -> None:
        self._client = given if isinstance(given, ClientCredentials) else None
        self._bearer = Bearer(None if isinstance(given, ClientCredentials) else given, variable)
        self._token_url = token_url
        self._token = ""
        self._ends = 0.0

    @property
    def is_given(self) -> bool:
        return self._client is not None or self._bearer.is_given

    def apply(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        if self._client is None:
            yield from self._bearer.apply(request)
            return
        if time.monotonic() >= self._ends:
            response = yield self._asked(request, self._client)
            self._keep(response)
        request.headers["authorization"] = f"Bearer {self._token}"

    def _asked(self, request: httpx.Request, client: ClientCredentials) -> httpx.Request:
        fields = {"grant_type": "client_credentials", "scope": " ".join(client.scopes)}
        pair = f"{client.client_id}:{client.client_secret}".encode()
        return httpx.Request(
            "POST",
            request.url.join(self._token_url),
            data={name: value for name, value in fields.items() if value},
            headers={"authorization": f"Basic {base64.b64encode(pair).decode('ascii')}"},
        )

    def _keep(self, response: httpx.Response) -> None:
        response.raise_for_status()
        answer = response.json()
        self._token = answer["access_token"]
        self._ends = time.monotonic() + float(answer.get("expires_in", 3600)) - _MARGIN


Security = tuple[tuple[str, ...], ...]
"""Alternatives of an operation, each a combination of schemes by their key."""


class Authentication(httpx.Auth):
    """Adds the credentials of the first alternative that has all of them."""

    requires_response_body = True

    def __init__(self, credentials: tuple[Credential, ...]) -> None:
        self._credentials = credentials

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        for credential in self._credentials:
            yield from credential.apply(request)
        digest = next((one for one in self._credentials if isinstance(one, Digest)), None)
        if digest is None:
            yield request
        else:
            yield from digest.flow(request)


def chosen(security: Security, credentials: Mapping[str, Credential]) -> Authentication | None:
    """What proves who calls: the first alternative that the caller has; `None` for none."""
    for alternative in security:
        found = [credentials.get(key) for key in alternative]
        given = tuple(one for one in found if one is not None and one.is_given)
        if given and len(given) == len(alternative):
            return Authentication(given)
    return None
