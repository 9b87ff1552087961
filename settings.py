"""One table of settings, and the only reader of the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from urllib.parse import urlsplit

from domain.access import Marking
from domain.errors import InvalidRequest
from domain.limits import DEFAULT_LIMITS, Limits
from domain.proposals import Redaction
from domain.writing import Sendable


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """One line of the table: the environment variable, its default as written, and what it does."""

    variable: str
    default: str
    meaning: str


_MOST_OF_A_LIMIT = 10**12
_LIMITS = (
    "The most bytes a file may have as it is received.",
    "The most bytes all parts of a file may come to once unpacked, archives inside it included.",
    "How many times its packed size a part of a file may grow.",
    "The most parts or files that an archive or Office file may hold.",
    "How many archives may stand one inside another.",
    "The most cells that the tables of a file may have.",
    "The most pages that a document may have, or slides a presentation.",
    "The most characters of text that are read from one file.",
    "How many seconds reading one file may take before it is stopped.",
    "How many bytes of memory reading one file may take before it is stopped.",
)
"""What each field of ``Limits`` is for, in their order."""

SETTINGS = (
    Setting(
        variable="THROUGHLINE_DATA_DIR",
        default="./data",
        meaning="The folder that holds everything: database, index, source files. Copying it moves the repository.",
    ),
    Setting(
        variable="THROUGHLINE_DATABASE_URL",
        default="SQLite in the data directory",
        meaning="The SQLAlchemy address of the database that is the system of record.",
    ),
    Setting(
        variable="THROUGHLINE_BACKUPS",
        default="beside the data directory, its name with -backups",
        meaning="The folder for the backups made before a migration, and for what a restore moves aside.",
    ),
    Setting(
        variable="THROUGHLINE_CHROMA",
        default="a server of our own, in the data directory",
        meaning="host:port of a Chroma server run by someone else.",
    ),
    Setting(
        variable="THROUGHLINE_REDACTION",
        default="on",
        meaning="What masking does when files are added: off, suggest or on.",
    ),
    Setting(
        variable="THROUGHLINE_PORT",
        default="8501",
        meaning="The port on which `throughline serve` offers the app, on loopback.",
    ),
    Setting(
        variable="THROUGHLINE_VIEWER",
        default="nobody in particular, who sees everything",
        meaning="Whom app and command line act as, by what they sign in as; not together with sign-in.",
    ),
    Setting(
        variable="THROUGHLINE_ADMINISTRATORS",
        default="",
        meaning="What the first administrators sign in as, with commas between; they keep the record of people.",
    ),
    Setting(
        variable="THROUGHLINE_SIGN_IN",
        default="no sign-in",
        meaning="The address of the sign-in service's OpenID configuration; with it people sign in.",
    ),
    Setting(
        variable="THROUGHLINE_SIGN_IN_CLIENT_ID",
        default="",
        meaning="What the sign-in service calls this app.",
    ),
    Setting(
        variable="THROUGHLINE_SIGN_IN_CLIENT_SECRET",
        default="",
        meaning="The secret that the sign-in service gave this app, or file: and the path of a file that holds it.",
    ),
    Setting(
        variable="THROUGHLINE_SIGN_IN_ADDRESS",
        default="http://127.0.0.1 and the port",
        meaning="Where people open the app; the sign-in service sends them back there, to /oauth2callback.",
    ),
    Setting(
        variable="THROUGHLINE_SIGN_IN_CLAIM",
        default="a verified e-mail address, else the subject",
        meaning="What of the sign-in service's word names a person: email, sub, preferred_username, oid ...",
    ),
    Setting(
        variable="THROUGHLINE_COOKIE_SECRET",
        default="made once and kept in the data directory",
        meaning="What signs the cookie of those signed in, 32 characters at least, or file: and a path; several "
        "machines need the same one.",
    ),
    Setting(
        variable="THROUGHLINE_RETENTION_NOTICE",
        default="30",
        meaning="How many days before something is due for deletion it is listed as such.",
    ),
    Setting(
        variable="THROUGHLINE_WRITER",
        default="none: nothing is sent anywhere",
        meaning="The address of an OpenAI-compatible service, up to /v1, whose model may name topics, sum up "
        "answers and read evidence again: https, or http on this machine.",
    ),
    Setting(
        variable="THROUGHLINE_WRITER_MODEL",
        default="",
        meaning="Which model of that service does so.",
    ),
    Setting(
        variable="THROUGHLINE_WRITER_KEY",
        default="",
        meaning="The key to that service, or file: and the path of a file that holds it.",
    ),
    Setting(
        variable="THROUGHLINE_WRITER_MARKINGS",
        default="OFFICIAL",
        meaning="Studies of which markings it may be sent quotations of, with commas between: unmarked, OFFICIAL, "
        "OFFICIAL-SENSITIVE.",
    ),
    Setting(
        variable="THROUGHLINE_WRITER_STUDIES",
        default="open",
        meaning="open: only studies published to everyone signed in; published: whoever they are published to.",
    ),
    Setting(
        variable="THROUGHLINE_WRITER_SECONDS",
        default="30",
        meaning="How many seconds it may take over one answer.",
    ),
    Setting(
        variable="THROUGHLINE_WRITER_READS",
        default="nothing",
        meaning="evidence: at each run it also reads proposed evidence again, and what it says is none is withheld.",
    ),
    Setting(
        variable="THROUGHLINE_EMBEDDING_MODEL",
        default="the packaged all-MiniLM-L6-v2",
        meaning="The folder of a sentence-transformers model as ONNX that search compares by, or a service's model.",
    ),
    Setting(
        variable="THROUGHLINE_EMBEDDING_SERVICE",
        default="none: nothing is sent anywhere",
        meaning="The address of an OpenAI-compatible service, up to /v1, whose model search compares by.",
    ),
    Setting(
        variable="THROUGHLINE_EMBEDDING_KEY",
        default="",
        meaning="The key to that service, or file: and the path of a file that holds it.",
    ),
    Setting(
        variable="THROUGHLINE_EMBEDDING_SENDS",
        default="nothing, unless the service is on this machine",
        meaning="everything: every observation and every question may be sent to the embedding service.",
    ),
    Setting(
        variable="THROUGHLINE_THREADS",
        default="all cores",
        meaning="How many threads the embedding model may use.",
    ),
    *(
        Setting(
            variable=f"THROUGHLINE_LIMIT_{field.name.upper()}",
            default=f"{getattr(DEFAULT_LIMITS, field.name):_}",
            meaning=meaning,
        )
        for field, meaning in zip(fields(Limits), _LIMITS, strict=True)
    ),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class SignIn:
    """How people sign in: the OpenID provider, what it calls this app, and where people open the app.

    ``claim`` empty means a verified e-mail address, or else the subject; ``address`` empty the loopback address that
    ``serve`` tells; ``cookie_secret`` empty that one is made and kept.
    """

    metadata: str
    client_id: str
    client_secret: str = field(repr=False)
    address: str = ""
    claim: str = ""
    cookie_secret: str = field(repr=False, default="")

    def redirect(self, port: int) -> str:
        """Return the address to which the provider sends people back: it must be registered there."""
        return f"{(self.address or f'http://127.0.0.1:{port}').rstrip('/')}/oauth2callback"


@dataclass(frozen=True, kw_only=True, slots=True)
class WriterService:
    """The service whose model may name topics, how long it may take over one, and of which studies it may be told.

    ``reads_evidence`` lets it read proposed evidence again.
    """

    address: str
    model: str
    key: str = field(repr=False, default="")
    seconds: int = 30
    sends: Sendable = field(default_factory=Sendable)
    reads_evidence: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class EmbeddingModel:
    """What search compares by in place of the packaged model: that of a folder, or else ``model`` of a service."""

    folder: Path | None = None
    service: str = ""
    model: str = ""
    key: str = field(repr=False, default="")


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What an installation is set to. ``data_dir`` is absolute; ``threads`` None means all cores.

    ``backups`` None means a folder beside the data directory.
    """

    data_dir: Path
    database_url: str
    backups: Path | None = None
    chroma: tuple[str, int] | None = None
    redaction: Redaction = Redaction.ON
    port: int = 8501
    threads: int | None = None
    retention_notice: int = 30
    viewer: str = ""
    administrators: tuple[str, ...] = ()
    sign_in: SignIn | None = None
    writer: WriterService | None = None
    embedding: EmbeddingModel | None = None
    limits: Limits = DEFAULT_LIMITS

    @classmethod
    def from_environment(
        cls, data_dir: Path | str | None = None, *, environment: Mapping[str, str] = os.environ
    ) -> "Settings":
        """Read the settings; ``data_dir`` given here wins over the environment.

        Raises InvalidRequest for a value that cannot be used, naming the variable.
        """
        folder = Path(data_dir or environment.get("THROUGHLINE_DATA_DIR") or "data").expanduser().absolute()
        return cls(
            data_dir=folder,
            database_url=environment.get("THROUGHLINE_DATABASE_URL") or _sqlite(folder / "throughline.db"),
            backups=_folder(environment.get("THROUGHLINE_BACKUPS", ""), outside=folder),
            chroma=_address(environment.get("THROUGHLINE_CHROMA", "")),
            redaction=_redaction(environment.get("THROUGHLINE_REDACTION") or "on"),
            port=_number("THROUGHLINE_PORT", environment.get("THROUGHLINE_PORT") or "8501", most=65535),
            threads=_number("THROUGHLINE_THREADS", environment["THROUGHLINE_THREADS"], most=1024)
            if environment.get("THROUGHLINE_THREADS")
            else None,
            retention_notice=_number(
                "THROUGHLINE_RETENTION_NOTICE", environment.get("THROUGHLINE_RETENTION_NOTICE") or "30", most=3650
            ),
            viewer=environment.get("THROUGHLINE_VIEWER", "").strip(),
            administrators=tuple(
                name.strip() for name in environment.get("THROUGHLINE_ADMINISTRATORS", "").split(",") if name.strip()
            ),
            sign_in=_sign_in(environment),
            writer=_writer(environment),
            embedding=_embedding(environment),
            limits=_limits(environment),
        )

    @property
    def backups_dir(self) -> Path:
        """Return the folder for backups that the program makes by itself; it need not be there yet."""
        return self.backups or self.data_dir.with_name(f"{self.data_dir.name}-backups")

    @property
    def jobs_url(self) -> str:
        """Return the address of the job store: beside SQLite, or within PostgreSQL."""
        if self.database_url.startswith("sqlite"):
            return _sqlite(self.data_dir / "jobs.db")
        return self.database_url

    def child_environment(self, *, environment: Mapping[str, str] = os.environ) -> dict[str, str]:
        """Return the environment for a process of ours that shall see these settings."""
        return {
            **environment,
            "THROUGHLINE_DATA_DIR": str(self.data_dir),
            "THROUGHLINE_DATABASE_URL": self.database_url,
            "THROUGHLINE_PORT": str(self.port),
        }


