"""Calls every operation of a generated Python library against Prism, as its own pages show.

    python bench/calls.py FOLDER PACKAGE ADDRESS

Runs the examples in `docs`, one an operation, with a credential for every scheme. Prints JSON:
what became of each call. Started by `bench/acceptance_sdk.py`, in a process of its own.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import signature
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import httpx

REJECTIONS = {
    "UNPROCESSABLE_ENTITY",
    "INVALID_CONTENT_TYPE",
    "NOT_ACCEPTABLE",
    "NO_PATH_MATCHED_ERROR",
    "NO_METHOD_MATCHED_ERROR",
    "UNAUTHORIZED",
}
"""What Prism says when the request is to blame."""
ANSWER_AT_FAULT = {"VIOLATIONS", "NO_COMPLEX_OBJECT_TEXT"}
"""What it says when it had nothing against the request, and its own answer is at fault."""

_SECTION = re.compile(
    r"^## .*\n\n`([A-Z]+) (.*)`\n(?:(?!## |```).*\n)*```+python\n([\s\S]*?)\n```+$", re.MULTILINE
)
_PRISM = re.compile(r"stoplight\.io/prism/errors#(\w+)")
_MADE_UP = {"headers": {"prefer": "dynamic=true"}}
"""Asks Prism for an answer by the schema, where the definition's example of it is invalid."""


class Call(NamedTuple):
    """What became of a call.

    `decoded`: answered, and the answer is what the definition says. `undecoded`: answered, and the
    library can't read it. `unanswered`: Prism has nothing against the request, but can't give a
    valid answer. `rejected`: Prism refuses the request. `unjudged`: Prism broke down. `failed`: the
    library sent nothing.
    """

    operation: str
    outcome: str
    status: int = 0
    reason: str = ""
    made_up: bool = False


class Verdict(NamedTuple):
    """What Prism says of a request: an outcome that isn't good, or none; with the reason."""

    outcome: str = ""
    reason: str = ""


def judged(response: httpx.Response) -> Verdict:
    """What Prism holds against a request, or against its own answer to it."""
    against = _violations(response.headers.get("sl-violations", ""))
    if against:
        return Verdict("rejected", against)
    if response.status_code == 400 and response.text == "Invalid JSON":
        return Verdict("rejected", response.text)
    kind, said = _problem(response)
    if kind in REJECTIONS:
        return Verdict("rejected", said)
    if kind:
        return Verdict("unanswered" if kind in ANSWER_AT_FAULT else "unjudged", said)
    return Verdict()


def _violations(header: str) -> str:
    """What is held against the request in `sl-violations`, which may be cut short."""
    listed = header[header.find("[") :] if header else "[]"
    whole = listed if header.startswith("[") else f"{listed[: listed.rfind('},') + 1]}]"
    return "; ".join(
        one["message"]
        for one in json.loads(whole if header else "[]")
        if one["location"][0] == "request" and one["severity"] == "Error"
    )


def _problem(response: httpx.Response) -> tuple[str, str]:
    """The kind of the problem that Prism itself answers with, and what it says."""
    if not response.headers.get("content-type", "").startswith("application/problem+json"):
        return "", ""
    if not response.content:  # an answer to HEAD
        return ("UNPROCESSABLE_ENTITY" if response.status_code < 500 else "UNKNOWN"), "no body"
    problem = response.json()
    found = _PRISM.search(str(problem.get("type")))
    if found is None:
        return ("UNKNOWN", str(problem)) if response.status_code == 500 else ("", "")
    told = [one.get("message", "") for one in problem.get("validation") or ()]
    return found[1], "; ".join(told) or str(problem.get("detail") or problem.get("title"))


class Caller:
    """Runs examples with a client of the library."""

    def __init__(self, package: str, address: str) -> None:
        self._package = package
        self._errors = import_module(f"{package}.errors")
        self._response: httpx.Response | None = None
        offered = import_module(package)
        clients = [one for one in offered.__all__ if one.endswith("Client")]
        name = next(one for one in clients if f"Async{one}" in clients)
        self._class = getattr(offered, name)
        self._address = address

    def call(self, operation: str, code: str) -> Call:
        """Run one example, and once more with an answer made up when the first is invalid."""
        found = self._tried(operation, code, {})
        if found.outcome != "unanswered":
            return found
        again = self._tried(operation, code, _MADE_UP)._replace(made_up=True)
        return again if again.outcome in ("decoded", "undecoded") else found

    def _tried(self, operation: str, code: str, settings: dict[str, Any]) -> Call:
        self._response = None
        client = self._client(settings)
        names: dict[str, Any] = {"client": client}
        try:
            exec(compile(code, operation, "exec"), names)
            _consumed(names)
            failure = ""
        except self._errors.ApiError as error:
            failure = "; ".join(getattr(error, "__notes__", ()))
        except self._errors.SdkError as error:
            failure = f"{type(error).__name__}: {error}"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is a failure to show
            failure = f"{type(error).__name__}: {error}"
        finally:
            client.close()
        if self._response is None:
            kind = "unjudged" if failure.startswith("ConnectionFailed") else "failed"
            return Call(operation, kind, 0, failure[:500])
        verdict = judged(self._response)
        outcome = verdict.outcome or ("undecoded" if failure else "decoded")
        return Call(
            operation, outcome, self._response.status_code, (verdict.reason or failure)[:500]
        )

    def _client(self, settings: dict[str, Any]) -> Any:
        given = {
            name: ("ann", "secret") if "tuple" in str(one.annotation) else "secret"
            for name, one in signature(self._class.__init__).parameters.items()
            if one.kind is one.KEYWORD_ONLY
        }
        return self._class(
            **given,
            **settings,
            base_url=self._address,
            retries=0,
            timeout=60,
            on_response=self._keep,
        )

    def _keep(self, response: httpx.Response) -> None:
        response.read()
        self._response = response


def _consumed(names: dict[str, Any]) -> None:
    """Read what an example gave to its end, or as far as one answer goes."""
    for name, value in names.items():
        if name == "items":
            page = value.first_page()
            _ = page.items, page.body
        elif name == "stream":
            list(islice(value, 3))
        elif name == "download":
            value.read()


def examples(folder: Path) -> Iterator[tuple[str, str]]:
    """The operation and the code of each example in the pages."""
    for page in sorted((folder / "docs").glob("*.md")):
        for found in _SECTION.finditer(page.read_text("utf-8")):
            yield f"{found[1]} {found[2]}", found[3]


def main() -> None:
    folder, package, address = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    sys.path.insert(0, str(folder))
    caller = Caller(package, address)
    print(json.dumps([caller.call(*one)._asdict() for one in examples(folder)]))


if __name__ == "__main__":
    main()
