from __future__ import annotations

import re
from dataclasses import replace

import pytest
from inline_snapshot import snapshot

from launchready.model.verdict import Decision, Verdict
from launchready.report.terminal import render
from launchready.report.view import Change, Report

BOX_OR_ESCAPE = re.compile("[\u2500-\u257f\x1b]")


def test_a_plain_report_of_80_columns(report: Report) -> None:
    assert render(report, width=80, plain=True) == snapshot("""\
Audit of https://shop.example/
Marketplace with an AI chatbot, launch to first customers
(marketplace-first-customers)

NO_GO       the public surface of shop.example
            1 fix-now blocker risk and 2 more fix-now risks are open.
NO_GO       the whole bar
            1 fix-now blocker risk and 2 more fix-now risks are open.
            Still to prove: 4 of the 7 rows that must be proven (1 by an answer,
            1 by a drill, 1 by a probe, 1 by monitoring). Of all 12 rows, 5 are
            unknown.

RISKS: 1 BLOCKER, 2 HIGH, 2 MEDIUM
 1. BLOCKER  fix now  Any website can read private data
    [cors-any-origin-with-credentials]
    Impact  A hostile page can read your customers' orders while they are signed
            in.
    https://api.shop.example/orders: The API lets any website read it with the
    visitor's cookies.
      Seen    origin: https://evil.example
              access-control-allow-origin: https://evil.example
              access-control-allow-credentials: true
      Fix     Answer only to https://app.shop.example: compare whole origins.
      Verify  curl -sI -H 'Origin: https://evil.example' https://api.shop.example/orders

 2. HIGH  fix now  A certificate runs out within days
    [tls-certificate-expires-soon]
    Impact  Browsers will show a danger page instead of your shop.
    app.shop.example: The certificate runs out in 6 days and nothing has renewed
    it.
      Seen    notAfter=Nov  2 09:14:00 2026 GMT
              issuer=C=US, O=Let's Encrypt, CN=E7
      Fix     Run `certbot renew` on the origin, and repair its timer:
              systemctl enable --now certbot.timer
      Verify  echo | openssl s_client -connect app.shop.example:443 | openssl x509 -noout -enddate

 3. HIGH  fix now  Browsers may still visit over plain HTTP  [hsts-missing]
    Impact  On a shared network somebody can read and change what your customers
            see.
    https://shop.example/: The answer has no Strict-Transport-Security header.
      Seen    HTTP/1.1 200 OK
              server: cloudflare
      Fix     In Cloudflare: SSL/TLS > Edge Certificates > HTTP Strict Transport
              Security, with a max-age of 12 months.
      Verify  curl -sI https://shop.example/ | grep -i strict-transport-security
    https://app.shop.example/: The answer has no Strict-Transport-Security
    header.
      Seen    HTTP/1.1 200 OK
              server: cloudflare
      Fix     the same as above
      Verify  curl -sI https://app.shop.example/ | grep -i strict-transport-security

 4. MEDIUM  can wait  Any authority may issue certificates for you
    [caa-missing]
    Impact  A mistake elsewhere can fake you.
    shop.example: The zone has no CAA record, so every authority may issue for
    it.
      Seen    shop.example. CAA: no records
      Fix     Add the record: shop.example. CAA 0 issue "letsencrypt.org"
      Verify  dig +short CAA shop.example

 5. MEDIUM  can wait  A session cookie travels with requests from other sites
    [cookie-without-samesite]
    Impact  Other sites can send requests in your customers' name.
    https://app.shop.example/: The cookie `session` has no SameSite attribute.
      Seen    set-cookie: session=***; Path=/; HttpOnly; Secure
      Fix     Set it with SameSite=Lax.
      Verify  curl -sI https://app.shop.example/ | grep -i set-cookie

COULD NOT BE CHECKED: 2
UNKNOWN  staging.shop.example: no answer within 5 s  [admin-open-to-everyone,
         tls-certificate-expires-soon, hsts-missing]
UNKNOWN  https://www.shop.example/: a bot wall stands before it (403,
         cf-mitigated: challenge)  [asset-not-cacheable]

ACCEPTED: 1 RISK THAT SOMEBODY TAKES
ACCEPTED https://docs.shop.example/: The server tells its version
         [server-version-shown]
         by Ada Lindqvist until 2026-11-30: The documentation host moves to the
         edge in November.

SINCE 20 OCTOBER 2026, 09:30 UTC
FIXED  https://shop.example/.git/: The source code can be downloaded
       [git-folder-exposed]
NEW    shop.example: Any authority may issue certificates for you  [caa-missing]
WORSE  app.shop.example: A certificate runs out within days
       [tls-certificate-expires-soon]
WORSE  app.shop.example: Pages without an origin can read private data
       [cors-null-origin]
       could no longer be seen: first byte: the connection was closed before any
       answer

HOW TRAFFIC REACHES PRODUCTION
Cloudflare answers DNS for shop.example, its edge takes every visit, and the
origin behind it is hosted by Hetzner.

HOW THIS WAS MEASURED
41 DNS queries, 37 connections, 96 requests, 412.3 kB read, in 0.84 s.
27 October 2026, 14:03 UTC, launchready 0.1.0, run 20261027-140311-7f3a
""")


