"""Names that lead nowhere, in circles, or that nobody answers for."""

from __future__ import annotations

from collections.abc import Callable

import dns.message
import pytest

from .stage import HERE, NAME, Records, fails, look_at, stage
from .talks import always, answer

Script = Callable[[dns.message.Message], bytes | None]


async def test_a_name_that_does_not_exist_fails_and_no_page_is_judged() -> None:
    async with stage(says={}) as there:
        seen = await look_at(there)
    assert seen.status("apex-does-not-resolve") == "failed"
    assert "passed" not in seen.statuses("headers") | seen.statuses("tls")
    assert seen.audit.traffic.connections == 0


@pytest.mark.parametrize(
    "script",
    [fails("SERVFAIL"), fails("REFUSED"), fails("NOTIMP"), lambda _: None, lambda _: b"\0"],
    ids=["SERVFAIL", "REFUSED", "NOTIMP", "silence", "a single byte"],
)
async def test_a_resolver_that_cannot_tell_leaves_everything_unknown(script: Script) -> None:
    async with stage(says=script, seconds=2) as there:
        seen = await look_at(there)
    assert seen.status("apex-does-not-resolve") == "unknown"
    assert {one.status for one in seen.audit.results} <= {"unknown", "not_applicable"}


async def test_a_lame_delegation_is_named() -> None:
    here: Records = {**HERE, (NAME, "NS"): [f"ns.{NAME}."]}
    talks = {80: always(answer())}
    async with stage(talks, says=here, nameservers=fails("REFUSED")) as there:
        seen = await look_at(there)
    assert seen.status("nameserver-lame") == "failed"


@pytest.mark.parametrize(
    "aliases",
    [
        {(NAME, "CNAME"): [f"{NAME}."]},
        {(NAME, "CNAME"): [f"b.{NAME}."], (f"b.{NAME}", "CNAME"): [f"{NAME}."]},
        {((f"a{n}.{NAME}" if n else NAME), "CNAME"): [f"a{n + 1}.{NAME}."] for n in range(60)},
    ],
    ids=["itself", "two", "sixty in a row"],
)
async def test_aliases_in_a_circle_end(aliases: Records) -> None:
    async with stage(says=aliases) as there:
        seen = await look_at(there)
    assert seen.status("apex-does-not-resolve") in {"failed", "unknown"}
    assert seen.audit.traffic.connections == 0


async def test_name_servers_that_exist_nowhere_are_not_fine() -> None:
    here = {**HERE, (NAME, "NS"): [f"ns{n}.{NAME}." for n in range(60)]}
    async with stage({80: always(answer())}, says=here) as there:
        seen = await look_at(there)
    assert seen.status("nameserver-lame") == "failed"


async def test_thousands_of_records_are_bounded() -> None:
    here = {
        **HERE,
        (NAME, "A"): [f"10.{n // 250}.1.{n % 250}" for n in range(2000)],
        (NAME, "MX"): [f"{n} m{n}.{NAME}." for n in range(1000)],
        (NAME, "TXT"): ['"' + "x" * 250 + '"'] * 100,
        (NAME, "CAA"): ['0 issue "a.example"', '0 issuewild ";"', '255 \\000 ""'],
    }
    async with stage(says=here, seconds=3) as there:
        seen = await look_at(there)
    assert seen.audit.traffic.dns_queries < 200
