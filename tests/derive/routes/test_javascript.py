from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from launchready.derive.routes.javascript import by_file, calls, mounts, prefixed


def found(text: str) -> list[tuple[str, str, int]]:
    return [(one.method, one.path, one.trace.line) for one in calls("src/app.js", text)]


def test_calls_of_express_hono_and_fastify_are_routes() -> None:
    text = """\
    app.get('/health', ok)
    router.post("/orders/:id", create)
    fastify.delete(`/orders/:id`, gone)
    // app.get('/old', gone)
    app.all('/any', all)
    router.route('/book').get(read).post(write)
    fastify.route({ method: 'PUT', url: '/thing', handler })
    """
    assert found(text) == [
        ("GET", "/health", 1),
        ("POST", "/orders/:id", 2),
        ("DELETE", "/orders/:id", 3),
        ("ANY", "/any", 5),
        ("GET", "/book", 6),
        ("POST", "/book", 6),
        ("PUT", "/thing", 7),
    ]


def test_other_calls_are_not() -> None:
    assert found("cache.get('/key'); axios.get('/users'); map.delete('/x')") == []


@pytest.mark.parametrize(
    "text",
    [
        "import { admin } from './admin'\napp.use('/a', admin)",
        "import x, { routes as admin } from './admin'\napp.use('/a', guard, admin)",
        "import * as admin from './admin/index.ts'\napp.use('/a', admin.router)",
        "const admin = require('./admin')\napp.use('/a', admin)",
        "const { router: admin } = require('./admin.js')\napp.use('/a', admin)",
        "app.use('/a', require('./admin'))",
        "import admin from './admin'\nfastify.register(admin, { prefix: '/a' })",
    ],
)
def test_every_way_to_mount_a_module_is_followed(text: str) -> None:
    assert list(mounts("src/app.ts", text)) == [("src/admin", "/a")]


def test_mounted_routers_carry_their_prefix() -> None:
    text = "import admin from './routes/admin.js'\napp.use('/api/admin', requireAdmin, admin)\n"
    prefixes = dict(mounts("src/app.js", text))
    assert prefixes == {"src/routes/admin": "/api/admin"}
    [route] = calls("src/routes/admin.js", "router.get('/users', list)")
    assert prefixed(route, prefixes).path == "/api/admin/users"


@pytest.mark.parametrize(
    ("path", "text", "routes"),
    [
        ("app/api/health/route.ts", "export async function GET() {}", [("GET", "/api/health")]),
        (
            "src/app/(shop)/admin/[id]/route.ts",
            "export const POST = x; export function GET() {}",
            [("POST", "/admin/:id"), ("GET", "/admin/:id")],
        ),
        ("app/admin/page.tsx", "", [("ANY", "/admin")]),
        ("pages/api/users/[id].ts", "", [("ANY", "/api/users/:id")]),
        ("src/routes/health/+server.ts", "export const GET = x", [("GET", "/health")]),
        ("server/api/users.post.ts", "", [("POST", "/api/users")]),
        ("src/lib/route.helper.ts", "", []),
    ],
)
def test_files_are_routes_where_frameworks_say_so(
    path: str, text: str, routes: list[tuple[str, str]]
) -> None:
    assert [(one.method, one.path) for one in by_file(path, text)] == routes


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("app.get('/)({},;\n`:*// usere"), max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert list(calls("a.js", text)) is not None
    assert list(mounts("a.js", text)) is not None
