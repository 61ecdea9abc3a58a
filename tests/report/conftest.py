from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from launchready.facts.base import Fact
from launchready.facts.product import Accepted
from launchready.model.bar import How, Row, Stage
from launchready.model.check import Check, Need, Wants
from launchready.model.finding import Finding, Severity, When
from launchready.model.outcome import Failed, Gap, NotApplicable, NotMeasured, Outcome, Passed
from launchready.model.profile import Profile, Sprint
from launchready.model.result import AcceptedFinding, Result
from launchready.model.verdict import Decision, RowState, RowStatus, Verdict
from launchready.report.view import Change, Entry, NetworkUse, Report, Stop

SAMPLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("sample.toml").read_text("utf-8"))

MANUAL = """\
## What it looks for
A response that echoes a foreign `Origin` and allows cookies.

## Why it matters
Any page can read what the signed-in visitor can read.

## How to fix it
Answer only to the origins you own.

## Example
```http
access-control-allow-origin: https://app.shop.example
```
"""


class OriginProbes(Fact):
    """A stand-in for a fact that a check reads."""


def _nothing() -> Iterator[Finding]:
    yield from ()


def a_check(name: str, area: str, title: str, impact: str, severity: Severity) -> Check:
    return Check(
        id=name,
        area=area,
        title=title,
        impact=impact,
        severity=severity,
        when=When.CAN_WAIT if severity is Severity.MEDIUM else When.FIX_NOW,
        rows=(f"{area}.row",),
        references=("https://fetch.spec.whatwg.org/#http-cors-protocol",),
        needs=(Need("probes", Wants.ONE, OriginProbes), Need("profile", Wants.PROFILE, Fact)),
        judge=_nothing,
        manual=MANUAL,
    )


def a_result(check: Check, outcome: Outcome) -> Result:
    return Result(check, outcome, check.severity, check.when)


def a_finding(said: dict[str, Any]) -> Finding:
    return Finding(**{**said, "evidence": tuple(said["evidence"])})


def an_outcome(said: dict[str, Any]) -> Outcome:
    gaps = tuple(Gap(**gap) for gap in said.get("gap", ()))
    match said["status"]:
        case "failed":
            return Failed(tuple(a_finding(one) for one in said["finding"]), gaps)
        case "unknown":
            return NotMeasured(said["why"], gaps)
        case "not_applicable":
            return NotApplicable(said["why"])
        case _:
            return Passed(tuple(said["subjects"]))


def some_results() -> tuple[Result, ...]:
    results = []
    for said in SAMPLE["result"]:
        check = a_check(
            said["id"], said["area"], said["title"], said["impact"], Severity(said["severity"])
        )
        result = a_result(check, an_outcome(said))
        if taken := said.get("accepted"):
            by = Accepted(check.id, "*", taken["owner"], taken["reason"], taken["until"])
            accepted = (AcceptedFinding(a_finding(taken["finding"]), by),)
            result = replace(result, accepted=accepted)
        results.append(result)
    return tuple(results)


def some_rows() -> tuple[RowState, ...]:
    return tuple(
        RowState(
            Row(
                id=said["id"],
                area=said["id"].partition(".")[0],
                says=said["says"],
                impact="It matters to the business.",
                how=(How(said["how"]),),
                severity=Severity(said["severity"]),
                stages=(Stage.AUDIT,),
                seeds=("S0:17",),
                surface=said["how"] == "probe",
            ),
            RowStatus(said["status"]),
            said["why"],
            tuple(said["checks"]),
        )
        for said in SAMPLE["row"]
    )


def a_profile() -> Profile:
    return Profile(
        name="marketplace-first-customers",
        title="Marketplace with an AI chatbot, launch to first customers",
        segment="marketplace products",
        stage="launch to first customers",
        product="AI chatbot",
        sprint=Sprint((), ("fix now", "can wait"), (), "", ()),
        must_hold=(Severity.BLOCKER, Severity.HIGH),
        must_prove=(Severity.BLOCKER,),
        also_prove=("mon.interval",),
        thresholds=(),
    )