def test_a_quiet_report_still_says_what_is_unproven(quiet_report: Report) -> None:
    assert render(quiet_report, width=80, plain=True) == snapshot("""\
Audit of https://shop.example/
Marketplace with an AI chatbot, launch to first customers
(marketplace-first-customers)

GO          the public surface of shop.example
            Every blocker row is proven.
NOT_PROVEN  the whole bar
            Nothing fails, but 3 rows that must be proven are unknown (blocker).
            Still to prove: 4 of the 6 rows that must be proven (1 by an answer,
            1 by a drill, 1 by a probe, 1 by monitoring). Of all 8 rows, 5 are
            unknown.

RISKS: NONE
No open risks were found in what could be checked.

COULD NOT BE CHECKED: NONE
Everything that was to be checked could be seen.

HOW TRAFFIC REACHES PRODUCTION
Cloudflare answers DNS for shop.example, its edge takes every visit, and the
origin behind it is hosted by Hetzner.

HOW THIS WAS MEASURED
41 DNS queries, 37 connections, 96 requests, 412.3 kB read, in 0.84 s.
27 October 2026, 14:03 UTC, launchready 0.1.0, run 20261027-140311-7f3a
""")


def test_unknown_is_always_said(report: Report) -> None:
    assert "UNKNOWN  staging.shop.example: no answer within 5 s" in render(report, plain=True)


@pytest.mark.parametrize("width", [80, 120])
def test_only_commands_are_wider_than_the_terminal(report: Report, width: int) -> None:
    lines = render(report, width=width).splitlines()
    assert {line.split()[0] for line in lines if len(line) > width} <= {"Verify"}


def test_plain_has_no_boxes_and_no_escape_codes(report: Report) -> None:
    assert not BOX_OR_ESCAPE.search(render(report, plain=True, colour=True))


def test_without_colour_the_words_are_the_same(report: Report) -> None:
    coloured = render(report, width=80, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render(report, width=80)


def test_the_environment_changes_nothing(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    before = render(report)
    for name, value in {"FORCE_COLOR": "1", "COLUMNS": "40", "TERM": "xterm-256color"}.items():
        monkeypatch.setenv(name, value)
    assert render(report) == before


def test_many_risks_are_short_but_all_named(crowded_report: Report) -> None:
    text = render(crowded_report, width=120, plain=True)
    assert "RISKS: 67 BLOCKER, 67 HIGH, 66 MEDIUM" in text
    assert all(f"[risk-{n:03}]" in text for n in range(200))
    assert text.count("Impact ") == 67
    assert "133 more in short; --full shows them like the ones above." in text
    assert "and 6 more: host3.shop.example, host4.shop.example" in text


def test_full_shows_all_in_detail(crowded_report: Report) -> None:
    text = render(crowded_report, plain=True, full=True)
    assert text.count("Impact ") == 200
    assert text.count("host8.shop.example: Something is wrong.") == 200
    assert "--full" not in text
    assert " more: " not in text


def test_no_change_is_said(report: Report) -> None:
    text = render(replace(report, change=Change(report.at)), plain=True)
    assert "SINCE 27 OCTOBER 2026, 14:03 UTC\nNothing has changed." in text


def test_an_audit_without_status_or_rows_has_one_verdict(report: Report) -> None:
    text = render(replace(report, status=None, rows=(), results=()), plain=True)
    assert "the whole bar" not in text
    assert "Still to prove" not in text


def test_not_proven_names_its_rows_and_the_way_to_prove_them(report: Report) -> None:
    ids = ("authz.admin_private", "secrets.rotated")
    verdict = Verdict(Decision.NOT_PROVEN, "the whole bar", "2 rows are unknown", ids)
    unproven = replace(report, verdict=verdict, status=None)
    text = " ".join(render(unproven, plain=True).split())
    assert "Unknown: authz.admin_private (staging.shop.example: no answer within 5 s;" in text
    assert "To prove them: declare or repair what could not be seen, then audit again" in text
