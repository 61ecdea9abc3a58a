"""What the name of a variable or field says about its value."""

from __future__ import annotations

import re

from launchready.derive.pattern import lazy

_WORD = (
    r"passw(?:or)?d|passwd|passphrase|secret|token|api[_.-]?key|apikey|private[_.-]?key"
    r"|access[_.-]?key|auth[_.-]?key|encryption[_.-]?key|signing[_.-]?key|master[_.-]?key"
    r"|service[_.-]?role|admin[_.-]?key|credential|client[_.-]?key[_.-]?data|account[_.-]?key"
    r"|secret[_.-]?key|webhook[_.-]?url|connection[_.-]?string|conn[_.-]?str|salt|pepper"
    r"|cookie[_.-]?key|session[_.-]?key|server[_.-]?key|license[_.-]?key|app[_.-]?key"
)
SECRET_WORDS = _WORD
"""The part of a pattern that matches the words; ignoring case."""

_SECRET = lazy(rf"(?:{_WORD})|(?:^|[_.-])(?:pwd|pass|psw|pat|dsn)$", re.IGNORECASE)
_NOT = lazy(
    r"public|publishable|site[_.-]?key|anon|(?:^|[_.-])pub(?:$|[_.-])|client[_.-]?id|app[_.-]?id"
    r"|(?:secret|token|password|passwd|key|credential)s?[_.-]?(?:name|id|arn|path|file|dir|url|uri"
    r"|type|length|len|min|max|expir\w*|ttl|age|lifetime|timeout|limit|count|field|label|hint"
    r"|prefix|suffix|header|format|policy|version|regex|pattern|enabled|required|endpoint|issuer"
    r"|strength|placeholder|algorithm|alg|store|manager|ref|reset|input|error|message|title|text"
    r"|hash(?:er|ing)?|validators?|changed|confirm\w*|rotation|kind|class|env|var|rounds)$"
    r"|(?:min|max)[_.-]?len(?:gth)?$"
    r"|(?:max|min|num|total|input|output|prompt|completion|cached|stop|csrf|per)[_.-]?tokens?"
    r"|tokens?[_.-]?(?:per|used|count|budget|usage)|tokeniz|search[_.-]?(?:api[_.-]?)?key"
    r"|primary[_.-]?key|foreign[_.-]?key|secretary|passport|monkey|keyboard|has[_.-]|is[_.-]|use[_.-]"
    r"|show[_.-]|forgot|reset[_.-]?password|bypass|compass|write[_.-]?key|measurement",
    re.IGNORECASE,
)
_PASSWORD = lazy(r"passw(?:or)?d|passwd|passphrase|(?:^|[_.-])(?:pwd|pass|psw)$", re.IGNORECASE)

PUBLIC_PREFIXES = (
    "NEXT_PUBLIC_",
    "NUXT_PUBLIC_",
    "REACT_APP_",
    "EXPO_PUBLIC_",
    "GATSBY_",
    "STORYBOOK_",
    "VUE_APP_",
    "VITE_",
    "NG_APP_",
    "PUBLIC_",
)
"""Names that begin so are put into the code that visitors load."""

_NAME = rf"(?:{'|'.join(PUBLIC_PREFIXES)})[A-Z0-9_]{{2,80}}(?<!_)(?![A-Za-z0-9_])"
_SHIPPED = lazy(rf"(?<![A-Za-z0-9_])({_NAME})")
_BETRAYS = lazy(
    r"SECRET|SERVICE_ROLE|SERVICE_KEY|PRIVATE|PASSWORD|PASSWD|ADMIN_(?:KEY|TOKEN|API|SDK)|MASTER_KEY"
    r"|DATABASE_URL|DB_URL|OPENAI_(?:API_)?KEY|ANTHROPIC_(?:API_)?KEY|WEBHOOK_SIGNING|ENCRYPTION_KEY"
)
_HARMLESS = lazy(
    r"PUBLIC_KEY$|_ENABLED$|_URL_PATH$|PRIVATE_(?:BETA|MODE|POLICY|LABEL)|PASSWORD_(?:MIN|MAX|RESET|LENGTH|POLICY)|PRIVACY"
)


def is_secret_name(name: str) -> bool:
    """Say whether a name promises a secret value."""
    spread = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return bool(_SECRET.search(spread)) and not _NOT.search(spread)


def is_password_name(name: str) -> bool:
    """Say whether a name promises something that a person made up."""
    return bool(_PASSWORD.search(name))


def public_variables(text: str) -> tuple[tuple[str, int], ...]:
    """Return names with a public prefix that speak of a secret, each with its first line."""
    found: dict[str, int] = {}
    for match in _SHIPPED.finditer(text):
        name = match[1]
        if name not in found and betrays(name):
            found[name] = text.count("\n", 0, match.start()) + 1
    return tuple(found.items())


def betrays(name: str) -> bool:
    """Say whether a public variable's name says that its value must not be public."""
    prefix = next((one for one in PUBLIC_PREFIXES if name.startswith(one)), "")
    rest = name.removeprefix(prefix)
    return bool(prefix and _BETRAYS.search(rest)) and not _HARMLESS.search(rest)
