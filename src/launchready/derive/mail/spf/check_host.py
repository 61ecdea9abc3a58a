"""Evaluate a sender policy exactly as a receiver does: `check_host()` of RFC 7208 section 4.

The evaluation is a generator that asks: it yields one `Query` after the other and is sent the
`Answer`. So the same code runs over a table, over saved facts and over the network.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace

from launchready.derive.mail.spf.addresses import (
    address_kind,
    any_within,
    gone,
    listed_addresses,
    listed_hosts,
    listed_names,
    within,
)
from launchready.derive.mail.spf.evaluation import MOST_NAMES, Evaluation, Place, Query, Stop
from launchready.derive.mail.spf.macros import (
    Fault,
    MacroString,
    Values,
    expand,
    expand_name,
    read_macros,
)
from launchready.derive.mail.spf.names import (
    can_be_asked,
    connecting_address,
    is_mail_domain,
    reverse_name,
)
from launchready.derive.mail.spf.record import read_record, spf_records
from launchready.derive.mail.spf.terms import Mechanism, Modifier
from launchready.facts.dns import Answer, Status
from launchready.facts.spf import SpfResult, SpfVerdict

_BY_QUALIFIER = {
    "+": SpfVerdict.PASS,
    "-": SpfVerdict.FAIL,
    "~": SpfVerdict.SOFTFAIL,
    "?": SpfVerdict.NEUTRAL,
}


Asking = Generator[Query, Answer, SpfResult]


def check_host(
    ip: str,
    domain: str,
    sender: str,
    helo: str,
    *,
    receiver: str = "unknown",
    timestamp: int = 0,
) -> Asking:
    """Evaluate the policy of `domain` for a message from `sender` that `ip` delivers.

    `domain` is the sender's, or `helo` where there is no sender; internationalised names as
    A-labels (RFC 8616). `receiver` and `timestamp` only fill the macros `r` and `t`.
    Raises `ValueError` where `ip` is no address, and for nothing else.
    """
    address = connecting_address(ip)
    return _checked(Evaluation(address, receiver, timestamp, helo), domain, sender)


def answered_by(asking: Asking, ask: Callable[[Query], Answer]) -> SpfResult:
    """Run an evaluation to its end over answers that are there already."""
    try:
        query = next(asking)
        while True:
            query = asking.send(ask(query))
    except StopIteration as end:
        result: SpfResult = end.value
        return result


def _checked(run: Evaluation, domain: str, sender: str) -> Asking:
    local, at, behind = sender.rpartition("@")
    run.sender = f"{local or 'postmaster'}@{behind if at else sender or domain}"
    if not is_mail_domain(domain):
        why = f"{domain[:80]!r} is not a full domain name, so it has no policy"
        return SpfResult(SpfVerdict.NONE, why, domain)
    try:
        result = yield from _policy_of(run, domain)
    except Stop as stop:
        where = stop.where
        result = SpfResult(stop.verdict, str(stop), where.domain, where.record, where.term)
    else:
        if result.verdict is SpfVerdict.FAIL:
            told = yield from _explanation(run, result.domain)
            result = replace(result, explanation=told)
    return replace(result, lookups=run.lookups, void_lookups=run.voids)


def _policy_of(run: Evaluation, domain: str) -> Asking:
    """Fetch the record of a domain and evaluate it (sections 4.4 to 4.7)."""
    place = Place(domain)
    answer = yield Query(domain.removesuffix("."), "TXT")
    if not answer.status.known:
        raise Stop(SpfVerdict.TEMPERROR, f"the TXT records of {domain} could not be seen", place)
    records = spf_records(answer.values)
    if not records:
        return SpfResult(SpfVerdict.NONE, f"{domain} publishes no SPF record", domain)
    if len(records) > 1:
        raise Stop(SpfVerdict.PERMERROR, f"{domain} publishes {len(records)} SPF records", place)
    record = run.policy = read_record(records[0])
    if record.problems:
        first = record.problems[0]
        why = f"the record of {domain} is wrong at column {first.column}: {first.why}"
        raise Stop(SpfVerdict.PERMERROR, why, Place(domain, record.text, first.text))
    for mechanism in record.mechanisms:
        here = Place(domain, record.text, mechanism.text)
        if (yield from _matches(run, mechanism, here)):
            why = f"`{mechanism.text[:80]}` of {domain} matches {run.ip}"
            verdict = _BY_QUALIFIER[mechanism.qualifier]
            run.policy = record
            return SpfResult(verdict, why, domain, record.text, mechanism.text)
    if record.redirect is not None:
        return (yield from _redirected(run, record.redirect, Place(domain, record.text)))
    why = f"no term of the record of {domain} matches {run.ip}"
    return SpfResult(SpfVerdict.NEUTRAL, why, domain, record.text)


def _redirected(run: Evaluation, redirect: Modifier, place: Place) -> Asking:
    here = replace(place, term=redirect.text)
    run.count(here)
    target = yield from _name(run, redirect.value, here)
    if not is_mail_domain(target):
        raise Stop(SpfVerdict.PERMERROR, f"`{redirect.text[:80]}` names no domain", here)
    result = yield from _policy_of(run, target)
    if result.verdict is SpfVerdict.NONE:
        raise Stop(SpfVerdict.PERMERROR, f"`{redirect.text[:80]}` leads to no SPF record", here)
    return result


def _matches(run: Evaluation, mechanism: Mechanism, place: Place) -> Generator[Query, Answer, bool]:
    """Whether the mechanism matches the address (section 5)."""
    if mechanism.name == "all":
        return True
    if mechanism.network is not None:
        return run.ip.version == mechanism.network.version and run.ip in mechanism.network
    run.count(place)
    target = place.domain.removesuffix(".")
    if mechanism.target is not None:
        target = yield from _name(run, mechanism.target, place)
    match mechanism.name:
        case "include":
            return (yield from _included(run, target, place))
        case "ptr":
            names = yield from _validated_names(run, place)
            return any(within(name, target) for name in names)
        case "mx":
            return (yield from _mail_host(run, mechanism, target, place))
        case name:
            kind = "A" if name == "exists" else address_kind(run.ip)
            answer = yield from _asked(run, target, kind, place)
            return bool(answer.values) if name == "exists" else _among(run, mechanism, answer)


def _included(run: Evaluation, target: str, place: Place) -> Generator[Query, Answer, bool]:
    """Whether the included policy passes the address (section 5.2)."""
    if not is_mail_domain(target):
        raise Stop(SpfVerdict.PERMERROR, f"`{place.term[:80]}` names no domain", place)
    result = yield from _policy_of(run, target)
    if result.verdict is SpfVerdict.NONE:
        raise Stop(SpfVerdict.PERMERROR, f"`{place.term[:80]}` leads to no SPF record", place)
    return result.verdict is SpfVerdict.PASS


def _mail_host(
    run: Evaluation, mechanism: Mechanism, target: str, place: Place
) -> Generator[Query, Answer, bool]:
    answer = yield from _asked(run, target, "MX", place)
    hosts = listed_hosts(answer)
    if len(hosts) > MOST_NAMES:
        why = f"{target} has {len(hosts)} MX records; {MOST_NAMES} are allowed"
        raise Stop(SpfVerdict.PERMERROR, why, place)
    for host in hosts:
        if can_be_asked(host):
            found = yield Query(host, address_kind(run.ip))
            if not found.status.known:
                raise Stop(SpfVerdict.TEMPERROR, f"the look-up of {host} failed", place)
            if _among(run, mechanism, found):
                return True
    return False


def _among(run: Evaluation, mechanism: Mechanism, answer: Answer) -> bool:
    prefix = mechanism.prefix4 if address_kind(run.ip) == "A" else mechanism.prefix6
    return any_within(run.ip, listed_addresses(answer), prefix)


def _asked(run: Evaluation, name: str, kind: str, place: Place) -> Generator[Query, Answer, Answer]:
    """Ask for what a term names; an error ends the evaluation, too many voids do too."""
    if not can_be_asked(name):
        return gone(name, kind)
    answer = yield Query(name, kind)
    if not answer.status.known:
        raise Stop(SpfVerdict.TEMPERROR, f"the look-up of {name} ({kind}) failed", place)
    if not answer.values:
        run.count_void(place)
    return answer


def _validated_names(
    run: Evaluation, place: Place | None
) -> Generator[Query, Answer, tuple[str, ...]]:
    """Return the names of the address that lead back to it (section 5.5); errors are passed over.

    Void look-ups count where a term asked, not where the macro `p` did: then `place` is None.
    """
    if run.names is not None:
        return run.names
    answer = yield Query(reverse_name(run.ip), "PTR")
    if place is not None and answer.status.known and not answer.values:
        run.count_void(place)
    names = []
    for name in listed_names(answer)[:MOST_NAMES]:
        if can_be_asked(name):
            found = yield Query(name, address_kind(run.ip))
            if found.status is Status.ANSWERED and run.ip in listed_addresses(found):
                names.append(name)
    run.names = tuple(names)
    return run.names


def _name(run: Evaluation, macros: MacroString, place: Place) -> Generator[Query, Answer, str]:
    values = yield from _values(run, macros, place.domain)
    return expand_name(macros, values)


def _values(run: Evaluation, macros: MacroString, domain: str) -> Generator[Query, Answer, Values]:
    validated = "unknown"
    if "p" in macros.letters:
        names = yield from _validated_names(run, None)
        # The domain itself, else a name below it, else any (section 7.3).
        best = sorted(names, key=lambda name: (name.lower() != domain, not within(name, domain)))
        validated = best[0] if best else validated
    return Values(run.ip, domain, run.sender, run.helo, validated, run.receiver, run.timestamp)


def _explanation(run: Evaluation, domain: str) -> Generator[Query, Answer, str]:
    """Return what the failing record tells the sender; empty where anything is wrong (6.2)."""
    modifier = run.policy.modifier("exp")
    if modifier is None:
        return ""
    values = yield from _values(run, modifier.value, domain)
    name = expand_name(modifier.value, values)
    if not can_be_asked(name):
        return ""
    answer = yield Query(name, "TXT")
    if not answer.status.known or len(answer.values) != 1:
        return ""
    macros = read_macros(answer.values[0], explanation=True)
    if isinstance(macros, Fault):
        return ""
    return expand(macros, (yield from _values(run, macros, domain)))
