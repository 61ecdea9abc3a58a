from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.stack.packages import packages_in
from launchready.derive.stack.recognise import MARKS
from launchready.derive.stack.vendors import VENDORS
from launchready.facts.stack import Layer, Stack
from launchready.repo.stack import hosting_in, read_stack
from launchready.repo.tree import Tree


def read(root: Path, files: dict[str, str]) -> Stack:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return read_stack(Tree(root))


def npm(*names: str) -> dict[str, str]:
    return {"package.json": json.dumps({"dependencies": dict.fromkeys(names, "1.0.0")}, indent=1)}


CASES = [
    pytest.param(npm("next", "stripe"), {"Next.js", "Stripe"}, id="Next.js"),
    pytest.param(npm("@remix-run/node", "vite"), {"Remix", "Vite"}, id="Remix"),
    pytest.param(npm("@sveltejs/kit"), {"SvelteKit"}, id="SvelteKit"),
    pytest.param(npm("nuxt"), {"Nuxt"}, id="Nuxt"),
    pytest.param(npm("astro"), {"Astro"}, id="Astro"),
    pytest.param(npm("express", "knex"), {"Express", "Knex"}, id="Express"),
    pytest.param(npm("drizzle-orm"), {"Drizzle"}, id="Drizzle"),
    pytest.param(npm("@supabase/supabase-js"), {"Supabase"}, id="Supabase"),
    pytest.param(npm("@sentry/nextjs"), {"Sentry"}, id="Sentry"),
    pytest.param({"prisma/schema.prisma": ""}, {"Prisma"}, id="Prisma"),
    pytest.param({"requirements.txt": "fastapi>=0.1\n"}, {"FastAPI"}, id="FastAPI"),
    pytest.param(
        {"pyproject.toml": '[project]\ndependencies = ["Django>=5", "sentry_sdk[django]"]'},
        {"Django", "Sentry"},
        id="Django",
    ),
    pytest.param(
        {"pyproject.toml": '[tool.poetry.dependencies]\nflask = "^3"\nalembic = "*"'},
        {"Flask", "Alembic"},
        id="Flask with Poetry",
    ),
    pytest.param({"Gemfile": "gem 'rails'\ngem 'stripe'"}, {"Rails", "Stripe"}, id="Rails"),
    pytest.param(
        {"composer.json": '{"require": {"laravel/framework": "^11"}}'}, {"Laravel"}, id="Laravel"
    ),
    pytest.param(
        {"go.mod": "module x\nrequire (\n\tgithub.com/gin-gonic/gin v1.9\n)"}, {"Gin"}, id="Go"
    ),
    pytest.param({"Dockerfile": "FROM scratch"}, {"Docker"}, id="Docker"),
    pytest.param({"compose.yaml": ""}, {"Docker Compose"}, id="compose"),
    pytest.param(
        {"deploy/web.yaml": "apiVersion: apps/v1\nkind: Deployment\n"}, {"Kubernetes"}, id="k8s"
    ),
    pytest.param({".env.example": "RESEND_API_KEY=\n"}, {"Resend"}, id="a vendor's variable"),
    pytest.param({"tests/package.json": npm("next")["package.json"]}, set(), id="only a test"),
    pytest.param(npm("nextra-theme-docs", "stripe-menu"), set(), id="names that only begin alike"),
    pytest.param({"package.json": "{"}, set(), id="a broken manifest"),
]


@pytest.mark.parametrize(("files", "names"), CASES)
def test_recognises_the_stack(tmp_path: Path, files: dict[str, str], names: set[str]) -> None:
    assert {one.name for one in read(tmp_path, files).technologies} == names


HOSTING = [
    ("vercel.json", "Vercel"),
    ("netlify.toml", "Netlify"),
    ("fly.toml", "Fly"),
    ("render.yaml", "Render"),
    ("railway.json", "Railway"),
    ("wrangler.toml", "Cloudflare"),
    ("firebase.json", "Firebase"),
    ("config/deploy.yml", "Kamal"),
    ("Procfile", "Heroku"),
    ("README.md", ""),
]


@pytest.mark.parametrize(("file", "name"), HOSTING)
def test_tells_where_it_is_deployed(tmp_path: Path, file: str, name: str) -> None:
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text("")
    assert hosting_in(tmp_path) == name


def test_a_library_of_a_platform_is_not_hosting(tmp_path: Path) -> None:
    stack = read(tmp_path, npm("firebase"))
    assert stack.hosting == ""
    assert stack.technologies[0].layer is Layer.OTHER


def test_names_the_line_that_tells(tmp_path: Path) -> None:
    [stripe] = read(tmp_path, npm("express-x", "stripe")).technologies
    assert [str(trace) for trace in stripe.traces] == ['package.json:4: "stripe": "1.0.0"']


def test_a_token_in_a_manifest_is_masked(tmp_path: Path) -> None:
    token = "_".join(("ghp", "a1" * 18))
    text = f'{{"dependencies": {{"next": "git+https://{token}@github.com/x/y"}}}}'
    assert token not in repr(read(tmp_path, {"package.json": text}))


def test_the_table_knows_fifty_vendors_once_each() -> None:
    names = [mark.name for mark in MARKS]
    assert len(names) == len(set(names))
    assert len(VENDORS) >= 50
    bare = [one.name for one in MARKS if not (one.packages or one.files or one.variables)]
    assert bare == ["Kubernetes"]


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        ["package.json", "pyproject.toml", "Gemfile", "go.mod", "requirements.txt", "composer.json"]
    ),
    st.text(alphabet=st.sampled_from("{}[]\":,'\n =abgem/.-1\0"), max_size=80),
)
def test_any_manifest_is_read_or_left(name: str, text: str) -> None:
    for package in packages_in(name, text):
        assert package.trace.line >= 1
