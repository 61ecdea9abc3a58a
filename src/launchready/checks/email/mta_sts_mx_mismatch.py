from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.dns.lines import listed
from launchready.derive.dns.mail import read_mx
from launchready.derive.mail.mta_sts import policy_text, reachable, read_sts_policy, unmatched
from launchready.derive.mail.proofs import policy_names_servers
from launchready.facts.dns import MailHosts
from launchready.facts.mail import MailDomain, MtaSts
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="Your own policy tells senders to avoid your mail server",
    impact="Mail to you bounces at Google, Microsoft and everyone else who checks the policy.",
    severity=Severity.HIGH,
    rows=("email.transport",),
    references=("https://www.rfc-editor.org/rfc/rfc8461#section-4.1",),
)
def mta_sts_mx_mismatch(
    sts: MtaSts, domain: MailDomain, hosts: MailHosts | None
) -> Iterator[Finding]:
    """
    ## What it looks for
    A mail server in the MX records that no `mx:` line of the MTA-STS policy allows. `*.` in such a
    line stands for exactly one label. A server that does not exist is left to
    `mx-does-not-resolve`.

    ## Why it matters
    In `enforce` mode senders do not deliver to such a server. In `testing` mode they only report
    it, until somebody switches the mode.

    ## How to fix it
    List every mail server in the policy, raise the `id` in the record, and do both before you
    change the MX records.

    ## Example
    ```text
    shop.example. MX 10 mx1.new-mail.example.
    mx: mail.old-mail.example
    ```
    Use instead:
    ```text
    shop.example. MX 10 mx1.new-mail.example.
    mx: mx1.new-mail.example
    ```
    """
    policy = read_sts_policy(sts.policy)
    if sts.problem or policy.problems or policy.mode not in {"enforce", "testing"}:
        return
    named = (host for _, host in read_mx(domain.mx.values) if host != ".")
    servers = reachable(named, hosts)
    strangers = unmatched(policy, servers)
    if not strangers:
        return
    does = "refuse to deliver to" if policy.mode == "enforce" else "report"
    yield Finding(
        subject=sts.url,
        message=f"The MTA-STS policy of {sts.subject} makes senders {does} {listed(strangers)}.",
        fix=(
            f"Serve this at {sts.url}, and change the id in `_mta-sts.{sts.subject}`:\n"
            f"{policy_text(servers, policy.mode, policy.max_age)}"
        ),
        verify=policy_names_servers(sts.url, domain.subject),
        evidence=(
            *(f"MX {host[:180]}" for host in strangers[:4]),
            *(f"mx: {pattern[:180]}" for pattern in policy.mx[:4]),
        ),
    )
