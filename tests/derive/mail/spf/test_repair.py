from __future__ import annotations

import pytest

from launchready.derive.mail.spf.record import read_record
from launchready.derive.mail.spf.repair import merged, repaired


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("v=spf1 a:192.0.2.1 -all", "v=spf1 ip4:192.0.2.1 -all"),
        ("v=spf1 ipv4:192.0.2.1/24 -all", "v=spf1 ip4:192.0.2.1/24 -all"),
        ("v=spf1 ip4:2001:db8::1 -all", "v=spf1 ip6:2001:db8::1 -all"),
        ("v=spf1 ip4:192.0.2.1:25 -all", "v=spf1 ip4:192.0.2.1 -all"),
        ("v=spf1 include=_spf.a.example -all", "v=spf1 include:_spf.a.example -all"),
        ("v=spf1 redirect:a.example", "v=spf1 redirect=a.example"),
        ("v=spf1 mx ~all;", "v=spf1 mx ~all"),
        ("v=spf1 \ufeffmx ~all", "v=spf1 mx ~all"),
        ("v=spf1 mx, a ~all", "v=spf1 mx a ~all"),
        ("v=spf1 mx gibberish ~all", "v=spf1 mx ~all"),
        ("v=spf1 mx ~all -all.", "v=spf1 mx ~all"),
    ],
)
def test_mends_what_people_write(broken: str, mended: str) -> None:
    assert repaired(read_record(broken)) == mended
    assert not read_record(mended).problems


@pytest.mark.parametrize(
    ("records", "one"),
    [
        (("v=spf1 mx -all", "v=spf1 include:a.example ~all"), "v=spf1 mx include:a.example ~all"),
        (("v=spf1 mx -all", "v=spf1 mx -all"), "v=spf1 mx -all"),
        (("v=spf1 mx", "v=spf1 a +all"), "v=spf1 mx a ~all"),
        (("v=spf1 redirect=a.example", "v=spf1 mx -all"), "v=spf1 include:a.example mx -all"),
    ],
)
def test_makes_one_record_of_several(records: tuple[str, ...], one: str) -> None:
    assert merged(records) == one
