"""Our own TypeScript client: generated from the contract, and used against a running server."""

import shutil
from pathlib import Path

import pressroom
from pressroom.sdk import generate
from processes import serving
from sdk.nodejs import Node, compiled, tools

CLIENT = Path(__file__).parents[2] / "clients" / "typescript"
PETSTORE = Path(__file__).parents[2] / "examples" / "petstore.yaml"

PUBLISH = """
const client = new PressroomClient({ baseUrl, apiKey });
const api = await client.apis.createApi({ body: { name: "Pets" } });
const schema = await client.definitions.createApiSchema(api.id, {
  body: { type: SchemaType.OPENAPI3_1, files: [{ path: "petstore.yaml", content }] },
});
const task = await client.versions.createApiVersion(api.id, {
  body: { name: "v1", schemas: [{ id: schema.id }], collections: [] },
});
const ended = await task.wait({ timeout: 60_000 });
const names = [];
for await (const version of client.versions.getApiVersions(api.id)) names.push(version.name);
const told = [];
for await (const event of task.events()) told.push(event.data.status);
const missing = await client.apis.getApi("00000000-0000-4000-8000-000000000000").then(
  () => undefined,
  (error) => [error instanceof NotFound, error.problem.status, error.body.title !== undefined],
);
return {
  names,
  missing,
  status: ended.status,
  isDated: api.createdAt instanceof Date,
  last: told.at(-1),
};
"""


def test_the_client_is_what_the_contract_gives() -> None:
    """When this fails: make clients."""
    contract = Path(pressroom.__file__).parent / "server" / "openapi.yaml"
    there = {
        file.relative_to(CLIENT).as_posix(): file.read_text("utf-8")
        for file in CLIENT.rglob("*")
        if file.is_file() and not {"dist", "node_modules"} & set(file.relative_to(CLIENT).parts)
    }
    generated = generate(pressroom.load(contract), "typescript", package="pressroom-client")
    assert there == generated, "the client is stale: make clients"


def test_the_client_publishes_a_version_and_waits_for_it(database_url: str, tmp_path: Path) -> None:
    tools()
    node = Node(compiled(shutil.copytree(CLIENT, tmp_path / "client")))
    try:
        with serving(tmp_path, "--database-url", database_url) as (url, key, _):
            found = node(PUBLISH, baseUrl=url, apiKey=key, content=PETSTORE.read_text())
    finally:
        node.close()
    assert found == {
        "names": ["v1"],
        "missing": [True, 404, True],
        "status": "completed",
        "isDated": True,
        "last": "completed",
    }