def _sign_in(environment: Mapping[str, str]) -> SignIn | None:
    metadata = environment.get("THROUGHLINE_SIGN_IN", "").strip()
    if not metadata:
        return None
    if environment.get("THROUGHLINE_VIEWER", "").strip():
        raise InvalidRequest(
            "People sign in here, so the app cannot act as one of them.",
            where="THROUGHLINE_VIEWER",
            remedy="Leave it unset where THROUGHLINE_SIGN_IN is set.",
        )
    return SignIn(
        metadata=_web_address("THROUGHLINE_SIGN_IN", metadata),
        client_id=_secret("THROUGHLINE_SIGN_IN_CLIENT_ID", environment, least=1),
        client_secret=_secret("THROUGHLINE_SIGN_IN_CLIENT_SECRET", environment, least=1),
        address=_web_address("THROUGHLINE_SIGN_IN_ADDRESS", environment.get("THROUGHLINE_SIGN_IN_ADDRESS", "").strip()),
        claim=environment.get("THROUGHLINE_SIGN_IN_CLAIM", "").strip(),
        cookie_secret=_secret("THROUGHLINE_COOKIE_SECRET", environment, least=32)
        if environment.get("THROUGHLINE_COOKIE_SECRET")
        else "",
    )


def _writer(environment: Mapping[str, str]) -> WriterService | None:
    address = _web_address("THROUGHLINE_WRITER", environment.get("THROUGHLINE_WRITER", "").strip())
    if not address:
        return None
    model = environment.get("THROUGHLINE_WRITER_MODEL", "").strip()
    if not model:
        raise InvalidRequest(
            "It is not said which model names topics.",
            where="THROUGHLINE_WRITER_MODEL",
            remedy="Write the model's name as the service has it, or leave THROUGHLINE_WRITER unset.",
        )
    studies = environment.get("THROUGHLINE_WRITER_STUDIES", "").strip() or "open"
    if studies not in {"open", "published"}:
        raise InvalidRequest(
            f"'{studies}' does not say which studies.",
            where="THROUGHLINE_WRITER_STUDIES",
            remedy="Use open or published.",
        )
    reads = environment.get("THROUGHLINE_WRITER_READS", "").strip() or "nothing"
    if reads not in {"nothing", "evidence"}:
        raise InvalidRequest(
            f"'{reads}' does not say what it reads.",
            where="THROUGHLINE_WRITER_READS",
            remedy="Use evidence, or nothing.",
        )
    return WriterService(
        address=address,
        model=model,
        key=_secret("THROUGHLINE_WRITER_KEY", environment, least=1)
        if environment.get("THROUGHLINE_WRITER_KEY")
        else "",
        seconds=_number("THROUGHLINE_WRITER_SECONDS", environment.get("THROUGHLINE_WRITER_SECONDS") or "30", most=600),
        sends=Sendable(
            markings=_markings(environment.get("THROUGHLINE_WRITER_MARKINGS", "").strip() or Marking.OFFICIAL.value),
            open_only=studies == "open",
        ),
        reads_evidence=reads == "evidence",
    )


