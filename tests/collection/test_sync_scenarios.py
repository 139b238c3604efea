"""The named scenarios of sync: the result, and what the report says of it."""

import json

import msgspec
import pytest
from sync_scenarios import Json, edited, outcome, scenarios, written

from pressroom.collection import Options, convert, encode
from pressroom.collection.sync import Change, Synced, SyncOptions, sync
from pressroom.definition import load

SCENARIOS = scenarios()


def carried_out(scenario: Json) -> Synced:
    options = Options.from_dialect(scenario.get("options", {}))
    before, after = (load(written(scenario[side])) for side in ("before", "after"))
    base = encode(convert(before, options))
    current = json.dumps(edited(json.loads(base), scenario["edit"])).encode()
    chosen = msgspec.convert(scenario.get("sync", {}), SyncOptions)
    return sync(current, after, base=base, options=options, sync_options=chosen)


def told(kind: str, change: Change) -> str:
    """A change as a scenario writes it."""
    item = change.item
    name = item.name if item.kind == "request" else f"{item.kind} {item.name}"
    return " ".join(part for part in (kind, name, change.field) if part)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[one["name"] for one in SCENARIOS])
def test_a_scenario_comes_out_as_written(scenario: Json) -> None:
    synced = carried_out(scenario)
    assert outcome(synced.collection, scenario["expected"]) == []
    if "report" in scenario["expected"]:
        report = [
            told(kind, change)
            for kind, change in synced.report
            if ".originalRequest." not in change.field  # which is changed as the request is
        ]
        assert sorted(report) == sorted(scenario["expected"]["report"])


def test_there_are_forty_scenarios_or_more_with_names_of_their_own() -> None:
    assert len({one["name"] for one in SCENARIOS}) == len(SCENARIOS) >= 40
