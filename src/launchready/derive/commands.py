"""Commands that prove a fix in a POSIX shell, with curl, dig and openssl alone.

Each prints `fixed` once the state is mended and `not yet` before. What could not be asked is never
taken for mended: a failing curl, dig or openssl ends in `not yet` too. Addresses come from the
target, so they are quoted.
"""

from __future__ import annotations

from shlex import quote

from launchready.derive.dns.lines import dig
from launchready.derive.pattern import lazy

CURL = "curl -fsS"
PRINT = "printf '%s\\n' \"$seen\""
_SPECIAL = lazy(r"([\\.\[\]{}()*+?^$|])")


def proof(show: str, *tests: str) -> str:
    """Return the command that prints `fixed` when `show` succeeds and every test of it holds."""
    return f"seen=$({show}) && {' && '.join(tests)} && echo fixed || echo 'not yet'"


def has(pattern: str) -> str:
    """Return the test that a line of what was seen matches (POSIX ERE, whatever the case)."""
    return f"{PRINT} | grep -qiE -e {quote(pattern)}"


def lacks(pattern: str) -> str:
    """Return the test that no line of what was seen matches."""
    return f"! {has(pattern)}"


def each(pattern: str, demand: str) -> str:
    """Return the test that every line that matches a pattern matches the demand as well."""
    return f"! {PRINT} | grep -iE -e {quote(pattern)} | grep -qviE -e {quote(demand)}"


def at_most(number: int) -> str:
    """Return the test that what was seen is a number up to this one."""
    return f'test "$seen" -le {number}'


def judged_again(command: str, area: str, check: str) -> str:
    """Return the proof that a check passes, judged again by `launchready audit ADDRESS` or `repo`.

    For what takes more than a line of shell to judge: the walk through an SPF record's includes.
    """
    words = " ".join(map(quote, command.split()))
    unkept = " --no-store" if command.startswith("audit") else ""
    again = f"launchready {words} --only {area}{unkept} --junit -"
    passed = has(f'<testcase name="{check}" [^>]*/>')
    return f"seen=$({again}); {passed} && echo fixed || echo 'not yet'"


def literal(text: str) -> str:
    """Return a POSIX ERE that matches a text as it stands."""
    return _SPECIAL.sub(r"\\\1", text)


def headers(url: str, *options: str) -> str:
    """Return the command that prints the headers of an answer and fails for an error page."""
    return " ".join((CURL, "-o /dev/null -D -", *options, quote(url)))


def body(url: str, *options: str) -> str:
    """Return the command that prints an answer's body and fails for an error page."""
    return " ".join((CURL, *options, quote(url)))


def answered(url: str, *options: str, shows: str = "%{http_code}") -> str:
    """Return the command that prints an answer's status, or more of what curl knows of it."""
    return " ".join(("curl -sS -o /dev/null", *options, f"-w {quote(shows)}", quote(url)))


def header_sent(url: str, name: str, value: str = "[^[:space:]]") -> str:
    """Return the proof that a header is sent whose value matches."""
    return proof(headers(url), has(f"^{name}:.*{value}"))


def header_not_sent(url: str, name: str, value: str = "") -> str:
    """Return the proof that no header of this name has a value that matches."""
    return proof(headers(url), lacks(f"^{name}:.*{value}"))


def header_once(url: str, name: str) -> str:
    """Return the proof that a header has one value, however often it is sent."""
    values = f"grep -iE -e '^{name}:' | tr 'A-Z' 'a-z' | sort -u | wc -l"
    return proof(headers(url), f'test "$({PRINT} | {values})" -eq 1')


def cookie_has(url: str, cookie: str, attribute: str) -> str:
    """Return the proof that a cookie carries an attribute wherever it is set, or is not set."""
    named = f"^set-cookie: *{literal(cookie)}="
    return proof(headers(url), each(named, f";[[:space:]]*{attribute}"))


def cookie_lacks(url: str, cookie: str, attribute: str) -> str:
    """Return the proof that a cookie carries an attribute nowhere."""
    return proof(headers(url), lacks(f"^set-cookie: *{literal(cookie)}=.*;[[:space:]]*{attribute}"))


def body_has(url: str, pattern: str, *options: str) -> str:
    """Return the proof that a page is there and a line of it matches."""
    return proof(body(url, *options), has(pattern))


def body_lacks(url: str, pattern: str, *options: str) -> str:
    """Return the proof that a page is there and no line of it matches."""
    return proof(body(url, *options), lacks(pattern))


def status_is(url: str, status: str, *options: str) -> str:
    """Return the proof that the status of an answer matches, `[23]..` for instance."""
    return proof(answered(url, *options), has(f"^{status}$"))


def refused(url: str) -> str:
    """Return the proof that a stranger is sent away: to a sign-in, or with 401, 403, 404, 410."""
    return status_is(url, "(30[12378]|40[134]|410|451)")


def file_gone(url: str) -> str:
    """Return the proof that a file is refused, or that a page of the site stands in its place."""
    shows = "%{http_code} %{content_type}"
    return proof(answered(url, shows=shows), has("^(30[12378]|40[134]|410|451) |^200 text/html"))


def text_holds(url: str) -> str:
    """Return the proof that a security.txt names a contact and a day to come (RFC 9116)."""
    day = f"{PRINT} | sed -n 's/^[Ee]xpires: *\\([0-9-]*\\)T.*/\\1/p' | tr -d -"
    return proof(body(url), has("^contact:"), f'test "$({day})" -gt "$(date -u +%Y%m%d)"')


def first_hop(url: str, pattern: str) -> str:
    """Return the proof that the first answer, as `STATUS TARGET`, matches."""
    return proof(answered(url, shows="%{http_code} %{redirect_url}"), has(f"^{pattern}"))


def ends_on(url: str, pattern: str, *options: str, status: str = "(2..|401)") -> str:
    """Return the proof that an address leads to one that matches, and what it answers there."""
    follow = answered(url, "-L --max-redirs 10", *options, shows="%{http_code} %{url_effective}")
    return proof(follow, has(f"^{status} {pattern}"))


def never_by(url: str, pattern: str) -> str:
    """Return the proof that no redirect on the way leads to a target that matches."""
    follow = f"curl -sSL --max-redirs 10 -o /dev/null -D - {quote(url)}"
    return proof(follow, lacks(f"^location: *{pattern}"))


def record_has(name: str, kind: str, pattern: str = ".") -> str:
    """Return the proof that a record's value matches."""
    return proof(dig(name, kind), has(pattern))


def record_lacks(name: str, kind: str, pattern: str = ".") -> str:
    """Return the proof that no record's value matches, and that the name server answers."""
    return proof(dig(name, kind), lacks(pattern))


def record_once(name: str, kind: str, pattern: str) -> str:
    """Return the proof that just one record's value matches."""
    return proof(dig(name, kind), f'test "$({PRINT} | grep -ciE -e {quote(pattern)})" -eq 1')


def resolves(name: str) -> str:
    """Return the proof that a name has an address, over an alias or without."""
    return proof(f"{dig(name, 'A')} && {dig(name, 'AAAA')}", has("^[0-9a-f.:]*[0-9a-f]$"))
