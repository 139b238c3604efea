"""Who calls, and whether they may."""

import time

from starlette.requests import Request

from pressroom.errors import Forbidden, Unauthorized
from pressroom.store.database import Database
from pressroom.store.keys import Caller, Role, caller_of
from pressroom.tasks.notices import Notices

REMEMBERED = 10.0
"""Seconds for which a key that was checked isn't looked up again."""

LARGEST = 10_000
"""How many keys are remembered at most."""


class Keyring:
    """Finds out whom a key belongs to, and remembers it for a while.

    A revoked key is forgotten at once, as the database tells; while it can't tell, nothing is
    remembered.
    """

    def __init__(self, database: Database, notices: Notices) -> None:
        self._database = database
        self._notices = notices
        self._remembered: dict[str, tuple[float, Caller]] = {}
        self._revocations = 0
        notices.on_keys(self._forget)

    async def caller(self, request: Request) -> Caller:
        """Raises Unauthorized without a key, and for one that is malformed, unknown or revoked."""
        key = _key_of(request)
        now = time.monotonic()
        until, caller = self._remembered.get(key, (0.0, None))
        if caller is not None and now < until and self._notices.connected:
            return caller
        revocations = self._revocations
        async with self._database.connection() as connection:
            caller = await caller_of(connection, key)
        if caller is None:
            raise Unauthorized("This key isn't known here, or it was revoked.")
        if len(self._remembered) >= LARGEST:
            self._remembered.clear()
        if revocations == self._revocations:
            self._remembered[key] = (now + REMEMBERED, caller)
        return caller

    def _forget(self) -> None:
        """Forget every key; those that are being looked up right now aren't remembered either."""
        self._revocations += 1
        self._remembered.clear()


class Trust:
    """Takes every call as one caller's: for the command line, which has the database anyway."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def caller(self, request: Request) -> Caller:
        return self._caller


def require(caller: Caller, role: Role) -> None:
    """Raises Forbidden when the caller's key has a lesser role."""
    if not caller.may(role):
        raise Forbidden(f"This needs a key with the role {role}; this one is a {caller.role}'s.")


def _key_of(request: Request) -> str:
    if key := request.headers.get("x-api-key"):
        return key
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    raise Unauthorized("This needs a key: send it as `x-api-key`, or as `Authorization: Bearer`.")
