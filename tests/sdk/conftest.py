import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pressroom
from sdk.libraries import Server, imported, written

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="session")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The package that is generated from `golden/zoo.yaml`."""
    folder = written(pressroom.load(GOLDEN / "zoo.yaml"), tmp_path_factory.mktemp("zoo"), "zoo")
    with imported(folder, "zoo") as package:
        yield package


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """A server on a port of this machine that answers as it is told to."""
    started = Server()
    yield started
    started.close()


@pytest.fixture(scope="session")
def tool() -> Any:
    """The path of a command of the development environment."""

    def path(name: str) -> str:
        return shutil.which(name, path=str(Path(sys.executable).parent)) or name

    return path
