"""Turns: in which order real workers take the tasks of many APIs."""

import asyncio
from typing import Any
from uuid import UUID

import httpx
import pytest

from clients import Clients
from definitions import PETS
from pressroom.server.press import Press
from pressroom.store.keys import create_key
from pressroom.store.tasks import start_task
from pressroom.store.turns import prefer_eldest
from pressroom.tasks.queue import PREFERRED
from pressroom.tasks.turns import HIGHEST, KIBIBYTE, PATIENCE, cost_of, let_eldest_go
from pressroom.tasks.worker import worker_in_background
from processes import eventually, running, value

LARGE = PETS + f"x-filler: {'x' * 150 * KIBIBYTE}\n"
"""Large by its size, though quick to convert."""

ASYNC = {"Prefer": "respond-async"}
STARTED = "select array_agg(id::text order by started_at) from tasks where started_at is not null"
NEXT = """
    select tasks.id::text
    from procrastinate_jobs job join tasks on job.args ->> 'task_id' = tasks.id::text
    where job.status = 'todo' and tasks.status = 'pending' order by priority desc, job.id limit 1
"""
PREFERENCES = "select array_agg(args ->> 'task_id') from procrastinate_jobs where priority = 1"


async def new_api(http: httpx.AsyncClient, content: str = PETS) -> str:
    api_id = (await http.post("/apis", json={"name": "Pets"})).json()["id"]
    body = {"type": "openapi:3_1", "files": [{"path": "openapi.yaml", "content": content}]}
    assert (await http.post(f"/apis/{api_id}/schemas", json=body)).status_code == 200
    return str(api_id)


async def asked(http: httpx.AsyncClient, api_id: str, tasks: int = 1) -> list[str]:
    """The identifiers of tasks that wait, each generating a collection."""
    body = {"operationType": "GENERATE_FROM_SCHEMA"}
    path = f"/apis/{api_id}/collections"
    made = [await http.post(path, json=body, headers=ASYNC) for _ in range(tasks)]
    return [each.json()["taskId"] for each in made]


def order_of_work(database_url: str, *awaited: str) -> list[str]:
    """The tasks in the order in which one worker process took them, until it took the awaited."""

    def taken() -> list[str]:
        order: Any = value(database_url, STARTED)
        return list(order or ())

    with running("worker", "--database-url", database_url):
        eventually(lambda: set(awaited) <= set(taken()), seconds=90)
        return taken()


async def test_a_small_definition_isnt_stuck_behind_a_hundred_large_ones(
    http: httpx.AsyncClient, database_url: str
) -> None:
    for _ in range(10):
        await asked(http, await new_api(http, LARGE), tasks=10)
    (small,) = await asked(http, await new_api(http))
    assert order_of_work(database_url, small).index(small) == 0


async def test_one_api_doesnt_starve_the_others(http: httpx.AsyncClient, database_url: str) -> None:
    await asked(http, await new_api(http), tasks=30)
    others = [(await asked(http, await new_api(http)))[0] for _ in range(3)]
    order = order_of_work(database_url, *others)
    assert [order.index(each) for each in others] == [2, 4, 6]


async def test_who_pushes_to_many_apis_doesnt_starve_the_others(
    http: httpx.AsyncClient, press: Press, as_role: Clients, database_url: str
) -> None:
    for _ in range(20):
        await asked(http, await new_api(http))
    async with press.database.transaction() as connection:
        key = await create_key(connection, "somebody else", "editor")
    other = await as_role(key=key)
    tasks = [(await asked(other, await new_api(other)))[0] for _ in range(3)]
    order = order_of_work(database_url, *tasks)
    assert [order.index(each) for each in tasks] == [1, 3, 5]


async def test_a_large_definition_is_passed_by_a_few_small_ones_and_not_by_all(
    http: httpx.AsyncClient, database_url: str
) -> None:
    await asked(http, await new_api(http), tasks=30)
    (large,) = await asked(http, await new_api(http, LARGE))
    assert 3 < order_of_work(database_url, large).index(large) < 15


async def test_the_tasks_of_an_api_keep_their_order_though_its_definition_becomes_small(
    http: httpx.AsyncClient, database_url: str
) -> None:
    api_id = await new_api(http, LARGE)
    large = await asked(http, api_id, tasks=3)
    schema = (await http.get(f"/apis/{api_id}", params={"include": "schemas"})).json()
    path = f"/apis/{api_id}/schemas/{schema['schemas'][0]['id']}/files/openapi.yaml"
    assert (await http.put(path, json={"content": PETS})).status_code == 200
    small = await asked(http, api_id, tasks=2)
    assert order_of_work(database_url, *small) == large + small


