"""Bad input gets one clear sentence and exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from launchready.cli.main import run
from launchready.cli.network_options import Reach


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["audti"], "No such command 'audti'"),
        (["audit", "--deeep"], "No such option: --deeep"),
        (["audit"], "name an address"),
        (["audit", "ftp://shop.example"], "it must begin with https:// or http://"),
        (["audit", "shop..example"], "'shop..example' is not a host name"),
        (["audit", "https://ada:pw@shop.example"], "holds a login"),
        (["audit", "shop.example", "--profile", "ecomerce"], "ecomerce"),
        (["audit", "shop.example", "--only", "tsl"], "there is no area 'tsl'; did you mean 'tls'?"),
        (["audit", "shop.example", "--skip", "csp-mising"], "did you mean 'csp-missing'?"),
        (["audit", "shop.example", "--resolver", "nine"], "nine"),
        (["audit", "shop.example", "--connect", "a:b"], "is not HOST:PORT:ADDR:PORT"),
        (["audit", "shop.example", "--connect", "a.example:443:x:443"], "is not HOST:PORT"),
        (["audit", "shop.example", "--nameserver", "ns1"], "is not NAME=ADDR:PORT"),
        (["audit", "shop.example", "--ca-file", "none.pem"], "there is no such file"),
        (["audit", "shop.example", "--nameserver", "=127.0.0.1:53"], "is not NAME=ADDR:PORT"),
        (["audit", "shop.example", "--rdap", "nonsense"], "is not a web address"),
        (["audit", "shop.example", "--html", "/"], "it is a folder"),
        (["audit", "https://[::1"], "is not an address"),
        (["audit", "shop.example:99999"], "is not an address"),
        (["audit", "\x1b[31m.example"], "is not an address"),
        (["audit", "shop.example\0"], "is not a host name"),
        (["audit", "a" * 64 + ".example"], "is not a host name"),
        (["audit", "\udcff.example"], "is not a host name"),
        (["audit", "shop.example", "--seconds", "nan"], "Invalid value for '--seconds'"),
        (["audit", "shop.example", "--json", "no/such/folder/a.json"], "is not a folder"),
        (["audit", "--manifest", "none.toml"], "none.toml: no such file"),
        (["audit", "--domains", "none.txt"], "none.txt cannot be read: No such file"),
        (["audit", "shop.example", "--domains", "none.txt"], "takes neither an address"),
        (["audit", "shop.example", "--timeout", "0"], "0"),
        (["explain", "csp-mising"], "there is no check 'csp-mising'; did you mean 'csp-missing'?"),
        (["answer", "ops.owner_name"], "did you mean 'ops.owner_names'"),
        (["answer", "ops.nope"], "there is no row 'ops.nope' in the bar; `launchready answer`"),
        (["answer", "ops.owner_names"], "needs --text and --owner: there is no terminal"),
        (["explain", "nope"], "there is no check 'nope'; `launchready checks` lists them"),
        (["audit", "shop.example", "--skip", "nope"], "`launchready checks` lists them"),
        (["audit", "shop.example", "--jobs", "3"], "--jobs goes with --domains only"),
        (["checks", "--area", "nope"], "there is no area 'nope'; known: api, authz,"),
        (["profiles", "nope"], "launchready: there is no profile `nope`"),
        (["runs", "--store", "mysql://x"], "SQLite (sqlite:///FILE) or PostgreSQL"),
        (["runs", "--store", "sqlite:///no/such/x.sqlite"], "no/such is not a folder"),
        (["dev", "new-check", "zzz", "a-b"], "the bar has no rows of the area 'zzz'"),
        (["dev", "new-check", "zzz", "a-b", "--row", "tls.valid"], "--new-area makes it"),
        (["dev", "new-check", "tls", "a-b", "--row", "x.y"], "'x.y' is no row of the bar"),
        (["answer", "tls.valid"], "is not for a person to answer"),
        (["answer", "ops.owner_names", "--text", " ", "--owner", "Ada"], "needs a text"),
        (["judge", "none"], "there is no run 'none'"),
        (["compare", "none"], "there is no run 'none'"),
        (
            ["status", "shop.example"],
            "no audit of https://shop.example/ from the last 30 days is kept",
        ),
        (["init", "shop.example", "--repo", "none"], "there is no such folder"),
        (["runs", "--store", "nonsense"], "the store's URL is not one"),
        (["profiles", "none.toml"], "none.toml"),
        (["dev", "new-check", "tls", "Weak"], "'Weak' is no id"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_is_wrong_is_said_in_one_sentence(
    arguments: list[str],
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)

    code = run(arguments)

    printed = capsys.readouterr()
    assert code == 2
    assert printed.out == ""
    assert says in printed.err
    assert printed.err.startswith("launchready: ")
    assert printed.err.count("\n") == 1
    assert "Traceback" not in printed.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "holds no address"),
        (b"# only a comment\n", "holds no address"),
        (b"shop.example\nnot a host\n", "line 2"),
        (b"\xff\xfe", "not UTF-8 text"),
    ],
)
def test_a_list_of_domains_is_read_strictly(
    content: bytes,
    says: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "domains.txt"
    path.write_bytes(content)

    assert run(["audit", "--domains", str(path)]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"x", b"-----BEGIN CERTIFICATE-----\n!\n"])
def test_a_file_of_roots_without_any_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "roots.pem"
    path.write_bytes(content)

    assert run(["audit", "shop.example", "--ca-file", str(path)]) == 2
    assert "cannot be used" in capsys.readouterr().err


def test_an_address_that_was_typed_may_be_visited_though_it_is_private() -> None:
    reach = Reach(connect=("shop.example:443:10.0.0.5:8443",), named=frozenset({"shop.example"}))
    assert reach.settings().named == {"shop.example", "10.0.0.5"}


def test_help_is_shown_to_whoever_types_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 0
    assert "Usage: launchready" in capsys.readouterr().out


MANIFEST = """
[product]
canonical = "https://shop.example"

