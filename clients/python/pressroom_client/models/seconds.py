"""Seconds."""

from __future__ import annotations

from typing import TypeAlias

Seconds: TypeAlias = int
"""A number of seconds."""
