from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.dns.caa import CaaReading, read_caa


@pytest.mark.parametrize(
    ("values", "reading"),
    [
        (('0 issue "letsencrypt.org"',), CaaReading(issue=("letsencrypt.org",))),
        (
            ('0 issue "LetsEncrypt.org. ; validationmethods=dns-01"',),
            CaaReading(issue=("letsencrypt.org",)),
        ),
        (('0 ISSUE "pki.goog"', '128 issuewild ";"'), CaaReading(("pki.goog",), (";",))),
        (('0 issue ""',), CaaReading(issue=(";",))),
        (('0 iodef "mailto:a@shop.example"',), CaaReading(iodef=("mailto:a@shop.example",))),
        (('0 tbs "unknown"', "garbage", ""), CaaReading()),
    ],
    ids=["plain", "parameters", "tags without case", "nobody", "report", "unknown"],
)
def test_reads_properties(values: tuple[str, ...], reading: CaaReading) -> None:
    assert read_caa(values) == reading


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text() | st.text().map(lambda text: f'0 issue "{text}"'), max_size=5))
def test_any_text_is_read_within_bounds(values: list[str]) -> None:
    found = read_caa(values)
    assert all(0 < len(value) <= 253 for value in found.issue)
