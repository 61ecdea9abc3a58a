from __future__ import annotations

import gzip
import json
import shutil
import ssl
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.demo.http2 import (
    ACK,
    END_HEADERS,
    GOAWAY,
    HEADERS,
    PREFACE,
    RST_STREAM,
    SETTINGS,
    frame,
)
from launchready.demo.web import read_head

if TYPE_CHECKING:
    from tests.demo.conftest import Visitor


def test_a_browser_trusts_every_host_of_the_twin(twin: Visitor) -> None:
    for label in ("", "www", "app", "api", "admin", "auth", "docs", "status", "staging"):
        twin.tls(label).close()


def test_plain_http_goes_to_https_with_path_and_query(twin: Visitor) -> None:
    response, _ = twin.get("app", "/login?from=mail", secure=False)
    assert response.status == 301
    assert response.headers["location"] == f"https://{twin.name('app')}/login?from=mail"


def test_www_goes_to_the_root_domain(twin: Visitor) -> None:
    response, _ = twin.get("www", "/listings?q=pears")
    assert response.headers["location"] == f"https://{twin.name()}/listings?q=pears"


def test_the_front_page_comes_compressed_when_asked(twin: Visitor) -> None:
    response, body = twin.get("", headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert b"Conference pears" in gzip.decompress(body)
    _, plain = twin.get("")
    assert b"Conference pears" in plain


def test_the_edge_keeps_assets_and_not_pages(twin: Visitor) -> None:
    path = "/assets/site.4f3a9c21.css"
    seen = [twin.get("docs", path)[0].headers["cf-cache-status"] for _ in range(2)]
    assert seen == ["MISS", "HIT"]
    assert twin.get("docs")[0].headers["cf-cache-status"] == "DYNAMIC"


def test_many_requests_share_a_connection(twin: Visitor) -> None:
    connection = twin.connect("api")
    sock = connection.sock
    try:
        for _ in range(5):
            connection.request("GET", "/health")
            assert json.loads(connection.getresponse().read()) == {"status": "ok"}
            assert connection.sock is sock
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"email": "a@b.test", "password": "x"}', 401),
        (b"{", 400),
        (b"[" * 40_000, 400),
        (b"x" * 100_000, 413),
    ],
    ids=["wrong password", "half of JSON", "deep JSON", "too large"],
)
def test_a_sign_in_is_refused_cleanly(twin: Visitor, body: bytes, status: int) -> None:
    response, _ = twin.get("api", "/v1/session", method="POST", body=body)
    assert response.status == status


def test_a_sign_in_is_limited_in_the_twin_and_not_in_the_faulty_shop(
    twin: Visitor, faulty: Visitor
) -> None:
    body = b'{"email": "a@b.test", "password": "x"}'
    for visitor, limited in ((twin, True), (faulty, False)):
        seen = [visitor.get("api", "/v1/session", method="POST", body=body)[0] for _ in range(12)]
        assert (429 in {response.status for response in seen}) is limited


def test_only_declared_origins_read_the_api(twin: Visitor) -> None:
    for origin, let_in in ((f"https://app.{twin.name()}", True), ("https://evil.test", False)):
        response, _ = twin.get("api", headers={"Origin": origin})
        assert response.headers["access-control-allow-origin"] == (origin if let_in else None)


def test_a_request_over_http2_is_told_to_use_http_1_1(twin: Visitor) -> None:
    with twin.tls("", "h2", "http/1.1") as sock:
        assert sock.selected_alpn_protocol() == "h2"
        request = frame(HEADERS, END_HEADERS, 1, b"\x82\x87\x84\x01\x01a")
        sock.sendall(PREFACE + frame(SETTINGS) + request)
        wanted = frame(SETTINGS) + frame(SETTINGS, ACK) + frame(RST_STREAM, 0, 1, b"\0\0\0\x0d")
        frames = b""
        while len(frames) < len(wanted):
            frames += sock.recv(4096)
    assert frames == wanted
    with twin.tls("", "http/1.1") as sock:
        assert sock.selected_alpn_protocol() == "http/1.1"


def test_a_client_that_selects_http2_and_speaks_http_1_is_sent_away(twin: Visitor) -> None:
    with twin.tls("", "h2") as sock:
        sock.sendall(b"GET / HTTP/1.1\r\nHost: harvest-twin.test\r\n\r\n")
        frames = b""
        while piece := sock.recv(4096):
            frames += piece
    assert frames == frame(SETTINGS) + frame(GOAWAY, 0, 0, b"\0\0\0\0\0\0\0\x01")


@pytest.mark.parametrize("label", ["", "api", "docs"])
def test_curl_reads_a_page_of_a_host_that_selects_http2(twin: Visitor, label: str) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.fail("this test needs curl: run `make system`")
    host = twin.name(label)
    address, port = twin.world.settings.connect[host, 443]
    answer = subprocess.run(
        (
            *(curl, "-q", "-fsS", "--max-time", "20"),
            *("--cacert", str(twin.world.settings.ca_file)),
            *("--connect-to", f"{host}:443:{address}:{port}", f"https://{host}/"),
        ),
        capture_output=True,
        check=False,
        timeout=30,
    )
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_staging_and_admin_of_the_twin_ask_for_a_password(twin: Visitor) -> None:
    for label in ("staging", "admin"):
        response, _ = twin.get(label, "/anything")
        assert response.status == 401
        assert "noindex" in response.headers["x-robots-tag"]


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("admin", "certificate has expired"),
        ("events", "certificate is not yet valid"),
        ("press", "Hostname mismatch"),
        ("staging", "self-signed certificate"),
        ("docs", "unable to get local issuer"),
        ("labs", "self-signed certificate|unable to get (local )?issuer"),
    ],
)
def test_a_browser_refuses_the_bad_certificates(faulty: Visitor, label: str, why: str) -> None:
    with pytest.raises(ssl.SSLCertVerificationError, match=why):
        faulty.tls(label)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_request(junk: bytes) -> None:
    read_head(junk, secure=True)