def _embedding(environment: Mapping[str, str]) -> EmbeddingModel | None:
    model = environment.get("THROUGHLINE_EMBEDDING_MODEL", "").strip()
    service = environment.get("THROUGHLINE_EMBEDDING_SERVICE", "").strip()
    address = _web_address("THROUGHLINE_EMBEDDING_SERVICE", service)
    if not address:
        return EmbeddingModel(folder=_model_folder(model)) if model else None
    if not model:
        raise InvalidRequest(
            "It is not said by which model search compares.",
            where="THROUGHLINE_EMBEDDING_MODEL",
            remedy="Write the model's name as the service has it, or leave THROUGHLINE_EMBEDDING_SERVICE unset.",
        )
    sends = environment.get("THROUGHLINE_EMBEDDING_SENDS", "").strip()
    if sends not in {"", "everything"} or not (sends or _is_here(address)):
        raise InvalidRequest(
            "Every observation, drafts and marked ones too, and every question would be sent to another machine.",
            where="THROUGHLINE_EMBEDDING_SENDS",
            remedy="Set it to everything where that is allowed, or use a model in a folder.",
        )
    key = environment.get("THROUGHLINE_EMBEDDING_KEY")
    return EmbeddingModel(
        service=address,
        model=model,
        key=_secret("THROUGHLINE_EMBEDDING_KEY", environment, least=1) if key else "",
    )


