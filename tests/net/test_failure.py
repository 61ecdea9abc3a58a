from __future__ import annotations

from launchready.net.failure import Failure, Phase


def test_a_failure_names_the_step_that_failed() -> None:
    assert str(Failure(Phase.TLS, "not finished within 5 s")) == (
        "TLS handshake: not finished within 5 s"
    )


def test_what_came_and_cannot_be_judged_failed_at_no_step() -> None:
    failure = Failure(Phase.CONTENT, "a.example redirects off-site to b.example")
    assert str(failure) == "a.example redirects off-site to b.example"
