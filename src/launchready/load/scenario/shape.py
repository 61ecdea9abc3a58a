"""The shape of a scenario file. The reference page and the JSON schema are made from it."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from launchready.facts.product import Caching, RouteKind

Text = str | int | float | bool
"""A text; numbers and booleans are written as JSON writes them."""


class FeedTable(Struct, forbid_unknown_fields=True, frozen=True):
    """Rows of values, from a file beside this one: each column is a variable."""

    file: Annotated[
        str,
        Meta(
            description="A `.csv` with a line of names, or a `.jsonl` of objects, in the "
            "scenario's own folder or below it."
        ),
    ]
    each: Annotated[
        str,
        Meta(
            description="Who gets a row of its own: `user` (the same one for all its journeys) "
            "or `journey` (the next one each time). After the last row comes the first again.",
            extra_json_schema={"enum": ["user", "journey"]},
        ),
    ] = "user"


class ExtractTable(Struct, forbid_unknown_fields=True, frozen=True):
    """Where in an answer a value stands. Exactly one of json, header, cookie, regex, css."""

    json: Annotated[
        str | None, Meta(description="An RFC 9535 path: `$.items[0].id`. The first match counts.")
    ] = None
    header: Annotated[str | None, Meta(description="The name of a header of the answer.")] = None
    cookie: Annotated[str | None, Meta(description="A cookie that the answer sets.")] = None
    regex: Annotated[
        str | None,
        Meta(description="A pattern; its first group, or `group`, is the value."),
    ] = None
    group: Annotated[int, Meta(description="Which group of `regex`.", ge=0)] = 1
    css: Annotated[str | None, Meta(description="A CSS selector: the first element that fits.")] = (
        None
    )
    attribute: Annotated[
        str | None, Meta(description="Of the `css` element; without one its text.")
    ] = None
    default: Annotated[
        str | None,
        Meta(description="The value when there is none; without one the step has failed."),
    ] = None


class ExpectTable(Struct, forbid_unknown_fields=True, frozen=True):
    """What an answer must be. Without `status`, anything below 400."""

    status: Annotated[
        int | tuple[int, ...] | None, Meta(description="The status, or a list of them.")
    ] = None
    contains: Annotated[
        str | tuple[str, ...] | None, Meta(description="A text in the body, or several.")
    ] = None
    json: Annotated[
        dict[str, Any] | None,
        Meta(description="RFC 9535 paths and the value each must find first."),
    ] = None
    header: Annotated[
        dict[str, str | None] | None,
        Meta(description="Headers and the value of each; `null`: it only has to be there."),
    ] = None
    max_ms: Annotated[
        Annotated[float, Meta(gt=0)] | None,
        Meta(description="The most it may take from the moment it was due, in ms."),
    ] = None


class StepTable(
    Struct, forbid_unknown_fields=True, frozen=True, rename={"if_": "if", "unless_": "unless"}
):
    """One request."""

    url: Annotated[
        str,
        Meta(
            description="A path below `base`, or a URL on a declared host. Variables in it are "
            "percent-encoded; one that stands first is a whole URL from an answer."
        ),
    ]
    name: Annotated[
        str, Meta(description="Its route in the report; the method and path without it.")
    ] = ""
    kind: Annotated[
        RouteKind | None,
        Meta(description="What it does; sets its latency target. A page; a write with a body."),
    ] = None
    caching: Annotated[
        Caching, Meta(description="Whether caches may keep the answer: `cacheable` or `never`.")
    ] = Caching.UNDECLARED
    method: Annotated[str, Meta(description="GET, or POST when something is sent.")] = ""
    headers: Annotated[dict[str, Text] | None, Meta(description="Headers of this request.")] = None
    json: Annotated[Any, Meta(description="A JSON body; variables in its texts are escaped.")] = (
        None
    )
    form: Annotated[
        dict[str, Text] | None, Meta(description="A form's fields, sent as a browser does.")
    ] = None
    body: Annotated[
        str | None,
        Meta(description="Any other body, escaped as its Content-Type header asks for."),
    ] = None
    think: Annotated[
        float | tuple[float, float] | None,
        Meta(description="Seconds before it, or the lowest and highest: `[1, 4]`."),
    ] = None
    extract: Annotated[
        dict[str, ExtractTable] | None, Meta(description="Variables to take from the answer.")
    ] = None
    expect: Annotated[ExpectTable | None, Meta(description="What the answer must be.")] = None
    stream: Annotated[
        bool, Meta(description="The answer is a stream; the time of each event is measured.")
    ] = False
    repeat: Annotated[int, Meta(description="How many times.", ge=1, le=1000)] = 1
    if_: Annotated[str, Meta(description="Only when this variable is set.")] = ""
    unless_: Annotated[str, Meta(description="Only when this variable is not set.")] = ""
    follow: Annotated[
        bool, Meta(description="Follow redirects, on declared hosts only, five at most.")
    ] = False


class JourneyTable(Struct, forbid_unknown_fields=True, frozen=True, rename={"finally_": "finally"}):
    """What one kind of visitor does, step by step. It ends at the first step that fails."""

    name: Annotated[str, Meta(description="What it is called.")]
    steps: Annotated[tuple[StepTable, ...], Meta(description="Its requests, in order.")]
    weight: Annotated[
        float, Meta(description="How often it is taken, in proportion to the others.", gt=0)
    ] = 1.0
    think: Annotated[
        float | tuple[float, float],
        Meta(description="Seconds before each step but the first, unless the step says other."),
    ] = 0.0
    pause: Annotated[
        float | tuple[float, float],
        Meta(
            description="Seconds between two journeys of one visitor, where a number of users "
            "makes the traffic."
        ),
    ] = 0.0
    finally_: Annotated[
        tuple[StepTable, ...],
        Meta(
            description="After the steps, also when one of them failed: take back what this "
            "journey made. What `if` names here is unset when a journey begins. A step whose "
            "variables are not there is left out."
        ),
    ] = ()


class ScenarioFile(Struct, forbid_unknown_fields=True, frozen=True):
    """The whole file."""

    base: Annotated[
        str,
        Meta(description="What paths are relative to: `https://staging.shop.example`."),
    ]
    journeys: Annotated[tuple[JourneyTable, ...], Meta(description="What visitors do.")]
    name: Annotated[str, Meta(description="What the report calls it; the file's name.")] = ""
    hosts: Annotated[
        tuple[str, ...],
        Meta(description="Other hosts it may send to, with a port where it is not the usual one."),
    ] = ()
    env: Annotated[
        dict[str, str] | None,
        Meta(description="Variables from the environment, secrets above all: `TOKEN: MY_TOKEN`."),
    ] = None
    variables: Annotated[
        dict[str, Text] | None,
        Meta(description="Values made anew when a journey begins; they may use each other."),
    ] = None
    feeds: Annotated[tuple[FeedTable, ...], Meta(description="Rows of values from files.")] = ()
    headers: Annotated[dict[str, Text] | None, Meta(description="Headers of every request.")] = None
    setup: Annotated[
        tuple[StepTable, ...],
        Meta(description="Once, before the load; everybody gets what it extracts."),
    ] = ()
    cleanup: Annotated[
        tuple[StepTable, ...],
        Meta(
            description="Once, after the load, whatever happened. A step whose variables are "
            "not there is left out."
        ),
    ] = ()
