"""Say what a variable's value is like, so that the value itself can be forgotten."""

from __future__ import annotations

import re

from launchready.derive.pattern import lazy
from launchready.facts.env import Looks, State

_PLACEHOLDER = lazy(
    r"""
    <[^<>]{1,80}>$ | \[[A-Za-z][^\[\]"',]{2,80}\]$ | \{\{?[\w .-]{1,80}\}?\}$
    | (?:x{3,}|X{3,}|\*{3,}|\.{3,}|_{3,}|-{3,})$
    | (?:sk|pk|rk|whsec|re|key|ghp|SG)[-_.](?:\w{1,10}[-_.])*(?:x{3,}|X{3,}|\.{3}|\*{3,})
    | (?:(?:please|pls)[-_ ])?(?:change|replace|insert|fill|put|add|set|enter)[-_ ]?
      (?:me|this|it|in|here|with|your)\b.*
    | (?:change|replace)[-_ ]?(?:me|this|it)[\w-]*
    | my[-_ ](?:\w+[-_ ]){0,3}(?:key|secret|token|password)$
    | your[-_ ](?:\w+[-_ ]){0,6}(?:key|secret|token|password|pass|pwd|id|url|uri|dsn|host
      |domain|bucket|name|user(?:name)?|email|account|project|org|value|here|string|region|app|api)
      (?:[-_ ]?(?:here|goes|value)){0,3}$
    | (?:to[-_ ]?do|t\.?b\.?[ad]|fix[-_ ]?me|placeholder|dummy|foobar|insert|example|sample|redacted
      |undefined|null|none|nil|n/a|secret|password|passw0rd|notset|not[-_ ]set|unset|missing|empty)$
    | (?:some|any|a|super|very|top)?[-_ ]?(?:secret|random)[-_ ](?:key|string|value|token|password
      |here)(?:[-_ ]here)?$
    | .*[-_ ]?(?:goes|key|secret|token|password|value)[-_ ]here$
    | .*://(?:\[?(?:user(?:name)?|your\w*|<[^>]*>)\]?:(?:pass(?:word)?|your\w*|<[^>]*>|x+)\]?)@
      (?:host|hostname|your.*|example\.\w+|<[^>]*>)[:/].*
    | https?://(?:\w+\.)*your[-_]?(?:domain|app|site|project|company|server|host|api)
      (?:[-.\w]*)(?:[:/].*)?$
    | (?:https?://)?(?:[\w-]+\.)*your[-_][\w.-]+$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LONGEST_WORDS = 400
_EMPTY_WORDS = frozenset({"null", "none", "nil", "undefined", "n/a"})
_MAY_BE_WORDS = lazy(
    r"LEVEL|MODE|DRIVER|DEBUG|CONNECTION|FORMAT|TYPE|STRATEGY|SAMESITE|POLICY|SSL|TLS|ENGINE"
    r"|FEATURE|ENABLE|DISABLE|CHANNEL|SCHEME|ENCRYPTION|AUTH_METHOD",
)
_SECRET_NAME = lazy(
    r"(?:^|_)(?:SECRETS?|PASS|PASSWORD|PASSWD|PASSPHRASE|PWD|TOKEN|APIKEY|CREDENTIALS?"
    r"|SERVICE_ROLE(?:_KEY)?|SALT|PEPPER|DSN|MASTER_KEY)(?:$|_)"
    r"|(?:API|SECRET|PRIVATE|ACCESS|ENCRYPTION|SIGNING|SERVICE|AUTH|ADMIN|WEBHOOK|APP|MASTER|JWT"
    r"|STRIPE|SESSION|ACCOUNT|ROLE|SERVER|LICENSE)_?KEY(?:S|_BASE|_BASE64)?(?:$|_\d)",
)
_NOT_SECRET = lazy(
    r"PUBLIC|PUBLISHABLE|_ID$|_EXPIR|_TTL$|_LENGTH$|_LIMIT$|MAX_TOKENS|TOKENS?_(?:LIMIT|PER|URL)"
    r"|_URL$|_URI$|_ENDPOINT$|_NAME$|_HEADER$|_ALG(?:ORITHM)?$|_AGE$|_PATH$|_FILE$|_COUNT$|_PREFIX$"
    r"|_ENABLED$|_ISSUER$|_AUDIENCE$|_TYPE$|ANON_KEY|SITE_?KEY|SENTRY_DSN|CLIENT_TOKEN|_ROUNDS$"
    r"|_REGION$|_TIMEOUT$|_LIFETIME$|_DOMAIN$|_HOST$",
)
_LIVE = lazy(
    r"(?:sk|rk)_live_|sk_prod_|live_[0-9a-zA-Z]{20,}|pdl_live_|access_token\$production\$"
    r"|rzp_live_|pk_live_"
)
_TEST = lazy(
    r"(?:sk|rk|pk)_test_|pdl_sdbx_|test_[0-9a-zA-Z]{25,}$|access_token\$sandbox\$|rzp_test_"
    r"|sandbox_[0-9a-z]{8}_"
)
_SECRET_VALUE = lazy(
    r"-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY|whsec_|sk-(?:proj-|ant-)?[\w-]{20,}|gh[pousr]_\w{20,}"
    r"|xox[bpars]-|SG\.[\w-]{10,}|AKIA[0-9A-Z]{16}|sb_secret_|re_\w{16,}|glpat-"
    r"|[a-z][a-z0-9+]{1,20}://[^\s/:@]{0,100}:[^\s/@]{3,200}@"
)
_LOCAL_HOST = (
    r"(?:localhost|127(?:\.\d{1,3}){3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal"
    r"|[\w-]{1,60}\.(?:local|localhost))"
)
_LOCAL = lazy(
    rf"(?:^|[\s,;\"'=]|//|@){_LOCAL_HOST}(?=$|[:/,;\s\"'?])",
    re.IGNORECASE,
)
_HAS_TEMPLATE = lazy(r"\$\{?[A-Za-z_]|\$\(|\{\{|<%")


def state_of(name: str, value: str) -> State:
    """Say whether a value is there, empty, or words that stand where the value belongs."""
    value = value.strip()
    if not value:
        return State.EMPTY
    if len(value) > _LONGEST_WORDS:
        return State.SET
    if value.lower() in _EMPTY_WORDS or _PLACEHOLDER.match(value) is None:
        # `LOG_CHANNEL=null` and `SSL_MODE=none` are settings; `API_KEY=null` is not one.
        plain = value.lower() not in _EMPTY_WORDS or not is_secret_name(name)
        return State.SET if plain or _MAY_BE_WORDS.search(name) else State.PLACEHOLDER
    if _MAY_BE_WORDS.search(name) and value.isalpha():
        return State.SET
    if value.lower() in _NAMELIKE and not is_secret_name(name):
        return State.SET
    return State.PLACEHOLDER


_NAMELIKE = frozenset({"secret", "password", "example", "sample", "dummy", "empty", "missing"})


def looks_of(name: str, value: str) -> Looks:
    """Say what sort of thing a value is, by its form and its variable's name."""
    value = value.strip()[:20_000]
    if _LOCAL.search(value):
        return Looks.LOCAL
    if _LIVE.match(value):
        return Looks.LIVE_KEY
    if _TEST.match(value):
        return Looks.TEST_KEY
    if _SECRET_VALUE.search(value) or (value and is_secret_name(name)):
        return Looks.SECRET
    return Looks.PLAIN


def is_secret_name(name: str) -> bool:
    """Say whether a variable's name says that its value must stay secret."""
    upper = name.upper()
    return bool(_SECRET_NAME.search(upper)) and not _NOT_SECRET.search(upper)


def is_reference(value: str) -> bool:
    """Say whether a value is taken from elsewhere: `${NAME}`, `$(command)`, a template."""
    return bool(_HAS_TEMPLATE.search(value))
