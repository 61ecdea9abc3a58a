from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from launchready.repo.delivery import auditing
from launchready.repo.delivery.auditing import auditable, audited
from launchready.repo.tree import Tree

Planted = Callable[[Mapping[str, str]], Tree]
NPM = {
    "vulnerabilities": {
        "lodash": {
            "via": [
                {"url": "https://x.example/GHSA-jf85", "severity": "critical", "range": "<4.17.12"}
            ],
            "fixAvailable": {"version": "4.17.21"},
        },
        "wrapper": {"via": ["lodash"], "fixAvailable": True},
    }
}
PIP = {
    "dependencies": [
        {"name": "flask", "version": "0.5", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.0"]}]},
        {"name": "redis", "version": "5.0", "vulns": []},
    ]
}


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Put a program on the path that writes where it runs and answers."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, body: str) -> None:
        place = folder / name
        place.write_text(f"#!{sys.executable}\nimport os, sys, time\n{body}\n", "utf-8")
        place.chmod(0o755)

    return put


def test_holes_that_npm_names_are_read(planted: Planted, tool: Callable[[str, str], None]) -> None:
    tool("npm", f"print({json.dumps(json.dumps(NPM))}); sys.exit(1)")
    [lock] = auditable(tree := planted({"package-lock.json": "{}", "package.json": "{}"}))
    found = audited(tree, lock)
    [hole] = found.holes
    assert (found.tool, found.why) == ("npm audit", "")
    assert (hole.package, hole.id, hole.severity, hole.fixed) == (
        "lodash", "GHSA-jf85", "critical", "4.17.21",
    )  # fmt: skip


def test_holes_that_pip_audit_names_are_read(
    planted: Planted, tool: Callable[[str, str], None]
) -> None:
    tool("pip-audit", f"print({json.dumps(json.dumps(PIP))})")
    found = audited(planted({"requirements.txt": "flask==0.5\n"}), "requirements.txt")
    assert [(one.package, one.version, one.fixed) for one in found.holes] == [
        ("flask", "0.5", "1.0")
    ]


def test_the_tool_sees_copies_alone_and_none_of_our_secrets(
    planted: Planted,
    tool: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    seen = tmp_path / "seen"
    monkeypatch.setenv("NPM_TOKEN", "not-for-you")
    tool("npm", f"open({str(seen)!r}, 'w').write(repr(os.listdir()) + repr(dict(os.environ)))")
    tree = planted({"package-lock.json": "{}", ".npmrc": "registry=https://evil.example"})
    audited(tree, "package-lock.json")
    text = seen.read_text("utf-8")
    assert ".npmrc" not in text
    assert "not-for-you" not in text


@pytest.mark.parametrize(
    "body",
    ["", "print('offline'); sys.exit(1)", "print('{\"error\": 1}')", "print('[]')", "sys.exit(9)"],
)
def test_no_answer_is_unknown_and_never_clean(
    planted: Planted, tool: Callable[[str, str], None], body: str
) -> None:
    tool("npm", body)
    found = audited(planted({"package-lock.json": "{}"}), "package-lock.json")
    assert found.holes == ()
    assert "gave no answer" in found.why


def test_a_tool_that_hangs_is_ended(
    planted: Planted, tool: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auditing, "SECONDS", 0.5)
    tool("npm", "time.sleep(60)")
    found = audited(planted({"package-lock.json": "{}"}), "package-lock.json")
    assert found.why == "npm audit did not end within 0.5 s"


def test_without_a_tool_nothing_is_known(
    planted: Planted, tool: Callable[[str, str], None]
) -> None:
    del tool
    found = audited(planted({"yarn.lock": ""}), "yarn.lock")
    assert found.why == "no tool that audits it is installed (osv-scanner reads all)"
