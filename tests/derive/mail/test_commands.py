"""What people paste into a shell holds names from the target."""

from __future__ import annotations

import shlex

from launchready.derive.dns.lines import dig
from launchready.derive.mail.commands import get_certificate, show_encryption
from launchready.facts.mail import SmtpServer


def test_a_hostile_name_stays_one_word() -> None:
    server = SmtpServer("mx;$(id)|sh.evil.example")
    assert "mx;$(id)|sh.evil.example:25" in shlex.split(show_encryption(server))
    assert shlex.split(get_certificate(server))[-1] == server.name
    assert server.name in shlex.split(dig(server.name, "A"))


def test_an_ordinary_name_is_not_quoted() -> None:
    assert dig("_dmarc.shop.example", "TXT") == "dig +short _dmarc.shop.example TXT"
    assert show_encryption(SmtpServer("mail.shop.example")) == (
        "openssl s_client -starttls smtp -connect mail.shop.example:25"
        " -verify_hostname mail.shop.example -brief </dev/null"
    )
