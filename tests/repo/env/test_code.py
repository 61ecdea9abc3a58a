from __future__ import annotations

from pathlib import Path

import pytest

from launchready.facts.env import CodeEnvironment, Need
from launchready.repo.env.code.read import read_code
from launchready.repo.tree import Tree


def read(root: Path, path: str, text: str) -> CodeEnvironment:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)
    return read_code(Tree(root))


R, D, O = Need.REQUIRED, Need.DEFAULT, Need.OPTIONAL  # noqa: E741 - one letter a column

CASES = [
    ("a.ts", "f(process.env.KEY!)", R),
    ("a.ts", 'f(process.env["KEY"])', R),
    ("a.ts", "const x = process.env.KEY as string", R),
    ("a.js", "const { KEY } = process.env", R),
    ("a.js", 'const { KEY = "x" } = process.env', D),
    ("a.ts", 'const x = process.env.KEY ?? "x"', D),
    ("a.ts", "const x = process.env.KEY ?? fail()", R),
    ("a.ts", "if (!process.env.KEY) throw new Error()", R),
    ("a.ts", "const k = process.env.KEY\nif (!k) { throw new Error() }", R),
    ("a.ts", "if (process.env.KEY) init(process.env.KEY)", O),
    ("a.ts", "const k = process.env.KEY\nif (k) init(k)", O),
    ("a.ts", "const x = process.env.KEY?.split(',')", O),
    ("a.ts", "const x = process.env.KEY ? 1 : 2", O),
    ("a.ts", 'const x = process.env.KEY === "1"', O),
    ("a.tsx", "<A href={import.meta.env.KEY} />", R),
    ("a.ts", 'const x = Deno.env.get("KEY")', R),
    ("a.ts", "import { KEY } from '$env/static/private'", R),
    ("a.ts", "import { env } from '$env/dynamic/private'\nf(env.KEY)", R),
    ("a.ts", "export const env = createEnv({ server: { KEY: z.string() } })", R),
    ("a.ts", "createEnv({ server: { KEY: z.string().optional() }, x: process.env.KEY })", O),
    ("a.ts", "cleanEnv(process.env, { KEY: str({ default: 'x' }) })", D),
    ("a.vue", "<template/>\n<script setup>\nf(import.meta.env.KEY)\n</script>", R),
    ("a.astro", "---\nconst x = import.meta.env.KEY;\n---\n<p/>", R),
    ("a.py", 'import os\nx = os.environ["KEY"]', R),
    ("a.py", 'import os\nx = os.environ.get("KEY")', R),
    ("a.py", 'import os\nx = os.environ.get("KEY", "x")', D),
    ("a.py", 'import os\nx = os.getenv("KEY") or "x"', D),
    ("a.py", 'import os\nx = os.getenv("KEY")\nif x:\n    f(x)', O),
    ("a.py", 'import os\nif not os.getenv("KEY"):\n    raise RuntimeError', R),
    ("a.py", 'import os\nx = "KEY" in os.environ', O),
    ("a.py", 'import environ\nenv = environ.Env()\nx = env("KEY")', R),
    ("a.py", 'import environ\nenv = environ.Env()\nx = env.bool("KEY", default=False)', D),
    ("a.py", 'from decouple import config\nx = config("KEY")', R),
    ("a.py", "from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    key: str", R),
    ("a.py", "class S(BaseSettings):\n    key: str = 'x'", D),
    ("a.py", "class S(BaseSettings):\n    other: str = Field(..., alias='KEY')", R),
    ("a.rb", 'x = ENV["KEY"]', R),
    ("a.rb", 'x = ENV.fetch("KEY")', R),
    ("a.rb", 'x = ENV.fetch("KEY", "x")', D),
    ("a.rb", 'x = ENV.fetch("KEY") { "x" }', D),
    ("a.rb", 'x = ENV["KEY"] || "x"', D),
    ("a.rb", 'f if ENV["KEY"].present?', O),
    ("a.rb", 'raise "no" unless ENV["KEY"]', R),
    ("config/database.yml", 'url: <%= ENV["KEY"] %>', O),
    ("a.php", "<?php $x = getenv('KEY');", R),
    ("a.php", "<?php $x = env('KEY', 'x');", D),
    ("a.php", "<?php $x = $_ENV['KEY'] ?? 'x';", D),
    ("a.go", 'package a\nfunc f() { g(os.Getenv("KEY")) }', R),
    ("a.go", 'package a\nfunc f() { x, ok := os.LookupEnv("KEY"); g(x, ok) }', O),
    ("a.go", 'package a\nfunc f() { x := os.Getenv("KEY"); if x == "" { log.Fatal() } }', R),
    ("a.go", 'package a\ntype C struct {\n K string `env:"KEY,required"`\n}', R),
    ("a.go", 'package a\ntype C struct {\n K string `env:"KEY" envDefault:"x"`\n}', D),
    ("prisma/schema.prisma", 'datasource db {\n  url = env("KEY")\n}', R),
]


