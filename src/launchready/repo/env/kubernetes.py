"""Kubernetes: ConfigMaps, Secrets, and what the containers are given of them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from launchready.derive.env.aside import is_aside
from launchready.derive.env.names import stage_in, stage_of_path
from launchready.derive.pattern import lazy
from launchready.facts.env import Environment, Stage, Variable
from launchready.repo.env.documents import items, line_of, mapping, pairs, text_of
from launchready.repo.env.seal import Seal, referred
from launchready.repo.env.source import Source, once

_KINDS = lazy(
    r"^kind:\s*[\"']?(?:ConfigMap|Secret|SealedSecret|ExternalSecret|Deployment|StatefulSet|DaemonSet"
    r"|CronJob|Job|Pod|Rollout|Service)\b",
    re.MULTILINE,
)
_POD_AT = {"Pod": ("spec",), "CronJob": ("spec", "jobTemplate", "spec", "template", "spec")}
_POD = ("spec", "template", "spec")


@dataclass(slots=True)
class _Cluster:
    """What the files of one stage say."""

    source: str
    stores: dict[str, tuple[Variable, ...]] = field(default_factory=dict)
    wanted: list[str] = field(default_factory=list)
    stated: list[Variable] = field(default_factory=list)
    works: bool = False


def read_kubernetes(source: Source) -> Iterator[Environment]:
    """Read every manifest; files of no named stage belong to all stages that are named."""
    clusters: dict[Stage, _Cluster] = {}
    for path, text in source.files("*.yaml", "*.yml"):
        if is_aside(path) or "apiVersion:" not in text or not _KINDS.search(text):
            continue
        for document in source.yaml(path, text):
            table = mapping(document)
            stage = _stage(path, table)
            _take(clusters.setdefault(stage, _Cluster(path)), table, text, source.seal)
    base = clusters.pop(Stage.UNKNOWN, None)
    if base is not None and Stage.PRODUCTION not in clusters:
        # Manifests that name no stage are those of the one cluster there is.
        clusters[Stage.PRODUCTION] = _Cluster(base.source)
    for stage, cluster in clusters.items():
        yield _environment(stage, cluster, base)


def _environment(stage: Stage, cluster: _Cluster, base: _Cluster | None) -> Environment:
    stores = {**(base.stores if base else {}), **cluster.stores}
    wanted = [*cluster.wanted, *(base.wanted if base else ())]
    given = [one for name in wanted for one in stores.get(name, ())]
    stated = [*cluster.stated, *(base.stated if base else ())]
    works = cluster.works or (base is not None and base.works)
    if not works:
        given = [one for store in stores.values() for one in store]
    whole = works and all(name in stores for name in wanted)
    variables = once((*stated, *given))
    return Environment(
        stage.value, cluster.source, stage, variables, whole=whole, platform="kubernetes"
    )


def _stage(path: str, table: dict[str, Any]) -> Stage:
    stage = stage_of_path(path)
    if stage is Stage.UNKNOWN:
        meta = mapping(table.get("metadata"))
        stage = stage_in(text_of(meta.get("namespace")) or "")
    return stage


def read_documents(documents: tuple[Any, ...], seal: Seal) -> tuple[Variable, ...]:
    """Return the variables of ConfigMaps and Secrets, as `kubectl get -o yaml` prints them."""
    cluster = _Cluster("")
    for document in documents:
        for one in (document, *items(mapping(document).get("items"))):
            _take(cluster, mapping(one), "", seal)
    return once((*cluster.stated, *(one for store in cluster.stores.values() for one in store)))


def _take(cluster: _Cluster, table: dict[str, Any], text: str, seal: Seal) -> None:
    kind = text_of(table.get("kind")) or ""
    name = text_of(mapping(table.get("metadata")).get("name")) or ""
    spec = mapping(table.get("spec"))
    match kind:
        case "ConfigMap":
            cluster.stores[name] = tuple(
                seal.variable(key, value or "", line_of(text, key), raw=True)
                for key, value in pairs(table.get("data"))
            )
        case "Secret":
            cluster.stores[name] = tuple(_secret(table, text, seal))
        case "SealedSecret":
            sealed = mapping(spec.get("encryptedData"))
            cluster.stores[name] = tuple(referred(key, line_of(text, key)) for key in sealed)
        case "ExternalSecret":
            target = text_of(mapping(spec.get("target")).get("name")) or name
            keys = [text_of(mapping(one).get("secretKey")) for one in items(spec.get("data"))]
            if not spec.get("dataFrom"):
                cluster.stores[target] = tuple(referred(key) for key in keys if key)
        case _:
            _containers(cluster, kind, table, text, seal)


def _secret(table: dict[str, Any], text: str, seal: Seal) -> Iterator[Variable]:
    for key, value in pairs(table.get("stringData")):
        yield seal.variable(key, value or "", line_of(text, key))
    for key, value in pairs(table.get("data")):
        try:
            plain = base64.b64decode(value or "", validate=False).decode("utf-8", "replace")
        except (binascii.Error, ValueError):
            plain = value or ""
        yield seal.variable(key, plain, line_of(text, key))


def _containers(cluster: _Cluster, kind: str, table: dict[str, Any], text: str, seal: Seal) -> None:
    pod: Any = table
    for step in _POD_AT.get(kind, _POD):
        pod = mapping(pod).get(step)
    for container in items(mapping(pod).get("containers")):
        cluster.works = True
        for one in items(mapping(container).get("env")):
            entry = mapping(one)
            name = text_of(entry.get("name"))
            if not name:
                continue
            value = text_of(entry.get("value"))
            line = line_of(text, name)
            if entry.get("valueFrom") is not None:
                cluster.stated.append(referred(name, line))
            else:
                cluster.stated.append(seal.variable(name, value or "", line))
        for one in items(mapping(container).get("envFrom")):
            entry = mapping(one)
            for key in ("configMapRef", "secretRef"):
                wanted = text_of(mapping(entry.get(key)).get("name"))
                if wanted:
                    cluster.wanted.append(wanted)
