"""Open a store: SQLite by default, PostgreSQL by URL; its tables are brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

HEAD = "0002"
"""The newest migration. A test keeps it equal to what the folder says."""

KINDS = ("sqlite", "postgresql")
FOLDER = ".launchready"
"""Where the store stands that nobody has named."""


class StoreError(Exception):
    """The store cannot be used. `str()` is one clear sentence without credentials."""


def default_url(folder: Path) -> str:
    """Return the URL of the store that stands beside a manifest."""
    return f"sqlite:///{(folder / FOLDER / 'store.sqlite').absolute()}"


def open_store(url: str) -> Engine:
    """Open the store at a URL, making or migrating its tables. Raises `StoreError`."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        message = "the store's URL is not one: sqlite:///FILE or postgresql://USER@HOST/DATABASE"
        raise StoreError(message) from None
    shown = parsed.render_as_string(hide_password=True)
    if parsed.get_backend_name() not in KINDS:
        message = f"{shown}: a store is SQLite (sqlite:///FILE) or PostgreSQL (postgresql://...)"
        raise StoreError(message)
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    try:
        if parsed.drivername == "sqlite" and parsed.database:
            _make_own_folder(Path(parsed.database).parent, shown)
        engine = create_engine(parsed)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _careful_sqlite)
        _migrate(engine)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        message = f"{shown}: its driver is not installed ({error}); try launchready[postgres]"
        raise StoreError(message) from None
    except (SQLAlchemyError, OSError) as error:
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        message = f"{shown} cannot be opened: {reason}"
        raise StoreError(message) from None
    return engine


def _make_own_folder(folder: Path, shown: str) -> None:
    """Make the folder that is ours; any other must be there, since a typing mistake is likelier."""
    if folder.name == FOLDER:
        folder.mkdir(exist_ok=True)
    elif not folder.is_dir():
        message = f"{shown} cannot be opened: {folder} is not a folder"
        raise StoreError(message)


def _careful_sqlite(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # SQLAlchemy gives the driver's own
    for pragma in ("journal_mode=WAL", "busy_timeout=5000", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine) -> None:
    if _version(engine) == HEAD:
        return  # Alembic takes a tenth of a second to import: only when there is work for it.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _version(engine: Engine) -> str:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar())
