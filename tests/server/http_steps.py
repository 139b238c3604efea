"""The steps that tests of the HTTP surface are made of, and the definitions they use."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from typing import Any

import httpx
import msgspec

from contract_checks import CONTRACT, operations

PETS = """\
openapi: 3.1.0
info: {title: Pets, version: 1.0.0}
paths:
  /pets:
    get:
      operationId: listPets
      responses: {'200': {description: The pets.}}
"""
ROOT_OF_TWO = """\
openapi: 3.1.0
info: {title: Two files, version: 1.0.0}
paths:
  /pets:
    $ref: paths/pets.yaml
"""
PATHS_OF_TWO = """\
get:
  operationId: listPets
  responses: {'200': {description: From the second file.}}
"""
DANGLING = """\
openapi: 3.1.0
info: {title: Dangling, version: 1.0.0}
paths:
  /pets:
    get:
      responses:
        '200': {$ref: '#/components/responses/Lost'}
"""
COLLECTION = {
    "info": {
        "name": "By hand",
        "schema": "https://schema.postman.com/json/collection/v2.1.0/collection.json",
    },
    "item": [{"name": "One", "request": {"method": "GET", "url": "https://pets.example"}}],
}
UNKNOWN = "00000000-0000-4000-8000-000000000000"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

BODIES: Mapping[str, Any] = {
    "createApi": {"name": "Pets"},
    "updateApi": {"name": "Pets"},
    "createApiSchema": {"type": "openapi:3_1", "files": [{"path": "a.yaml", "content": PETS}]},
    "createUpdateApiSchemaFile": {"content": "Some."},
    "addApiCollection": {"operationType": "GENERATE_FROM_SCHEMA"},
    "createApiVersion": {"name": "9.9.9", "schemas": [{"id": UNKNOWN}], "collections": []},
    "updateApiVersion": {"name": "9.9.9"},
    "createSdk": {"source": {"type": "spec", "id": UNKNOWN}, "language": "typescript-pages"},
    "createWebhook": {"url": "http://127.0.0.1:9/", "events": ["task.failed"]},
    "updateWebhook": {"url": "http://127.0.0.1:9/", "active": True},
}
"""A body for each operation that takes one."""


class World(msgspec.Struct, frozen=True):
    """The identifiers of an API with one of everything, and of an API with nothing."""

    api_id: str
    schema_id: str
    collection_id: str
    version_id: str
    task_id: str
    file_path: str
    other_api_id: str
    sdk_id: str
    webhook_id: str
    delivery_id: str

    def parameters(self) -> dict[str, str]:
        """Path parameters that lead to what is there, by their names in the contract."""
        return {
            "apiId": self.api_id,
            "schemaId": self.schema_id,
            "collectionId": self.collection_id,
            "versionId": self.version_id,
            "taskId": self.task_id,
            "file-path": self.file_path,
            "sdkId": self.sdk_id,
            "webhookId": self.webhook_id,
            "deliveryId": self.delivery_id,
        }


class Op(msgspec.Struct, frozen=True):
    """An operation of the contract, as tests call it."""

    name: str
    method: str
    template: str
    role: str | None

    def path(self, parameters: Mapping[str, str]) -> str:
        return re.sub(r"\{([^}]+)\}", lambda match: parameters[match[1]], self.template)

    @property
    def names(self) -> list[str]:
        """The names of its path parameters."""
        return re.findall(r"\{([^}]+)\}", self.template)

    @property
    def takes_body(self) -> bool:
        return self.name in BODIES

    async def call(
        self, client: httpx.AsyncClient, parameters: Mapping[str, str], **options: Any
    ) -> httpx.Response:
        if self.takes_body and not {"json", "content"} & set(options):
            options["json"] = BODIES[self.name]
        return await client.request(self.method, self.path(parameters), **options)


def _role(operation: Mapping[str, Any]) -> str | None:
    return next((role for need in operation["security"] for role in need["apiKey"]), None)


OPS = [Op(op["operationId"], verb, path, _role(op)) for verb, path, op in operations()]
"""Every operation of the contract."""


def query_parameters(op: Op) -> dict[str, Any]:
    """The schemas of an operation's query parameters, by name."""
    operation = CONTRACT["paths"][op.template][op.method]
    found = {}
    for parameter in operation.get("parameters", []):
        if "$ref" in parameter:
            name = parameter["$ref"].rpartition("/")[2]
            parameter = CONTRACT["components"]["parameters"][name]
        if parameter["in"] == "query":
            schema = parameter["schema"]
            if "$ref" in schema:
                schema = CONTRACT["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
            found[parameter["name"]] = schema
    return found


async def new_api(http: httpx.AsyncClient, name: str = "Pets") -> str:
    response = await http.post("/apis", json={"name": name})
    assert response.status_code == 200
    return str(response.json()["id"])


def schema_of(files: Mapping[str, str], type_: str = "openapi:3_1") -> dict[str, Any]:
    """The body that stores a definition."""
    return {
        "type": type_,
        "files": [{"path": path, "content": content} for path, content in files.items()],
    }


async def new_schema(
    http: httpx.AsyncClient, api_id: str, files: Mapping[str, str] | None = None
) -> str:
    body = schema_of(files or {"openapi.yaml": PETS})
    response = await http.post(f"/apis/{api_id}/schemas", json=body)
    assert response.status_code == 200, response.text
    return str(response.json()["id"])


async def new_collection(http: httpx.AsyncClient, api_id: str, **body: Any) -> str:
    """Generate a collection; needs a worker."""
    body = {"operationType": "GENERATE_FROM_SCHEMA", **body}
    response = await http.post(f"/apis/{api_id}/collections", json=body)
    assert response.status_code == 200, response.text
    return str(response.json()["id"])


def version_of(schema_id: str, collections: Sequence[str] = (), name: str = "1.0.0") -> Any:
    """The body that publishes a version."""
    references = [{"id": identifier} for identifier in collections]
    return {"name": name, "schemas": [{"id": schema_id}], "collections": references}


async def new_version(
    http: httpx.AsyncClient,
    api_id: str,
    schema_id: str,
    collections: Sequence[str] = (),
    name: str = "1.0.0",
) -> dict[str, str]:
    """Publish a version and wait for it; needs a worker. Gives its `id` and its `taskId`."""
    body = version_of(schema_id, collections, name)
    response = await http.post(f"/apis/{api_id}/versions", json=body)
    assert response.status_code == 202, response.text
    task = await end_of(http, response)
    assert task["status"] == "completed", task
    return {"id": response.json()["id"], "taskId": task["id"]}


async def new_sdk(
    http: httpx.AsyncClient, source_id: str, language: str = "typescript-pages", **source: str
) -> str:
    """Build an SDK and wait for it; needs a worker."""
    body = {"source": {"type": "spec", "id": source_id, **source}, "language": language}
    response = await http.post("/sdks", json=body)
    assert response.status_code == 202, response.text
    location = response.headers["location"]
    for _ in range(200):
        sdk = (await http.get(location)).json()
        if sdk["buildStatus"] in ("succeeded", "failed"):
            return str(sdk["id"])
        await asyncio.sleep(0.05)
    raise AssertionError(sdk)


async def new_webhook(http: httpx.AsyncClient) -> tuple[str, str]:
    """Make a webhook that nobody listens to, and ping it; needs an admin's client."""
    webhook = await http.post("/webhooks", json=BODIES["createWebhook"])
    assert webhook.status_code == 200, webhook.text
    delivery = await http.post(f"/webhooks/{webhook.json()['id']}/pings")
    assert delivery.status_code == 202, delivery.text
    return str(webhook.json()["id"]), str(delivery.json()["id"])


async def new_world(http: httpx.AsyncClient, admin: httpx.AsyncClient | None = None) -> World:
    """Make an API with one of everything, and one with nothing; needs a worker.

    There is a webhook only if there is an admin to make it.
    """
    webhook_id, delivery_id = await new_webhook(admin) if admin else (UNKNOWN, UNKNOWN)
    api_id = await new_api(http)
    schema_id = await new_schema(http, api_id, {"openapi.yaml": PETS, "notes.txt": "None."})
    collection_id = await new_collection(http, api_id)
    version = await new_version(http, api_id, schema_id, [collection_id])
    return World(
        api_id=api_id,
        schema_id=schema_id,
        collection_id=collection_id,
        version_id=version["id"],
        task_id=version["taskId"],
        file_path="notes.txt",
        other_api_id=await new_api(http),
        sdk_id=await new_sdk(http, schema_id),
        webhook_id=webhook_id,
        delivery_id=delivery_id,
    )


async def end_of(http: httpx.AsyncClient, response: httpx.Response) -> dict[str, Any]:
    """The task that an answer points to, once it has ended."""
    waiting = {"Prefer": "wait=30"}
    task: dict[str, Any] = (await http.get(response.headers["location"], headers=waiting)).json()
    assert task["status"] != "pending", task
    return task


def refused(response: httpx.Response, status: int, *said: str) -> None:
    """Assert that an answer is a refusal whose detail says all of this."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    detail = response.json()["detail"]
    assert all(each in detail for each in said), detail
