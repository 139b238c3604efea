"""`/webhooks`: made, changed, listed and deleted; secrets shown once; addresses inside refused."""

import base64
import logging
from typing import Any

import httpx
import pytest
from http_steps import TIME, new_webhook, refused

from clients import Clients
from pressroom.server.press import Press
from processes import value

EVENTS = ["task.completed", "task.failed"]


@pytest.fixture
async def admin(as_role: Clients) -> httpx.AsyncClient:
    """An admin's client of an application of its own, which allows nothing that leads inside."""
    client: httpx.AsyncClient = await as_role("admin")
    return client


async def create(admin: httpx.AsyncClient, **body: Any) -> httpx.Response:
    return await admin.post(
        "/webhooks", json={"url": "https://1.1.1.1/x", "events": EVENTS, **body}
    )


async def test_a_webhook_comes_back_as_it_was_made(admin: httpx.AsyncClient) -> None:
    response = await create(admin, events=[*EVENTS, "task.failed"])
    assert response.headers["cache-control"] == "no-store"
    made = response.json()
    secret = made.pop("secret")
    assert made == {
        "id": made["id"],
        "url": "https://1.1.1.1/x",
        "events": EVENTS,
        "active": True,
        "createdAt": made["createdAt"],
        "createdBy": made["createdBy"],
        "updatedAt": made["createdAt"],
    }
    assert TIME.fullmatch(made["createdAt"])
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32
    assert (await admin.get(f"/webhooks/{made['id']}")).json() == made


async def test_secrets_are_never_shown_again_and_never_logged(
    admin: httpx.AsyncClient, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    given = "whsec_" + base64.b64encode(b"x" * 24).decode()
    mine = await create(admin, secret=given)
    generated = (await create(admin)).json()
    assert given not in mine.text
    path = f"/webhooks/{generated['id']}"
    answers = [
        await admin.get("/webhooks"),
        await admin.get(path),
        await admin.patch(path, json={"active": True}),
        await admin.patch(path, json={"secret": given}),
        await admin.post(f"{path}/pings"),
        await admin.get(f"{path}/deliveries"),
    ]
    for said in [*(each.text for each in answers), caplog.text]:
        assert given not in said
        assert generated["secret"] not in said
    stored = value(database_url, "select secret from webhooks where id = %s", generated["id"])
    assert stored == given


@pytest.mark.parametrize("length", [24, 32, 64])
async def test_a_secret_of_ones_own_has_24_to_64_bytes(
    admin: httpx.AsyncClient, length: int
) -> None:
    secret = "whsec_" + base64.b64encode(b"x" * length).decode()
    assert (await create(admin, secret=secret)).status_code == 200


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "whsec_",
        "nonsense",
        base64.b64encode(b"x" * 32).decode(),
        "WHSEC_" + base64.b64encode(b"x" * 32).decode(),
        "whsec_" + base64.b64encode(b"x" * 23).decode(),
        "whsec_" + base64.b64encode(b"x" * 65).decode(),
        "whsec_" + "ä" * 32,
        "whsec_" + "!" * 32,
        "whsec_" + "A" * 33,
    ],
)
async def test_what_is_no_secret_is_refused(admin: httpx.AsyncClient, secret: str) -> None:
    refused(await create(admin, secret=secret), 400, "secret: ", "24 to 64")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8080/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://[fe80::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://224.0.0.1/",
    ],
)
async def test_an_address_that_leads_inside_is_refused(admin: httpx.AsyncClient, url: str) -> None:
    refused(await create(admin, url=url), 422, "url: ", "PRESSROOM_WEBHOOK_ALLOW")
    path = f"/webhooks/{(await create(admin)).json()['id']}"
    refused(await admin.patch(path, json={"url": url}), 422, "url: ", "PRESSROOM_WEBHOOK_ALLOW")
    assert (await admin.get(path)).json()["url"] == "https://1.1.1.1/x"


