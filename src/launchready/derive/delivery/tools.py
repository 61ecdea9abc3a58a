"""Which tool is for what, as tables: commands, actions, images, templates, hooks."""

from __future__ import annotations

import re

from launchready.derive.pattern import lazy
from launchready.facts.delivery import Purpose

_LINT = (
    "eslint|oxlint|biome|standard|xo|tslint|stylelint|prettier|dprint|rome|ruff|flake8|pylint|black"
    "|isort|pycodestyle|pydocstyle|rubocop|standardrb|erb_lint|erblint|golangci-lint|staticcheck"
    "|revive|gofmt|gofumpt|clippy|ktlint|detekt|checkstyle|spotless|swiftlint|phpcs|php-cs-fixer"
    "|pint|ecs|credo|mix-format|shellcheck|hadolint|actionlint|yamllint|markdownlint|markdownlint-cli2"
    "|djlint|semgrep|super-linter|megalinter|trunk|deno-lint|buf|sqlfluff|ansible-lint|tflint|pre-commit"
    "|prek|lefthook|lint-staged|standard-version-lint|brakeman"
)
_TYPES = (
    "tsc|tsgo|vue-tsc|svelte-check|mypy|dmypy|pyright|basedpyright|pyre|pytype|ty|phpstan|psalm"
    "|larastan|srb|steep|dialyzer|flow|tsd|attw|vti"
)
_TESTS = (
    "pytest|py.test|unittest|nose2|tox|nox|jest|vitest|mocha|ava|tap|jasmine|karma|cypress"
    "|playwright|wtr|web-test-runner|rspec|minitest|phpunit|pest|behave|robot|ctest|busted|bats"
    "|testcafe|qunit|japa|paratest|nextest|gotestsum|uvu|trial|lune"
)
_SECRETS = (
    "gitleaks|trufflehog|kingfisher|detect-secrets|detect-secrets-hook|ggshield|git-secrets"
    "|talisman|whispers|secretlint|noseyparker|leaktk|titus|betterleaks|ripsecrets|gitguardian"
)
_DEPENDENCIES = (
    "pip-audit|safety|osv-scanner|audit-ci|better-npm-audit|npm-audit-resolver|bundle-audit"
    "|bundler-audit|cargo-audit|cargo-deny|govulncheck|nancy|grype|snyk|dependency-check"
    "|dependency-check.sh|retire|local-php-security-checker|auditjs|mix_audit|cve-bin-tool"
)
_BUDGET = (
    "lhci|lighthouse-ci|lighthouse|unlighthouse|size-limit|bundlesize|bundlewatch|k6|locust"
    "|artillery|vegeta|hyperfine|sitespeed.io|pa11y-ci-perf|pytest-benchmark|codspeed"
)
_DEPLOY = (
    "vercel|vc|netlify|flyctl|fly|railway|heroku|kamal|wrangler|firebase|eb|cap|dep|serverless|sls"
    "|sst|cdk|sam|pulumi|terraform|tofu|ansible-playbook|helm|kubectl|helmfile|skaffold|kustomize"
    "|argocd|nomad|twine|semantic-release|release-it|changesets|goreleaser|dokku|caprover|waypoint"
    "|copilot|amplify|surge|gh-pages|shipit|pm2|capistrano|render|doctl|scalingo|clever|platform"
)
_NAMED = {
    Purpose.LINT: _LINT,
    Purpose.TYPES: _TYPES,
    Purpose.TESTS: _TESTS,
    Purpose.SECRETS: _SECRETS,
    Purpose.DEPENDENCIES: _DEPENDENCIES,
    Purpose.BUDGET: _BUDGET,
}
_BY_NAME = {name: purpose for purpose, names in _NAMED.items() for name in names.split("|") if name}

_DEPLOY_WORDS = lazy(
    rf"^(?:(?:{_DEPLOY})\b.*\b(?:deploy|up|apply|install|upgrade|push|publish|upload|release"
    r"|rollout|promote|--prod|sync|update|run)\b|(?:kamal (?:deploy|redeploy|setup)|vercel --prod"
    r"|cap \w+ deploy|dep deploy|semantic-release|goreleaser release|gh-pages\b|surge\b))"
)

