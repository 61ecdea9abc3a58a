from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from launchready.facts.base import Absent, Facts, Sighting, Unmeasured
from launchready.facts.dns import Addresses, Zone
from launchready.facts.tls import Certificate, Handshake, Trust
from launchready.model.verdict import Decision, Verdict
from launchready.profiles import load_profile
from launchready.store import open as store_open
from launchready.store.codec import CodecError, Saved, dump_facts, kinds, load, load_facts
from launchready.store.open import StoreError, default_url, open_store
from launchready.store.own_profile import own_profile, profile_of
from launchready.store.runs import Runs, StoredRun, new_id

AT = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
LEAF = Certificate(
    "shop.example", ("shop.example",), "CN=CA", AT, AT, "EC", 256, "sha256", "ab" * 32
)
SEEN = Facts(
    [
        Sighting(Addresses("shop.example", ipv4=("203.0.113.5",)), AT),
        Sighting(Handshake("shop.example", chain=(LEAF,), trust=Trust.EXPIRED), AT),
        Sighting(Absent(Addresses, "app.shop.example", "no such name"), AT),
        Sighting(Unmeasured(Zone, "shop.example", "timed out"), AT),
    ]
)
GO = Verdict(Decision.GO, "the public surface", "every blocker row is proven")


def stored(run: str, at: datetime = AT, target: str = "https://shop.example/") -> StoredRun:
    return StoredRun(run, at, target, "default", "GO", "", "", 812.5, "0.1.0", {"dns_queries": 9})


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Runs]:
    engine = open_store(default_url(tmp_path))
    yield Runs(engine)
    engine.dispose()


def test_a_run_comes_back_with_everything_it_saw(runs: Runs) -> None:
    runs.keep(stored("a1"), SEEN, GO, [])

    assert list(runs.facts("a1")) == list(SEEN)
    assert runs.find("latest").network == {"dns_queries": 9}
    assert runs.find("a").at == AT


def test_the_newest_run_is_first_and_targets_are_apart(runs: Runs) -> None:
    later = AT.replace(hour=13)
    runs.keep(stored("a1"), SEEN, GO, [])
    runs.keep(stored("a2", later), SEEN, GO, [])
    runs.keep(stored("b1", later, "https://other.example/"), SEEN, GO, [])

    assert [run.id for run in runs.all("https://shop.example/")] == ["a2", "a1"]
    with pytest.raises(StoreError, match="several runs begin with 'a'"):
        runs.find("a")
    with pytest.raises(StoreError, match="there is no run 'zzz'"):
        runs.find("zzz")


def test_a_forgotten_run_leaves_nothing(runs: Runs) -> None:
    runs.keep(stored("a1"), SEEN, GO, [])
    runs.forget(["a1"])

    assert runs.all() == ()
    assert list(runs.facts("a1")) == []


def test_a_store_is_opened_twice_without_loss(tmp_path: Path) -> None:
    for name in ("a1", "a2"):
        engine = open_store(default_url(tmp_path))
        Runs(engine).keep(stored(name), SEEN, GO, [])
        engine.dispose()

    engine = open_store(default_url(tmp_path))
    assert len(Runs(engine).all()) == 2
    engine.dispose()


def test_a_store_of_before_is_brought_up_to_date(tmp_path: Path) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(store_open.__file__).parent / "migrations"))
    engine = create_engine(f"sqlite:///{tmp_path}/store.sqlite")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(
            text(
                "INSERT INTO runs VALUES ('a1', '2026-03-01 12:00:05', 'https://shop.example/',"
                " 'default', 'GO', '', '', 812.5, '0.1.0', '{}')"
            )
        )
    engine.dispose()

    engine = open_store(f"sqlite:///{tmp_path}/store.sqlite")
    run = Runs(engine).find("latest")
    engine.dispose()

    assert (run.id, run.own_profile) == ("a1", "")
    assert profile_of(run) == load_profile("default")


def test_a_profile_of_ones_own_is_kept_whole(runs: Runs) -> None:
    shipped = load_profile("creator-first-customers")
    own = replace(shipped, title="Ours", thresholds=shipped.thresholds[1:])
    runs.keep(replace(stored("a1"), profile=own.name, own_profile=own_profile(own)), SEEN, GO, [])

    kept = profile_of(runs.find("a1"))

    assert own_profile(shipped) == ""
    assert kept.title == "Ours"
    # A threshold that came later is the default's.
    missing = shipped.thresholds[0].key
    assert kept.threshold(missing) == load_profile("default").threshold(missing)
    assert set(kept.thresholds) - {kept.threshold(missing)} == set(own.thresholds)


def test_a_kept_profile_that_cannot_be_read_is_named() -> None:
    with pytest.raises(CodecError, match="the profile that judged a1 cannot be read"):
        profile_of(replace(stored("a1"), own_profile='{"name": 3}'))


def test_the_newest_migration_is_the_one_the_store_expects() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(store_open.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == store_open.HEAD


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "the store's URL is not one"),
        ("mystery://host/db", "a store is SQLite"),
        ("sqlite:////proc/none/store.sqlite", "cannot be opened"),
        ("postgresql://ada:hunter2@127.0.0.1:9/db", "cannot be opened"),
    ],
)
def test_a_store_that_cannot_be_opened_is_named_without_its_password(url: str, says: str) -> None:
    with pytest.raises(StoreError) as caught:
        open_store(url)

    assert says in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_facts_survive_a_document() -> None:
    assert list(load_facts(dump_facts(SEEN))) == list(SEEN)


def test_a_fact_of_another_version_is_named() -> None:
    with pytest.raises(CodecError, match="'Weather' is a kind of fact"):
        load(Saved("Weather", "x", AT, "fact", "{}"))
    with pytest.raises(CodecError, match=r"the saved Addresses of x cannot be read.*ipv4"):
        load(Saved("Addresses", "x", AT, "fact", '{"subject": "x", "ipv4": 3}'))


def test_every_kind_of_fact_has_a_name_of_its_own() -> None:
    assert len(kinds()) == len({kind.__module__ + name for name, kind in kinds().items()})


def test_ids_sort_by_time() -> None:
    assert new_id(AT).startswith("20260301-120005-")


def test_only_the_folder_that_is_ours_is_made(tmp_path: Path) -> None:
    open_store(default_url(tmp_path)).dispose()
    assert (tmp_path / ".launchready" / "store.sqlite").is_file()

    with pytest.raises(StoreError, match="is not a folder"):
        open_store(f"sqlite:///{tmp_path}/no/such/x.sqlite")
    assert not (tmp_path / "no").exists()
