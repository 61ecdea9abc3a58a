"""What people paste into a shell holds names from the target."""

from __future__ import annotations

import shlex

from launchready.derive.dns.lines import dig
from launchready.derive.mail.commands import get_certificate
from launchready.derive.mail.proofs import encrypts
from launchready.facts.mail import SmtpServer


def test_a_hostile_name_stays_one_word() -> None:
    server = SmtpServer("mx;$(id)|sh.evil.example")
    assert "-connect 'mx;$(id)|sh.evil.example:25'" in encrypts(server)
    assert shlex.split(get_certificate(server))[-1] == server.name
    assert server.name in shlex.split(dig(server.name, "A"))


def test_an_ordinary_name_is_not_quoted() -> None:
    assert dig("_dmarc.shop.example", "TXT") == "dig +short _dmarc.shop.example TXT"
    assert "-connect mail.shop.example:25 -servername mail.shop.example" in encrypts(
        SmtpServer("mail.shop.example")
    )
