"""What keeps load from where it may not go, and what is said before any is sent."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from urllib.parse import urlsplit

from launchready.derive.dns.addresses import unreachable
from launchready.derive.dns.lines import listed
from launchready.facts.product import Role, RouteKind
from launchready.load.experiments import check
from launchready.load.experiments.mix import LONGEST_S, SAMPLES
from launchready.load.experiments.trial import LOUDEST
from launchready.load.facts_of import shown_url
from launchready.load.forecast import forecast, journeys_per_s, repeats
from launchready.load.journey import Target
from launchready.load.order import HIGHEST_CEILING, LoadOrder
from launchready.load.phase import Law, Phase
from launchready.load.telling.reading import rate
from launchready.load.trouble import LoadError

FEWEST_USERS, MOST_USERS = 10, 100
"""What `check` is for: the first customers."""
CROWDS = (RouteKind.CHECKOUT, RouteKind.CHAT, RouteKind.UPLOAD)
"""What a check lets several people do in the same moment."""
READS = ("GET", "HEAD", "OPTIONS")
SHOWN = 6
WINDOWS = 3
SLOW_PER_S, ROUND_S, MINUTES_S = 2.0, 20.0, 100.0
"""Of a slow target: single visits each second, seconds of several at once; longer is in minutes."""
UP = 1.05
"""So that the most, said in two digits, is not less than it is."""
ENOUGH = 1.4
"""How much longer than asked the main phase would have to be before that is said: what is needed
leaves room for chance."""


def refuse(order: LoadOrder, experiment: str = "check") -> None:
    """Raise `LoadError` when the order may not be carried out; nothing was sent until then."""
    for why in _reasons(order, experiment):
        raise LoadError(why)


def _reasons(order: LoadOrder, experiment: str) -> Iterator[str]:
    if not order.product.owned:
        yield (
            "load goes only to products that are yours: write `owned = true` into [product] of "
            f"{order.manifest} if this one is"
        )
    if not order.scenario.hosts:
        yield "the scenario names no host to send anything to"
    for host in order.scenario.hosts:
        if not _declared(order, host):
            yield (
                f"the scenario sends to {_name(host)}, which the manifest does not declare: add a "
                f'[[host]] with name = "{_name(host)}" to {order.manifest} if it is yours'
            )
    if private := _unreachable(order):
        public = "are no public addresses" if len(private) > 1 else "is no public address"
        yield f"{listed(private)} {public}: say --allow-private to send load there"
    if (live := production_hosts(order)) and not order.production:
        yield f"{listed(live)} may be production: say --production to send load to it"
    yield from _numbers(order, experiment)


def _numbers(order: LoadOrder, experiment: str) -> Iterator[str]:
    if order.ceiling <= 0:
        yield "--ceiling has to be above 0 requests/s"
    if order.ceiling > HIGHEST_CEILING and not order.raised:
        yield (
            f"a ceiling of {order.ceiling:,.10g} requests/s is above {HIGHEST_CEILING:,g}: "
            "say --no-limit as well if you mean it"
        )
    asked = max(order.rate, order.from_per_s, order.noisy_per_s)
    if asked > order.ceiling:
        yield (
            f"{rate(asked)} is above the ceiling of {order.ceiling:,.10g} requests/s: "
            "ask for less, or raise --ceiling"
        )
    if order.seconds <= 0 or order.step_s <= 0:
        yield "a phase has to last longer than 0 seconds"
    if order.factor <= 1:
        yield "--factor has to be above 1"
    if experiment == "check" and not FEWEST_USERS <= order.users <= MOST_USERS:
        yield f"a check takes {FEWEST_USERS} to {MOST_USERS} users; `load run` takes any number"
    if order.users < 1 or (experiment == "fairness" and order.users <= 1):
        yield "--users has to be at least 2" if experiment == "fairness" else "--users is below 1"
    if order.law is Law.CLOSED and experiment != "run":
        yield "only `load run` lets users wait for their answers (--arrivals closed)"


def production_hosts(order: LoadOrder) -> tuple[str, ...]:
    """Return the hosts of the scenario that may be production; loopback and staging are not."""
    names = dict.fromkeys(_name(host) for host in order.scenario.hosts)
    return tuple(name for name in names if not _loopback(name) and not _staging(order, name))


def _unreachable(order: LoadOrder) -> tuple[str, ...]:
    """Return the hosts that are addresses which the network refuses; a name is asked later."""
    settings = order.settings
    if settings.allow_private:
        return ()
    led = settings.named.union(host for host, _ in settings.connect)
    names = dict.fromkeys(_name(host) for host in order.scenario.hosts)
    return tuple(name for name in names if name not in led and _private(name))


def _private(name: str) -> bool:
    try:
        return bool(unreachable(name))
    except ValueError:
        return False


def _staging(order: LoadOrder, name: str) -> bool:
    host = order.product.host(name)
    return host is not None and host.role is Role.STAGING and name != _canonical(order)


def _declared(order: LoadOrder, host: str) -> bool:
    name = _name(host)
    known = order.product.host(name)
    typed = _loopback(name) and name in order.settings.named
    return typed or name == _canonical(order) or (known is not None and known.declared)


def _canonical(order: LoadOrder) -> str:
    return (urlsplit(order.product.canonical).hostname or "").lower()


def _name(host: str) -> str:
    """Return a host as the manifest names it: without port, brackets, case and trailing dot."""
    name = host.lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    if name.count(":") == 1:
        name = name.partition(":")[0]
    return name.rstrip(".")


def _loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def announce(order: LoadOrder, experiment: str = "check") -> tuple[str, ...]:
    """Say in plain lines what will be sent where, before anything is sent."""
    return tuple(_lines(order, experiment))


def _lines(order: LoadOrder, experiment: str) -> Iterator[str]:
    scenario = order.scenario
    hosts = dict.fromkeys(_name(host) for host in scenario.hosts)
    live = production_hosts(order)
    shown = tuple(f"{one} (PRODUCTION)" if one in live else one for one in hosts)
    yield f"Load {experiment}, {scenario.name}: to {listed(shown)}, and to no other host."
    if order.product.canonical and order.loaded != order.product.canonical:
        yield (
            f"It goes to {order.loaded}, not to {order.product.canonical}, the product's address: "
            "it is reported and kept as a run of the former."
        )
    yield f"{_traffic(order, experiment)} Never more than {order.ceiling:,.10g} requests/s."
    yield from _too_short(order, experiment)
    if experiment == "check" and all(part.routes for part in scenario.parts):
        yield _in_all(order)
    yield f"Every request carries X-Launchready-Run: {order.tag}."
    yield _writes(order)
    yield from (f"Note: {note}." for note in scenario.notes)
    stop = (
        f"It stops by itself when more than {100 * order.stop_share:g} % of the requests of a "
        f"phase fail, of at least {Phase('', 0.0).stop_after}"
    )
    if order.stop_share >= 1:
        stop = "It does not stop by itself when requests fail"
    yield f"{stop}. Ctrl-C ends it within a second, with a report of what was measured until then."


def _traffic(order: LoadOrder, experiment: str) -> str:
    seconds = order.seconds
    said = rate(order.rate).removesuffix("/s")
    pace = f"{said} journeys/s" if order.rate else f"the traffic of {order.users} people"
    match experiment:
        case "check":
            longer = " (longer where a route is rare)" if order.stretch else ""
            return (
                f"First single visits; then {pace} for {seconds:g} s{longer}, then twice as much "
                f"for {seconds / 2:g} s{_at_once(order)}: {_number(order, experiment)}"
            )
        case "knee":
            return (
                f"From a few journeys/s up, at least {order.step_s:g} s each rate, until answers "
                f"take {order.factor:g} times as long or the ceiling is reached; then for some "
                "seconds more than can be served."
            )
        case "fairness":
            more = " (longer where too few answers would come)" if order.stretch else ""
            noisy = "five times that"
            if order.noisy_per_s:
                noisy = f"{rate(order.noisy_per_s).removesuffix('/s')} journeys/s"
            return (
                f"{_capital(pace)} for about {WINDOWS * order.step_s:g} s, then beside it one user "
                f"who sends {noisy} for {2 * order.step_s:g} s{more}."
            )
        case _ if order.law is Law.CLOSED:
            return f"{order.users} users for {seconds:g} s, each beginning anew when done."
        case _:
            return f"{_capital(pace)} for {seconds:g} s: {_number(order, experiment)}"


def _at_once(order: LoadOrder) -> str:
    """Say what several people do in the same moment, of what the scenario has."""
    scenario = order.scenario
    met = {one.kind for one in scenario.targets if one.name not in scenario.aside}
    crowd = tuple(f"{kind}s" for kind in CROWDS if kind in met)
    return f", and a few {listed(crowd)} at once" if crowd else ""


def _number(order: LoadOrder, experiment: str) -> str:
    """Say how many requests that makes."""
    if not all(part.routes for part in order.scenario.parts):
        return "how many requests that makes depends on what its journeys do."
    seen = forecast(order, experiment)
    if not repeats(order, experiment):
        return f"about {_round(seen.about)}, at most {_round(seen.most * UP)} requests."
    return (
        f"about {_round(seen.about)}, at most {_round(seen.plain * UP)} requests; up to "
        f"{_round(seen.most * UP)} if this machine is too busy to send on time and repeats phases."
    )


def _in_all(order: LoadOrder) -> str:
    """Say how long a check takes: the load's phases are known, the quiet ones go by the target."""
    per_s, parts = journeys_per_s(order), order.scenario.parts
    seconds = order.seconds
    if order.stretch:
        needs = forecast(order, "check").needs_s
        seconds = min(max(seconds, needs), max(LONGEST_S, seconds))
    asked = per_s * sum(part.weight * max(1, len(part.routes)) for part in parts)
    doubled = 2 * asked <= order.ceiling * sum(part.weight for part in parts)
    fewest = seconds * (1 + check.DOUBLE_SHARE * doubled) + min(check.WARM_S, order.seconds / 4)

    def quiet(rate: float) -> float:
        longest = min(max(SAMPLES * len(parts) / rate / WINDOWS, check.SHORTEST_S), check.LONGEST_S)
        return WINDOWS * (order.window_s or longest)

    aside = order.scenario.aside
    crowds = ROUND_S * sum(
        one.kind in CROWDS and one.name not in aside for one in order.scenario.targets
    )
    ways = max((part.think_s for part in parts), default=0.0)
    most = fewest + quiet(min(max(per_s * check.QUIET_SHARE, SLOW_PER_S), LOUDEST)) + 4 * ways
    low, high = fewest + quiet(LOUDEST) + crowds / 4, 1.1 * most + crowds
    unit, name = (60.0, "minutes") if high > MINUTES_S else (1.0, "s")
    span = dict.fromkeys(_round(max(1.0, one / unit)) for one in (low, high))
    return f"All of it takes about {' to '.join(span)} {name}."


