"""Literal facts about keys, policies and mail servers of shop.example."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from launchready.facts.base import Each
from launchready.facts.dns import Answer, Status
from launchready.facts.mail import (
    Bimi,
    Dane,
    DkimKeys,
    DkimSelector,
    Dmarc,
    DmarcReports,
    MailDomain,
    MailExchanger,
    MailExchangers,
    MailTransport,
    MtaSts,
    ReverseName,
    ReverseNames,
    SmtpServer,
    TlsaRecords,
    TlsReports,
)
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.facts.tls import Certificate, Trust
from launchready.model.profile import Profile
from launchready.profiles import load_profile

DOMAIN = "shop.example"
SENDER = Product(domain=DOMAIN, sends_mail=True)
SILENT = Product(domain=DOMAIN, sends_mail=False)
NOW = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
RUN = Run(at=NOW)
PROFILE = load_profile("default")

_P = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQ"
KEY_1024 = (
    f"v=DKIM1; k=rsa; p={_P}DkHlOQoBTzWRiGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb"
    "3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIK"
    "T+l/K4w3QIDAQAB"
)
"""The RSA key of RFC 8463 appendix A."""
ED25519 = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
KEY_512 = (
    "v=DKIM1; k=rsa; p=MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBANDiE2+Xi/WnO+s120NiiJhNyIButVu6zxqlVzz0wy2j"
    "4kQVUC4ZRZD80IY+4wIiX2YxKBZKGnd2TtPkcJ/ljkUCAwEAAQ=="
)
REVOKED = "v=DKIM1; k=rsa; p="


def target(level: int) -> Profile:
    """The default profile with another DMARC policy asked for."""
    asked = tuple(
        replace(one, target=level, fail=0) if one.key == "dmarc_policy" else one
        for one in PROFILE.thresholds
    )
    return replace(PROFILE, thresholds=asked)


def answer(name: str, kind: str, *values: str, alias: str = "") -> Answer:
    status = Status.ANSWERED if values else Status.NO_SUCH_NAME
    return Answer(name, kind, status, values, aliases=(alias,) if alias else ())


def selector(
    name: str, *texts: str, domain: str = DOMAIN, declared: bool = True, alias: str = ""
) -> DkimSelector:
    found = answer(f"{name}._domainkey.{domain}", "TXT", *texts, alias=alias)
    return DkimSelector(name, found, declared)


def keys(*selectors: DkimSelector, domain: str = DOMAIN) -> DkimKeys:
    return DkimKeys(domain, selectors)


def each(*found: DkimKeys) -> Each[DkimKeys]:
    return Each(found)


def dmarc(*texts: str, above: tuple[str, ...] | None = None, misplaced: str = "") -> Dmarc:
    """The records at `_dmarc.shop.example`; with `above`, those of a name below it."""
    own = answer(f"_dmarc.{DOMAIN}", "TXT", *(texts if above is None else above))
    if above is None:
        return Dmarc(DOMAIN, (own,), misplaced)
    return Dmarc(f"a.{DOMAIN}", (answer(f"_dmarc.a.{DOMAIN}", "TXT", *texts), own), misplaced)


def mail(*mx: str, spf: tuple[str, ...] = (), domain: str = DOMAIN) -> MailDomain:
    return MailDomain(domain, answer(domain, "MX", *mx), spf)


MAIL = mail("10 mail.shop.example")
POLICY = "version: STSv1\nmode: enforce\nmx: mail.shop.example\nmax_age: 604800\n"
STS_URL = "https://mta-sts.shop.example/.well-known/mta-sts.txt"
STS_RECORD = "v=STSv1; id=1"


def sts(*records: str, policy: str = POLICY, problem: str = "", kind: str = "text/plain") -> MtaSts:
    """The MTA-STS of shop.example; without records, there is none."""
    record = answer(f"_mta-sts.{DOMAIN}", "TXT", *records)
    if not records:
        return MtaSts(DOMAIN, record)
    return MtaSts(DOMAIN, record, STS_URL, 200, kind, "" if problem else policy, problem)


GOOD_STS = sts(STS_RECORD)
DANE = Dane(DOMAIN, (TlsaRecords("mail.shop.example", (f"3 1 1 {'ab' * 32}",)),))


def tls_reports(*records: str) -> TlsReports:
    return TlsReports(DOMAIN, answer(f"_smtp._tls.{DOMAIN}", "TXT", *records))


def certificate(*names: str, left: float = 60) -> Certificate:
    return Certificate(
        common_name="mail.shop.example",
        names=names or ("mail.shop.example",),
        issuer="O=Let's Encrypt, CN=E7",
        not_before=NOW - timedelta(days=30),
        not_after=NOW + timedelta(days=left),
        key="EC",
        key_bits=256,
        signature="sha256",
        fingerprint="cd" * 32,
    )


SERVER = SmtpServer(
    "mail.shop.example",
    address="8.8.8.8",
    banner="220 mail.shop.example ESMTP",
    extensions=("STARTTLS", "8BITMIME"),
    version="TLSv1.3",
    chain=(certificate(),),
    trust=Trust.TRUSTED,
    key="ab" * 32,
)
PLAIN = replace(
    SERVER, extensions=("8BITMIME",), version="", chain=(), trust=Trust.UNKNOWN_ROOT, key=""
)
FAILING = replace(PLAIN, extensions=("STARTTLS",), problem="the TLS handshake fails: no cipher")
EXPIRED = replace(
    SERVER, trust=Trust.EXPIRED, why="it ended on 2026-10-01", chain=(certificate(left=-50),)
)


def transport(*servers: SmtpServer) -> MailTransport:
    return MailTransport(DOMAIN, servers)


def exchangers(name: str, *addresses: str, alias: str = "") -> MailExchangers:
    found = answer(name, "A", *addresses, alias=alias)
    return MailExchangers(DOMAIN, (MailExchanger(name, 10, found),))


def reverse(*names: str, confirmed: bool = False) -> ReverseNames:
    one = ReverseName("mail.shop.example", "8.8.8.8", names, confirmed)
    return ReverseNames(DOMAIN, (one,))


def reports(*records: str) -> DmarcReports:
    name = f"{DOMAIN}._report._dmarc.agency.example"
    return DmarcReports(DOMAIN, (answer(name, "TXT", *records),))


def bimi(*records: str, status: int = 200, kind: str = "image/svg+xml", problem: str = "") -> Bimi:
    record = answer(f"default._bimi.{DOMAIN}", "TXT", *records)
    return Bimi(DOMAIN, record, status, kind, tiny=True, problem=problem)
