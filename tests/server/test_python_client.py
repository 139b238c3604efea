"""Our own Python client: generated from the contract, and used against a running server."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import pressroom
from pressroom.sdk import generate
from processes import serving

CLIENT = Path(__file__).parents[2] / "clients" / "python"
PETSTORE = Path(__file__).parents[2] / "examples" / "petstore.yaml"


def test_the_client_is_what_the_contract_gives() -> None:
    """When this fails: make clients."""
    contract = Path(pressroom.__file__).parent / "server" / "openapi.yaml"
    there = {
        file.relative_to(CLIENT).as_posix(): file.read_text("utf-8")
        for file in CLIENT.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    generated = generate(pressroom.load(contract), "python", package="pressroom_client")
    assert there == generated, "the client is stale: make clients"


@pytest.fixture
def library() -> Iterator[Any]:
    sys.path.insert(0, str(CLIENT))
    yield import_module("pressroom_client")
    sys.path.remove(str(CLIENT))


def test_the_client_publishes_a_version_and_waits_for_it(
    library: Any, database_url: str, tmp_path: Path
) -> None:
    models, errors = (
        import_module("pressroom_client.models"),
        import_module("pressroom_client.errors"),
    )
    with (
        serving(tmp_path, "--database-url", database_url) as (url, key, _),
        library.PressroomClient(base_url=url, api_key=key) as client,
    ):
        api = client.apis.create_api(body=models.ApiInput(name="Pets"))
        file = models.NewSchemaFile(path="petstore.yaml", content=PETSTORE.read_text())
        schema = client.definitions.create_api_schema(
            api.id, body=models.NewSchema(type=models.SchemaType.OPENAPI_3_1, files=[file])
        )
        task = client.versions.create_api_version(
            api.id,
            body=models.NewVersion(
                name="v1", schemas=[models.SchemaReference(id=schema.id)], collections=[]
            ),
        )
        ended = task.wait(timeout=60)
        assert ended.status == "completed"
        assert isinstance(ended.details, models.Details1)
        assert [version.name for version in client.versions.get_api_versions(api.id)] == ["v1"]
        assert [*task.events()][-1].data["status"] == "completed"
        with pytest.raises(errors.NotFound) as raised:
            client.apis.get_api("00000000-0000-4000-8000-000000000000")
        assert raised.value.problem.status == 404
