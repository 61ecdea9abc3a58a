"""Facts about secrets, as literals."""

from __future__ import annotations

from datetime import UTC, datetime

from launchready.facts.run import Run
from launchready.facts.secrets import (
    BundleSecrets,
    FileSecrets,
    HistorySecrets,
    Leak,
    LogFile,
    LogLeak,
    LogLeaks,
    NamedFile,
    Nature,
    Place,
    PublicVariable,
    Secret,
    State,
)

AT = datetime(2026, 1, 1, tzinfo=UTC)
RUN = Run(at=AT)


def secret(
    nature: Nature = Nature.LIVE,
    state: State = State.HEAD,
    path: str = "src/pay.ts",
    *,
    tracked: bool = True,
    expires: datetime | None = None,
    kind: str = "stripe-secret-key",
) -> Secret:
    place = Place(state, path, 3, "0123456789ab", tracked)
    return Secret(
        id="s-0011223344556677",
        kind=kind,
        vendor="Stripe or Clerk",
        what="Stripe or Clerk live secret key",
        shown="sk_live_… (32 characters, s-0011223344556677)",
        nature=nature,
        places=(place,),
        expires=expires,
    )


def in_files(*found: Secret) -> FileSecrets:
    return FileSecrets(found=found)


def in_history(*found: Secret) -> HistorySecrets:
    return HistorySecrets(found=found)


def in_bundle(*found: Secret, public: tuple[PublicVariable, ...] = ()) -> BundleSecrets:
    return BundleSecrets("shop.example", found, public, ("https://shop.example/app.js",))


def with_file(path: str, what: str = "a private key", *, tracked: bool = True) -> FileSecrets:
    return FileSecrets(files=(NamedFile(path, what, tracked),))


def in_log(leak: Leak, count: int = 2) -> LogLeaks:
    """A log with this leak in lines 7 to 9."""
    seen = LogLeak(leak, "POST /login #", count, 7, 9, "POST /login ***")
    return LogLeaks(files=(LogFile("app.log", 20, 900, (seen,)),))
