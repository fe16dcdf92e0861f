"""The breaker: closed, open, half open; one trial at a time, longer rests for what stays dead."""

from __future__ import annotations

from report_bot.bot.breaker import Breaker


class _Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def _open(clock: _Clock, **options: float) -> Breaker:
    breaker = Breaker(faults=2, rest=10, longest=35, clock=clock, **options)  # type: ignore[arg-type]
    for _ in range(2):
        assert breaker.allows()
        breaker.failed()
    return breaker


def test_faults_in_a_row_open_it() -> None:
    """A success between two faults starts the count again."""
    breaker = Breaker(faults=2, clock=_Clock())
    breaker.failed()
    breaker.succeeded()
    breaker.failed()
    assert breaker.allows()
    breaker.failed()
    assert not breaker.allows()


def test_after_its_rest_one_caller_tries() -> None:
    clock = _Clock()
    breaker = _open(clock)
    clock.now = 9.9
    assert not breaker.allows()
    clock.now = 10.0
    assert breaker.allows() and not breaker.allows()
    breaker.succeeded()
    assert breaker.allows() and breaker.allows()


def test_each_failed_trial_doubles_the_rest_up_to_the_longest() -> None:
    clock = _Clock()
    breaker = _open(clock)
    for rest, then in ((20.0, 40.0), (35.0, 35.0)):
        clock.now += 60
        assert breaker.allows()
        breaker.failed()
        at = clock.now
        clock.now = at + rest - 0.1
        assert not breaker.allows(), (rest, then)
    clock.now += 0.2
    assert breaker.allows()


def test_retry_after_opens_at_once_and_is_not_endless() -> None:
    """A time that the endpoint asks for is kept, within reason."""
    clock = _Clock()
    breaker = Breaker(faults=3, rest=10, longest=35, clock=clock)
    breaker.failed(retry_after=20)
    clock.now = 19.0
    assert not breaker.allows()
    clock.now = 20.0
    assert breaker.allows()
    breaker.succeeded()
    breaker.failed(retry_after=86_400)
    clock.now += 35
    assert breaker.allows()


def test_a_trial_that_was_broken_off_leaves_the_next_one_free() -> None:
    clock = _Clock()
    breaker = _open(clock)
    clock.now = 10.0
    assert breaker.allows()
    breaker.released()
    assert breaker.allows()


def test_late_failures_of_calls_under_way_change_nothing() -> None:
    clock = _Clock()
    breaker = _open(clock)
    clock.now = 5.0
    breaker.failed()  # a call that was started before it opened
    clock.now = 9.9
    assert not breaker.allows()
    clock.now = 10.0
    assert breaker.allows()
