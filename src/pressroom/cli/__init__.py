"""The `pressroom` command."""

from pressroom.cli.main import main

__all__ = ["main"]
