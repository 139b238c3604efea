"""The steps that tests of webhooks are made of."""

import asyncio
from typing import Any

import httpx

from definitions import PETS
from listeners import Listener

EVERYTHING = ["task.completed", "task.failed", "version.published"]
NOTES = "select count(*) from deliveries"
"""Counts what was written to be sent."""


async def add(admin: httpx.AsyncClient, url: str, *events: str) -> Any:
    """A new webhook, with its secret."""
    response = await admin.post("/webhooks", json={"url": url, "events": events or EVERYTHING})
    assert response.status_code == 200, response.text
    return response.json()


async def api_of(http: httpx.AsyncClient, content: str = PETS) -> tuple[str, str]:
    """An API with a schema: the ids of both."""
    api = (await http.post("/apis", json={"name": "Pets"})).json()["id"]
    body = {"type": "openapi:3", "files": [{"path": "openapi.yaml", "content": content}]}
    return api, (await http.post(f"/apis/{api}/schemas", json=body)).json()["id"]


async def publish(http: httpx.AsyncClient, api: str, schema: str, name: str = "v1") -> str:
    """The path of the task that publishes a version."""
    body = {"name": name, "schemas": [{"id": schema}], "collections": []}
    response = await http.post(f"/apis/{api}/versions", json=body)
    assert response.status_code == 202, response.text
    return str(response.headers["Location"])


async def ended(http: httpx.AsyncClient, task: str) -> Any:
    return (await http.get(task, headers={"Prefer": "wait=30"})).json()


async def until(listener: Listener, count: int, seconds: float = 20.0) -> None:
    """Wait until so many requests came."""
    async with asyncio.timeout(seconds):
        while len(listener.received) < count:
            await asyncio.sleep(0.01)


async def log(admin: httpx.AsyncClient, webhook: Any) -> list[Any]:
    """The deliveries of a webhook, newest first."""
    path = f"/webhooks/{webhook['id']}/deliveries"
    rows: list[Any] = (await admin.get(path, params={"limit": 100})).json()["deliveries"]
    return rows


async def settled(admin: httpx.AsyncClient, webhook: Any) -> list[Any]:
    """The same, once none is pending."""
    async with asyncio.timeout(20):
        while True:
            rows = await log(admin, webhook)
            if all(each["status"] != "pending" for each in rows):
                return rows
            await asyncio.sleep(0.02)


def numbered(number: int) -> str:
    at = "2026-03-04T10:00:00.000Z"
    return f'{{"type":"webhook.ping","timestamp":"{at}","data":{{"n":{number}}}}}'