def a_report() -> Report:
    rule = "1 fix-now blocker risk and 2 more fix-now risks are open"
    ids = ("cors-any-origin-with-credentials", "tls-certificate-expires-soon", "hsts-missing")
    return Report(
        target="https://shop.example/",
        profile=a_profile(),
        at=datetime(2026, 10, 27, 14, 3, 11, tzinfo=UTC),
        took_ms=843.21,
        verdict=Verdict(Decision.NO_GO, "the public surface of shop.example", rule, ids),
        status=Verdict(Decision.NO_GO, "the whole bar", rule, ids),
        results=some_results(),
        rows=some_rows(),
        traffic_path="Cloudflare answers DNS for shop.example, its edge takes every visit, and the"
        " origin behind it is hosted by Hetzner.",
        network=NetworkUse(dns_queries=41, connections=37, requests=96, bytes_in=412_345),
        change=Change(
            since=datetime(2026, 10, 20, 9, 30, tzinfo=UTC),
            fixed=(
                Entry(
                    "git-folder-exposed",
                    "https://shop.example/.git/",
                    "The source code can be downloaded",
                ),
            ),
            new=(
                Entry(
                    "caa-missing", "shop.example", "Any authority may issue certificates for you"
                ),
            ),
            worse=(
                Entry(
                    "tls-certificate-expires-soon",
                    "app.shop.example",
                    "A certificate runs out within days",
                ),
                Entry(
                    "cors-null-origin",
                    "app.shop.example",
                    "Pages without an origin can read private data",
                    "first byte: the connection was closed before any answer",
                ),
            ),
        ),
        version="0.1.0",
        run_id="20261027-140311-7f3a",
        stops=(
            Stop("DNS host", "Cloudflare"),
            Stop("edge", "Cloudflare"),
            Stop("origin", "Hetzner"),
        ),
    )


def a_quiet_report() -> Report:
    """Nothing fails; the whole bar is not proven; there was no run before."""
    unproven = "nothing fails, but 3 rows that must be proven are unknown (blocker)"
    fine = {"passed", "not_applicable"}
    return replace(
        a_report(),
        verdict=Verdict(
            Decision.GO, "the public surface of shop.example", "every blocker row is proven"
        ),
        status=Verdict(Decision.NOT_PROVEN, "the whole bar", unproven),
        results=tuple(one for one in some_results() if one.status in fine and not one.accepted),
        rows=tuple(state for state in some_rows() if state.status is not RowStatus.FAIL),
        change=None,
        stops=(),
    )


def a_crowded_report(number: int = 200) -> Report:
    """So many risks, of all severities, each in nine places."""
    kinds = tuple(Severity)
    places = tuple(
        Finding(f"host{i}.shop.example", "Something is wrong.", "Repair it.", "true", ("seen",))
        for i in range(9)
    )
    return replace(
        a_report(),
        results=tuple(
            a_result(
                a_check(f"risk-{n:03}", "headers", f"Risk number {n}", "It costs.", kinds[n % 3]),
                Failed(places),
            )
            for n in range(number)
        ),
    )


def with_everywhere(text: str) -> Report:
    """A report in which every string that a target can influence is this text."""
    base = a_report()
    by_id = {result.check.id: result.check for result in base.results}
    finding = Finding(text, text, text, text, (text, text))
    cors = replace(by_id["cors-any-origin-with-credentials"], title=text, impact=text)
    by = Accepted(cors.id, "*", text, text, text)
    entry = Entry(text, text, text, text)
    return replace(
        base,
        target=text,
        verdict=Verdict(Decision.NO_GO, text, text, (text,)),
        status=Verdict(Decision.NOT_PROVEN, text, text, (text,)),
        results=(
            replace(
                a_result(cors, Failed((finding,), (Gap(text, text),))),
                expired=(by,),
                unmatched=(replace(by, subject=text),),
            ),
            replace(
                a_result(by_id["hsts-missing"], Passed((text,))),
                accepted=(AcceptedFinding(finding, by),),
            ),
            a_result(by_id["asset-not-cacheable"], NotMeasured(text, (Gap(text, text),))),
            a_result(by_id["admin-open-to-everyone"], NotMeasured(text)),
            a_result(by_id["no-rate-limit-on-login"], NotApplicable(text)),
        ),
        rows=tuple(
            RowState(replace(state.row, says=text, impact=text), state.status, text, (text,))
            for state in base.rows
        ),
        traffic_path=text,
        change=Change(base.at, (entry,), (entry,), (entry,)),
        version=text,
        run_id=text,
        stops=(Stop(text, text), Stop("origin", "")),
    )


@pytest.fixture
def report() -> Report:
    return a_report()


@pytest.fixture
def quiet_report() -> Report:
    return a_quiet_report()


@pytest.fixture
def crowded_report() -> Report:
    return a_crowded_report()


@pytest.fixture
def everywhere() -> Callable[[str], Report]:
    return with_everywhere


@pytest.fixture
def cors_check() -> Check:
    checks = {result.check.id: result.check for result in some_results()}
    return checks["cors-any-origin-with-credentials"]
