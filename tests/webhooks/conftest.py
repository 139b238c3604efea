"""Webhooks may lead to this machine here."""

from pathlib import Path

import httpx
import pytest

from clients import Clients
from listeners import LOOPBACK
from pressroom.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", webhook_allow=LOOPBACK)


@pytest.fixture
async def admin(as_role: Clients) -> httpx.AsyncClient:
    """An admin's client of the application."""
    client: httpx.AsyncClient = await as_role("admin")
    return client
