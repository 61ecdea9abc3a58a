from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from launchready.model.finding import Severity
from launchready.profiles import ProfileError, load_bar, load_profile
from launchready.profiles.reading import parse

Own = Callable[..., Path]


@pytest.fixture
def own(tmp_path: Path) -> Own:
    def write(text: str, name: str = "mine.toml") -> Path:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


def refusal(path: Path) -> str:
    with pytest.raises(ProfileError) as error:
        load_profile(path)
    return str(error.value)


def test_without_a_name_the_default_is_read() -> None:
    assert load_profile().name == "default"


def test_an_own_profile_replaces_single_keys_of_the_one_it_extends(own: Own) -> None:
    path = own(
        """
        name = "mine"
        extends = "ecommerce-first-customers"
        [threshold.p95_checkout]
        target = 600
        [severity]
        "email.dmarc" = "high"
        """
    )
    mine, base = load_profile(path), load_profile("ecommerce-first-customers")
    checkout = mine.threshold("p95_checkout")
    assert (checkout.target, checkout.fail, checkout.source) == (600, 2000, "own")
    assert mine.severity_of(load_bar().row("email.dmarc")) is Severity.HIGH
    assert mine.extends == ("ecommerce-first-customers",)
    assert mine.threshold("p95_read") == base.threshold("p95_read")
    assert mine.also_prove == base.also_prove
    assert (mine.name, mine.segment) == ("mine", "founder-led ecommerce")


def test_an_own_number_may_bring_its_own_source(own: Own) -> None:
    text = 'extends = "default"\n[threshold.payload]\ntarget = 9\nsource = "our phones"\n'
    assert load_profile(own(text)).threshold("payload").source == "our phones"


def test_a_profile_without_a_name_is_called_as_its_file(own: Own) -> None:
    assert load_profile(own('extends = "default"', "shop.toml")).name == "shop"


def test_a_chain_is_followed_and_the_nearest_file_wins(own: Own) -> None:
    own(
        'extends = "default"\n[threshold.payload]\ntarget = 1\nfail = 7\n'
        "[verdict]\nmust_prove = []",
        "team.toml",
    )
    path = own('extends = "team.toml"\n[threshold.payload]\ntarget = 2')
    mine = load_profile(str(path))
    assert (mine.threshold("payload").target, mine.threshold("payload").fail) == (2, 7)
    assert mine.must_prove == ()
    assert mine.extends == ("team", "default")


def test_a_profile_can_be_a_key() -> None:
    assert len({load_profile(name) for name in ("default", "default")}) == 1


def test_a_circle_is_refused(own: Own) -> None:
    own('extends = "mine.toml"', "other.toml")
    said = refusal(own('extends = "other.toml"'))
    assert "goes round in a circle: mine -> other -> mine.toml." in said


def test_a_profile_that_extends_itself_is_refused(own: Own) -> None:
    assert "circle" in refusal(own('extends = "mine.toml"'))


REFUSED = [
    ("titel = 1", "there is no key `titel`; did you mean `title`?"),
    ("[threshold.p95_ap]\ntarget = 1", "no key in `threshold` `p95_ap`; did you mean `p95_app`?"),
    (
        "[threshold.p95_app]\ntarge = 1",
        "no key in `threshold.p95_app` `targe`; did you mean `target`?",
    ),
    ("[severity]\n'email.dmark' = 'high'", "did you mean `email.dmarc`?"),
    ("[severity]\n'email.dmarc' = 'hihg'", "there is no value for `severity.email.dmarc` `hihg`"),
    ("[label]\n'dns.apx' = {}", "did you mean `dns.apex`?"),
    ("[label]\n'dns.apex' = { label = 'can wait' }", "`label.dns.apex.reason` is missing."),
    ("[verdict]\nmust_hold = 'high'", "`verdict.must_hold` must be a list of texts, not 'high'."),
    ("[verdict]\nmust_hold = ['hgh']", "`verdict.must_hold` `hgh`; did you mean `high`?"),
    ("[verdict]\nalso_prove = ['dns.apx']", "there is no row `dns.apx`; did you mean `dns.apex`?"),
    ("[verdict]\nalso_prove = [1]", "`verdict.also_prove` must be a list of texts, not [1]."),
    ("[threshold.payload]\ntarget = '1'", "`threshold.payload.target` must be a number, not '1'."),
    ("[threshold.payload]\ntarget = true", "must be a number, not True."),
    ("[threshold.payload]\ntarget = nan", "must be a number from 0 up, not nan."),
    ("[threshold.payload]\ntarget = -1", "must be a number from 0 up, not -1."),
    ("[threshold.payload]\nsamples = 0", "must be a whole number from 1 up, not 0."),
    ("[threshold.payload]\nfail = 1", "`threshold.payload.fail` must not be below its target."),
    ("[threshold.rsa_bits]\nfail = 9000", "must not be above its target."),
    ("threshold = 3", "`threshold` must be a table, not 3."),
    ("title = 3", "`title` must be text, not 3."),
    ("title = ", "this is not TOML:"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_is_wrong_is_said_with_its_place(own: Own, text: str, said: str) -> None:
    path = own(f'extends = "default"\n{text}')
    sentence = refusal(path)
    assert sentence.startswith(f"{path}: ")
    assert said in sentence


def test_an_unknown_name_gets_the_nearest_one() -> None:
    with pytest.raises(ProfileError, match="did you mean `ecommerce-first-customers`"):
        load_profile("ecommerce-first-customer")


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(tmp_path / "none.toml")


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe")
    assert "not a file of UTF-8 text" in refusal(path)


def test_a_huge_file_is_refused(own: Own) -> None:
    assert "smaller than one megabyte" in refusal(own("#" * (1 << 20) + "##"))


def test_a_profile_that_states_too_little_is_told_what_to_extend(own: Own) -> None:
    said = refusal(own('title = "Mine"'))
    assert "`threshold.p95_read` is missing" in said
    assert 'extends = "default"' in said


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(max_size=200))
def test_any_text_is_a_profile_or_one_sentence(own: Own, text: str) -> None:
    path = own("")
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        outcome = load_profile(path).name
    except ProfileError as error:
        outcome = str(error)
    assert "mine" in outcome


def test_deeply_nested_toml_is_an_error_and_no_crash() -> None:
    with pytest.raises(ProfileError):
        parse("a = " + "[" * 5000, "deep.toml")
