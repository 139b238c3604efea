"""When a delivery is attempted again."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressroom.tasks.schedule import BUSY, DAY, PAUSES, SPREAD, asked_pause, next_pause

NOW = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)


def test_attempts_follow_the_suggestion_of_standard_webhooks_for_a_day() -> None:
    age, failures, ages = 0.0, 1, []
    while (pause := next_pause(failures, age, 0.0)) is not None:
        age, failures = age + pause, failures + 1
        ages.append(str(timedelta(seconds=age)))
    assert ages == [
        "0:00:05",
        "0:05:05",
        "0:35:05",
        "2:35:05",
        "7:35:05",
        "17:35:05",
        "1 day, 0:00:00",
    ]


@given(
    st.integers(1, 20),
    st.floats(0, 2 * DAY),
    st.floats(0, 1),
    st.none() | st.floats(0, 2 * DAY),
)
def test_a_pause_is_never_shorter_than_planned_and_never_leads_beyond_the_day(
    failures: int, age: float, luck: float, asked: float | None
) -> None:
    pause = next_pause(failures, age, luck, asked)
    if failures > len(PAUSES) or age >= DAY:
        assert pause is None
        return
    left = DAY - age
    planned = max(PAUSES[failures - 1], asked or 0)
    assert pause is not None
    assert min(planned, left) <= pause <= min(max(planned, planned * (1 + SPREAD)), left)


def test_luck_spreads_the_pauses() -> None:
    pauses = [next_pause(2, 5.0, luck) for luck in (0.0, 0.5, 1.0)]
    assert pauses == pytest.approx([300.0, 330.0, 360.0])


def test_a_receiver_may_ask_for_more_time_but_not_for_less() -> None:
    assert next_pause(1, 0.0, 0.0, 60.0) == 60.0
    assert next_pause(2, 0.0, 0.0, 60.0) == PAUSES[1]


@pytest.mark.parametrize("status", BUSY)
def test_retry_after_is_read_as_seconds_or_as_a_date(status: int) -> None:
    assert asked_pause(status, " 120 ", NOW) == 120.0
    later = format_datetime(NOW + timedelta(minutes=5), usegmt=True)
    assert asked_pause(status, later, NOW) == 300.0
    assert asked_pause(status, format_datetime(NOW - timedelta(hours=1), usegmt=True), NOW) == 0.0


@pytest.mark.parametrize(
    "text", [None, "", "soon", "-5", "1.5", "٣", "Wed, 99 Foo 2026 10:00:00 GMT", "\0"]
)
def test_a_retry_after_that_makes_no_sense_is_ignored(text: str | None) -> None:
    assert asked_pause(503, text, NOW) is None


def test_retry_after_is_at_most_a_day() -> None:
    assert asked_pause(429, "9" * 5000, NOW) == DAY
    assert asked_pause(429, "Wed, 04 Mar 2099 10:00:00 GMT", NOW) == DAY


def test_other_statuses_cant_ask_for_time() -> None:
    assert asked_pause(500, "120", NOW) is None
    assert asked_pause(200, "120", NOW) is None
