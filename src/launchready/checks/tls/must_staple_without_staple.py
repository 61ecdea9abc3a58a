from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import cut
from launchready.derive.certificates.proofs import stapled
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import Platform
from launchready.facts.tls import Staple
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The certificate demands a proof that the server does not send",
    impact="Firefox refuses the site.",
    severity=Severity.HIGH,
    rows=("tls.valid",),
    references=(
        "https://www.rfc-editor.org/rfc/rfc7633",
        "https://www.rfc-editor.org/rfc/rfc6066#section-8",
    ),
)
def must_staple_without_staple(staple: Staple, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A certificate with the must-staple extension (TLS feature `status_request`) on an endpoint that
    stapled no OCSP response, asked twice.

    ## Why it matters
    The certificate tells browsers to accept it only with a fresh proof that it was not revoked.
    Browsers that obey show an error.

    ## How to fix it
    Turn OCSP stapling on, or reissue the certificate without the extension. Let's Encrypt has
    ended its OCSP service, so for its certificates only the second is left.

    ## Example
    ```text
    wrong:   certbot certonly --must-staple, and ssl_stapling off
    instead: certbot certonly without --must-staple
    ```
    """
    if staple.stapled:
        return
    host = staple.subject
    yield Finding(
        subject=host,
        message=f"The certificate of {host} demands a stapled OCSP response, and none is sent.",
        fix=fix_on(
            of_host(platform, host),
            f"Reissue the certificate of {host} without must-staple (leave `--must-staple` out), or"
            " turn OCSP stapling on in the web server.",
            nginx="In nginx: `ssl_stapling on;` and a `resolver`, then reload;"
            " or reissue the certificate without `--must-staple`.",
            apache="In Apache: `SSLUseStapling on` and an `SSLStaplingCache`, then reload; or"
            " reissue the certificate without `--must-staple`.",
        ),
        verify=stapled(host, staple.port),
        evidence=(
            cut(f"{staple.common_name}: TLS feature status_request (must-staple)"),
            cut(f"OCSP responder: {staple.ocsp or 'none named'}"),
            "stapled OCSP response: none",
        ),
    )
