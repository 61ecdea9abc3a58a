"""Environments and code, in the few words that a table of cases needs."""

from __future__ import annotations

from launchready.facts.env import (
    CodeEnvironment,
    Elsewhere,
    Environment,
    Looks,
    Need,
    Production,
    Stage,
    State,
    Use,
    Variable,
)
from launchready.facts.stack import Layer, Stack, Technology, Trace


def variable(name: str, print_: str = "aa", **more: object) -> Variable:
    state = more.get("state", State.SET)
    looks = more.get("looks", Looks.PLAIN)
    assert isinstance(state, State)
    assert isinstance(looks, Looks)
    return Variable(name, state, print_ if state is State.SET else "", looks, 3)


def environment(
    *variables: Variable,
    stage: Stage = Stage.PRODUCTION,
    source: str = "",
    platform: str = "dotenv",
    whole: bool = True,
) -> Environment:
    return Environment(
        stage, source or f".env.{stage}", stage, variables, whole=whole, platform=platform
    )


def production(*variables: Variable, platform: str = "dotenv") -> Production:
    return Production(environments=(environment(*variables, platform=platform),))


def elsewhere(*variables: Variable, stage: Stage = Stage.STAGING) -> Elsewhere:
    return Elsewhere(environments=(environment(*variables, stage=stage),))


def use(name: str, need: Need = Need.REQUIRED, **more: bool) -> Use:
    return Use(name, "src/app.ts", 7, need, "typescript", **more)


def code(*uses: Use, validation: bool = False) -> CodeEnvironment:
    return CodeEnvironment(
        uses=uses, validation=(Trace("src/env.ts"),) if validation else (), files=1
    )


def stack(*names: str, layer: Layer = Layer.HOSTING, billed: bool = False) -> Stack:
    traces = (Trace("package.json", 4, '"next": "15.0.0"'),)
    return Stack(technologies=tuple(Technology(one, layer, billed, traces) for one in names))
