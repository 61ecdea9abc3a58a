"""Faults that would hide others, so that each is planted in a product of its own."""

from __future__ import annotations

from functools import partial

from launchready.demo import shop
from launchready.demo.blueprint import FAULTY, Blueprint, NameServerPlan
from launchready.demo.faults import fault as faults
from launchready.demo.site import html

fault = partial(faults.fault, alone=True)


@fault("apex-does-not-resolve", FAULTY)
def no_address(blueprint: Blueprint) -> None:
    """The root domain has no address."""
    blueprint.records.put("@", "A")
    blueprint.records.put("@", "AAAA")


@fault("www-does-not-resolve", f"www.{FAULTY}")
def no_www(blueprint: Blueprint) -> None:
    """The www name does not exist."""
    blueprint.records.clear("www")


@fault("parked-domain", FAULTY)
def parked(blueprint: Blueprint) -> None:
    """The domain is still on the name servers of a parking service."""
    names = ("ns1.sedoparking.com", "ns2.sedoparking.com")
    blueprint.nameservers = {name: NameServerPlan("91.195.241.9") for name in names}
    addresses = [f"{name}. A 91.195.241.9" for name in names]
    blueprint.outside["sedoparking.com"] = addresses


@fault("single-nameserver", FAULTY)
def lone_server(blueprint: Blueprint) -> None:
    """The whole domain hangs on one name server."""
    first = next(iter(blueprint.nameservers))
    blueprint.nameservers = {first: blueprint.nameservers[first]}


@fault("dnssec-missing", FAULTY)
def unsigned_zone(blueprint: Blueprint) -> None:
    """Answers for the domain are not signed."""
    blueprint.signed = False


@fault("dnssec-signature-expires-soon", FAULTY)
def ending_signature(blueprint: Blueprint) -> None:
    """The signatures of the zone end in two days and nothing renews them."""
    blueprint.signature_days = 2


@fault("mx-missing", FAULTY)
def no_mail_exchanger(blueprint: Blueprint) -> None:
    """Nobody takes mail for the domain, although it sends some."""
    blueprint.records.put("@", "MX")


@fault("null-mx-beside-mail-servers", FAULTY)
def refused_mail(blueprint: Blueprint) -> None:
    """The domain says at once that it takes mail and that it takes none."""
    blueprint.records.put("@", "MX", "0 .", f"10 mail.{FAULTY}.")


@fault("security-txt-missing", FAULTY)
def no_security_contact(blueprint: Blueprint) -> None:
    """Who finds a hole in the shop is not told whom to write to."""
    del blueprint.site("").pages["/.well-known/security.txt"]


@fault("health-endpoint-missing", f"https://api.{FAULTY}/health")
def no_health(blueprint: Blueprint) -> None:
    """Nothing tells a monitor whether the product is well."""
    del blueprint.site("api").pages["/health"]


@fault("home-page-fails", f"https://{FAULTY}/")
def broken_front_page(blueprint: Blueprint) -> None:
    """The shop's front page answers with an error."""
    failure = html("<!doctype html><title>Error</title><h1>Something went wrong</h1>", 500)
    blueprint.site("").pages["/"] = shop.answering(failure)
