from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.dns.lines import listed
from launchready.derive.mail.message.elsewhere import is_common
from launchready.derive.mail.message.words import check_again
from launchready.facts.message import MessageLinks
from launchready.facts.product import Product
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your mail links to a host that is not yours",
    impact="Readers and spam filters see a stranger's address behind your button.",
    severity=Severity.MEDIUM,
    rows=("email.links",),
    references=("https://support.google.com/a/answer/81126",),
)
def message_link_off_map(links: MessageLinks, product: Product) -> Iterator[Finding]:
    """
    ## What it looks for
    Links of the message to hosts that are neither in the manifest nor below the product's domain.
    Pictures, links that unsubscribe, and the profiles and stores that every footer links to are
    left alone.

    ## Why it matters
    A link to a preview host, an old domain or the sending service's tracking host looks like
    phishing, and stops working when that host goes.

    ## How to fix it
    Set the public address of the app in its settings, and give the sending service a tracking
    host below your domain.

    ## Example
    ```text
    wrong:   https://my-app-git-main.vercel.app/verify
    instead: https://app.shop.example/verify
    ```
    """
    strange = {
        link.host: link.url
        for link in reversed(links.links)
        if not (link.ours or link.picture or link.unsubscribe or is_common(link.host))
    }
    if strange:
        hosts = tuple(reversed(strange))
        yield Finding(
            subject=links.subject,
            message=f"The message links to {listed(hosts)}, which the product does not declare.",
            fix=f"Let links lead to a host of {product.domain or 'the product'}: set the public"
            " address in the app's settings, and a tracking host of your own at the sending"
            " service; or declare the host in launchready.toml.",
            verify=check_again(links.subject),
            evidence=tuple(strange[host][:200] for host in hosts[:5]),
        )
