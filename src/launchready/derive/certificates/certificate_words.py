"""Word what is wrong with a certificate, how to get a better one, and how to see it there."""

from __future__ import annotations

from collections.abc import Iterable

from launchready.derive.platforms.platform import fix_on, of_host
from launchready.facts.platform import Platform
from launchready.facts.tls import Certificate, Handshake, Offers

_NAMES_SHOWN = 5
_LINE = 200


def shown(certificate: Certificate) -> tuple[str, ...]:
    """Return names, dates and issuer as lines of evidence."""
    names = ", ".join(certificate.names[:_NAMES_SHOWN]) or certificate.common_name or "none"
    more = len(certificate.names) - _NAMES_SHOWN
    begins, ends = certificate.not_before, certificate.not_after
    return tuple(
        cut(line)
        for line in (
            f"names: {names}{f' and {more} more' if more > 0 else ''}",
            f"valid: {begins:%Y-%m-%d} to {ends:%Y-%m-%d %H:%M} UTC",
            f"issuer: {certificate.issuer or 'not stated'}",
        )
    )


def evidence(handshake: Handshake) -> tuple[str, ...]:
    """Return what the endpoint showed: why it is not trusted, and the leaf."""
    why = (cut(handshake.why),) if handshake.why else ()
    leaf = shown(handshake.chain[0]) if handshake.chain else ()
    return (*why, *leaf)


def sent(handshake: Handshake) -> tuple[str, ...]:
    """Return the chain as the server sent it, a line each."""
    return tuple(
        cut(f"{place}: {one.common_name or 'no name'}, issued by {one.issuer or 'not stated'}")
        for place, one in enumerate(handshake.chain[:8])
    )


def renew(platform: Platform | None, host: str) -> str:
    """Say how to get a fresh certificate for a host on the platform in use."""
    return fix_on(
        of_host(platform, host),
        f"On the server that answers for {host} run `certbot renew --cert-name {host}"
        " --force-renewal`, reload the web server, and check that the renewal timer is on:"
        " `systemctl list-timers | grep certbot`.",
        cloudflare="In Cloudflare: SSL/TLS > Edge Certificates: make sure that a certificate covers"
        f" {host} and that its status is Active; if not, disable and enable Universal SSL once."
        " The host must be proxied (orange cloud).",
        vercel=f"In Vercel: Project > Settings > Domains: click Refresh beside {host}; its DNS must"
        " point at Vercel.",
        netlify="In Netlify: Domain management > HTTPS: click Renew certificate; the DNS of"
        f" {host} must point at Netlify.",
        fly=f"Run `fly certs check {host}` and set the DNS records it asks for; then"
        f" `fly certs add {host}` if it is not listed.",
        heroku=f"Run `heroku certs:auto:refresh` and `heroku domains:wait {host}`.",
        render=f"In Render: Settings > Custom Domains: click Verify beside {host}.",
        github_pages=f"In GitHub: Settings > Pages: remove {host} as custom domain, save it again,"
        " and tick Enforce HTTPS.",
        caddy=f"Caddy renews by itself once ports 80 and 443 of {host} reach it: read"
        " `journalctl -u caddy | grep -i certificate` and fix what it names.",
        cloudfront=f"In AWS Certificate Manager (us-east-1) request a certificate for {host}, leave"
        " its validation CNAME in the DNS for good, and select it in the distribution.",
    )


def full_chain(platform: Platform | None, host: str) -> str:
    """Say how to send the certificate together with its intermediates, in order."""
    return fix_on(
        of_host(platform, host),
        f"Configure the full chain for {host}: first its certificate, then each intermediate, each"
        " followed by the one that signed it, without the root. With certbot that file is"
        f" `/etc/letsencrypt/live/{host}/fullchain.pem`, not `cert.pem`.",
        nginx=f"In nginx: `ssl_certificate /etc/letsencrypt/live/{host}/fullchain.pem;` instead of"
        " `cert.pem`, then `nginx -s reload`.",
        apache=f"In Apache: `SSLCertificateFile /etc/letsencrypt/live/{host}/fullchain.pem` instead"
        " of `cert.pem`, then reload.",
        cloudflare="In Cloudflare: SSL/TLS > Edge Certificates: upload the custom certificate again"
        " with the bundle method Compatible.",
    )


def cut(line: str) -> str:
    """Return a line of evidence, at most 200 characters."""
    return line if len(line) <= _LINE else f"{line[: _LINE - 1]}…"


def endpoints(offers: Iterable[Offers]) -> tuple[tuple[Offers, tuple[str, ...]], ...]:
    """Return each distinct endpoint once, with the hosts that are on it, in the order seen."""
    groups: dict[str, list[Offers]] = {}
    for one in offers:
        groups.setdefault(one.shared_with or one.subject, []).append(one)
    return tuple((group[0], tuple(one.subject for one in group)) for group in groups.values())
