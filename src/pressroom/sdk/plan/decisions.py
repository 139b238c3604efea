"""The report of a plan: what was decided where a definition leaves something open."""

from pressroom.sdk.plan.model import Decision


class Decisions:
    """Collects decisions, each once; `place` is what is worked on at the time."""

    def __init__(self) -> None:
        self._made: dict[Decision, None] = {}
        self.place = ""

    def here(self, rule: str, message: str) -> None:
        """Note a decision about the place that is worked on."""
        self._made[Decision(rule, self.place, message)] = None

    def all(self) -> tuple[Decision, ...]:
        """All of them, in the order they were made."""
        return tuple(self._made)