_PHRASES: tuple[tuple[Purpose, str], ...] = (
    (Purpose.LINT, r"next lint|ng lint|nx (?:run-many |affected )?.*\blint\b|turbo .*\blint\b"),
    (Purpose.LINT, r"go vet|cargo (?:clippy|fmt)|mix (?:credo|format)|dotnet format|deno lint"),
    (Purpose.LINT, r"php -l|composer (?:lint|cs)|dart analyze|flutter analyze|biome (?:ci|check)"),
    (
        Purpose.TYPES,
        r"deno check|astro check|next build|nuxi? typecheck|ng build|react-router typegen",
    ),
    (Purpose.TYPES, r"turbo .*\b(?:typecheck|type-check|check-types)\b|nx .*\btypecheck\b"),
    (Purpose.TYPES, r"bin/rails sorbet|mix dialyzer|dart analyze|flutter analyze"),
    (Purpose.TESTS, r"(?:bin/)?rails (?:test|spec)|rake (?:test|spec)|rails test:system"),
    (Purpose.TESTS, r"manage\.py test|artisan test|python\S* \S*manage\.py test|django-admin test"),
    (Purpose.TESTS, r"go test|cargo (?:test|nextest)|mix test|dotnet test|deno test|bun test"),
    (Purpose.TESTS, r"(?:mvnw?|gradlew?) .*\b(?:test|verify|check|build|package)\b"),
    (
        Purpose.TESTS,
        r"node --test|ng test|react-scripts test|flutter test|swift test|zig build test",
    ),
    (Purpose.TESTS, r"turbo .*\btest\b|nx .*\btest\b|lerna run test|wireit test|ctest|make check"),
    (Purpose.SECRETS, r"launchready (?:secrets|repo)\b|trivy .*(?:secret|\bfs\b|\brepo\b)"),
    (Purpose.SECRETS, r"ggshield secret|semgrep .*p/secrets|checkov .*secrets"),
    (Purpose.DEPENDENCIES, r"(?:npm|pnpm|bun|cargo|composer|uv) audit|yarn (?:npm )?audit"),
    (Purpose.DEPENDENCIES, r"bundle audit|mix (?:deps\.audit|hex\.audit)|trivy (?!config)"),
    (Purpose.DEPENDENCIES, r"launchready repo\b.*--audit-dependencies|docker scout|cargo deny"),
    (Purpose.DEPENDENCIES, r"dotnet list .*--vulnerable|bin/importmap audit|importmap audit|snyk"),
    (Purpose.BUDGET, r"launchready load\b|pytest .*--benchmark-compare-fail|size-limit"),
    (
        Purpose.BUILD,
        r"(?:npm|pnpm|yarn|bun) (?:run )?build\b|vite build|next build|docker (?:buildx )?build",
    ),
    (
        Purpose.BUILD,
        r"(?:go|cargo|mix|ng|astro|nuxt|remix|turbo|nx|react-router) .*\bbuild\b|\S* -m build\b",
    ),
    (
        Purpose.BUILD,
        r"uv build|poetry build|hatch build|bin/rails assets:precompile|mvnw? |gradlew? ",
    ),
    (Purpose.BUILD, r"collectstatic|webpack\b|rollup\b|esbuild\b|tsup\b|pip install \.|build$"),
    (
        Purpose.DEPLOY,
        r"npm publish|pnpm publish|yarn publish|uv publish|poetry publish|cargo publish",
    ),
    (Purpose.DEPLOY, r"docker (?:buildx build .*--push|push|stack deploy)"),
    (
        Purpose.DEPLOY,
        r"gcloud (?:run|app|functions) deploy|aws (?:s3 sync|ecs update-service|lambda update)",
    ),
    (
        Purpose.DEPLOY,
        r"az (?:webapp|containerapp) |git push (?:\S+ )?(?:heroku|dokku)\b|gh release create",
    ),
    (
        Purpose.DEPLOY,
        r"rsync .*\S+@\S+:|scp .*\S+@\S+:|supabase (?:db push|functions deploy)|deploy(?:\.sh)?\b",
    ),
)
_PATTERNS = tuple((purpose, re.compile(rf"^(?:{text})")) for purpose, text in _PHRASES)

_QUIET = lazy(r"\b(?:--version|--help|-V|--init|install|cache clean)\b")

