"""The commands as a user types them: a mailbox of its own process, real mail, one page."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from .post_office import PostOffice, free_port

pytestmark = pytest.mark.root

COMMAND = [sys.executable, "-m", "launchready", "mail"]
MANIFEST = """\
[product]
name = "Shop"
canonical = "https://shop.example/"
owned = true

[[host]]
name = "shop.example"
role = "apex"
"""
SEND = """
import smtplib, sys
smtplib.SMTP("127.0.0.1", int(sys.argv[1]), "app.shop.example", 20).sendmail(
    "bounce@shop.example", [sys.argv[2]],
    "From: hi@shop.example\\r\\nTo: " + sys.argv[2] + "\\r\\nSubject: Hi\\r\\n\\r\\nHello\\r\\n")
"""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


def resolver(office: PostOffice) -> tuple[str, str]:
    return ("--resolver", f"127.0.0.1:{office.dns.port}")


def test_receives_mail_and_judges_it(office: PostOffice, tmp_path: Path) -> None:
    listen = f"127.0.0.1:{office.deliver}"
    words = ["receive", "--listen", listen, "--domain", "probe.example", "--most", "2"]
    with subprocess.Popen(
        [*COMMAND, *words], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as mailbox:
        assert mailbox.stdout is not None
        assert mailbox.stdout.readline().startswith("Taking mail for probe.example on 127.0.0.1")
        office.send("good@probe.example")
        good = mailbox.stdout.readline()
        office.send("bad@probe.example", text="Change me\n")
        bad = mailbox.stdout.readline()
        assert mailbox.wait(20) == 0
    assert "127.0.0.1 (mail.shop.example) bounce@shop.example -> good@probe.example" in good
    assert bad.rstrip().endswith("kept")
    first, second = sorted(
        (tmp_path / "mail").glob("*.eml"), key=lambda one: one.read_bytes()[::-1]
    )
    altered, whole = (first, second) if b"Changed" in first.read_bytes() else (second, first)
    fine = run(tmp_path, "check", str(whole), *resolver(office), "--plain")
    assert fine.returncode == 0, fine.stdout + fine.stderr
    assert "GO          this message" in fine.stdout
    assert "DKIM: pass for shop.example" in fine.stdout
    report = tmp_path / "report.json"
    broken = run(
        *(tmp_path, "check", str(altered), *resolver(office), "--json", str(report)),
        *("--html", str(tmp_path / "report.html"), "--plain"),
    )
    assert broken.returncode == 1
    told = json.loads(report.read_text())
    assert told["scope"] == "this message"
    assert [line.split(":")[0:2] for line in told["lines"][:3]] == [
        ["DKIM", " fail for shop.example (selector mail, rsa-sha256, 2048 bits)"],
        ["SPF", " pass for shop.example from 127.0.0.1"],
        ["DMARC", " pass for shop.example"],
    ]
    assert "the text was changed after signing" in (tmp_path / "report.html").read_text()


def whole(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "launchready", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 2, done.stderr
    return done.stdout


def proven(status: str, name: str) -> bool:
    """Whether the checklist has a line that says so; rows that are unknown are only named."""
    assert name in status
    return any(line.split()[:1] == ["pass"] and name in line for line in status.splitlines())


def test_a_probe_counts_in_the_status_of_the_whole_bar(office: PostOffice, tmp_path: Path) -> None:
    (tmp_path / "launchready.toml").write_text(MANIFEST)
    whole(tmp_path, "audit", "--only", "email", "--seconds", "5", *resolver(office))
    before = whole(tmp_path, "status", "--plain")
    assert not proven(before, "email.alignment")
    assert not proven(before, "email.inbox")
    trigger = shlex.join([sys.executable, "-c", SEND, str(office.submit), "{to}"])
    probed = run(
        *(tmp_path, "probe", "--to", "probe@probe.example", "--trigger", trigger, "--plain"),
        *("--listen", f"127.0.0.1:{office.deliver}", "--wait", "30", *resolver(office)),
    )
    assert probed.returncode == 0, probed.stdout + probed.stderr
    assert re.search(r"ARRIVAL: after \d+\.\d s, in an own mail server", probed.stdout)
    after = whole(tmp_path, "status", "--plain")
    assert proven(after, "email.alignment")
    assert proven(after, "email.delay")
    # An own mail server cannot tell the inbox from spam.
    assert not proven(after, "email.inbox")
    assert "mail of https://shop.example/" in whole(tmp_path, "runs")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check", "gone.eml"], "gone.eml cannot be read: no such file or directory"),
        (["check", "here.eml", "--ip", "1.2.3"], "--ip '1.2.3' is not an IP address"),
        (["receive", "--listen", "x", "--domain", "a.example"], "--listen 'x' is not ADDRESS:PORT"),
        (
            ["probe", "--to", "a@b.example", "--listen", "127.0.0.1:1"],
            "name one trigger: --trigger COMMAND or --trigger-http",
        ),
        (
            ["probe", "--to", "a@b.example", "--trigger", "x {to}"],
            "name one mailbox: --listen ADDR:PORT or --imap",
        ),
    ],
)
def test_wrong_use_is_one_sentence(tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "launchready.toml").write_text(MANIFEST)
    (tmp_path / "here.eml").write_text("From: a@shop.example\n\nHi\n")
    done = run(tmp_path, *words)
    assert done.returncode == 2
    assert done.stderr.startswith(f"launchready: {said}")
    assert done.stdout == ""


def test_hostile_headers_cannot_draw_on_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "evil.eml").write_bytes(
        b"From: a@shop.example\nSubject: =?utf-8?q?=1B[2J=E2=80=AEx?=\n"
        b"Authentication-Results: mx\x1b[31m; dkim=pass\n\nHi\n"
    )
    done = run(tmp_path, "check", "evil.eml", "--resolver", f"127.0.0.1:{free_port()}", "--plain")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
