"""The addresses that scanners try first, and what each would be if it were there."""

from __future__ import annotations

from launchready.facts.exposure import LeakKind

DEFAULT = (
    ("/.git/HEAD", LeakKind.REPOSITORY),
    ("/.env", LeakKind.ENV),
    ("/.env.production", LeakKind.ENV),
    ("/backup.zip", LeakKind.BACKUP),
    ("/phpinfo.php", LeakKind.DEBUG),
    ("/.DS_Store", LeakKind.DS_STORE),
)
"""Asked of every host."""

_MORE = {
    LeakKind.REPOSITORY: "/.git/config /.git/logs/HEAD /.svn/entries",
    LeakKind.ENV: (
        "/.env.local /.env.development /.env.staging /.env.prod /.env.bak /.env.backup /.env.old"
        " /.env.save /api/.env /app/.env /backend/.env /server/.env /config/.env"
        " /.aws/credentials /.npmrc /.htpasswd /id_rsa /wp-config.php.bak"
        " /wp-config.php~"
    ),
    LeakKind.BACKUP: (
        "/backup.tar.gz /backup.sql /dump.sql /database.sql /db.sql"
        " /db.sqlite /database.sqlite /site.zip /www.zip"
        " /dist.zip"
    ),
    LeakKind.DEBUG: (
        "/info.php /server-status /actuator /actuator/env /debug/pprof/ /debug/vars"
        " /telescope /metrics /rails/info/properties"
    ),
    LeakKind.DS_STORE: "",
    LeakKind.LISTING: "/uploads/ /static/ /images/ /files/ /backup/ /logs/ /media/",
}

DEEP = (*DEFAULT, *((path, kind) for kind, paths in _MORE.items() for path in paths.split()))
"""Asked with --deep."""