ACTIONS: tuple[tuple[str, tuple[Purpose, ...]], ...] = (
    (
        r"gitleaks/|trufflesecurity/|gitguardian/|mongodb/kingfisher|.*detect-secrets",
        (Purpose.SECRETS,),
    ),
    (
        r"actions/dependency-review-action|google/osv-scanner|pypa/gh-action-pip-audit",
        (Purpose.DEPENDENCIES,),
    ),
    (
        r"snyk/actions|anchore/scan-action|dependency-check/|golang/govulncheck",
        (Purpose.DEPENDENCIES,),
    ),
    (
        r"rustsec/audit-check|embarkstudios/cargo-deny|.*(?:npm|bundler|composer)-audit",
        (Purpose.DEPENDENCIES,),
    ),
    (r"aquasecurity/trivy-action", (Purpose.DEPENDENCIES, Purpose.SECRETS)),
    (
        r"astral-sh/ruff-action|psf/black|golangci/golangci|(?:super-linter|github)/super-linter",
        (Purpose.LINT,),
    ),
    (
        r"oxsecurity/megalinter|reviewdog/|trunk-io/|biomejs/|wagoid/|standardrb/|rubocop",
        (Purpose.LINT,),
    ),
    (r"jakebailey/pyright-action|jordemort/action-pyright|.*mypy", (Purpose.TYPES,)),
    (r"cypress-io/github-action|.*pytest-action|.*jest-action", (Purpose.TESTS,)),
    (
        r"treosh/lighthouse-ci|andresz1/size-limit|preactjs/compressed-size|grafana/(?:run-)?k6",
        (Purpose.BUDGET,),
    ),
    (r"codspeedhq/|benchmark-action/", (Purpose.BUDGET,)),
    (r"docker/build-push-action", (Purpose.BUILD,)),
    (r"amondnet/vercel-action|nwtgck/actions-netlify|superfly/flyctl-actions", (Purpose.DEPLOY,)),
    (
        r"cloudflare/wrangler-action|akhileshns/heroku-deploy|actions/deploy-pages|appleboy/ssh",
        (Purpose.DEPLOY,),
    ),
    (
        r"google-github-actions/deploy|aws-actions/amazon-ecs-deploy|azure/webapps-deploy",
        (Purpose.DEPLOY,),
    ),
    (
        r"pypa/gh-action-pypi-publish|softprops/action-gh-release|goreleaser/|changesets/",
        (Purpose.DEPLOY,),
    ),
    (
        r"firebaseextended/action-hosting|peaceiris/actions-gh-pages|burnett01/rsync",
        (Purpose.DEPLOY,),
    ),
)
_ACTIONS = tuple((re.compile(text), purposes) for text, purposes in ACTIONS)

_TEMPLATES = (
    ("secret-detection", (Purpose.SECRETS,)),
    ("dependency-scanning", (Purpose.DEPENDENCIES,)),
    ("code-quality", (Purpose.LINT,)),
    ("load-performance", (Purpose.BUDGET,)),
    ("browser-performance", (Purpose.BUDGET,)),
    ("auto-devops", (Purpose.TESTS, Purpose.SECRETS, Purpose.DEPENDENCIES, Purpose.LINT)),
)
"""Parts of the names of GitLab's own templates and components."""

OFFICIAL = ("actions/", "github/")


def purposes_of(words: tuple[str, ...]) -> tuple[Purpose, ...]:
    """Say what one simple command is for; nothing for installing or asking for help."""
    if not words:
        return ()
    text = " ".join(words)
    name = words[0]
    found: dict[Purpose, None] = {}
    if not _QUIET.search(text) or _DEPLOY_WORDS.match(text):
        known = _BY_NAME.get(name.lower())
        if known is not None:
            found[known] = None
        if _DEPLOY_WORDS.match(text):
            found[Purpose.DEPLOY] = None
    for purpose, pattern in _PATTERNS:
        if pattern.match(text):
            found[purpose] = None
    if name == "ruff" and words[1:2] == ("format",) and "--check" not in words:
        found.pop(Purpose.LINT, None)
    return tuple(found)


def purposes_of_action(name: str) -> tuple[Purpose, ...]:
    """Say what a published action is for."""
    lower = name.lower()
    return next((purposes for pattern, purposes in _ACTIONS if pattern.match(lower)), ())


def purposes_of_template(name: str) -> tuple[Purpose, ...]:
    """Say what one of GitLab's own templates or components is for."""
    lower = name.lower()
    return next((purposes for part, purposes in _TEMPLATES if part in lower), ())


def is_official(action: str) -> bool:
    """Whether an action belongs to the maker of the platform."""
    return action.lower().startswith(OFFICIAL)
