"""Which files tell about delivery by their name alone."""

from __future__ import annotations

DEPLOY_FILES = (
    *("vercel.json", "netlify.toml", "fly.toml", "fly.*.toml", "render.yaml", "railway.json"),
    *("railway.toml", "Procfile", "app.yaml", "wrangler.toml", "wrangler.json", "wrangler.jsonc"),
    *("firebase.json", "config/deploy.yml", "config/deploy.*.yml", "serverless.yml", "cdk.json"),
    *("serverless.ts", "template.yaml", "samconfig.toml", "Pulumi.yaml", "amplify.yml"),
    *("apprunner.yaml", "nixpacks.toml", "captain-definition", "Capfile", "deploy.php"),
    *("sst.config.ts", "Chart.yaml", "kustomization.yaml", "skaffold.yaml", "buildspec.yml"),
    *(
        "appspec.yml",
        ".do/app.yaml",
        "cloudbuild.yaml",
        "dokploy.json",
        "coolify.json",
        "zeabur.json",
    ),
    *("docker-compose.prod.yml", "docker-compose.production.yml", "compose.prod.yaml"),
    *("compose.production.yaml", "docker-stack.yml", ".platform.app.yaml", "ecosystem.config.js"),
)
"""Files that a platform or a tool releases from."""

DEPLOY_SCRIPTS = (
    *("deploy.sh", "bin/deploy", "script/deploy", "scripts/deploy", "scripts/deploy.*"),
    *("scripts/release.*", "script/release", "bin/release", "release.sh", "tools/deploy*"),
)
BUILD_FILES = ("Dockerfile", "Dockerfile.*", "Containerfile", "*.dockerfile", "nixpacks.toml")
TASKS_DEPLOY = frozenset(
    {"deploy", "release", "ship", "publish", "deploy:prod", "deploy:production"}
)
TASKS_BUILD = frozenset({"build", "dist", "package", "compile", "assets", "demo"})
TASKS_BACK = frozenset({"rollback", "revert", "undeploy-last", "deploy:rollback"})
NOTES = (
    *("CHANGELOG", "CHANGELOG.*", "CHANGES", "CHANGES.*", "HISTORY", "HISTORY.*", "NEWS", "NEWS.*"),
    *("RELEASES.*", "RELEASE_NOTES.*", "RELEASE-NOTES.*", "ReleaseNotes.*", "changelog.d/*"),
    *(".changeset/*.md", "releasenotes/*", "docs/releases/*", "docs/release-notes/*"),
)
NOTES_TOOLS = (
    *("release-please-config.json", ".releaserc", ".releaserc.json", "release.config.js"),
    *(".goreleaser.yml", ".goreleaser.yaml", ".release-it.json", "cliff.toml"),
    *(".github/release-drafter.yml", ".changeset/config.json"),
)
DOCUMENTS = ("*.md", "*.mdx", "*.rst", "*.adoc", "README", "README.txt", "RUNBOOK", "*.org")
NOT_DOCUMENTS = ("CHANGELOG", "CHANGES", "HISTORY", "NEWS", "LICENSE", "CODE_OF_CONDUCT")
LANGUAGES = {
    "py": "Python",
    "ts": "TypeScript",
    "tsx": "TypeScript",
    "mts": "TypeScript",
    "js": "JavaScript",
    "jsx": "JavaScript",
    "mjs": "JavaScript",
    "cjs": "JavaScript",
    "vue": "JavaScript",
    "svelte": "JavaScript",
    "rb": "Ruby",
    "php": "PHP",
    "go": "Go",
    "rs": "Rust",
    "java": "Java",
    "kt": "Kotlin",
    "cs": "C#",
    "swift": "Swift",
    "ex": "Elixir",
    "exs": "Elixir",
    "scala": "Scala",
}
TYPED = frozenset({"Python", "TypeScript", "PHP"})
"""Languages whose types a tool of its own checks."""
COMPILED = frozenset({"Go", "Rust", "Java", "Kotlin", "C#", "Swift", "Scala"})
"""Languages whose build is the type check."""


def languages(paths: tuple[str, ...], least: float = 0.1) -> tuple[str, ...]:
    """Return what at least a tenth of the code files are written in, the most used first."""
    counts: dict[str, int] = {}
    for path in paths:
        name = LANGUAGES.get(path.rpartition(".")[2].lower())
        if name is not None and not path.endswith(".d.ts"):
            counts[name] = counts.get(name, 0) + 1
    total = sum(counts.values())
    much = {name: number for name, number in counts.items() if number >= least * total}
    return tuple(sorted(much, key=lambda name: (-much[name], name)))