async def test_a_name_that_nobody_knows_is_refused(admin: httpx.AsyncClient) -> None:
    response = await create(admin, url="https://hooks.invalid/")
    refused(response, 422, "url: ", "hooks.invalid has no address")


@pytest.mark.parametrize(
    "url", ["ftp://1.1.1.1/", "https://me:secret@1.1.1.1/", "https://1.1.1.1/#x", "1.1.1.1", ""]
)
async def test_what_is_no_url_is_refused(admin: httpx.AsyncClient, url: str) -> None:
    refused(await create(admin, url=url), 400, "url: ")


async def test_a_change_leaves_the_rest_as_it_is(admin: httpx.AsyncClient) -> None:
    made = (await create(admin)).json()
    made.pop("secret")
    path = f"/webhooks/{made['id']}"
    for change in ({"active": False}, {"events": ["task.failed"]}, {"url": "https://8.8.8.8/"}, {}):
        changed = (await admin.patch(path, json=change)).json()
        made = {**made, **change, "updatedAt": changed["updatedAt"]}
        assert changed == made
    assert (await admin.get(path)).json() == made


async def test_webhooks_are_listed_newest_first_in_pages(admin: httpx.AsyncClient) -> None:
    made = [(await create(admin)).json()["id"] for _ in range(5)]
    seen, cursor = [], {}
    for _ in range(3):
        page = (await admin.get("/webhooks", params={"limit": 2, **cursor})).json()
        assert page["meta"]["total"] == 5
        seen += [webhook["id"] for webhook in page["webhooks"]]
        cursor = {"cursor": page["meta"].get("nextCursor")}
    assert cursor == {"cursor": None}
    assert seen == made[::-1]


async def test_deliveries_are_listed_newest_first_in_pages(admin: httpx.AsyncClient) -> None:
    path = f"/webhooks/{(await create(admin)).json()['id']}"
    made = [(await admin.post(f"{path}/pings")).json()["id"] for _ in range(5)]
    seen, cursor = [], {}
    for _ in range(3):
        page = (await admin.get(f"{path}/deliveries", params={"limit": 2, **cursor})).json()
        assert page["meta"]["total"] == 5
        seen += [delivery["id"] for delivery in page["deliveries"]]
        cursor = {"cursor": page["meta"].get("nextCursor")}
    assert seen == made[::-1]


async def test_a_webhooks_deliveries_arent_anothers(admin: httpx.AsyncClient) -> None:
    one, other = [f"/webhooks/{(await create(admin)).json()['id']}" for _ in range(2)]
    ping = (await admin.post(f"{one}/pings")).json()["id"]
    assert (await admin.get(f"{other}/deliveries")).json()["deliveries"] == []
    refused(await admin.post(f"{other}/deliveries/{ping}/redeliveries"), 404, "delivery")
    assert (await admin.delete(other)).status_code == 204
    refused(await admin.get(f"{other}/deliveries"), 404, "webhook")
    assert len((await admin.get(f"{one}/deliveries")).json()["deliveries"]) == 1


async def test_nothing_is_sent_for_a_webhook_that_isnt_active(
    admin: httpx.AsyncClient,
) -> None:
    path = f"/webhooks/{(await create(admin)).json()['id']}"
    ping = (await admin.post(f"{path}/pings")).json()["id"]
    await admin.patch(path, json={"active": False})
    refused(await admin.post(f"{path}/pings"), 422, "active")
    refused(await admin.post(f"{path}/deliveries/{ping}/redeliveries"), 422, "active")


async def test_webhooks_are_there_under_v2_as_well(shared: Clients) -> None:
    admin = await shared("admin")
    webhook, _ = await new_webhook(admin)
    assert (await admin.get(f"/v2/webhooks/{webhook}")).json()["id"] == webhook


async def test_a_server_that_allows_an_address_takes_it(press: Press, shared: Clients) -> None:
    """The shared application allows 127.0.0.1, and no more."""
    admin = await shared("admin")
    assert (await create(admin, url="http://127.0.0.1:9/")).status_code == 200
    refused(await create(admin, url="http://127.0.0.2:9/"), 422)
