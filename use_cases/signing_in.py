"""What the app's own process needs to sign people in by OpenID Connect, and whether the provider can be reached."""

import json
import secrets
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from domain.errors import InvalidRequest, StorageFailed
from settings import Settings, SignIn

ANSWER_SECONDS = 5.0
_WELL_KNOWN = "/.well-known/openid-configuration"
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_MAX_BYTES = 1_000_000


def write_secrets(settings: Settings) -> Path | None:
    """Write the file from which Streamlit takes how people sign in, for this account's eyes alone; return its path.

    None where nobody signs in; a file of an earlier time is then removed. Raises StorageFailed when it cannot be
    written.
    """
    folder = settings.data_dir / "sign-in"
    file = folder / "secrets.toml"
    try:
        if settings.sign_in is None:
            file.unlink(missing_ok=True)
            return None
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        values = {
            "redirect_uri": settings.sign_in.redirect(settings.port),
            "cookie_secret": settings.sign_in.cookie_secret or _kept_secret(folder / "cookie-secret"),
            "client_id": settings.sign_in.client_id,
            "client_secret": settings.sign_in.client_secret,
            "server_metadata_url": settings.sign_in.metadata,
        }
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in values.items()]
        _write_private(file, "\n".join(["[auth]", *lines, ""]))
    except OSError as error:
        raise StorageFailed(
            f"How people sign in cannot be written down ({error.strerror}).",
            where=str(file),
            remedy="Let this account write to the data directory.",
        ) from None
    return file


def check_provider(sign_in: SignIn) -> None:
    """Ask the sign-in service for its configuration. Raises InvalidRequest when it cannot work, saying what to set."""
    document = _configuration(sign_in.metadata)
    issuer = document.get("issuer")
    if not isinstance(issuer, str) or sign_in.metadata != issuer.rstrip("/") + _WELL_KNOWN:
        raise InvalidRequest(
            "The sign-in service calls itself by another name than the one that is set.",
            where="THROUGHLINE_SIGN_IN",
            remedy=f"Set the address of its own configuration: its issuer, followed by {_WELL_KNOWN}.",
        )
    if missing := [name for name in _NEEDED if not document.get(name)]:
        raise InvalidRequest(
            f"The sign-in service's configuration lacks {', '.join(missing)}.",
            where="THROUGHLINE_SIGN_IN",
            remedy="Ask those who run it for its OpenID Connect configuration.",
        )


def _configuration(address: str) -> dict[str, Any]:
    try:
        request = Request(address, headers={"Accept": "application/json"})
        with urlopen(request, timeout=ANSWER_SECONDS) as answer:
            document = json.loads(answer.read(_MAX_BYTES))
    except (URLError, OSError, ValueError):
        document = None
    if not isinstance(document, dict):
        raise InvalidRequest(
            "The sign-in service does not answer, or not with its configuration.",
            where="THROUGHLINE_SIGN_IN",
            remedy="Try again in a minute. If it stays so, whoever runs Throughline checks address and network.",
        )
    return document


def _kept_secret(file: Path) -> str:
    """Return the secret that was made for this data directory, made now when there is none."""
    if not file.exists():
        _write_private(file, secrets.token_hex(32))
    return file.read_text(encoding="ascii").strip()


def _write_private(file: Path, text: str) -> None:
    """Write a file that only this account reads, in one go."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
