"""Keys where none belongs. Each is made while the repository is built."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode

from launchready.demo.repository import Code, code_fault, minted


@code_fault("secret-in-repo", "")
def key_in_code(code: Code) -> None:
    """A live payment key stands in the code."""
    key = minted("sk_live_", 24)
    code.files["src/pay.ts"] = (
        f'import Stripe from "stripe";\n\nexport const pay = new Stripe("{key}");\n'
    )


@code_fault("secret-in-history", "")
def key_in_history(code: Code) -> None:
    """A live payment key was taken out of the code, and is still in the history."""
    key = minted("sk_live_", 24)
    code.before.append(("Take payments", {"config/old.json": f'{{"stripe": "{key}"}}\n'}))


@code_fault("secret-in-commit-message", "")
def key_in_message(code: Code) -> None:
    """A live payment key stands in a commit message."""
    code.before.append((f"Try {minted('sk_live_', 24)}", {"notes.txt": "tried\n"}))


@code_fault("secret-in-deploy-config", "")
def key_in_config(code: Code) -> None:
    """A live payment key stands in the platform's file."""
    key = minted("sk_live_", 24)
    code.rewrite("fly.toml", 'PORT = "8080"', f'PORT = "8080"\nSTRIPE_SECRET_KEY = "{key}"')


@code_fault("env-file-committed", ".env.production", also=("secret-in-repo",))
def committed_settings(code: Code) -> None:
    """The settings of production were committed."""
    code.files[".env.production"] = code.ignored.pop(".env.production")
    code.rewrite(".gitignore", ".env.*\n", "")


@code_fault("key-file-committed", "deploy/worker.pem", also=("secret-in-repo",))
def key_file(code: Code) -> None:
    """The key of a server was committed."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        NoEncryption,
        PrivateFormat,
    )

    key = Ed25519PrivateKey.generate()
    made = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    code.files["deploy/worker.pem"] = made.decode()


@code_fault("service-role-key-exposed", "")
def service_role(code: Code) -> None:
    """The key that passes every rule of the database stands in the code."""
    key = _supabase("service_role")
    code.files["src/files.ts"] = f'export const key = "{key}";\n'


def _supabase(role: str) -> str:
    """Return a token as Supabase makes them, signed with a key that is thrown away."""
    parts = (
        {"alg": "HS256", "typ": "JWT"},
        {"iss": "supabase", "ref": minted("", 20).lower(), "role": role, "exp": 4_102_444_800},
    )
    head = ".".join(_spelled(json.dumps(part).encode()) for part in parts)
    signature = hmac.digest(minted("", 32).encode(), head.encode(), "sha256")
    return f"{head}.{_spelled(signature)}"


def _spelled(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()