[[accept]]
check = "csp-missing"
owner = "Ada"
reason = "It comes with the new design."
until = "2027-03-31"
"""


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("csp-missing", "csp-mising", "'csp-mising' is no check; did you mean 'csp-missing'?"),
        ("Ada", " ", "has no owner"),
        ("It comes with the new design.", "", "has no reason"),
    ],
)
def test_a_risk_is_accepted_by_somebody_for_a_reason(
    old: str,
    new: str,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("launchready.toml").write_text(MANIFEST.replace(old, new), "utf-8")

    assert run(["audit"]) == 2
    assert says in capsys.readouterr().err


def test_an_address_that_is_not_the_manifests_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine.toml").write_text(MANIFEST, "utf-8")

    assert run(["audit", "https://other.example", "--manifest", "mine.toml"]) == 2
    assert "other.example is not a host of mine.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    "address",
    [
        "https://ada:s3cret@shop.example",
        "https://ada:s3cret@",
        "ftp://ada:s3cret@shop.example",
        "https://ada:s3cret/x@shop.example",
        "ada:s3cret@shop.example",
        "https://ada:s3cret@[::1",
    ],
)
def test_a_login_in_an_address_is_never_repeated(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", address]) == 2
    said = capsys.readouterr().err
    assert "s3cret" not in said
    assert "ada" not in said


def test_a_login_in_an_address_comes_with_advice(capsys: pytest.CaptureFixture[str]) -> None:
    run(["audit", "https://ada:s3cret@shop.example"])
    assert "leave out what stands before the `@`" in capsys.readouterr().err


def test_an_unknown_check_does_not_print_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    run(["audit", "shop.example", "--skip", "nope"])
    assert len(capsys.readouterr().err) < 200


@pytest.mark.parametrize("group", ["", "mail", "env", "migrations", "ci", "dev"])
def test_no_line_of_the_help_is_cut_at_80_columns(
    group: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert run([*([group] if group else []), "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.endswith("...") and "[ARGS]" not in line] == []


@pytest.mark.parametrize(
    "url", ["https://ada:hush@x.example", "ada:hush@x.example", "https:/ada:hu/sh@x", "hush:@x"]
)
def test_a_login_in_an_rdap_address_is_not_repeated(
    url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["audit", "shop.example", "--rdap", url]) == 2

    said = "".join(capsys.readouterr())
    assert "holds a login: leave out what stands before the `@`" in said
    assert not {"ada", "hush", "hu/sh"} & set(said.replace(":", " ").replace("'", " ").split())
    assert "hush" not in said
