from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.commands import body, has, proof, record_once
from launchready.derive.mail.mta_sts import (
    policy_text,
    read_sts_policy,
    read_sts_record,
    sts_records,
)
from launchready.derive.mail.publish import publish, seen
from launchready.facts.mail import MtaSts
from launchready.facts.product import Product
from launchready.facts.run import Run
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The promise to encrypt mail to you is broken",
    impact="Senders ignore your policy, or hold mail back when they remember an older one.",
    severity=Severity.HIGH,
    rows=("email.transport",),
    references=("https://www.rfc-editor.org/rfc/rfc8461#section-3",),
)
def mta_sts_broken(sts: MtaSts, product: Product, run: Run) -> Iterator[Finding]:
    """
    ## What it looks for
    An MTA-STS record with a mistake, several of them, or a policy that senders cannot use: no
    such host, a certificate that is not trusted, a redirect, a web page in its place, a wrong
    content type, missing or wrong lines.

    ## Why it matters
    The record promises a policy. Senders that kept an older policy go on obeying it until it
    expires, and then mail to a new mail server bounces.

    ## How to fix it
    Serve the policy at `https://mta-sts.YOUR-DOMAIN/.well-known/mta-sts.txt` as `text/plain`, and
    change the `id` in the record each time the policy changes.

    ## Example
    ```text
    version: STSv1
    mode: enforced
    ```
    Use instead:
    ```text
    version: STSv1
    mode: enforce
    mx: mail.shop.example
    max_age: 604800
    ```
    """
    records = sts_records(sts.record.values)
    if not records:
        return
    name, domain = f"_mta-sts.{sts.subject}", sts.subject
    identity = f"v=STSv1; id={run.at:%Y%m%d%H%M%S}"
    faults = [str(problem) for problem in read_sts_record(records[0]).problems]
    if len(records) > 1:
        faults = ["there are several records, so senders ignore them all"]
    if faults:
        yield Finding(
            subject=name,
            message=f"The MTA-STS record of {domain} is of no use: {faults[0]}.",
            fix=publish(name, identity, product),
            verify=record_once(name, "TXT", "^.?v=stsv1; *id=[a-z0-9]{1,32};?.?$"),
            evidence=(*(seen(name, one) for one in records[:3]), *faults[:3]),
        )
    faults = [sts.problem] if sts.problem else _policy_faults(sts)
    if faults:
        shown = policy_text(("NAME-OF-EACH-MAIL-SERVER",))
        yield Finding(
            subject=sts.url,
            message=f"Senders cannot use the MTA-STS policy of {domain}: {faults[0]}.",
            fix=f"Serve this at {sts.url} as text/plain, with a valid certificate:\n{shown}\n"
            f"Then {publish(name, identity, product)}",
            verify=proof(
                body(sts.url, "-i"),
                has("^content-type: *text/plain"),
                has("^version: *stsv1"),
                has("^mode: *(enforce|testing|none)"),
                has("^max_age: *[0-9]"),
            ),
            evidence=tuple(faults[:4]),
        )


def _policy_faults(sts: MtaSts) -> list[str]:
    faults = [
        f"line {problem.at}: {problem.why}" if problem.at else problem.why
        for problem in read_sts_policy(sts.policy).problems
    ]
    if sts.content_type != "text/plain":
        said = f"as {sts.content_type}" if sts.content_type else "without a content type"
        faults.append(f"it is served {said}, not as text/plain")
    return faults
