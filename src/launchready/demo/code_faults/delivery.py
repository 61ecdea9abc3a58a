"""Faults of pipelines, images and documents."""

from __future__ import annotations

from launchready.demo.repository import Code, code_fault

CHECK = ".github/workflows/check.yml"


@code_fault("ci-missing", "the repository", alone=True)
def no_pipeline(code: Code) -> None:
    """Nothing runs before a merge."""
    del code.files[CHECK]


@code_fault("ci-not-on-merge-requests", CHECK)
def after_the_merge(code: Code) -> None:
    """The pipeline runs on main only."""
    code.rewrite(CHECK, "  pull_request:\n", "")


@code_fault("ci-without-tests", CHECK)
def untested(code: Code) -> None:
    """The tests may fail."""
    code.rewrite(CHECK, "run: npm test", "run: npm test || true")


@code_fault("ci-without-lint", CHECK)
def unlinted(code: Code) -> None:
    """The linter is not run."""
    code.rewrite(CHECK, "      - run: npm run lint\n", "")


@code_fault("ci-without-types", CHECK)
def unchecked_types(code: Code) -> None:
    """The build drops types without looking at them."""
    code.rewrite(CHECK, "      - run: npm run typecheck\n", "")
    code.rewrite("package.json", '"build": "tsc -p ."', '"build": "esbuild src/server.ts"')


@code_fault("ci-without-secret-gate", CHECK)
def no_secret_gate(code: Code) -> None:
    """A key in a commit gets through."""
    code.rewrite(CHECK, "      - run: launchready repo .\n", "")


@code_fault("ci-without-dependency-audit", CHECK)
def unaudited(code: Code) -> None:
    """Dependencies are not audited."""
    code.rewrite(CHECK, "      - run: npm audit --audit-level=high\n", "")


@code_fault("ci-without-budget", CHECK)
def no_budget(code: Code) -> None:
    """Scripts may grow."""
    code.rewrite(CHECK, "      - run: npm run size\n", "")


@code_fault("ci-action-not-pinned", CHECK)
def moving_action(code: Code) -> None:
    """An action is taken from whatever its branch holds."""
    use = "      - uses: superfly/flyctl-actions/setup-flyctl@master\n"
    code.rewrite(CHECK, "      - run: bin/migrate\n", f"{use}      - run: bin/migrate\n")


@code_fault("container-runs-as-root", "Dockerfile")
def root_container(code: Code) -> None:
    """The app runs as root."""
    code.rewrite("Dockerfile", "USER node\n", "")


@code_fault("lock-file-not-used", "Dockerfile")
def loose_install(code: Code) -> None:
    """The image installs what is newest."""
    code.rewrite("Dockerfile", "RUN npm ci", "RUN npm install")


@code_fault("lock-file-missing", "jobs/requirements.txt")
def unlocked_job(code: Code) -> None:
    """A job asks for any version."""
    code.files["jobs/requirements.txt"] = "requests>=2\n"


@code_fault("deploy-not-documented", "README.md")
def undocumented(code: Code) -> None:
    """Nobody wrote down how a release is made."""
    code.rewrite("README.md", "## Deploying", "## Notes")


@code_fault("rollback-not-written", "README.md")
def no_way_back(code: Code) -> None:
    """Nobody wrote down how to go back."""
    code.files["README.md"] = code.files["README.md"].partition("## Rolling back")[0]


@code_fault("manual-deploy-step", "docs/deploy.md")
def by_hand(code: Code) -> None:
    """A release needs somebody on the server."""
    steps = "# Steps\n\nssh root@worker.harvest-lane.test\ngit pull\nsystemctl restart worker\n"
    code.files["docs/deploy.md"] = steps


@code_fault("release-notes-missing", "CHANGELOG.md")
def no_notes(code: Code) -> None:
    """Releases are not described."""
    del code.files["CHANGELOG.md"]


@code_fault("health-route-missing-in-code", "the repository")
def no_health(code: Code) -> None:
    """Nothing tells whether the app is well."""
    code.rewrite("src/server.ts", 'app.get("/health"', 'app.get("/about"')


@code_fault("version-not-visible", "the repository")
def nameless_build(code: Code) -> None:
    """Nothing tells which commit is live."""
    code.rewrite(
        "src/server.ts", 'app.get("/version", (_, res) => ', 'app.get("/team", (_, res) => '
    )
    for held in (code.files, code.ignored):
        for path, text in held.items():
            held[path] = text.replace("GIT_SHA", "SHOP_COLOUR")


@code_fault("deploy-not-defined", "the repository", alone=True)
def nothing_releases(code: Code) -> None:
    """No file and no document says how a release is made."""
    del code.files["fly.toml"]
    code.files[CHECK] = code.files[CHECK].partition("  deploy:")[0]
    undocumented.plant(code)
