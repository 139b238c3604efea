"""The files of a library, printed by several processes, are those that one process prints."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import pytest

from definitions import PETS, large
from pressroom import generate_sdk, load
from pressroom.cli.printing import by_processes
from pressroom.sdk.plan import Service
from pressroom.sdk.plan.operations import Operations
from pressroom.sdk.printing import Files, Text, in_turn


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The processes that were forked; none is left behind."""
    forked: list[int] = []
    fork = os.fork

    def noted() -> int:
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", noted)
    yield forked
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def text(number: int) -> str:
    return f"file {number}\n" * (number % 7)


def files(numbers: Iterable[int], print_one: Callable[[int], str] = text) -> dict[str, Text]:
    """Files to be printed, and every tenth as it is."""
    return {
        f"{number}.py": text(number) if number % 10 == 0 else partial(print_one, number)
        for number in numbers
    }


TEXTS = {f"{number}.py": text(number) for number in range(450)}


@pytest.mark.parametrize("processors", [1, 2, 3, 16])
def test_any_number_of_processes_gives_the_same_texts(
    monkeypatch: pytest.MonkeyPatch, forks: list[int], processors: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    assert by_processes({}, partial(files, range(450))) == TEXTS
    assert len(forks) == min(processors, 4) - 1, "a process for each hundred files"


def test_what_is_ready_is_printed_while_the_rest_is_made(
    monkeypatch: pytest.MonkeyPatch, forks: list[int], tmp_path: Path
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    printed = tmp_path / "printed"

    def print_and_tell(number: int) -> str:
        printed.touch()
        return text(number)

    def others() -> dict[str, Text]:
        deadline = time.monotonic() + 30
        while not printed.exists():
            assert time.monotonic() < deadline, "nothing was printed meanwhile"
            time.sleep(0.01)
        return files(range(200, 450))

    assert by_processes(files(range(200), print_and_tell), others) == TEXTS
    assert len(forks) == 2, "one for what is ready, one for the rest"


def test_models_of_components_are_ready_before_operations_are_planned(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[str] = []
    services = Operations.services

    def noted(operations: Operations) -> tuple[Service, ...]:
        seen.append("operations")
        return services(operations)

    def print_all(ready: Files, others: Callable[[], Files]) -> dict[str, str]:
        seen.extend(path for path in ready if "pet" in path)
        return in_turn(ready, others)

    monkeypatch.setattr(Operations, "services", noted)
    definition = load({"openapi.yaml": PETS.encode()})
    generate_sdk(definition, "python", package="pets", print_all=print_all)
    assert seen == ["pets/models/pet.py", "operations"]


def test_a_few_files_that_are_ready_are_printed_with_the_rest(
    monkeypatch: pytest.MonkeyPatch, forks: list[int]
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert by_processes(files(range(20)), partial(files, range(20, 450))) == TEXTS
    assert len(forks) == 1


@pytest.mark.parametrize("language", ["python", "typescript", "python-pages"])
def test_a_large_library_is_the_same_by_several_processes(
    monkeypatch: pytest.MonkeyPatch, forks: list[int], language: str
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr("pressroom.cli.printing._WORTHWHILE", 5)
    definition = load({"openapi.json": large(120).encode()})
    several = generate_sdk(definition, language, print_all=by_processes)
    one = generate_sdk(definition, language)
    assert (several, list(several.files)) == (one, list(one.files))
    assert forks


@pytest.mark.parametrize("broken", [range(0, 300, 2), range(300)])
@pytest.mark.parametrize("ready", [0, 150])
def test_an_error_of_printing_is_raised_wherever_it_was(
    monkeypatch: pytest.MonkeyPatch, broken: range, ready: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def print_or_fail(number: int) -> str:
        if number in broken:
            raise ValueError(f"file {number}")
        return text(number)

    with pytest.raises(ValueError, match="file"):
        by_processes(
            files(range(ready), print_or_fail), partial(files, range(ready, 300), print_or_fail)
        )


def test_an_error_of_what_comes_later_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def fail() -> dict[str, Text]:
        raise ValueError("no plan")

    with pytest.raises(ValueError, match="no plan"):
        by_processes(files(range(300)), fail)


@pytest.mark.parametrize("ready", [0, 150])
def test_what_another_process_could_not_print_is_printed_here(
    monkeypatch: pytest.MonkeyPatch, ready: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    here = os.getpid()

    def print_here(number: int) -> str:
        if os.getpid() != here:
            os._exit(9)
        return text(number)

    others = partial(files, range(ready, 450), print_here)
    assert by_processes(files(range(ready), print_here), others) == TEXTS
