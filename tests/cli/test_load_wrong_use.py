"""What is typed wrong about load is one sentence, and nothing is sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.load_product import declare
from tests.load.servers import Server

from launchready.cli import load_ready

Type = Callable[..., tuple[int, str, str]]

NOBODY = Server("http://127.0.0.1:9", 9, 0.0, 0)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("check", "--rate", "0"), "--rate 0 is not above 0"),
        (("check", "--rate", "-3"), "--rate -3 is not above 0"),
        (("check", "--rate", "nan"), "--rate nan is not above 0"),
        (("check", "--duration", "nonsense"), "--duration 'nonsense' is no time: write 30s, 2m"),
        (("check", "--duration", ""), "--duration '' is no time: write 30s, 2m"),
        (("check", "--duration", "0s"), "--duration '0s' is not above 0"),
        (("check", "--duration", "90d"), "--duration '90d' is no time"),
        (("check", "--users", "0"), "Invalid value for '--users'"),
        (("check", "--users", "5"), "a check takes 10 to 100 users"),
        (("check", "--rate", "500"), "500/s is above the ceiling of 200 requests/s"),
        (("check", "--ceiling", "9000"), "say --no-limit"),
        (("check", "--ceiling", "1000000"), "a ceiling of 1,000,000 requests/s is above 2,000"),
        (("check", "--arrivals", "sometimes"), "Invalid value for '--arrivals'"),
        (("check", "--scenario", "none.yaml"), "none.yaml"),
        (("run", "none.yaml"), "none.yaml"),
        (("check", "--arrivals", "closed"), "Invalid value for '--arrivals'"),
        (("knee", "--arrivals", "closed"), "Invalid value for '--arrivals'"),
        (("knee", "--arrivals", "ramp"), "Invalid value for '--arrivals'"),
        (("knee", "--arrivals", "steps"), "Invalid value for '--arrivals'"),
        (("knee", "--rate", "20"), "No such option: --rate"),
        (("knee", "--duration", "2m"), "No such option: --duration"),
        (("fairness", "--arrivals", "closed"), "No such option: --arrivals"),
        (("fairness", "--duration", "2m"), "No such option: --duration"),
        (("knee", "--step", "soon"), "--step 'soon' is no time"),
        (("knee", "--factor", "1"), "--factor has to be above 1"),
        (("knee", "--factor", "nan"), "--factor nan is no number from 0 up"),
        (("knee", "--expected", "-1"), "--expected -1 is no number from 0 up"),
        (("fairness", "--noisy", "inf"), "--noisy inf is no number from 0 up"),
        (("check", "--ceiling", "nan"), "--ceiling nan is no number from 0 up"),
        (("run", "scenario.yaml", "--from", "3"), "--from goes with --arrivals ramp or --arrivals"),
        (("run", "scenario.yaml", "--steps", "3"), "--steps goes with --arrivals steps"),
        (("compare", "none.json", "latest"), "none.json: there is no such file, and no run is"),
        (("fairness", "--users", "1"), "--users has to be at least 2"),
        (("check", "--budget", "none.toml"), "none.toml cannot be read: no such file"),
        (("check", "--budget", "wrong.toml"), "did you mean [all] p95_ms?"),
        (("check", "--baseline", "wrong.toml"), "no baseline and no exported run"),
        (("check", "--update-baseline"), "--update-baseline needs --baseline FILE"),
        (("check", "--html", "no/such/r.html"), "no/such is not a folder"),
        (("check", "--hdr", "wrong.toml"), "--hdr wrong.toml is not a folder"),
        (("check", "--master", "10.0.0.5:5557"), "--master ADDR:PORT and --expect N go together"),
        (("check", "--master", "nowhere", "--expect", "2"), "'nowhere' is not ADDRESS:PORT"),
        (("worker", "nowhere"), "'nowhere' is not ADDRESS:PORT"),
        (("compare", "1", "2"), "there is no run '1'"),
        (("compare", "wrong.toml", "latest"), "no baseline and no exported run"),
        (("chekc",), "No such command 'chekc'"),
    ],
)
def test_wrong_use_is_one_sentence_and_nothing_is_sent(
    typed: Type, words: tuple[str, ...], says: str
) -> None:
    address = declare(NOBODY)
    Path("wrong.toml").write_text("[all]\np95ms = 3\n")
    if words[0] in {"check", "knee", "fairness"}:
        words = (words[0], address, *words[1:])
    code, out, err = typed("load", *words)
    assert (code, out) == (2, "")
    assert says in " ".join(err.split())
    assert len(err.splitlines()) == 1


def test_what_is_not_owned_is_refused(typed: Type) -> None:
    address = declare(NOBODY, owned=False)
    code, _, err = typed("load", "check", address)
    assert code == 2
    assert "load goes only to products that are yours" in err


def test_a_host_that_the_manifest_does_not_list_is_refused(typed: Type) -> None:
    address = declare(NOBODY)
    text = Path("scenario.yaml").read_text()
    Path("scenario.yaml").write_text(text.replace("url: /,", "url: 'http://other.example/',"))
    code, _, err = typed("load", "run", "scenario.yaml", address)
    assert code == 2
    assert "is not on a declared host" in err


def test_an_address_that_is_not_public_takes_a_word_before_anything_is_announced(
    typed: Type,
) -> None:
    declare(NOBODY)
    for words in (("check",), ("run", "scenario.yaml"), ("knee",), ("fairness",)):
        code, out, err = typed("load", *words, "--no-store")
        assert (code, out) == (2, "")
        assert " ".join(err.split()) == (
            "launchready: 127.0.0.1 is no public address: say --allow-private to send load there"
        )


@pytest.mark.parametrize("words", [("check",), ("run", "scenario.yaml"), ("knee",), ("fairness",)])
def test_without_a_manifest_it_is_said_how_to_write_one(
    typed: Type, words: tuple[str, ...]
) -> None:
    declare(NOBODY)
    Path("launchready.toml").unlink()
    code, out, err = typed("load", *words)
    said = " ".join(err.split())
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "there is no launchready.toml here: write it with `launchready init https://" in said
    assert "`owned = true` in [product]" in said
    assert "audit" not in said


def test_a_missing_scenario_is_named_before_a_missing_manifest(typed: Type) -> None:
    code, _, err = typed("load", "run", "nofile.yaml")
    assert code == 2
    assert err == "launchready: nofile.yaml: there is no such scenario\n"


def test_a_scenario_without_a_manifest_says_how_to_write_one(typed: Type) -> None:
    code, _, err = typed("load", "init")
    assert code == 2
    assert "there is no launchready.toml: `launchready init https://shop.example`" in err


@pytest.mark.parametrize("words", [("check", "{}", "--workers", "2"), ("worker", "127.0.0.1:5557")])
def test_without_the_extra_it_is_said_how_to_install_it(
    typed: Type, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    address = declare(NOBODY)
    monkeypatch.setattr(load_ready, "find_spec", lambda _name: None)
    code, out, err = typed("load", *(word.format(address) for word in words))
    said = " ".join(err.split())
    assert (code, out, len(err.splitlines())) == (2, "", 1)
    assert "the extra `load-distributed`: pip install 'launchready[load-distributed]'" in said
    assert "in a checkout .venv/bin/pip install -e '.[load-distributed]'" in said


def test_production_takes_a_word(typed: Type) -> None:
    declare(Server("https://shop.example", 443, 0.0, 0))
    text = Path("launchready.toml").read_text()
    Path("launchready.toml").write_text(text.replace("127.0.0.1", "shop.example"))
    code, _, err = typed("load", "check")
    assert code == 2
    assert "shop.example may be production: say --production" in err


def test_a_refusal_names_the_manifest_in_use(typed: Type) -> None:
    declare(NOBODY, owned=False)
    Path("launchready.toml").rename("shop.toml")
    code, _, err = typed("load", "check", "--manifest", "shop.toml")
    assert code == 2
    assert "into [product] of shop.toml if this one is" in " ".join(err.split())


def test_a_refusal_names_no_manifest_of_another_product(typed: Type) -> None:
    declare(NOBODY)
    code, _, err = typed("load", "check", "https://other.example/")
    assert code == 2
    assert (
        "write `owned = true` into [product] of a manifest of other.example (launchready.toml here "
        "is of another product) if this one is"
    ) in " ".join(err.split())
    Path("launchready.toml").unlink()
    _, _, err = typed("load", "check", "https://other.example/")
    assert "into [product] of launchready.toml if this one is" in " ".join(err.split())