def _too_short(order: LoadOrder, experiment: str) -> Iterator[str]:
    """Say so where the main phase can prove nothing of the rarest route."""
    if order.stretch or experiment not in {"check", "run"} or order.law is Law.CLOSED:
        return
    needs = forecast(order, experiment).needs_s
    if needs > ENOUGH * order.seconds and all(part.routes for part in order.scenario.parts):
        yield (f"{order.seconds:g} s is too short for a verdict: it needs about {_round(needs)} s.")


def _round(number: float) -> str:
    """Two digits are what an estimate is worth."""
    return f"{float(f'{number:.2g}'):,.0f}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _writes(order: LoadOrder) -> str:
    writes = [one for one in order.scenario.targets if one.method.upper() not in READS]
    if order.scenario.in_python:
        return (
            "A Python scenario: what it writes is not known beforehand; what it makes stays "
            "unless it cleans up."
        )
    if not writes:
        return "It only reads."
    more = f" and {len(writes) - SHOWN} more" if len(writes) > SHOWN else ""
    after = (
        "The scenario's cleanup runs at the end."
        if order.scenario.cleanup is not None
        else "The scenario has no cleanup: what these make stays."
    )
    return f"It writes: {'; '.join(_said(one) for one in writes[:SHOWN])}{more}. {after}"


def _said(target: Target) -> str:
    return f"{target.method.upper()} {shown_url(target.url) or target.name} ({target.kind.value})"
