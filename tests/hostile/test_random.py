"""Bytes of chance as every answer: whatever they mean, an audit ends and nothing breaks."""

from __future__ import annotations

import dns.message
import dns.rdatatype
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .stage import HERE, NAME, look_at, records, stage
from .talks import answer, says

FEW = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LINE = st.binary(max_size=60).map(lambda each: each.replace(b"\n", b" "))
HEADERS = (
    b"Set-Cookie",
    b"Content-Security-Policy",
    b"Strict-Transport-Security",
    b"Location",
    b"Link",
    b"Content-Type",
    b"Cache-Control",
    b"Age",
    b"Expires",
    b"Vary",
    b"Server",
    b"Via",
    b"Alt-Svc",
    b"Access-Control-Allow-Origin",
    b"Content-Encoding",
    b"Content-Range",
    b"Retry-After",
    b"Date",
    b"X-Robots-Tag",
    b"Permissions-Policy",
    b"Referrer-Policy",
)


@FEW
@given(st.binary(max_size=300))
async def test_any_bytes_as_an_http_answer_end(reply: bytes) -> None:
    async with stage({80: says(reply), 443: says(reply)}, address=f"http://{NAME}/") as there:
        await look_at(there)


@FEW
@given(
    st.sampled_from([b"200 OK", b"301 Moved", b"404 Not Found", b"401 Unauthorized", b"206 Part"]),
    st.lists(st.tuples(st.sampled_from(HEADERS), LINE), max_size=12),
    st.binary(max_size=200),
)
async def test_any_headers_and_any_body_end(
    status: bytes, headers: list[tuple[bytes, bytes]], body: bytes
) -> None:
    lines = [name + b": " + value for name, value in headers]
    reply = answer(body, *lines, status=status)
    async with stage({80: says(reply)}, address=f"http://{NAME}/") as there:
        await look_at(there)


@FEW
@given(st.binary(max_size=120), st.booleans())
async def test_any_bytes_as_a_dns_answer_end(noise: bytes, headed: bool) -> None:
    def script(query: dns.message.Message) -> bytes:
        if not headed:
            return noise
        honest = bytearray(dns.message.make_response(query, recursion_available=True).to_wire())
        honest[6:12] = noise[:6].ljust(6, b"\0")
        return bytes(honest) + noise[6:]

    async with stage(says=script, seconds=0.7) as there:
        await look_at(there)


@FEW
@given(
    st.sampled_from(["TXT", "CAA", "MX", "NS", "SOA", "CNAME", "DS", "DNSKEY", "AAAA", "SVCB"]),
    st.binary(max_size=60),
)
async def test_any_data_in_a_record_ends(kind: str, data: bytes) -> None:
    honest = {**HERE, (NAME, "A"): []}

    def script(query: dns.message.Message) -> bytes:
        if dns.rdatatype.to_text(query.question[0].rdtype) != kind:
            return records(honest)(query)
        reply = dns.message.make_response(query, recursion_available=True)
        wire = bytearray(reply.to_wire())
        wire[6:8] = b"\0\1"
        number = int(dns.rdatatype.from_text(kind)).to_bytes(2, "big")
        body = b"\xc0\x0c" + number + b"\0\1\0\0\1\0" + len(data).to_bytes(2, "big") + data
        end = len(query.question[0].name.to_wire() or b"") + 16
        return bytes(wire[:end]) + body + bytes(wire[end:])

    async with stage(says=script, seconds=0.7) as there:
        await look_at(there)
