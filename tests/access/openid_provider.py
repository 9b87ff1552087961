"""An OpenID provider of the tests' own, on loopback: people choose who they are, tokens are signed, PKCE is checked.

Everyone here is fictional.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from time import time
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT_ID, CLIENT_SECRET = "throughline-tests", "a secret of the tests alone"


class Provider:
    """A running provider. ``people`` are the claims of whoever may sign in, by the name on their button."""

    def __init__(self, people: Mapping[str, Mapping[str, Any]]) -> None:
        self.people = people
        self.key = RSAKey.generate_key(2048, {"kid": "tests", "use": "sig", "alg": "RS256"})
        self.codes: dict[str, dict[str, str]] = {}
        self.issuer = ""
        self.issuer_in_tokens: str | None = None
        """What tokens say of their issuer, when it shall be a lie."""

    @property
    def metadata(self) -> str:
        """Return the address of the provider's configuration."""
        return f"{self.issuer}/.well-known/openid-configuration"

    def configuration(self) -> dict[str, Any]:
        """Return what the provider says of itself."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "end_session_endpoint": f"{self.issuer}/logout",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def code_for(self, person: str, asked: Mapping[str, str]) -> str:
        """Return a code that is good for one exchange."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = {**asked, "person": person}
        return code

    def tokens(self, said: Mapping[str, str]) -> dict[str, Any] | None:
        """Return the tokens for a code, or None when code, client or proof are wrong."""
        asked = self.codes.pop(said.get("code", ""), None)
        if asked is None or (said.get("client_id"), said.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return None
        proof = base64.urlsafe_b64encode(hashlib.sha256(said["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if asked["redirect_uri"] != said.get("redirect_uri") or asked["code_challenge"] != proof:
            return None
        now = int(time())
        claims = {
            "iss": self.issuer_in_tokens or self.issuer,
            "aud": CLIENT_ID,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.people[asked["person"]],
        }
        token = jwt.encode({"alg": "RS256", "kid": "tests"}, claims, self.key)
        return {"id_token": token, "access_token": secrets.token_urlsafe(8), "token_type": "Bearer", "expires_in": 300}


@contextmanager
def a_provider(people: Mapping[str, Mapping[str, Any]]) -> Iterator[Provider]:
    """Run a provider on loopback while the block lasts."""
    provider = Provider(people)

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
            match parts.path:
                case "/.well-known/openid-configuration":
                    self._answer(provider.configuration())
                case "/jwks":
                    self._answer({"keys": [provider.key.as_dict(private=False)]})
                case "/authorize":
                    self._show_people(asked)
                case "/as":
                    code = provider.code_for(asked.pop("person"), asked)
                    self._send_to(f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}")
                case "/no":
                    refusal = {"error": "access_denied", "state": asked["state"]}
                    self._send_to(f"{asked['redirect_uri']}?{urlencode(refusal)}")
                case "/logout":
                    self._send_to(asked["post_logout_redirect_uri"])
                case _:
                    self.send_error(404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            said = {name: values[0] for name, values in parse_qs(body).items()}
            basic = self.headers.get("Authorization", "").removeprefix("Basic ")
            if basic:
                said["client_id"], _, said["client_secret"] = base64.b64decode(basic).decode().partition(":")
                said = {name: value.replace("+", " ") for name, value in said.items()}
            tokens = provider.tokens(said)
            self._answer(tokens or {"error": "invalid_grant"}, status=200 if tokens else 400)

        def _show_people(self, asked: Mapping[str, str]) -> None:
            links = [
                f'<p><a href="/as?{urlencode({**asked, "person": person})}">{person}</a></p>'
                for person in provider.people
            ]
            refuse = f'<p><a href="/no?{urlencode(asked)}">Refuse</a></p>'
            page = f"<!doctype html><title>Who are you?</title><h1>Who are you?</h1>{''.join(links)}{refuse}".encode()
            self._send(200, "text/html", page)

        def _answer(self, document: Mapping[str, Any], *, status: int = 200) -> None:
            self._send(status, "application/json", json.dumps(document).encode())

        def _send(self, status: int, kind: str, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _send_to(self, address: str) -> None:
            self.send_response(302)
            self.send_header("Location", address)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    provider.issuer = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