def _model_folder(value: str) -> Path:
    folder = Path(value).expanduser().absolute()
    if not folder.is_dir():
        raise InvalidRequest(
            f"There is no folder '{value}'.",
            where="THROUGHLINE_EMBEDDING_MODEL",
            remedy="Name a folder with a model (docs/settings.md tells how one is made), or leave it unset.",
        )
    return folder


def _markings(value: str) -> frozenset[Marking | None]:
    """Return the markings that are named, None among them for none at all."""
    known: dict[str, Marking | None] = {"unmarked": None, **{marking.value: marking for marking in Marking}}
    named = [name.strip() for name in value.split(",") if name.strip()]
    if unknown := [name for name in named if name not in known]:
        raise InvalidRequest(
            f"'{unknown[0]}' is not a marking.",
            where="THROUGHLINE_WRITER_MARKINGS",
            remedy=f"Use some of these, with commas between: {', '.join(known)}.",
        )
    return frozenset(known[name] for name in named)


def _secret(variable: str, environment: Mapping[str, str], *, least: int) -> str:
    """Return a value, read from a file when it says file: and a path. No error repeats it."""
    value = environment.get(variable, "").strip()
    if value.startswith("file:"):
        try:
            value = Path(value.removeprefix("file:")).expanduser().read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise InvalidRequest(
                "The file with this setting cannot be read.",
                where=variable,
                remedy="Check its path and who may read it.",
            ) from None
    if len(value) < least:
        problem = "This is missing, or its file is empty." if not value else "This secret is too short."
        remedy = "Set it, or name a file that holds it: file:/folder/name."
        if value:
            remedy = f"Use {least} characters or more, chosen at random."
        raise InvalidRequest(problem, where=variable, remedy=remedy)
    return value


