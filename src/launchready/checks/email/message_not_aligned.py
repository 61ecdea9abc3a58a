from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.dns.lines import listed
from launchready.derive.mail.message.words import check_again
from launchready.facts.message import MessageDmarc
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail proves somebody else's name, not yours",
    impact="SPF and DKIM look right, yet receivers have no proof that the mail is yours.",
    severity=Severity.HIGH,
    rows=("email.alignment",),
    references=("https://www.rfc-editor.org/rfc/rfc9989#section-4.4",),
)
def message_not_aligned(dmarc: MessageDmarc) -> Iterator[Finding]:
    """
    ## What it looks for
    SPF or DKIM passes, but only for domains that do not belong to the domain in the From header:
    usually those of the sending service.

    ## Why it matters
    DMARC asks who the mail is from as the reader sees it. A pass for `amazonses.com` or
    `sendgrid.net` says nothing about `shop.example`, so such mail fails DMARC.

    ## How to fix it
    Verify your own domain at the sending service: it then signs with `d=` of your domain, and
    offers a bounce domain below yours.

    ## Example
    ```text
    wrong:   From: hello@shop.example    DKIM d=sendgrid.net    SPF em.sendgrid.net
    instead: From: hello@shop.example    DKIM d=shop.example    SPF em1234.shop.example
    ```
    """
    proven = dict.fromkeys(one for one in (dmarc.spf_domain, *dmarc.dkim_domains) if one)
    if proven and not dmarc.passes:
        yield Finding(
            subject=dmarc.subject,
            message=f"The mail says it is from {dmarc.from_domain}, but what authenticates it is"
            f" {listed(tuple(proven))}.",
            fix=f"Verify {dmarc.from_domain} as a sending domain at the service that sends this"
            f" mail, so that it signs with d={dmarc.from_domain}, and set a bounce domain below"
            f" {dmarc.from_domain} there.",
            verify=check_again(dmarc.subject),
            evidence=(
                (
                    f"From {dmarc.from_domain}; SPF {dmarc.spf_domain or 'passes for nobody'};"
                    f" DKIM {', '.join(dmarc.dkim_domains[:4]) or 'verifies for nobody'}"
                ),
            ),
        )
