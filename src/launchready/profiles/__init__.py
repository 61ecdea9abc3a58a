"""The bar and the profiles that ship, and the reader for a product's own profile."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from launchready.model.bar import Bar, How, Row, Stage
from launchready.model.finding import Severity, When
from launchready.model.profile import Better, Label, Profile, Sprint, Threshold, Unit
from launchready.profiles.reading import ProfileError, Table, Value, parse, unknown

__all__ = [
    "DEFAULT",
    "ProfileError",
    "load_bar",
    "load_profile",
    "profile_names",
    "source_documents",
]

DEFAULT = "default"
_SIZE_LIMIT = 1 << 20
_PLAIN = ("name", "title", "segment", "stage", "product", "seed")
_TABLES = ("sprint", "verdict", "threshold", "severity", "label")
_VERDICT = ("must_hold", "must_prove", "also_prove")
_SPRINT = ("stages", "labels", "ranking", "rule", "sources")
_THRESHOLD = ("kind", "target", "fail", "unit", "better", "samples", "source")
_ROW = (
    *("id", "area", "says", "impact", "how", "severity", "stages"),
    *("seeds", "surface", "question", "proof", "implied"),
)


@cache
def load_bar() -> Bar:
    """Return the bar that ships; ProfileError where its file is damaged."""
    table = parse(_shipped("bar"), "bar.toml")
    table.only("row")
    return Bar(tuple(_row(row) for row in table.tables("row")))


@cache
def profile_names() -> tuple[str, ...]:
    """Return the names of the profiles that ship, sorted, the default first."""
    names = (
        file.name.removesuffix(".toml")
        for file in resources.files(__name__).iterdir()
        if file.name.endswith(".toml") and file.name != "bar.toml"
    )
    return tuple(sorted(names, key=lambda name: (name != DEFAULT, name)))


def load_profile(name_or_path: str | Path = DEFAULT) -> Profile:
    """
    Return a profile that ships, by name, or one of your own, by the path of its `.toml` file.

    What it `extends` is read first (a shipped name, or a path beside the file), and single keys
    of it are replaced. ProfileError says in one sentence what is wrong and where.
    """
    if isinstance(name_or_path, str) and name_or_path in profile_names():
        return _shipped_profile(name_or_path)
    return _read(name_or_path)


def source_documents() -> tuple[Profile, ...]:
    """Return the profiles that are made from a document, `S0` first; each names its own."""
    made = (load_profile(name) for name in profile_names())
    return tuple(sorted((one for one in made if one.seed), key=lambda one: one.seed))


@cache
def _shipped_profile(name: str) -> Profile:
    return _read(name)


def _read(name_or_path: str | Path) -> Profile:
    merged: dict[str, Value] = {}
    chain: list[str] = []
    where, reference, folder = "", str(name_or_path), Path()
    seen: set[str] = set()
    while reference:
        text, source, identity, folder = _source(reference, folder, where)
        if identity in seen:
            loop = " -> ".join([*chain, reference])
            raise ProfileError(where, f"`extends` goes round in a circle: {loop}.")
        seen.add(identity)
        table = parse(text, source)
        table.only(*_PLAIN, "extends", *_TABLES)
        _check_keys(table)
        name = table.text("name", Path(reference).stem)
        chain.append(name)
        where = where or source
        merged = _merge({**table.values, "name": name}, merged)
        reference = table.text("extends", "")
    return _profile(Table(merged, where), tuple(chain[1:]))


def _source(reference: str, folder: Path, where: str) -> tuple[str, str, str, Path]:
    """Return the text, a name for errors, an identity, and the folder its `extends` is beside."""
    if reference in profile_names():
        return _shipped(reference), f"{reference}.toml", reference, Path()
    if not reference.endswith(".toml"):
        raise unknown(where, "profile", reference, profile_names())
    path = folder / reference
    try:
        with path.open("rb") as file:
            content = file.read(_SIZE_LIMIT + 1)
        text = content.decode()
    except OSError as error:
        raise ProfileError(path, f"cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise ProfileError(path, "this is not a file of UTF-8 text.") from error
    if len(content) > _SIZE_LIMIT:
        raise ProfileError(path, "a profile is smaller than one megabyte.")
    return text, str(path), str(path.resolve()), path.parent


def _shipped(name: str) -> str:
    return resources.files(__name__).joinpath(f"{name}.toml").read_text("utf-8")


def _merge(near: dict[str, Value], over: dict[str, Value]) -> dict[str, Value]:
    """Lay `over` on `near`, table by table. A number put over another brings its own source."""
    merged = {**near}
    for key, value in over.items():
        below = merged.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            own = {"source": "own"} if {"target", "fail"} & value.keys() else {}
            merged[key] = _merge(below, {**own, **value})
        else:
            merged[key] = value
    return merged


def _check_keys(table: Table) -> None:
    """Refuse unknown names in the file that has them, before it is laid over another."""
    table.table("verdict").only(*_VERDICT)
    table.table("sprint").only(*_SPRINT)
    thresholds = table.table("threshold")
    thresholds.only(*_threshold_keys())
    for key in thresholds.values:
        thresholds.table(key).only(*_THRESHOLD)
    rows = load_bar().ids
    table.table("severity").only(*rows, what="row")
    labels = table.table("label")
    labels.only(*rows, what="row")
    for key in labels.values:
        labels.table(key).only("label", "reason")


@cache
def _threshold_keys() -> tuple[str, ...]:
    return tuple(parse(_shipped(DEFAULT), f"{DEFAULT}.toml").table("threshold").values)


def _profile(table: Table, extends: tuple[str, ...]) -> Profile:
    verdict = table.table("verdict")
    thresholds = table.table("threshold")
    severities = table.table("severity")
    labels = table.table("label")
    missing = [key for key in _threshold_keys() if key not in thresholds.values]
    if missing:
        hint = f'; add `extends = "{DEFAULT}"` to start from the general one'
        raise ProfileError(table.where, f"`threshold.{missing[0]}` is missing{hint}.")
    return Profile(
        name=table.text("name"),
        title=table.text("title"),
        segment=table.text("segment"),
        stage=table.text("stage"),
        product=table.text("product"),
        seed=table.text("seed", ""),
        sprint=_sprint(table.table("sprint")),
        must_hold=verdict.some_of("must_hold", Severity),
        must_prove=verdict.some_of("must_prove", Severity),
        also_prove=_known_rows(verdict),
        thresholds=tuple(_threshold(key, thresholds.table(key)) for key in _threshold_keys()),
        severities=tuple((key, severities.one_of(key, Severity)) for key in severities.values),
        labels=tuple(_label(key, labels.table(key)) for key in labels.values),
        extends=extends,
    )


def _known_rows(verdict: Table) -> tuple[str, ...]:
    rows = verdict.texts("also_prove")
    for row in rows:
        if row not in load_bar().ids:
            raise unknown(verdict.where, "row", row, load_bar().ids)
    return rows


def _sprint(table: Table) -> Sprint:
    return Sprint(
        stages=table.texts("stages"),
        labels=table.texts("labels"),
        ranking=table.texts("ranking"),
        rule=table.text("rule"),
        sources=table.texts("sources"),
    )


def _label(row: str, table: Table) -> Label:
    return Label(row, table.one_of("label", When), table.text("reason"))


def _threshold(key: str, table: Table) -> Threshold:
    threshold = Threshold(
        key=key,
        kind=table.text("kind", ""),
        target=table.number("target"),
        fail=table.number("fail"),
        unit=table.one_of("unit", Unit),
        better=table.one_of("better", Better),
        samples=table.count("samples"),
        source=table.text("source", "own"),
    )
    worse = threshold.fail - threshold.target
    if worse * (1 if threshold.better is Better.LOWER else -1) < 0:
        side = "above" if threshold.better is Better.HIGHER else "below"
        raise ProfileError(table.where, f"`{table.path}.fail` must not be {side} its target.")
    return threshold


def _row(table: Table) -> Row:
    table.only(*_ROW)
    return Row(
        id=table.text("id"),
        area=table.text("area"),
        says=table.text("says"),
        impact=table.text("impact"),
        how=table.some_of("how", How),
        severity=table.one_of("severity", Severity),
        stages=table.some_of("stages", Stage),
        seeds=table.texts("seeds"),
        surface=table.flag("surface"),
        question=table.text("question", ""),
        proof=table.count("proof") if "proof" in table.values else None,
        implied=table.text("implied", ""),
    )
