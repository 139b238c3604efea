"""What generated Python libraries look like: the golden ones, and what tools say about them."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

import pressroom
from pressroom.sdk import generate
from sdk.hostile_texts import HOSTILE, hostile
from sdk.libraries import imported, written
from sdk.plans import definition

GOLDEN = Path(__file__).parent / "golden"
EXAMPLES = Path(__file__).parents[2] / "examples"
SMALL = {
    "zoo": GOLDEN / "zoo.yaml",
    "petstore": EXAMPLES / "petstore.yaml",
    "async_task": Path(__file__).parent / "seed" / "async-task.openapi.yaml",
}


def texts(library: dict[str, str]) -> dict[str, str]:
    """What is printed from the plan; the runtime is the same in all libraries."""
    return {path: text for path, text in library.items() if "/runtime/" not in path}


@pytest.mark.parametrize("name", SMALL)
def test_golden_libraries_are_what_is_generated(name: str) -> None:
    """To write them anew, and review the difference: PRESSROOM_UPDATE_GOLDEN=1."""
    generated = texts(generate(pressroom.load(SMALL[name]), "python", package=name))
    folder = GOLDEN / "python" / name
    if os.environ.get("PRESSROOM_UPDATE_GOLDEN"):
        for path, text in generated.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    there = {
        file.relative_to(folder).as_posix(): file.read_text("utf-8")
        for file in folder.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and ".mypy_cache" not in file.parts
    }
    assert generated == there


@pytest.fixture(scope="module")
def hostile_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(hostile(), tmp_path_factory.mktemp("hostile"), "hostile_texts")


def _statements(tree: ast.Module) -> Iterator[ast.stmt]:
    """Every statement of a module, also those in classes, functions and blocks."""
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            yield node


def test_no_text_of_a_definition_becomes_code(hostile_library: Path) -> None:
    """What was generated may import, assign, define and call what we call, and nothing else."""
    files = [file for file in hostile_library.rglob("*.py") if "runtime" not in file.parts]
    assert len(files) > 30
    for file in files:
        tree = ast.parse(file.read_text("utf-8"))
        for node in _statements(tree):
            assert not isinstance(node, ast.Raise | ast.Delete | ast.Global), file
            if isinstance(node, ast.Expr):
                assert isinstance(node.value, ast.Constant | ast.Call), file
            if isinstance(node, ast.Import):
                assert {one.name for one in node.names} <= {"builtins", "datetime"}, file
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not names & {"os", "eval", "exec", "open", "__import__", "SystemExit"}, file


def test_hostile_texts_come_back_as_they_were(hostile_library: Path) -> None:
    """The keys of properties and the values of constants are the author's, to the character."""
    with imported(hostile_library, "hostile_texts"):
        models = import_module("hostile_texts.models")
        found = [getattr(models, name) for name in models.__all__ if name.startswith("Model")]
        objects = [one for one in found if hasattr(one, "__fields__")]
        keys = {field.key(name) for one in objects for name, field in one.__fields__.items()}
    assert set(HOSTILE) <= keys


def test_hostile_libraries_hold_no_invisible_characters(hostile_library: Path) -> None:
    for file in hostile_library.rglob("*"):
        if file.is_file() and file.suffix in (".py", ".md", ".toml"):
            lines = file.read_text("utf-8").split("\n")
            assert all(line.isprintable() for line in lines), file


