"""Words found by their pinyin: 政府采购 by ``zfcg``, ``zhengfucaigou``, ``zhfcg``, ``zhengfucg``, 政府c.

Each character may be typed as itself, by its initial (z or zh), or by a whole syllable; the last one by the
beginning of a syllable too. One with several readings (重, 行, 长) is found by each. ü is typed v or ü.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

Fits = Callable[[str], bool]

MANY = "\x01"  # In an outline: several initials

_PARTS = re.compile("([a-z]+)([^a-z]+)")
_TWO = ("zh", "ch", "sh")
_ALSO_TYPED = {"lve": "lue", "nve": "nue"}


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    """The readings of each character, the usual one first; read when something is first looked for."""
    from desktop.models.pinyin_table import MORE, USUAL

    made: dict[str, tuple[str, ...]] = {
        sign: (syllable,) for syllable, signs in _PARTS.findall(USUAL) for sign in signs
    }
    for syllable, signs in _PARTS.findall(MORE):
        for sign in signs:
            made[sign] += (syllable,)
    return made


def syllables(sign: str) -> tuple[str, ...]:
    """Return the readings of a character, without tones, the usual one first; nothing for any other sign."""
    return _table().get(sign, ())


@cache
def letters(sign: str) -> str:
    """Return the initials that a sign may be typed by, the usual one first; any other sign is its own."""
    return "".join(dict.fromkeys(each[0] for each in syllables(sign))) or sign


def initials(text: str) -> str:
    """Return the first letters of *text*, small; a sign that has none stays as it is."""
    return "".join(letters(sign)[0] for sign in text.lower())


def begins(typed: str, text: str) -> bool:
    """Tell whether *text* or its pinyin begins with *typed*."""
    wanted, held = _wanted(typed), text.lower()
    return held.startswith(typed.strip().lower()) or _typing(wanted)(held, 0)


def matches(typed: str, text: str) -> bool:
    """Tell whether *typed* occurs in *text* or in its pinyin."""
    return finding(typed)(text)


@lru_cache(maxsize=64)
def finding(typed: str) -> Fits:
    """Return what tells of a text whether *typed* occurs in it or in its pinyin; quick over many texts."""
    seek = _seeking(typed)
    return lambda text: seek(text) >= 0


def found_at(typed: str, text: str) -> int:
    """Return at which character of *text* what is typed begins, itself or its pinyin; −1 for nowhere."""
    return _seeking(typed)(text)


@lru_cache(maxsize=64)
def _seeking(typed: str) -> Callable[[str], int]:
    plain, wanted = typed.strip().lower(), _wanted(typed)
    if not any(sign.isascii() and sign.isalpha() for sign in wanted):
        return lambda text: text.lower().find(plain)
    start, typing = re.compile(_starts(wanted)), _typing(wanted)

    def seek(text: str) -> int:
        held = text.lower()
        if (there := held.find(plain)) >= 0:
            return there
        found = start.search(held)
        while found is not None:
            if typing(held, found.start()):
                return found.start()
            found = start.search(held, found.start() + 1)
        return -1

    return seek


def outline(sign: str) -> str:
    """Return the initial of a sign, ``MANY`` where it has several: of a text what is quickly looked through."""
    known = letters(sign)
    return known if len(known) == 1 else MANY


@lru_cache(maxsize=64)
def outlines(typed: str) -> tuple[str, ...]:
    """Return the beginnings of which each text that *typed* is found in has one in its outline; '' is in all."""
    wanted = _wanted(typed)
    if len(wanted) < 2 or any(each.startswith(wanted) for each in _classes()):
        return ("",)
    first = {outline(wanted[0]), MANY}
    ends = [n for n in range(1, len(wanted)) if wanted[:n] in _classes() or n == 1]
    second = {outline(wanted[n]) for n in ends} | {MANY}
    return tuple(sorted(one + other for one in first for other in second))


def _wanted(typed: str) -> str:
    """What is typed, small, without the marks that part syllables (xi'an), ü as v."""
    return typed.strip().lower().replace("'", "").replace("’", "").replace("ü", "v")


@cache
def _typed_by(sign: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What a sign may be typed by: as a whole (itself, initials, syllables), and its syllables alone."""
    known = syllables(sign)
    spoken = (*known, *(_ALSO_TYPED[each] for each in known if each in _ALSO_TYPED))
    short = (part for each in known for part in (each[0], each[:2] if each[:2] in _TWO else each[0]))
    return tuple(dict.fromkeys((sign, *short, *spoken))), spoken


@lru_cache(maxsize=64)
def _typing(wanted: str) -> Callable[[str, int], bool]:
    """Return what tells whether *wanted* types the signs of a text from a place on.

    Which beginnings of it the signs so far may have taken is a set of lengths; where a sign leads from such a
    set is worked out once, so that many texts are gone through fast.
    """
    known: dict[tuple[frozenset[int], str], frozenset[int]] = {}
    start, most = frozenset({0}), len(wanted)

    def fits(held: str, at: int) -> bool:
        taken = start
        for sign in held[at : at + most]:
            then = known.get((taken, sign))
            if then is None:
                then = known[taken, sign] = frozenset(_taken(wanted, taken, sign))
            if most in then:
                return True
            if not then:
                return False
            taken = then
        return not wanted

    return fits


def _taken(wanted: str, before: Iterable[int], sign: str) -> Iterator[int]:
    """How much of *wanted* may be taken when a sign follows; all of it too by the beginning of a syllable."""
    whole, spoken = _typed_by(sign)
    for begun in before:
        rest = wanted[begun:]
        yield from (begun + len(each) for each in whole if rest.startswith(each))
        if any(each.startswith(rest) for each in spoken):
            yield len(wanted)


# A pattern for the first two signs of a match, so that most texts are passed over without looking at each sign


@cache
def _classes() -> Mapping[str, str]:
    """The signs that may be typed by an initial, two letters or a syllable, each as a string."""
    made: defaultdict[str, list[str]] = defaultdict(list)
    for sign, known in _table().items():
        for each in known:
            made[each].append(sign)
            made[each[0]].append(sign)
            if each[:2] in _TWO:
                made[each[:2]].append(sign)
    made |= {typed: made[spoken] for spoken, typed in _ALSO_TYPED.items()}
    return {each: "".join(dict.fromkeys(signs)) for each, signs in made.items()}


def _starts(wanted: str) -> str:
    """A pattern that is found wherever *wanted* may begin; it begins with one class, which is looked for fast."""
    known = _classes()
    whole = [wanted[:n] for n in range(1, len(wanted)) if wanted[:n] in known]
    ways = [f"(?<={_class(known[each])}){_begun(wanted[len(each)])}" for each in whole]
    if len(wanted) > 1:
        ways.append(f"(?<={re.escape(wanted[0])}){_begun(wanted[1])}")
    last = "".join(dict.fromkeys("".join(signs for each, signs in known.items() if each.startswith(wanted))))
    ways += [f"(?<={_class(last)})"] if last else []
    first = _begun(wanted[0])
    return f"{first}(?:{'|'.join(ways)})" if len(wanted) > 1 else first


def _begun(letter: str) -> str:
    """A pattern for a sign that may be typed by something beginning with *letter*."""
    return _class(_classes().get(letter, "") + letter)


def _class(signs: str) -> str:
    return f"[{re.escape(signs)}]"
