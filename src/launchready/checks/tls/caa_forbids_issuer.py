from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.caa import allowed, covering_wildcard
from launchready.derive.certificates.certificate_words import cut
from launchready.derive.certificates.issuers import caa_domains, organisation
from launchready.derive.commands import has, lacks, literal, proof
from launchready.derive.dns.lines import dig
from launchready.facts.dns import CertificateAuthorities
from launchready.facts.tls import Handshake, Trust
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The DNS forbids your certificate authority to issue",
    impact="The next renewal is refused and the site goes dark when the certificate ends.",
    severity=Severity.HIGH,
    rows=("tls.caa",),
    references=("https://www.rfc-editor.org/rfc/rfc8659",),
)
def caa_forbids_issuer(handshake: Handshake, caa: CertificateAuthorities) -> Iterator[Finding]:
    """
    ## What it looks for
    CAA records in force for a host that do not name the authority which issued the certificate in
    use. `issuewild` decides for a wildcard certificate where there is one. Private and unknown
    authorities are not judged.

    ## Why it matters
    Authorities read CAA before they issue. The certificate in use was issued before the record, or
    for another account; the next one will be refused.

    ## How to fix it
    Add the authority to the CAA records, or, if the record is meant, get the certificate from the
    authority that it names.

    ## Example
    ```text
    wrong:   shop.example. CAA 0 issue "digicert.com"      (the certificate is from Let's Encrypt)
    instead: shop.example. CAA 0 issue "letsencrypt.org"  beside it
    ```
    """
    if not handshake.chain or handshake.trust in {Trust.SELF_SIGNED, Trust.UNKNOWN_ROOT}:
        return
    leaf, host = handshake.chain[0], handshake.subject
    names, wild = caa_domains(leaf.issuer), covering_wildcard(leaf, host)
    permitted = allowed(caa, wildcard=wild)
    if not names or permitted is None or permitted & set(names):
        return
    tag = "issuewild" if wild and caa.issuewild else "issue"
    issuer, owner = organisation(leaf.issuer), caa.found_at or host
    records = getattr(caa, tag)
    yield Finding(
        subject=host,
        message=f"The CAA records of {owner} do not allow {issuer}, which issued the certificate of"
        f" {host}.",
        fix=f'Add the record `{owner}. CAA 0 {tag} "{names[0]}"` where the DNS is run.',
        verify=proof(
            dig(owner, "CAA"),
            f"{{ {lacks('.')} || {has(f'{tag} .{literal(names[0])}')}; }}",
        ),
        evidence=(
            *(cut(f'{owner} CAA 0 {tag} "{value}"') for value in records[:8]),
            cut(f"issuer: {leaf.issuer}"),
        ),
    )
