"""The service itself over HTTP."""

from collections.abc import Callable
from typing import Any

import httpx


async def test_health_needs_no_key(as_role: Callable[..., Any]) -> None:
    client = await as_role()
    response = await client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


async def test_me_is_the_keys_owner_with_its_role(http: httpx.AsyncClient) -> None:
    user = (await http.get("/me")).json()["user"]
    assert user["username"] == "editor of the test"
    assert user["roles"] == ["editor"]
    assert isinstance(user["id"], int)
