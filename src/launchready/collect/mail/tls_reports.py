"""See where failed encryption is to be reported."""

from __future__ import annotations

from launchready.collect.collector import Reach, collector
from launchready.collect.look import Look
from launchready.collect.mail.domains import NONE, mail_servers, sending_domains, told
from launchready.facts.mail import TlsReports


@collector(per=sending_domains, none=NONE, reach=Reach.READS, existing=True)
async def collect_tls_reports(look: Look, domain: str) -> TlsReports:
    """Ask for the TLS-RPT record (RFC 8460 section 3)."""
    await mail_servers(look, domain)
    return TlsReports(domain, told(await look.ask(f"_smtp._tls.{domain}", "TXT")))
