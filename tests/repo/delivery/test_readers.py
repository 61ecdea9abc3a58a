from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from launchready.facts.delivery import Pipelines, Releasing
from launchready.repo.ci import read_pipelines
from launchready.repo.ci.started import read_started
from launchready.repo.delivery.images import read_images
from launchready.repo.delivery.installs import read_installs
from launchready.repo.delivery.releasing import read_releasing
from launchready.repo.hosts import read_hosts
from launchready.repo.routes import read_routes
from launchready.repo.tree import Tree
from launchready.repo.version import read_marks

Planted = Callable[[Mapping[str, str]], Tree]
RUN = "#!/bin/sh\n"


def releasing(tree: Tree) -> Releasing:
    started = read_started(tree)
    return read_releasing(tree, started, read_pipelines(tree, started))


@pytest.mark.parametrize(
    "files",
    [
        {"fly.toml": "app = 'x'"},
        {"Procfile": "web: node ."},
        {"deploy/k8s/kustomization.yaml": "resources: []"},
        {"Makefile": "deploy:\n\tkamal deploy\n"},
        {"package.json": '{\n"scripts": {\n"deploy": "vercel --prod"}}'},
        {"scripts/deploy.sh": RUN},
        {".ci/run": f"{RUN}kamal deploy\n"},
    ],
    ids=lambda files: next(iter(files)),
)
def test_what_releases_is_recognised(planted: Planted, files: Mapping[str, str]) -> None:
    assert releasing(planted(files)).deploy


def test_a_rollback_target_is_a_written_way_back(planted: Planted) -> None:
    found = releasing(planted({"Makefile": "deploy:\n\ttrue\nrollback:\n\tkamal rollback\n"}))
    assert [str(one) for one in found.rollback] == ["Makefile:3: rollback:"]


def test_runbooks_are_read_and_tests_are_not(planted: Planted) -> None:
    found = releasing(
        planted(
            {
                "docs/runbook.md": "# Rolling back\nkamal rollback VERSION\n",
                "docs/deploy.md": "# Steps\nssh root@server\ngit pull\n",
                "tests/fixtures/README.md": "# Rolling back\nx\n",
                "CHANGELOG.md": "# 1.2\n- rollback\n",
            }
        )
    )
    assert found.documents == ("docs/deploy.md", "docs/runbook.md")
    assert [one.path for one in found.rollback] == ["docs/runbook.md"]
    assert [str(one) for one in found.by_hand] == ["docs/deploy.md:2: ssh root@server"]
    assert [one.path for one in found.notes] == ["CHANGELOG.md"]


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("FROM node:22\nCMD x", True),
        ("FROM node:22\nUSER root", True),
        ("FROM node:22\nUSER node\nCMD x", False),
        ("FROM node:22\nUSER 1000:1000", False),
        ("FROM gcr.io/distroless/base:nonroot", False),
        ("FROM node:22 AS build\nUSER node\nFROM node:22", True),
        ("FROM node:22 AS base\nUSER node\nFROM base", False),
        ("FROM a AS b\nFROM b AS a", True),
    ],
)
def test_the_last_stage_says_whom_it_runs_as(planted: Planted, text: str, root: bool) -> None:
    [image] = read_images(planted({"Dockerfile": text})).images
    assert image.root is root


def test_development_images_do_not_count(planted: Planted) -> None:
    files = {"Dockerfile.dev": "FROM a", ".devcontainer/Dockerfile": "FROM a"}
    assert read_images(planted(files)).images == ()


def test_services_started_as_root_are_seen(planted: Planted) -> None:
    text = "services:\n  web:\n    user: root\n  db:\n    user: postgres\n  x: {privileged: true}\n"
    found = read_images(planted({"docker-compose.yml": text})).images
    assert [str(one.trace) for one in found] == [
        "docker-compose.yml:3: user: root",
        "docker-compose.yml:6: privileged: true",
    ]