@pytest.mark.parametrize(("path", "text", "need"), CASES, ids=[f"{c[0]} {c[1]}" for c in CASES])
def test_says_what_happens_without_the_variable(
    tmp_path: Path, path: str, text: str, need: Need
) -> None:
    uses = [use for use in read(tmp_path, path, text).uses if use.name == "KEY"]
    assert uses
    assert {use.need for use in uses} == {need}


WRITES = [
    ("a.ts", 'process.env.KEY = "x"'),
    ("a.ts", "delete process.env.KEY"),
    ("a.py", 'import os\nos.environ["KEY"] = "x"'),
    ("a.rb", 'ENV["KEY"] = "x"'),
    ("a.ts", "// process.env.KEY"),
    ("a.py", '"""os.environ["KEY"]"""'),
    ("a.min.js", "f(process.env.KEY)"),
]


@pytest.mark.parametrize(("path", "text"), WRITES)
def test_what_is_no_read_is_not_one(tmp_path: Path, path: str, text: str) -> None:
    assert not read(tmp_path, path, text).uses


def test_laravels_own_settings_need_nothing(tmp_path: Path) -> None:
    (tmp_path / "artisan").write_text("")
    found = read(tmp_path, "config/services.php", "<?php return ['k' => env('KEY')];")
    assert not found.needed()


@pytest.mark.parametrize("path", ["tests/a.ts", "scripts/seed.ts", "a.test.ts", "e2e/a.ts"])
def test_tests_and_scripts_are_not_what_production_runs(tmp_path: Path, path: str) -> None:
    found = read(tmp_path, path, 'f(process.env.KEY!); fetch("http://localhost:3000/x")')
    assert found.uses[0].aside
    assert not found.needed()
    assert not found.local_urls


VALIDATES = [
    ("a.ts", "export const env = createEnv({})"),
    ("a.ts", "schema.parse(process.env)"),
    ("a.ts", "export default cleanEnv(process.env, {})"),
    ("a.py", "class S(BaseSettings):\n    a: str"),
    ("a.py", "import environ\nenv = environ.Env()"),
]


@pytest.mark.parametrize(("path", "text"), VALIDATES)
def test_finds_the_check_at_start(tmp_path: Path, path: str, text: str) -> None:
    assert [one.path for one in read(tmp_path, path, text).validation] == [path]


CALLS = [
    ("a.ts", 'await fetch("http://localhost:4000/api")'),
    ("a.ts", "await fetch(`http://localhost:4000/api/${id}`)"),
    ("a.ts", 'const API_URL = "http://127.0.0.1:4000"'),
    ("a.ts", 'axios.create({ baseURL: "http://localhost:4000" })'),
    ("a.py", 'requests.get("http://localhost:4000/api")'),
    ("a.py", 'API_BASE = "http://localhost:4000"'),
    ("a.rb", 'API_URL = "http://localhost:4000"'),
    ("a.go", 'package a\nfunc f() { http.Get("http://localhost:4000/x") }'),
]


@pytest.mark.parametrize(("path", "text"), CALLS)
def test_finds_addresses_of_a_developers_machine(tmp_path: Path, path: str, text: str) -> None:
    assert len(read(tmp_path, path, text).local_urls) == 1


MEANT = [
    ("a.ts", 'const url = process.env.API_URL ?? "http://localhost:4000"'),
    ("a.ts", 'const url = isDev ? "http://localhost:4000" : "https://x.example"'),
    ("a.ts", 'if (process.env.NODE_ENV !== "production") { fetch("http://localhost:4000/x") }'),
    ("a.ts", 'const origins = ["http://localhost:3000", "https://x.example"]'),
    ("a.ts", 'console.log("http://localhost:3000/x")'),
    ("a.ts", 'new URL("http://localhost")'),
    ("a.ts", 'const devUrl = "http://localhost:4000"'),
    ("a.ts", '// fetch("http://localhost:4000/api")'),
    ("a.ts", 'if (origin === "http://localhost:3000") allow()'),
    ("vite.config.ts", 'export default { server: { proxy: { api: "http://localhost:4000" } } }'),
    ("a.py", 'URL = os.getenv("API_URL", "http://localhost:4000")'),
    ("a.py", 'def f(url="http://localhost:4000"):\n    pass'),
    ("a.py", 'if settings.DEBUG:\n    URL = "http://localhost:4000"'),
    ("a.rb", 'URL = ENV.fetch("API_URL", "http://localhost:4000")'),
    ("settings/development.py", 'API_URL = "http://localhost:4000"'),
]


@pytest.mark.parametrize(("path", "text"), MEANT)
def test_leaves_local_addresses_that_are_meant(tmp_path: Path, path: str, text: str) -> None:
    assert not read(tmp_path, path, text).local_urls


def test_a_bundle_is_not_read_as_code(tmp_path: Path) -> None:
    found = read(tmp_path, "a.js", "f(process.env.KEY);" * 2000)
    assert not found.uses
    assert found.unread == ("a.js: has lines of a bundle: not read as code",)
