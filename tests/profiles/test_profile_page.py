from __future__ import annotations

from launchready.dev.profile_page import profile_page
from launchready.model.profile import plain_number
from launchready.profiles import load_bar, load_profile, profile_names, source_documents


def test_every_code_of_a_source_is_explained_at_the_top() -> None:
    page = profile_page()
    top = page.partition("| number |")[0]
    for one in source_documents():
        assert f"| `{one.seed}` | {one.segment} | {one.stage} | `{one.name}` |" in top
    assert [one.seed for one in source_documents()] == ["S0", "S1", "S2", "S3", "S4"]


def test_every_document_that_is_cited_is_one_of_them() -> None:
    known = {one.seed for one in source_documents()}
    cited = {seed.partition(":")[0] for row in load_bar().rows for seed in row.seeds}
    assert cited <= known
    for name in profile_names():
        assert load_profile(name).seed in {*known, ""}


def test_numbers_are_written_without_an_exponent() -> None:
    assert "e+0" not in profile_page()
    assert [plain_number(one) for one in (15_552_000.0, 1_048_576, 99.9, 0, 100)] == [
        "15552000", "1048576", "99.9", "0", "100",
    ]  # fmt: skip
