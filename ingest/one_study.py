"""Which files of a batch may be one study, and why: name, folder, facts on top, service and dates."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.asking import Ask, AskKind, Signs
from domain.dates import MONTHS, days_between
from domain.text import fold
from ingest._word_set import word_set
from ingest.service_names import is_generic

NEAR_DAYS = 180
TOGETHER_DAYS = 14
_NAMED_AT_MOST = 3
_UNITS = word_set(
    """
    day draft interview iteration journey no number p part participant phase r respondent round s session sprint test
    transcript user v version wave week workshop
    """
)
_PIECE = re.compile(r"\d+|[^\W\d_]+")
_MONTHS = frozenset({*MONTHS, *(name[:3] for name in MONTHS), "sept"})
_SHORTEST_TITLE_WORDS = 2


@dataclass(frozen=True, kw_only=True, slots=True)
class NamedSigns:
    """A file of a batch: the name by which it is shown, and its signs."""

    name: str
    signs: Signs

    @property
    def short_name(self) -> str:
        """Return its name without the folders that it stands in."""
        return self.name.rpartition("/")[2] or self.name


def one_study_asks(files: Sequence[NamedSigns]) -> list[Ask]:
    """Return a question for each set of files that may be one study; each file stands in one at the most.

    Files whose study somebody said, and such as share a title already, are not asked about.
    """
    groups = _Groups(len(files))
    for reason, members in _reasons(files):
        groups.join(members, reason)
    asks = []
    for members, reasons in groups.found():
        if len({_folded(files[at].signs.title) for at in members}) > 1:
            asks.append(_ask(files, members, reasons))
    return asks


def stem_of(name: str) -> tuple[str, ...] | None:
    """Return the words of a file's name without numbers, months and words for rounds that stand beside a number.

    None for a name that tells nothing of a series: there is no number in it, or nothing but one.
    """
    base = name.rpartition("/")[2].rpartition(".")[0] or name
    pieces = [piece.casefold() for piece in _PIECE.findall(base)]
    beside = [
        any(pieces[near].isdigit() for near in (at - 1, at + 1) if 0 <= near < len(pieces)) for at in range(len(pieces))
    ]
    numbered = any(piece.isdigit() for piece in pieces)
    kept = [
        piece
        for piece, number_near in zip(pieces, beside, strict=True)
        if not piece.isdigit() and piece not in _MONTHS and not (number_near and piece in _UNITS)
    ]
    if not numbered:
        return None
    return tuple(kept) or tuple(piece for piece in pieces if not piece.isdigit()) or None


class _Groups:
    """Files joined by reasons, each pair once."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))
        self._reasons: dict[str, list[int]] = {}

    def join(self, members: Sequence[int], reason: str) -> None:
        for each in members[1:]:
            self._parent[self._root(each)] = self._root(members[0])
        self._reasons.setdefault(reason, []).append(members[0])

    def found(self) -> Iterator[tuple[list[int], list[str]]]:
        by_root: dict[int, list[int]] = defaultdict(list)
        for at in range(len(self._parent)):
            by_root[self._root(at)].append(at)
        for root, members in by_root.items():
            if len(members) > 1:
                yield members, [r for r, firsts in self._reasons.items() if any(self._root(f) == root for f in firsts)]

    def _root(self, at: int) -> int:
        while self._parent[at] != at:
            at = self._parent[at]
        return at


@dataclass(frozen=True, kw_only=True, slots=True)
class _Tie:
    """Something that files of one study share: what is said of it, and how near their dates must be.

    A ``weak`` one ties all the files that share it or none: a folder of years is no study. The others tie files
    without a date too.
    """

    told: str
    within_days: int
    weak: bool = False


def _ties(file: NamedSigns) -> Iterator[tuple[object, _Tie]]:
    """Yield what may tie a file to others, each with the key under which those are found."""
    signs = file.signs
    where = signs.folder or file.name.rpartition("/")[0]
    if stem := stem_of(file.name):
        told = f"their names differ only in numbers ({' '.join(stem)})"
        yield ("stem", where, stem), _Tie(told=told, within_days=NEAR_DAYS)
    for name, value in signs.ties:
        told = f"they say the same {name} on top"
        yield ("fact", name, value), _Tie(told=told, within_days=NEAR_DAYS)
    if where:
        told = f"they stand in one folder ({where.rpartition('/')[2]}) and their dates are near"
        yield ("folder", where), _Tie(told=told, within_days=TOGETHER_DAYS, weak=True)
    if signs.service:
        told = f"they are about one service ({signs.service}) and their dates are near"
        yield ("service", signs.service, signs.organisation), _Tie(told=told, within_days=TOGETHER_DAYS, weak=True)


def _reasons(files: Sequence[NamedSigns]) -> Iterator[tuple[str, list[int]]]:
    tied: dict[object, tuple[_Tie, list[int]]] = {}
    for at, file in enumerate(files):
        if not file.signs.said_title and file.signs.title:
            for key, tie in _ties(file):
                tied.setdefault(key, (tie, []))[1].append(at)
    for tie, members in tied.values():
        for near in _near(files, members, tie):
            if len(near) > 1 and (not tie.weak or near == members):
                yield tie.told, near


def _near(files: Sequence[NamedSigns], members: Sequence[int], tie: _Tie) -> Iterator[list[int]]:
    """Yield runs of files in which each date is near the one before; undated ones go with the first run."""
    dated = sorted((files[at].signs.date or "", at) for at in members if files[at].signs.date)
    undated = [at for at in members if not files[at].signs.date] if not tie.weak else []
    run: list[int] = undated
    last = ""
    for date, at in dated:
        if last and days_between(last, date) > tie.within_days:
            yield sorted(run)
            run = []
        run.append(at)
        last = date
    yield sorted(run)


def _ask(files: Sequence[NamedSigns], members: Sequence[int], reasons: Sequence[str]) -> Ask:
    titles = list(dict.fromkeys(files[at].signs.title for at in members))
    together = title_of(titles, [files[at].name for at in members])
    named = ", ".join(files[at].short_name for at in members[:_NAMED_AT_MOST])
    more = f" and {len(members) - _NAMED_AT_MOST} more" if len(members) > _NAMED_AT_MOST else ""
    return Ask(
        kind=AskKind.ONE_STUDY,
        told=f"{len(members)} files may be one study ({named}{more}): {'; '.join(reasons)}.",
        files=tuple(members),
        options=tuple(dict.fromkeys((together, *titles)))[:_NAMED_AT_MOST],
        reasons=tuple(reasons),
    )


def title_of(titles: Sequence[str], names: Sequence[str]) -> str:
    """Return a title for several files: what their titles begin with, else the words of a name, else the first."""
    words = [re.sub(r"[_\-\s]+", " ", title).split() for title in titles]
    shared = [group[0] for group in _leading(words)]
    while shared and (_folded(shared[-1]) in _UNITS or not re.search(r"[^\W\d_]", shared[-1])):
        shared.pop()
    said = " ".join(shared if len(shared) >= _SHORTEST_TITLE_WORDS else stem_of(names[0]) or ()).rstrip(" ,:;-–")
    return titles[0] if is_generic(said) else said[0].upper() + said[1:]


def _leading(words: Sequence[Sequence[str]]) -> Iterator[tuple[str, ...]]:
    for group in zip(*words, strict=False):
        if len({_folded(word) for word in group}) > 1:
            return
        yield group


def _folded(text: str) -> str:
    return fold(text).casefold()