@pytest.fixture(scope="module")
def every_library(
    hostile_library: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    found = {"hostile_texts": hostile_library}
    for name, file in SMALL.items():
        found[name] = written(pressroom.load(file), tmp_path_factory.mktemp(name), name)
    contract = Path(pressroom.__file__).parent / "server" / "openapi.yaml"
    found["contract"] = written(
        pressroom.load(contract), tmp_path_factory.mktemp("contract"), "contract"
    )
    return found


def test_what_is_generated_is_formatted_and_without_unused_imports(
    every_library: dict[str, Path], tool: Callable[[str], str]
) -> None:
    for folder in every_library.values():
        for command in (("format", "--diff", "."), ("check", "--select=E9,F,I,RUF022", ".")):
            ran = subprocess.run(
                [tool("ruff"), *command], cwd=folder, capture_output=True, text=True, check=False
            )
            assert ran.returncode == 0, ran.stdout + ran.stderr


def test_what_is_generated_is_clean_under_strict_mypy(
    every_library: dict[str, Path], words: Path, tmp_path: Path
) -> None:
    """All in one run, since most of its time goes into reading httpx and the standard library."""
    for name, folder in {**every_library, "words": words}.items():
        shutil.copytree(folder / name, tmp_path / name)
    (tmp_path / "use.py").write_text(USE)
    ran = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", tmp_path / ".cache", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


PYRIGHT = (
    Path(os.environ.get("PRESSROOM_BENCH_CACHE") or Path.home() / ".cache" / "pressroom-bench")
    / "pyright/node_modules/pyright/index.js"
)


@pytest.mark.skipif(not PYRIGHT.exists(), reason="make pyright installs it")
def test_what_is_generated_is_clean_under_pyright(
    every_library: dict[str, Path], words: Path, tmp_path: Path
) -> None:
    for name, folder in {**every_library, "words": words}.items():
        shutil.copytree(folder / name, tmp_path / name)
    (tmp_path / "use.py").write_text(USE)
    ran = subprocess.run(
        ["node", PYRIGHT, "--pythonpath", sys.executable, "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


USE = """\
from typing import assert_type

from zoo import UNSET, AsyncZooClient, Event, Paginator, Task, Unset, ZooClient
from zoo.models import Cat, Feeding, FeedingTask, Snake, StartFeedingResponse


def use(client: ZooClient) -> None:
    animal = client.animals.get_animal(7)
    assert_type(animal, Cat | Snake)
    assert_type(animal.keeper, str | None | Unset)
    for one in client.animals.list_animals(limit=5):
        assert_type(one, Cat | Snake)
    task = client.feedings.start_feeding(body=client.feedings.list().first_page().items[0])
    assert_type(task, Task[StartFeedingResponse, FeedingTask])
    assert_type(task.wait(timeout=5), FeedingTask)
    for event in client.feedings.watch_feedings():
        assert_type(event, Event[Feeding])
    client.animals.get_animal("seven")  # type: ignore[arg-type]
    Cat(name="Minka", indoor=True, keeper=UNSET)
    Cat(indoor=True)  # type: ignore[call-arg]


async def use_async(client: AsyncZooClient) -> None:
    assert_type(await client.animals.get_animal(7), Cat | Snake)
    async for feeding in client.feedings.list():
        assert_type(feeding, Feeding)
"""


def test_importing_loads_no_model_and_no_service(every_library: dict[str, Path]) -> None:
    code = (
        "import sys, zoo; zoo.ZooClient; print([name for name in sys.modules"
        " if name.startswith(('zoo.models.', 'zoo.services.'))])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=every_library["zoo"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == "[]\n"


def test_examples_in_the_pages_are_code_that_runs(every_library: dict[str, Path]) -> None:
    """Each example is compiled, its models are built, and the call is that of a method."""
    for name in ("zoo", "petstore", "contract"):
        folder = every_library[name]
        for page in (folder / "docs").glob("*.md"):
            for block in page.read_text("utf-8").split("```python\n")[1:]:
                compile(block.split("\n```")[0], page.name, "exec")


def test_the_same_definition_gives_the_same_texts() -> None:
    loaded = pressroom.load(SMALL["zoo"])
    assert generate(loaded, "python") == generate(pressroom.load(SMALL["zoo"]), "python")


def test_ten_thousand_values_of_an_enum_are_ten_thousand_members(tmp_path: Path) -> None:
    many = {"type": "string", "enum": [f"value {number}" for number in range(10_000)]}
    written(definition({"Many": many}), tmp_path, "large")
    with imported(tmp_path, "large"):
        assert len(import_module("large.models").Many) == 10_000


WORDS = [
    "class", "self", "field", "dt", "to_dict", "list", "dict", "str", "int", "builtins",
    "read_only", "from_dict", "additional_properties", "None", "match", "type",
]  # fmt: skip


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of models with names that mean something to Python, or to us."""
    schema = {
        "type": "object",
        "properties": {
            **{name: {"type": "array", "items": {"type": "integer"}} for name in WORDS},
            "at": {"type": "string", "format": "date-time"},
            "id": {"type": "integer", "readOnly": True},
            "userId": {"type": "object", "additionalProperties": {"type": "string"}},
        },
    }
    schemas = {"Model": schema, "Task": schema, "Any": schema}
    return written(definition(schemas), tmp_path_factory.mktemp("words"), "words")


def test_names_that_mean_something_to_python_are_told_apart(words: Path) -> None:
    document = {**{name: [1] for name in WORDS}, "at": "2026-01-01T00:00:00Z", "id": 1}
    with imported(words, "words"):
        models = import_module("words.models")
        for model in (models.ModelModel, models.TaskModel, models.AnyModel):
            assert model.from_dict(document).to_dict() == document


def test_a_package_is_installable_by_its_metadata() -> None:
    files = generate(definition(info={"title": 'A "b"\n', "version": "1.2.3-x"}), "python")
    project = tomllib.loads(files["pyproject.toml"])["project"]
    assert (project["name"], project["version"]) == ("a-b", "0.0.0")
    assert project["description"] == 'A "b"'
