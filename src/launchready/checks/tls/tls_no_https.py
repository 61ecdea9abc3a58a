from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.certificates.certificate_words import cut
from launchready.derive.commands import status_is
from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import Platform
from launchready.facts.tls import HttpsPort
from launchready.model.check import check
from launchready.model.finding import Finding, Severity


@check(
    title="The site cannot be opened over https",
    impact="Browsers refuse the address or warn people away; whatever they send travels in clear.",
    severity=Severity.BLOCKER,
    rows=("tls.valid",),
    references=("https://developer.mozilla.org/docs/Web/Security/Transport_Layer_Security",),
)
def tls_no_https(port: HttpsPort, platform: Platform | None) -> Iterator[Finding]:
    """
    ## What it looks for
    A web host whose HTTPS port speaks no TLS: plain HTTP comes back, the connection is closed or
    refused, or the server has no certificate for the name and says so with an alert. A port that
    is only silent is unknown, not a failure.

    ## Why it matters
    Browsers try https first. Visitors get an error, or fall back to plain HTTP, where anybody on
    the way can read and change everything.

    ## How to fix it
    Give the host a certificate where its connections end: at the edge network, at the hosting
    platform, or on the server. Open port 443 in the firewall.

    ## Example
    ```text
    wrong:   listen 443;
    instead: listen 443 ssl; with ssl_certificate and ssl_certificate_key
    ```
    """
    if port.tls:
        return
    host, place = port.subject, f"{port.subject} port {port.port}"
    said = {
        "nothing": f"{place}: the connection is refused",
        "closed the connection": f"{place}: the connection is closed during the TLS handshake",
    }.get(port.answered, f"{place} answers with {port.answered}")
    plain = (f"http://{host}/ answers",) if port.http else ()
    yield Finding(
        subject=host,
        message=f"{host} cannot be opened over https.",
        fix=fix_on(
            of_host(platform, host),
            f"On the server that answers for {host}: open port {port.port}, run"
            f" `certbot --nginx -d {host}` (or your web server's plugin), and reload it.",
            cloudflare=f"In Cloudflare: DNS > Records: proxy {host} (orange cloud); then SSL/TLS >"
            " Edge Certificates: a certificate must cover it. Universal SSL covers one level of"
            " names below the domain.",
            vercel=f"In Vercel: Project > Settings > Domains: add {host}.",
            netlify=f"In Netlify: Domain management: add {host}, then HTTPS > Verify DNS.",
            fly=f"Run `fly certs add {host}` and set the DNS records it asks for.",
            heroku=f"Run `heroku domains:add {host}` and `heroku certs:auto:enable`.",
            caddy=f"In the Caddyfile name the site `{host}` without `http://`; open port 443.",
        ),
        verify=status_is(f"https://{host}:{port.port}/", "[1-5].."),
        evidence=(cut(said), *plain),
    )
