"""Commands that prove mail records and mail servers mended."""

from __future__ import annotations

from shlex import quote

from launchready.derive.commands import PRINT, body, has, lacks, literal, proof
from launchready.derive.dns.lines import dig
from launchready.derive.mail.dmarc import Policy
from launchready.facts.mail import SmtpServer


def encrypts(server: SmtpServer, *, trusted: bool = False) -> str:
    """Return the proof that a mail server turns to TLS, with a certificate that holds if asked."""
    at, name = quote(f"{server.name}:{server.port}"), quote(server.name)
    checks = f" -verify_hostname {name} -verify_return_error" if trusted else ""
    ask = f"openssl s_client -starttls smtp -connect {at} -servername {name}{checks}"
    show = f"{ask} </dev/null 2>&1"
    return proof(show, has("Verify return code: 0 " if trusted else "^New, TLSv1[.][23]"))


def long_key(name: str, bits: int) -> str:
    """Return the proof that the DKIM key of a record is RSA of so many bits, or Ed25519."""
    key = "tr -d '\" ' | sed -n 's/.*p=\\([A-Za-z0-9+/=]*\\).*/\\1/p'"
    size = (
        f"{PRINT} | {key} | openssl base64 -d -A | openssl pkey -pubin -inform DER -noout -text"
        " 2>/dev/null | sed -n 's/.*(\\([0-9]*\\) bit.*/\\1/p'"
    )
    return proof(dig(name, "TXT"), f'{{ {has("k=ed25519")} || test "$({size})" -ge {bits}; }}')


def policy_names_servers(url: str, domain: str) -> str:
    """Return the proof that an MTA-STS policy names each MX of the domain (RFC 8461, 4.1)."""
    servers = f"{dig(domain, 'MX')} | sed 's/^[0-9]* //; s/[.]$//'"
    named = f'{PRINT} | grep -qiF -e "mx: $one" -e "mx: *.${{one#*.}}"'
    return proof(
        body(url),
        has("^version: *stsv1"),
        f"{servers} | {{ while read -r one; do {named} || exit 1; done; }}",
    )


def spf_without(domain: str, term: str) -> str:
    """Return the proof that a domain has an SPF record without a term."""
    return proof(dig(domain, "TXT"), has("v=spf1 "), lacks(f'v=spf1 .*{literal(term)}[ "]'))


def at_least(policy: Policy) -> str:
    """Return the ERE of the DMARC policies that are as strict as this one, or stricter."""
    return "|".join(str(one) for one in Policy if one.level >= policy.level)
