"""Steps of a file made ready to be sent; whatever cannot work is said now, not in the run."""

from __future__ import annotations

from collections.abc import Iterator

from launchready.derive.pattern import lazy
from launchready.facts.product import RouteKind
from launchready.load.journey import Target
from launchready.load.scenario.body import (
    FORM,
    JSON,
    escape_for,
    form_body,
    json_body,
    json_templates,
    plain,
)
from launchready.load.scenario.demands import demands
from launchready.load.scenario.document import Document
from launchready.load.scenario.extract import finder
from launchready.load.scenario.flow import StepFlow, Use
from launchready.load.scenario.judge import Extraction, Judge, status_below_400
from launchready.load.scenario.places import Places
from launchready.load.scenario.ready import Ready
from launchready.load.scenario.shape import StepTable
from launchready.load.scenario.template import (
    NAME,
    Escape,
    Reference,
    Rendering,
    Template,
    Text,
    as_is,
    in_header,
    in_url,
    parse,
)
from launchready.load.scenario.value import Value

_TOKEN = lazy(r"[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}")
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_OURS = frozenset(
    {"content-length", "transfer-encoding", "upgrade", "host", "connection", "x-launchready-run"}
)
LONGEST_THINK = 600.0


class Builder:
    """Makes the steps of one file ready."""

    def __init__(
        self, document: Document, places: Places, rendering: Rendering, links: frozenset[str]
    ) -> None:
        self.document = document
        self.places = places
        self.rendering = rendering
        self.links = links
        """Variables that some URL begins with."""
        self.headers: dict[str, str] = {}
        """Of every request."""
        self.targets: dict[str, Target] = {}
        self._uses: list[Use] = []

    def text(self, place: str, text: str, escape: Escape) -> Text:
        """Make a text ready, and remember which variables it uses. Raises `LoadError`."""
        return self.rendering.ready(self._template(place, text), escape)

    def step(
        self, place: str, table: StepTable, think: tuple[float, float]
    ) -> tuple[Ready, StepFlow]:
        """Make a step ready; `think` is for one that says nothing of it. Raises `LoadError`."""
        self._uses = []
        sent = [name for name in ("json", "form", "body") if getattr(table, name) is not None]
        if len(sent) > 1:
            self.document.refuse(place, f"has both `{sent[0]}` and `{sent[1]}`")
        if table.if_ and table.unless_:
            self.document.refuse(place, "has both `if` and `unless`")
        url, link = self._url(f"{place}.url", table.url)
        target = self._target(place, table, sends=bool(sent))
        headers = tuple(self._headers(place, table))
        body = self._body(place, table, dict(headers))
        fixed = [(name, text.fixed) for name, text in headers if text.fixed is not None]
        ready = Ready(
            target=target,
            places=self.places,
            url=url,
            headers=headers,
            body=body,
            judge=self._judge(place, table),
            think=self.think(f"{place}.think", table.think) if table.think is not None else think,
            repeat=table.repeat,
            if_set=table.if_,
            unless_set=table.unless_,
            follow=table.follow,
            link=link and url.fixed is None,
            fixed_url=None if url.fixed is None else self.places.absolute(url.fixed),
            fixed_headers=tuple(fixed) if len(fixed) == len(headers) else None,
            fixed_body=_encoded(body),
        )
        gives = tuple(table.extract or ())
        return ready, StepFlow(place, tuple(self._uses), gives, table.if_, table.unless_)

    def think(self, place: str, value: float | tuple[float, float]) -> tuple[float, float]:
        """Return the lowest and highest of a time to think. Raises `LoadError`."""
        low, high = value if isinstance(value, tuple) else (value, value)
        if not 0 <= low <= high <= LONGEST_THINK:
            sentence = f"must be seconds from 0 to {LONGEST_THINK:g}, the lowest first"
            self.document.refuse(place, sentence)
        return float(low), float(high)

    def _template(self, place: str, text: str) -> Template:
        try:
            template = parse(text)
        except ValueError as error:
            self.document.refuse(place, str(error))
        self._uses += [Use(place, name) for name in template.names]
        return template

    def _url(self, place: str, text: str) -> tuple[Text, bool]:
        """Return the URL, and whether it begins with a variable."""
        template = self._template(place, text.strip())
        first = template.pieces[0] if template.pieces else ""
        if isinstance(first, Reference):
            start = self.rendering.ready(Template((first,)), as_is)
            rest = self.rendering.ready(Template(template.pieces[1:]), in_url)
            url, link = Text([*start.parts, *rest.parts]), True
            if url.fixed is None:
                return url, link
        else:
            url, link = self.rendering.ready(template, in_url), False
        known = self.places.absolute(next((str(one) for one in url.parts[:1]), ""))
        if not known.startswith(("http://", "https://")):
            self.document.refuse(place, "must begin with `/`, http:// or https://")
        if url.fixed is None and "/" not in known.partition("://")[2]:
            self.document.refuse(place, "must write its host out, up to the `/` behind it")
        if not self.places.allows(known):
            self.document.refuse(
                place, "is not on a declared host: add the host to `hosts`, with its port"
            )
        return url, link

    def _target(self, place: str, table: StepTable, *, sends: bool) -> Target:
        method = table.method.upper() or ("POST" if sends else "GET")
        if method not in _METHODS:
            self.document.refuse(f"{place}.method", f"is none of {', '.join(_METHODS)}")
        shown = self.places.absolute(parse(table.url.strip()).shown())
        kind = table.kind
        if kind is None:
            kind = RouteKind.PAGE if method in {"GET", "HEAD", "OPTIONS"} else RouteKind.WRITE
        name = table.name.strip() or _route(method, shown)
        if "{{" in table.name:
            self.document.refuse(f"{place}.name", "must be the same for everybody")
        target = Target(name, method, without_values(shown), kind, table.caching, table.stream)
        known = self.targets.setdefault(name, target)
        if (known.method, known.kind, known.stream) != (method, kind, table.stream):
            sentence = (
                f"the route {name!r} stands for two things here and elsewhere: give this step "
                "a `name` of its own, or the same method, kind and stream"
            )
            self.document.refuse(place, sentence)
        return known

    def _headers(self, place: str, table: StepTable) -> Iterator[tuple[str, Text]]:
        own = table.headers or {}
        names = {name.lower() for name in own}
        merged = {name: value for name, value in self.headers.items() if name.lower() not in names}
        written = {name: f"{place}.headers.{name}" for name in own}
        for name, value in {**merged, **own}.items():
            at = written.get(name, f"headers.{name}")
            if not _TOKEN.fullmatch(name) or name.lower() in _OURS:
                self.document.refuse(at, "is no header that a scenario may set")
            text = plain(value)
            if in_header(text) != text:
                self.document.refuse(at, "holds a control character")
            yield name, self.text(at, text, in_header)
        if "content-type" not in {name.lower() for name in (*merged, *own)}:
            if table.json is not None:
                yield "Content-Type", Text([JSON])
            elif table.form is not None:
                yield "Content-Type", Text([FORM])

    def _body(self, place: str, table: StepTable, headers: dict[str, Text]) -> Text | None:
        if table.json is not None:
            at = f"{place}.json"
            self._remember(at, table.json)
            return json_body(table.json, self.rendering)
        if table.form is not None:
            fields = {name: plain(value) for name, value in table.form.items()}
            for name, value in fields.items():
                self._template(f"{place}.form.{name}", value)
            return form_body(fields, self.rendering)
        if table.body is not None:
            kinds = [text for name, text in headers.items() if name.lower() == "content-type"]
            kind = kinds[0].fixed or "" if kinds else ""
            return self.text(f"{place}.body", table.body, escape_for(kind))
        return None

    def _remember(self, place: str, tree: Value) -> None:
        try:
            templates = json_templates(tree)
        except ValueError as error:
            self.document.refuse(place, str(error))
        self._uses += [Use(place, name) for one in templates for name in one.names]

    def _judge(self, place: str, table: StepTable) -> Judge | None:
        extractions = []
        for name, one in (table.extract or {}).items():
            at = f"{place}.extract.{name}"
            if not NAME.fullmatch(name):
                self.document.refuse(at, "is no name of a variable: letters, digits, `_`")
            try:
                find = finder(one)
            except ValueError as error:
                self.document.refuse(at, str(error))
            extractions.append(Extraction(name, find, one.default, name in self.links))
        if table.expect is None and not extractions and not table.follow:
            return None
        wanted = demands(self, f"{place}.expect", table.expect) if table.expect else ()
        if table.expect is None or table.expect.status is None:
            wanted = (status_below_400, *wanted)
        return Judge(wanted, tuple(extractions), self.places)


def _encoded(body: Text | None) -> bytes | None:
    if body is None:
        return b""
    return None if body.fixed is None else body.fixed.encode()


def without_values(url: str) -> str:
    """Return a URL with the names of its query and `***` for each value."""
    path, mark, query = url.partition("#")[0].partition("?")
    names = (pair.partition("=")[0] for pair in query.split("&") if pair)
    return path + mark + "&".join(f"{name}=***" for name in names)


def _route(method: str, url: str) -> str:
    path = "/" + url.partition("?")[0].partition("://")[2].partition("/")[2]
    return path if method == "GET" else f"{method} {path}"
