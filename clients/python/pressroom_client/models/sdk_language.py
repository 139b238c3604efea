"""SdkLanguage."""

from __future__ import annotations

from typing import TypeAlias

SdkLanguage: TypeAlias = str
"""What a library is written in, such as `python` or `typescript`; `typescript-pages` are
reference pages with that language's names. A language that this server can't write is refused
with 422, which lists those that it can.
"""
