"""What makes a folder a package: `pyproject.toml`."""

import json
import re

from pressroom.sdk.plan import Plan
from pressroom.sdk.plan.texts import one_line
from pressroom.sdk.python.naming import Names

_VERSION = re.compile(r"\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?(?:\.post\d+)?(?:\.dev\d+)?")
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")


def project_files(plan: Plan, names: Names) -> dict[str, str]:
    """`pyproject.toml`, for an installable package."""
    return {
        "pyproject.toml": _PYPROJECT.format(
            name=json.dumps(distribution(names)),
            version=json.dumps(version(plan.version)),
            description=json.dumps(one_line(plan.title)[:200], ensure_ascii=False),
            package=json.dumps(names.package, ensure_ascii=False),
        )
    }


def distribution(names: Names) -> str:
    """The name to install it by, which PyPI allows ASCII letters only."""
    name = names.package.replace("_", "-").strip("-")
    return name if _PLAIN.fullmatch(name) else "client"


def version(text: str) -> str:
    """A version that Python's packaging accepts (PEP 440); `0.0.0` for one that it doesn't."""
    found = text.strip().removeprefix("v")
    return found if _VERSION.fullmatch(found) else "0.0.0"


_PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = {name}
version = {version}
description = {description}
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["httpx>=0.27,<1"]

[tool.hatch.build.targets.wheel]
packages = [{package}]

[tool.ruff]
line-length = 100
"""