@pytest.mark.parametrize(
    ("files", "lock"),
    [
        ({"package.json": '{"dependencies": {"a": "1"}}'}, ""),
        (
            {"package.json": '{"dependencies": {"a": "1"}}', "yarn.lock": ""},
            "yarn.lock",
        ),
        (
            {"apps/web/package.json": '{"dependencies": {"a": "1"}}', "pnpm-lock.yaml": ""},
            "pnpm-lock.yaml",
        ),
        ({"requirements.txt": "flask==3.0\nredis==5.0 --hash=sha256:0\n"}, "requirements.txt"),
        ({"requirements.txt": "flask>=3\n"}, ""),
        ({"pyproject.toml": '[project]\ndependencies = ["a"]\n', "uv.lock": ""}, "uv.lock"),
        ({"Gemfile": 'gem "rails"\n'}, ""),
        ({"composer.json": '{"require": {"a/b": "1"}}', "composer.lock": ""}, "composer.lock"),
        ({"go.mod": "module x\nrequire y v1\n", "go.sum": ""}, "go.sum"),
    ],
)
def test_lock_files_are_found(planted: Planted, files: Mapping[str, str], lock: str) -> None:
    [package] = read_installs(planted(files), Pipelines()).packages
    assert package.lock == lock


@pytest.mark.parametrize(
    "files",
    [
        {"package.json": '{"name": "x"}'},
        {"package.json": '{"dependencies": {"a": "workspace:*"}}'},
        {"composer.json": '{"require": {"php": ">=8"}}'},
        {"pyproject.toml": "[tool.ruff]\n"},
        {"examples/package.json": '{"dependencies": {"a": "1"}}'},
    ],
)
def test_what_asks_for_nothing_needs_no_lock(planted: Planted, files: Mapping[str, str]) -> None:
    assert read_installs(planted(files), Pipelines()).packages == ()


def test_installs_of_images_that_pass_the_lock_by_are_named(planted: Planted) -> None:
    files = {
        "package.json": '{"dependencies": {"a": "1"}}',
        "package-lock.json": "{}",
        "Dockerfile": "FROM node\nRUN apt-get update && \\\n  apt-get install x\nRUN npm install\n",
    }
    [loose] = read_installs(planted(files), Pipelines()).loose
    assert str(loose.trace) == "Dockerfile:4: npm install"


def test_two_package_managers_are_rivals(planted: Planted) -> None:
    files = {
        "package.json": '{"dependencies": {"a": "1"}}',
        "package-lock.json": "",
        "yarn.lock": "",
    }
    [package] = read_installs(planted(files), Pipelines()).packages
    assert package.others == ("yarn.lock",)


def test_routes_of_all_languages_come_together_with_their_prefixes(planted: Planted) -> None:
    files = {
        "src/app.js": "import admin from './admin.js'\napp.use('/admin', admin)\n"
        "app.get('/health', ok)\n",
        "src/admin.js": "router.get('/users', list)\n",
        "api/users.py": "@router.get('/me')\ndef me(): ...\n",
        "api/main.py": "app.include_router(users.router, prefix='/v1')\n",
        "tests/app.js": "app.get('/only-in-tests', x)\n",
    }
    found = {(one.method, one.path) for one in read_routes(planted(files))}
    assert found == {("GET", "/health"), ("GET", "/admin/users"), ("GET", "/v1/me")}


@pytest.mark.parametrize(
    "text",
    [
        "release = os.environ['GIT_SHA']",
        "res.set('X-Release', sha)",
        '<meta name="commit" content="{{ sha }}">',
        "release: process.env.VERCEL_GIT_COMMIT_SHA",
    ],
)
def test_marks_of_the_build_are_found(planted: Planted, text: str) -> None:
    assert read_marks(planted({"app.py": f"x\n{text}\n"}), ())[0].line == 2


def test_ordinary_code_has_none(planted: Planted) -> None:
    assert read_marks(planted({"app.py": "version = 2\nheaders['x-request-id'] = 1\n"}), ()) == ()


def test_hosts_of_the_domain_are_found_and_others_are_not(planted: Planted) -> None:
    files = {
        "src/api.js": "fetch('https://api.shop.example/v1'); mail('ines@shop.example');\n"
        "const cdn = 'cdn.shop.example'; const x = 'https://shop.example.evil.test/';\n",
        "README.md": "https://docs.shop.example",
        "tests/a.js": "'https://staging.shop.example'",
    }
    found = read_hosts(planted(files), "shop.example")
    assert [(name, trace.line) for name, trace in found] == [
        ("api.shop.example", 1),
        ("cdn.shop.example", 2),
    ]
