"""The questions that a batch of files puts to a person: each asked once, however many files it holds for."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from domain.asking import Ask, AskKind, Cue
from domain.dates import MONTHS
from domain.evidence import Study
from ingest._word_set import word_set
from ingest.one_study import NamedSigns, one_study_asks
from ingest.retelling import named_in, share_in

TextOf = Callable[[int], str]
"""Gives the text of a file by its place in the batch; empty when it is gone."""

_FEWEST_SHARED = 3
_LEAST_SHARE = 0.4
_OPTIONS_AT_MOST = 5
_COMMON_FROM = 3
_COMMON_SHARE = 0.1
_WORD = re.compile(r"[^\W\d_]{3,}")
_TITLE_WORDS = frozenset(MONTHS) | word_set(
    """
    about alpha and beta blog discovery findings for from have highlights insights key learned learnt lessons our
    overview playback post report research results review round rounds studies study summary survey testing that the
    they usability user users was were what when with
    """
)


def asked(files: Sequence[NamedSigns], known: Sequence[Study], text_of: TextOf) -> list[Ask]:
    """Return the questions, in the order in which a person is asked. ``known`` are studies that the viewer may see."""
    together = one_study_asks(files)
    own = [replace(ask, files=(at,)) for at, file in enumerate(files) for ask in file.signs.asks]
    found = [*together, *_retelling(files, known, text_of, together), *_joined(own)]
    order = list(AskKind)
    return sorted(found, key=lambda ask: (order.index(ask.kind), ask.files))


def _joined(asks: Sequence[Ask]) -> Iterator[Ask]:
    """Yield questions once for all the files of which the same is asked; passages are each file's own."""
    same: dict[object, list[Ask]] = defaultdict(list)
    for at, ask in enumerate(asks):
        same[at if ask.passages else (ask.kind, ask.told, ask.options)].append(ask)
    for group in same.values():
        yield replace(group[0], files=tuple(at for ask in group for at in ask.files))


def _retelling(
    files: Sequence[NamedSigns], known: Sequence[Study], text_of: TextOf, together: Sequence[Ask]
) -> Iterator[Ask]:
    earlier = _Earlier(files, known, together)
    for at, file in enumerate(files):
        shared = [*earlier.holding(file), *earlier.overlapping(at)]
        told_of = [] if file.signs.cue is Cue.NONE else list(earlier.told_of(at, text_of))
        if not shared and not told_of and file.signs.cue is not Cue.PLAIN:
            continue
        options = list(dict.fromkeys(title for title, _ in (*shared, *told_of)))[:_OPTIONS_AT_MOST]
        reasons = list(dict.fromkeys(reason for _, reason in (*shared, *told_of)))[:_OPTIONS_AT_MOST]
        if file.signs.cue is Cue.PLAIN:
            reasons.append("its words say that it sums up earlier research")
        which = f"“{options[0]}”" if options else "earlier research: which study?"
        told = f"{file.short_name} may tell again {which} ({'; '.join(reasons)})."
        yield Ask(kind=AskKind.RETELLS, told=told, files=(at,), options=tuple(options), reasons=tuple(reasons))


class _Earlier:
    """What the files of a batch may tell again: others of them, and the studies that the viewer may see.

    What is asked of every pair is worked out once for them all.
    """

    def __init__(self, files: Sequence[NamedSigns], known: Sequence[Study], together: Sequence[Ask]) -> None:
        self._files = files
        self._known = known
        self._titles = {study.id: study.title for study in known}
        self._own_words = _own_words([*(file.signs.title for file in files), *(study.title for study in known)])
        self._one_study = {at: number for number, ask in enumerate(together) for at in ask.files}
        self._holders: dict[int, set[int]] = defaultdict(set)
        for at, file in enumerate(files):
            for passage in file.signs.sketch:
                self._holders[passage].add(at)

    def holding(self, file: NamedSigns) -> Iterator[tuple[str, str]]:
        """Yield stored studies that hold much of a file, with the reason; none that the viewer may not see."""
        for study, shared in sorted(file.signs.held, key=lambda pair: -pair[1]):
            enough = shared >= _FEWEST_SHARED and shared >= _LEAST_SHARE * file.signs.passages
            if study in self._titles and study != file.signs.study_id and enough:
                yield self._titles[study], _overlap(shared, file.signs.passages, self._titles[study])

    def overlapping(self, at: int) -> Iterator[tuple[str, str]]:
        """Yield studies of the batch that hold much of a file, with the reason."""
        signs = self._files[at].signs
        beside_it = {other for passage in signs.sketch for other in self._holders[passage]}
        for other in sorted(beside_it):
            beside = self._files[other].signs
            shared, share = share_in(signs.sketch, beside.sketch)
            _, share_there = share_in(beside.sketch, signs.sketch)
            second = (share, signs.date or "", at) > (share_there, beside.date or "", other)
            much = shared >= _FEWEST_SHARED and share >= _LEAST_SHARE
            if self._is_apart(at, other) and much and second and beside.title != signs.title:
                yield beside.title, _overlap(shared, signs.passages, self._files[other].short_name)

    def told_of(self, at: int, text_of: TextOf) -> Iterator[tuple[str, str]]:
        """Yield studies that a file names or whose title is like its own, no younger than it, those named first."""
        signs = self._files[at].signs
        batch = [
            (each.signs.title, each.signs.date) for other, each in enumerate(self._files) if self._is_apart(at, other)
        ]
        stored = [(study.title, study.date) for study in self._known]
        older = [
            title
            for title, date in dict.fromkeys((*batch, *stored))
            if title != signs.title and not (date and signs.date and date > signs.date)
        ]
        named = named_in(text_of(at), older) if older else []
        yield from ((title, f"it names “{title}”") for title in named)
        own = self._own_words[signs.title]
        for title in older:
            theirs = self._own_words[title]
            if title not in named and 2 * len(own & theirs) >= len(own | theirs) > 0:
                yield title, f"its title is like “{title}”"

    def _is_apart(self, at: int, other: int) -> bool:
        """Tell whether two files are not one, nor asked about as one study."""
        return at != other and (at not in self._one_study or self._one_study[at] != self._one_study.get(other))


def _overlap(shared: int, passages: int, where: str) -> str:
    return f"{shared} of its {passages} longer passages stand in {where} too"


def _own_words(titles: Sequence[str]) -> dict[str, set[str]]:
    """Return the words of each title that set it apart; those that stand in many titles set none apart."""
    subjects = {title: _subject(title) for title in titles}
    counted = Counter(word for title in titles for word in subjects[title])
    most = max(_COMMON_FROM, len(titles) * _COMMON_SHARE)
    return {title: {word for word in words if counted[word] <= most} for title, words in subjects.items()}


def _subject(title: str) -> set[str]:
    return {word for word in (each.casefold() for each in _WORD.findall(title)) if word not in _TITLE_WORDS}
