"""NewSdk, and what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..runtime import UNSET, Model, Unset, field

if TYPE_CHECKING:
    from .sdk_source import SdkSource


class NewSdk(Model):
    """An SDK to be built."""

    source: SdkSource
    """What to build it from."""
    language: str
    """What to build."""
    sdk_version: str | Unset = field("sdkVersion", default=UNSET)
    """The library's version; the definition's without it."""
    python_options: PythonOptions | Unset = field("pythonOptions", default=UNSET)
    """For Python."""
    typescript_options: TypescriptOptions | Unset = field("typescriptOptions", default=UNSET)
    """For TypeScript."""


class PythonOptions(Model):
    """For Python."""

    pypi_package_name: str | Unset = field("pypiPackageName", default=UNSET)
    """What the package is called."""


class TypescriptOptions(Model):
    """For TypeScript."""

    npm_name: str | Unset = field("npmName", default=UNSET)
    """What the package is called."""