async def test_a_task_that_waited_long_goes_next_and_one_at_a_time(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    await asked(http, await new_api(http), tasks=5)
    large = [(await asked(http, await new_api(http, LARGE)))[0] for _ in range(2)]
    await let_eldest_go(press.database)
    assert value(database_url, PREFERENCES) is None
    for seconds, task in ((2 * PATIENCE, large[0]), (3 * PATIENCE, large[1])):
        aged = "update tasks set created_at = now() - %s * interval '1 second' where id = %s"
        value(database_url, f"{aged} returning 1", seconds, task)
    await asyncio.gather(*(let_eldest_go(press.database) for _ in range(5)))
    assert value(database_url, PREFERENCES) == [large[1]]
    value(
        database_url,
        "update procrastinate_jobs set status = 'doing' where priority = 1 returning 1",
    )
    await let_eldest_go(press.database)
    assert value(database_url, PREFERENCES) == [large[1]]
    value(database_url, "delete from procrastinate_jobs where priority = 1 returning 1")
    await let_eldest_go(press.database)
    assert value(database_url, PREFERENCES) == [large[0]]
    assert order_of_work(database_url, large[0])[0] == large[0]


async def test_a_task_whose_api_is_at_work_isnt_preferred_in_vain(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    first, second = await asked(http, await new_api(http), tasks=2)
    (other,) = await asked(http, await new_api(http))
    held = (
        "update procrastinate_jobs set status = 'doing' where args ->> 'task_id' = %s returning 1"
    )
    value(database_url, held, first)
    async with press.database.connection() as connection:
        assert await prefer_eldest(connection, 0, PREFERRED)
        assert not await prefer_eldest(connection, 0, PREFERRED)
    assert value(database_url, PREFERENCES) == [other]
    assert second != other


async def test_a_task_behind_one_that_waits_for_its_next_try_isnt_preferred(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    first, _ = await asked(http, await new_api(http), tasks=2)
    (other,) = await asked(http, await new_api(http))
    later = (
        "update procrastinate_jobs set scheduled_at = now() + interval '1 minute' "
        "where args ->> 'task_id' = %s returning 1"
    )
    value(database_url, later, first)
    async with press.database.connection() as connection:
        assert await prefer_eldest(connection, 0, PREFERRED)
        assert not await prefer_eldest(connection, 0, PREFERRED)
    assert value(database_url, PREFERENCES) == [other]


async def test_a_task_isnt_passed_by_all_that_ever_come(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    """Its turn was counted while more waited than later on, so each later one has a nearer one."""
    apis = [await new_api(http) for _ in range(10)]
    waiting = [(await asked(http, api_id))[0] for api_id in apis]
    last = waiting[-1]
    paths = {task: f"/apis/{api_id}" for api_id, task in zip(apis, waiting, strict=True)}
    await http.delete(f"{paths[waiting[0]]}/tasks/{waiting[0]}")
    passed: list[Any] = []
    while (started := value(database_url, NEXT)) != last and len(passed) < 30:
        async with press.database.connection() as connection:
            assert await start_task(connection, UUID(started))
        await http.delete(f"{paths[started]}/tasks/{started}")
        api_id = await new_api(http)
        (task,) = await asked(http, api_id)
        paths[task] = f"/apis/{api_id}"
        passed.append(started)
    assert len(passed) <= 10


async def test_whose_turn_isnt_come_yet_doesnt_count_when_it_is_preferred(
    http: httpx.AsyncClient, press: Press, database_url: str
) -> None:
    tasks = await asked(http, await new_api(http, LARGE), tasks=10)
    async with press.database.connection() as connection:
        await start_task(connection, UUID(tasks[-1]), in_turn=False)
    (small,) = await asked(http, await new_api(http))
    assert value(database_url, NEXT) == small


async def test_a_worker_lets_the_eldest_go_by_itself(
    http: httpx.AsyncClient, press: Press, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pressroom.tasks.turns.PATIENCE", 0.0)
    monkeypatch.setattr("pressroom.tasks.recovery.LOOK", 0.05)
    (large,) = await asked(http, await new_api(http, LARGE))
    async with worker_in_background(press.database, press.settings), asyncio.timeout(60):
        api_id, taken = await new_api(http), None
        while taken is None or large not in taken:
            await asked(http, api_id, tasks=3)
            taken = value(database_url, STARTED)


def test_the_cost_follows_the_size_by_classes() -> None:
    sizes = (0, 128 * KIBIBYTE, 128 * KIBIBYTE + 1, 1024**2, 8 * 1024**2, 8 * 1024**2 + 1)
    assert [cost_of(size) for size in sizes] == [1, 1, 4, 4, 16, HIGHEST]
