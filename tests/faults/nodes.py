"""Nodes that are network namespaces of this machine, and cables between them that can be cut."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

HOST = "10.213.{}.1"
"""The address of this machine as node N sees it."""


class Node(msgspec.Struct, frozen=True):
    """A network namespace that reaches this machine, and nothing else, through one cable."""

    number: int

    @property
    def name(self) -> str:
        return f"pressroom{self.number}"

    @property
    def prefix(self) -> tuple[str, ...]:
        """What goes before a command that shall run on the node."""
        return ("ip", "netns", "exec", self.name)

    def cut(self) -> None:
        ip("link", "set", self.name, "down")

    def heal(self) -> None:
        ip("link", "set", self.name, "up")


@contextmanager
def node(number: int) -> Iterator[Node]:
    """Make a node; needs root and Debian's iproute2."""
    made = Node(number)
    subprocess.run(["ip", "netns", "delete", made.name], check=False, stderr=subprocess.DEVNULL)
    ip("netns", "add", made.name)
    try:
        ip("link", "add", made.name, "type", "veth", "peer", "name", "eth0", "netns", made.name)
        ip("address", "add", f"{HOST.format(number)}/24", "dev", made.name)
        ip("link", "set", made.name, "up")
        ip("-n", made.name, "address", "add", f"10.213.{number}.2/24", "dev", "eth0")
        ip("-n", made.name, "link", "set", "eth0", "up")
        ip("-n", made.name, "link", "set", "lo", "up")
        yield made
    finally:
        ip("netns", "delete", made.name)


def why_no_nodes() -> str | None:
    """Why there can't be nodes on this machine, `None` where there can."""
    if shutil.which("ip") is None:
        return "needs iproute2 (apt-get install iproute2)"
    tried = subprocess.run(
        ["ip", "netns", "add", "pressroom-try"], capture_output=True, text=True, check=False
    )
    if tried.returncode:
        return f"needs root, to make network namespaces: {tried.stderr.strip()}"
    ip("netns", "delete", "pressroom-try")
    return None


def ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, timeout=10)