def _web_address(variable: str, value: str) -> str:
    """Return an address of the web: encrypted, or on this machine; empty when nothing is said."""
    if not value:
        return ""
    parts = urlsplit(value)
    if not parts.hostname or (parts.scheme != "https" and not (parts.scheme == "http" and _is_here(value))):
        raise InvalidRequest(
            f"'{value}' is not an address that can be trusted.",
            where=variable,
            remedy="Write an address that begins with https:// (http:// only on this machine).",
        )
    return value


def _is_here(address: str) -> bool:
    return urlsplit(address).hostname in {"localhost", "127.0.0.1", "::1"}


def _limits(environment: Mapping[str, str]) -> Limits:
    said = {
        field.name: _number(variable, environment[variable], most=_MOST_OF_A_LIMIT)
        for field in fields(Limits)
        if environment.get(variable := f"THROUGHLINE_LIMIT_{field.name.upper()}")
    }
    return Limits(**said)


def _sqlite(file: Path) -> str:
    """Return a database file's address; the two characters that mean something in an address are written as codes."""
    return f"sqlite:///{file}".replace("%", "%25").replace("?", "%3F")


def _folder(value: str, *, outside: Path) -> Path | None:
    if not value:
        return None
    folder = Path(value).expanduser().absolute()
    if folder.resolve().is_relative_to(outside.resolve()):
        raise InvalidRequest(
            f"'{value}' is inside the data directory.",
            where="THROUGHLINE_BACKUPS",
            remedy="Name a folder outside of it, on another disk if there is one.",
        )
    return folder


def _address(value: str) -> tuple[str, int] | None:
    if not value:
        return None
    host, colon, port = value.rpartition(":")
    if not (colon and host):
        raise InvalidRequest(
            f"'{value}' is not an address.",
            where="THROUGHLINE_CHROMA",
            remedy="Write host:port, such as chroma.example.org:8000.",
        )
    return host, _number("THROUGHLINE_CHROMA", port, most=65535)


def _redaction(value: str) -> Redaction:
    if value not in set(Redaction):
        raise InvalidRequest(
            f"'{value}' is not a way of masking.", where="THROUGHLINE_REDACTION", remedy="Use off, suggest or on."
        )
    return Redaction(value)


def _number(variable: str, value: str, *, most: int) -> int:
    value = value.replace("_", "")
    if not value.isascii() or not value.isdigit() or not 1 <= int(value) <= most:
        raise InvalidRequest(f"'{value}' is not a number.", where=variable, remedy=f"Use a number from 1 to {most}.")
    return int(value)
