from __future__ import annotations

from launchready.derive.routes.python import routes


def found(path: str, text: str) -> list[tuple[str, str]]:
    return [(one.method, one.path) for one in routes(path, text)[0]]


def test_fastapi_and_flask_routes_are_read() -> None:
    text = """\
router = APIRouter(prefix="/admin")
@app.get("/health")
async def health(): ...
@router.get("/users")
def users(): ...
@router.get("")
def index(): ...
@bp.route("/login", methods=["GET", "POST"])
def login(): ...
@app.task("/not-a-route")
def task(): ...
"""
    assert found("app.py", text) == [
        ("GET", "/health"),
        ("GET", "/admin/users"),
        ("GET", "/admin"),
        ("GET", "/login"),
        ("POST", "/login"),
    ]


def test_included_routers_carry_their_prefix() -> None:
    mounted = routes("main.py", 'app.include_router(users.router, prefix="/v1")')[1]
    assert mounted == (("users", "/v1"),)


def test_django_paths_and_includes_are_read() -> None:
    text = """\
urlpatterns = [
    path("admin/", admin.site.urls),
    path("shop/", include("shop.urls")),
    re_path(r"^up/$", up),
]
"""
    assert found("site/urls.py", text) == [("ANY", "/admin/"), ("ANY", "/up/")]
    assert routes("site/urls.py", text)[1] == (("shop.urls", "/shop/"),)


def test_what_is_not_python_has_no_routes() -> None:
    assert routes("a.py", "def (") == ((), ())
    assert routes("a.py", "\0") == ((), ())
