"""What the path of a file says: settings, deployment, a sample, a file that is itself a secret."""

from __future__ import annotations

import re

from launchready.derive.pattern import lazy

_CONFIGURATION = lazy(
    r"""(?ix)
    (?:^|/)(?:
      \.env(?:[._-][\w.-]+)? | [\w.-]+\.env | \.envrc | \.npmrc | \.pypirc | [._]netrc | \.pgpass
    | \.git-credentials | \.htpasswd | \.s3cfg | \.boto | \.my\.cnf | \.dockercfg | \.vault-token
    | \.docker/config\.json | \.kube/config | kubeconfig[\w.-]* | \.aws/\w+ | \.yarnrc(?:\.yml)?
    | wp-config[\w.-]*\.php | settings[\w.-]*\.py | local_settings\.py
    | config[\w.-]*\.(?:json|js|ts|py|php|rb)
    | (?:secrets?|credentials?|database|storage|application|appsettings|sftp|sftp-config|ftpconfig
        |deployment|local\.settings|docker-compose|compose|cable|mailer|filezilla|sitemanager
        |recentservers|dbeaver-data-sources|data-sources|robomongo|web|app|values)
      [\w.-]*\.(?:json|ya?ml|toml|ini|xml|properties|php|rb|py|config|enc)
    | [\w.-]+\.(?:ini|cfg|conf|cnf|properties|tfvars|tfstate|tfstate\.backup|toml|ya?ml|env\.\w+)
    | dockerfile[\w.-]* | [\w.-]+\.dockerfile | jenkinsfile | procfile
    | (?:vercel|app|now)\.json
    )$"""
)
_NOT_CONFIGURATION = lazy(
    r"(?i)(?:^|/)(?:locales?|i18n|lang|languages|translations?|node_modules|vendor)/"
    r"|(?:-lock|\.lock|lock)\.(?:ya?ml|json|toml)$|openapi|swagger|\.github/ISSUE_TEMPLATE|\.schema\."
)
_DEPLOY = lazy(
    r"""(?ix)
    (?:^|/)\.github/(?:workflows|actions)/ | (?:^|/)\.circleci/ | (?:^|/)\.buildkite/
    | (?:^|/)(?:k8s|kubernetes|helm|charts|manifests|deploy|terraform|infra|ansible)/
      [^\n]*\.(?:ya?ml|json|tf|tfvars|sh)$
    | (?:^|/)(?:
        dockerfile[\w.-]* | [\w.-]+\.dockerfile | (?:docker-)?compose[\w.-]*\.ya?ml
      | (?:\.gitlab-ci|render|app|serverless|bitbucket-pipelines|azure-pipelines|cloudbuild
          |buildspec|heroku|skaffold|\.travis|config/deploy[\w.-]*)\.ya?ml
      | (?:vercel|now|app|railway)\.json | (?:fly[\w.-]*|netlify|railway|nixpacks|wrangler)\.toml
      | wrangler\.jsonc? | procfile | jenkinsfile | [\w.-]+\.(?:tf|tfvars)
      )$"""
)
_SAMPLE = lazy(
    r"""(?ix)
    (?:^|/)(?:tests?|specs?|__tests__|__mocks__|mocks?|fixtures?|testdata|test-data|examples?
      |samples?|docs?|documentation|cypress|e2e|playwright|stories|snapshots|__snapshots__
      |benchmarks?|bench)/
    | (?:^|/)(?:test_|conftest)[^/]*$ | [._-](?:test|tests|spec|stories|mock|fixture)s?\.\w+$
    | _test\.\w+$ | \.(?:md|mdx|rst|adoc|snap|ipynb|html?\.erb)$
    | (?:^|/)(?:readme|changelog|contributing)
    | (?:example|sample|template|dist|default)s?(?:\.\w+)?$
    | \.(?:example|sample|template|dist|tpl)\b"""
)
_ENV = lazy(
    r"(?i)(?:^|/)(?:\.env(?:\.[\w.-]+)?|[\w-]*(?:prod(?:uction)?|staging|local|live)\.env)$"
)
_ENV_SAMPLE = lazy(
    r"(?i)\.(?:example|sample|template|tpl|dist|defaults?|schema|vault|ci|me|keys\.example|types?|d\.ts)(?:\.|$)"
)
_ENV_DEVELOPER = lazy(r"(?i)\.(?:dev(?:elopment)?|test|testing)$")

_KEY_FILES = (
    (re.compile(r"(?i)(?:^|/)id_(?:rsa|dsa|ecdsa|ed25519)$"), "an SSH private key", False),
    (re.compile(r"(?i)\.(?:p12|pfx)$"), "a certificate with its private key", False),
    (re.compile(r"(?i)(?:^|/)(?!debug\.)[^/]+\.(?:jks|keystore)$"), "a Java key store", False),
    (re.compile(r"(?i)\.ppk$"), "a PuTTY private key", False),
    (re.compile(r"(?i)\.kdbx$"), "a password database", False),
    (re.compile(r"(?i)(?:^|/)(?:master|config/credentials/\w+)\.key$"), "a Rails key", False),
    (re.compile(r"(?i)\.(?:pem|key|p8)$"), "a private key", True),
    (re.compile(r"(?i)(?:^|/)(?:service-?account|[\w-]*firebase-adminsdk|gcp-key)[\w-]*\.json$"),
     "a Google service account key", True),
    (re.compile(r"(?i)\.tfstate(?:\.backup)?$"), "a Terraform state", False),
    (re.compile(r"(?i)(?:^|/)(?:[._]netrc|\.pgpass|\.git-credentials)$"), "a password file", False),
    (re.compile(r"(?i)(?:^|/)(?:\.kube/config|\.docker/config\.json|\.dockercfg)$"),
     "the login of a command line tool", False),
)  # fmt: skip


def holds_configuration(path: str) -> bool:
    """Say whether a file holds settings, so that a name and a value in it are enough to see."""
    return bool(_CONFIGURATION.search(path)) and not _NOT_CONFIGURATION.search(path)


def is_deploy_config(path: str) -> bool:
    """Say whether a file tells a build, a container or a host what to do."""
    return bool(_DEPLOY.search(path))


def is_sample(path: str) -> bool:
    """Say whether a file is a test, an example or a document."""
    return bool(_SAMPLE.search(path))


def is_env_file(path: str) -> bool:
    """Say whether a file holds the environment of a program, rather than a sample of it."""
    return bool(_ENV.search(path)) and not _ENV_SAMPLE.search(path)


def is_developer_env(path: str) -> bool:
    """Say whether an environment file is for development or tests, by its name."""
    return bool(_ENV_DEVELOPER.search(path))


def key_file(path: str, content: bytes) -> str:
    """Say what secret a file is by its name, and by its content where a name is not enough."""
    if is_sample(path):
        return ""
    for pattern, what, look_inside in _KEY_FILES:
        if pattern.search(path) and (not look_inside or b"PRIVATE KEY" in content):
            return what
    return ""
