"""The files of a library, printed by several processes, are those that one process prints."""

import os
from collections.abc import Iterator
from functools import partial

import pytest

from definitions import large
from pressroom import generate_sdk, load
from pressroom.cli.printing import by_processes


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


@pytest.mark.parametrize("processors", [1, 2, 3, 16])
def test_any_number_of_processes_gives_the_same_texts_in_the_same_order(
    monkeypatch: pytest.MonkeyPatch, forks: list[int], processors: int
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: processors)
    prints = [partial(text, number) for number in range(450)]
    assert list(by_processes(prints)) == [text(number) for number in range(450)]
    assert len(forks) == min(processors, 4) - 1, "a process for each hundred files"


@pytest.mark.parametrize("language", ["python", "typescript", "python-pages"])
def test_a_large_library_is_the_same_by_several_processes(
    monkeypatch: pytest.MonkeyPatch, forks: list[int], language: str
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr("pressroom.cli.printing._WORTHWHILE", 5)
    definition = load({"openapi.json": large(120).encode()})
    several = generate_sdk(definition, language, each=by_processes)
    assert several == generate_sdk(definition, language)
    assert forks


@pytest.mark.parametrize("broken", [range(0, 300, 2), range(300)])
def test_an_error_of_printing_is_raised_wherever_it_was(
    monkeypatch: pytest.MonkeyPatch, broken: range
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)

    def print_or_fail(number: int) -> str:
        if number in broken:
            raise ValueError(f"file {number}")
        return text(number)

    with pytest.raises(ValueError, match="file"):
        list(by_processes([partial(print_or_fail, number) for number in range(300)]))


def test_what_another_process_could_not_print_is_printed_here(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    here = os.getpid()

    def print_here(number: int) -> str:
        if os.getpid() != here:
            os._exit(9)
        return text(number)

    prints = [partial(print_here, number) for number in range(300)]
    assert list(by_processes(prints)) == [text(number) for number in range(300)]
