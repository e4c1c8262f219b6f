"""One name for each body: the forms that a paper uses of it are joined, and each sak gets the bodies that it names.

``Solnes Vekst`` is Solnes Vekst IKS where the paper says so once, ``styret i Fjordlandet KO`` the meeting's own Styret,
``arbeidsutvalet`` the only one that the paper places, and letters in brackets are the name in front of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from extract.aktoer import find_actors
from extract.knowledge import alternatives, table, words
from extract.kommune import CAPITAL, WORD, is_fylke, is_kommune, kommune_name
from extract.trained import find_bodies
from extract.treff import Hit
from model.moete import Deltakar, Maalform, Sak

if TYPE_CHECKING:
    from spacy.language import Language

_MIN_LETTERS = 3  # of a short name that is looked for in running text


def with_actors(
    saker: Sequence[Sak],
    standard: Maalform,
    organisasjon: str | None,
    utvalg: str | None,
    deltakarar: Sequence[Deltakar] = (),
    elsewhere: Iterable[str] = (),
    trained: Language | None = None,
) -> list[Sak]:
    """The saker, each with the bodies that its title and text name, by one name each, in text order.

    ``organisasjon`` and ``utvalg`` are the meeting's own, ``elsewhere`` lines of the paper outside the saker.
    ``trained`` is a pipeline of the user's own whose bodies are added where the rules see none.
    """
    texts = [list(texts_of(sak)) for sak in saker]
    everything = [*elsewhere, *(text for part in texts for text in part)]
    register = Register(standard, organisasjon, utvalg, deltakarar, everything, trained)
    return [sak.model_copy(update={"aktoerar": register.names(part)}) for sak, part in zip(saker, texts, strict=True)]


def texts_of(sak: Sak) -> Iterator[str]:
    """What a sak says, piece by piece: title, headings of its own, paragraphs and cells."""
    yield sak.tittel
    for part in sak.seksjonar:
        if part.tittel and part.rolle not in ("framlegg", "vedtak", "behandling", "roeysting", "vedlegg"):
            yield part.tittel
        for block in part.blokker:
            if block.rader:
                yield from (line for row in block.rader for cell in row for line in cell.split("\n") if line.strip())
            else:
                yield from (line for line in re.split(r"[\n\t]+", block.tekst) if line.strip())


class Register:
    """The bodies of one paper."""

    def __init__(
        self,
        standard: Maalform,
        organisasjon: str | None,
        utvalg: str | None,
        deltakarar: Sequence[Deltakar],
        texts: Sequence[str],
        trained: Language | None = None,
    ) -> None:
        self._standard = standard
        self._own = organisasjon
        self._utvalg = utvalg
        self._persons = _surnames(texts, deltakarar)
        self._kommunar = _named_kommunar(texts, deltakarar)
        self._forms: dict[str, Counter[str]] = defaultdict(Counter)
        self._short: dict[str, str] = {}
        """Short name, as it is compared -> key of the body."""
        self._placed: dict[str, Counter[str]] = defaultdict(Counter)
        """Organ, as it is compared -> the bodies that the paper places it in."""
        self._hits = {text: find_actors(text, self._kommunar, self._persons) for text in dict.fromkeys(texts)}
        if trained:
            self._add(trained)
        if organisasjon:
            self._learn(organisasjon, 1000)
        for text, hits in self._hits.items():
            for hit in hits:
                self._learn_from(text, hit)
        self._shorts = self._short_names()

    def _add(self, trained: Language) -> None:
        """The bodies that a trained pipeline finds where the rules see none."""
        for (text, hits), found in zip(self._hits.items(), find_bodies(trained, self._hits), strict=True):
            hits += [more for more in found if not any(hit.start < more.end and more.start < hit.end for hit in hits)]
            self._hits[text] = sorted(hits, key=lambda hit: (hit.start, -hit.end))

    # ------------------------------------------------------------ what the paper says of its bodies

    def _learn_from(self, text: str, hit: Hit) -> None:
        if hit.kind == "organisasjon":
            self._learn(hit.name)
        elif hit.kind == "etat":
            self._forms[_etat_key(hit.name)][hit.name] += 1
        key = self._key(hit)
        if key and (bracket := _BRACKET.match(text[hit.end : hit.end + 20])):
            self._short[bracket[1]] = key
        if hit.kind == "organ" and hit.of:
            self._placed[organ_key(hit.name)][self._organ_of(hit)] += 1

    def _learn(self, name: str, times: int = 1) -> None:
        key = body_key(name)
        self._forms[key][name] += times
        base, form = split_form(name)
        if form and _stands_alone(base, form):
            self._short.setdefault(base.casefold(), key)

    def _short_names(self) -> dict[str, list[str]]:
        """First word -> names that stand for a longer one: without their form of company, or with other capitals."""
        known = {short.casefold() for short in self._short if len(short) >= _MIN_LETTERS or short.isupper()}
        known |= {key for key, forms in self._forms.items() if " " in key and not any(" kommune" in f for f in forms)}
        out: dict[str, list[str]] = defaultdict(list)
        for name in sorted(known, key=lambda name: (-len(name), name)):
            if first := _WORDS.match(name):
                out[first[0]].append(name)
        return out

    def _named_short(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the text has one of those names."""
        lower, done = text.casefold(), 0
        for word in _WORDS.finditer(lower):
            if word.start() < done:
                continue
            for name in self._shorts.get(word[0], ()) or self._shorts.get(word[0].removesuffix("s"), ()):
                end = word.start() + len(name)
                if lower.startswith(name, word.start()) and re.match(r"(?:s(?=\s))?(?![\w-])", lower[end : end + 2]):
                    yield word.start(), end
                    done = end
                    break

    # ------------------------------------------------------------ names

    def names(self, texts: Sequence[str]) -> list[str]:
        """The bodies that the texts of one sak name, each once."""
        hits = [(hit, place) for place, text in enumerate(texts) for hit in self._all_hits(text)]
        placed: dict[str, set[str]] = defaultdict(set)
        for hit, _ in hits:
            if hit.kind == "organ" and hit.of:
                placed[organ_key(hit.name)].add(self._organ_of(hit))
        found = [name for hit, _ in hits if (name := self._canonical(hit, placed))]
        out: dict[str, str] = {}
        for name in found:
            out.setdefault(name.casefold(), name)
        return list(out.values())

    def _all_hits(self, text: str) -> list[Hit]:
        hits = self._hits[text] if text in self._hits else find_actors(text, self._kommunar, self._persons)
        if len(text.casefold()) != len(text) or not any(c.islower() for c in text):
            return hits
        found = list(hits)
        for start, end in self._named_short(text):
            name = text[start:end]
            if not any(c.isupper() for c in name) or (name.isupper() and name not in self._short and len(name) < 4):
                continue
            if not any(hit.start < end and start < hit.end and not hit.of for hit in hits):
                found.append(Hit(start, end, "organisasjon", name))
        return sorted(found, key=lambda hit: (hit.start, -hit.end))

    def _key(self, hit: Hit) -> str | None:
        match hit.kind:
            case "etat":
                return _etat_key(hit.name)
            case "organisasjon":
                return body_key(hit.name)
            case "organ" if hit.of:
                self._forms[key := body_key(hit.name + " i " + hit.of)][self._organ_of(hit)] += 1
                return key
            case _:
                return None

    def _canonical(self, hit: Hit, placed: dict[str, set[str]]) -> str | None:
        match hit.kind:
            case "kommune":
                return kommune_name(hit.name, self._herad())
            case "eige":
                return self._own_body(hit.name)
            case "organ":
                return self._organ(hit, placed)
            case "etat":
                return self._office(hit.name) or self._display(_etat_key(hit.name))
            case _:
                return self._body(hit.name)

    def _office(self, name: str) -> str | None:
        """Of an office that each fylke has (``Statsforvaltaren``), the only one that the paper places."""
        if name not in words(table("aktoer")["embete"]):
            return None
        placed = [key for key in self._forms if key.startswith(f"{body_key(f'{name} i')} ")]
        return self._display(placed[0]) if len(placed) == 1 else None

    def _herad(self) -> list[str]:
        return [form for forms in self._forms.values() for form in forms if form.endswith((" herad", " herred"))]

    def _body(self, name: str) -> str:
        if self._own and name.endswith(f" {self._own}"):  # a heading's word stands before it
            return self._own
        key = self._short.get(name) or self._short.get(name.casefold()) or body_key(name)
        if key not in self._forms and is_kommune(name):
            return kommune_name(name, self._herad())
        return self._display(key) if key in self._forms else name

    def _display(self, key: str) -> str:
        """The name of a body: its own paper's, the register's, or the commonest form with most capitals."""
        if key.startswith("etat:"):
            entry = _etat(key)
            full = {entry["nn"], entry["nb"]} & set(self._forms[key])
            return str(entry["kort"] if "kort" in entry and not full else entry[self._standard])
        if self._own and body_key(self._own) == key:
            return self._own
        forms = self._forms[key]
        best = max(forms, key=lambda form: (not form.isupper(), sum(c.isupper() for c in form), forms[form], form))
        base, company = split_form(best)
        return f"{base} {company}" if company else best

    # ------------------------------------------------------------ organs

    def _organ(self, hit: Hit, placed: dict[str, set[str]]) -> str | None:
        key = organ_key(hit.name)
        if hit.of and not self._is_own_organ(key, " "):
            return self._organ_of(hit)
        if alone := self._short.get(hit.name.casefold()):
            return self._display(alone)
        if self._is_own_organ(key):
            return self._own_organ()
        near = placed.get(key) or set()
        if len(near) == 1:
            return next(iter(near))
        everywhere = list(self._placed.get(key, ()))
        if len(everywhere) == 1 and not near:
            return everywhere[0]
        return _definite(hit.name)

    def _is_own_organ(self, key: str, behind: str = "") -> bool:
        """Whether a word is the meeting's organ, or what its name begins with: ``Villreinnemnda for …``."""
        own = organ_key(self._utvalg or "")
        return own.startswith(f"{key} ") or (not behind and own == key)

    def _organ_of(self, hit: Hit) -> str:
        """``Arbeidsutvalet i Fjordlandet KO``; the meeting's own organ and its administration need no body."""
        body = re.sub(r"\s+", " ", hit.of or "")
        name = _definite(hit.name)
        if self._named_by(name, body):
            return self._own or name
        if self._is_own(body) and (
            (self._utvalg and organ_key(name) == organ_key(self._utvalg))
            or organ_key(name) in ("administrasjonen", "sekretariatet")
        ):
            return self._own_organ() if organ_key(name) not in ("administrasjonen", "sekretariatet") else name
        base, form = split_form(body)
        if self._own and self._is_own(body):
            return f"{name} {hit.joined} {self._own}"
        return f"{name} {hit.joined} {f'{base} {form}' if form else body}"

    def _named_by(self, organ: str, body: str) -> bool:
        """Whether the meeting's organisation is the organ by another order of words: Fjellheimen nasjonalparkstyre."""
        return (self._own or "").casefold() in {f"{body} {word}".casefold() for word in _indefinite(organ)}

    def _is_own(self, body: str) -> bool:
        if not self._own:
            return False
        key = self._short.get(body.casefold()) or body_key(body)
        own = body_key(self._own)
        return key == own or own in (f"{key} kommune", f"{key} herad", f"{key} fylkeskommune")

    def _own_organ(self) -> str:
        """The meeting's organ; where the organisation is named by it (Fjordlandet regionråd), that is the name."""
        organ = self._utvalg or ""
        last = (self._own or "").split()[-1:]
        if last and last[0].lower() in _indefinite(organ):
            return self._own or organ
        return organ

    def _own_body(self, word: str) -> str | None:
        """Whom ``rådet``, ``kommunen`` or ``fylkeskommunen`` are in this paper; null where it can't be told."""
        lower = word.lower()
        if lower in ("kommunen", "fylkeskommunen"):
            ending = " " + lower.removesuffix("n")
            if self._own and self._own.lower().endswith(ending):
                return self._own
            if lower == "kommunen":
                return None
            found = {self._display(key) for key in self._forms if self._display(key).lower().endswith(ending)}
            return next(iter(found)) if len(found) == 1 else word
        stem = organ_key(lower).removesuffix("et")
        for name in (self._utvalg, self._own):
            if name and any(part.removesuffix("et").endswith(stem) for part in organ_key(name).split()):
                return self._own_organ() if self._utvalg else name
        return word if lower in ("fellesrådet", "hovudutvalet", "hovedutvalget", "regionrådet") else None


# ---------------------------------------------------------------- how names are compared

_WORDS = re.compile(r"(?<![\w-])\w[\w-]*")
_BRACKET = re.compile(rf"\s+\(({CAPITAL}[\wæøåÆØÅ-]{{1,11}}(?: {CAPITAL}{{2,4}})?)\)")


def split_form(name: str) -> tuple[str, str | None]:
    """A name and its form of company by letters: ``Solnes Vekst``, ``IKS``; null where it has none."""
    match = _form_pattern().search(name)
    if not match:
        return name, None
    full = {form.casefold(): letters for form, letters in table("aktoer")["selskapsform_fullt"].items()}
    return name[: match.start()].strip(), full.get(match[1].casefold(), match[1].upper())


@cache
def _form_pattern() -> re.Pattern[str]:
    entry = table("aktoer")
    full = alternatives(list(entry["selskapsform_fullt"]))
    return re.compile(rf"(?<=\s)({alternatives(entry['selskapsform'])}|(?i:{full}))$")


def body_key(name: str) -> str:
    """A body's name as it is compared."""
    for entry_key, forms in _etat_by_form().items():
        if name in forms:
            return entry_key
    base, form = split_form(re.sub(r"\s+", " ", name))
    text = f"{base} {form}" if form else base
    for nb, nn in (("statsforvalteren", "statsforvaltaren"), ("stiftelsen", "stiftinga"), ("herred", "herad")):
        text = text.casefold().replace(nb, nn)
    return text.casefold()


def organ_key(name: str) -> str:
    """An organ's name as it is compared: one written standard, definite."""
    text = re.sub(r"\s+", " ", name).casefold()
    for nb, nn in (
        ("utvalg", "utval"),
        ("gruppen", "gruppa"),
        ("forsamlingen", "forsamlinga"),
        ("komitéen", "komiteen"),
    ):
        text = text.replace(nb, nn)
    text = re.sub(r"^(menighets|sokne)(?=råd)", "sokne", text)
    return re.sub(r"(?:(?<=utval)|(?<=representantskap))(?=$)", "et", text)


def _indefinite(name: str) -> set[str]:
    """The indefinite forms that an organ's name may have: ``regionråd`` of ``Regionrådet``, ``styre`` of ``Styret``."""
    key = organ_key(name)
    return {key, key.removesuffix("t"), key.removesuffix("et")}


def _definite(name: str) -> str:
    """``Representantskap`` as the organ is called; one with a word before it (Strategisk samarbeidsutval) stays."""
    return name + "et" if name.lower() in ("representantskap", "arbeidsutval", "arbeidsutvalg") else name


def _stands_alone(base: str, form: str) -> bool:
    """Whether a name without its form of company still is the body: not where it is a place."""
    entry = table("aktoer")["berre_stad"]
    if is_kommune(base) or is_fylke(base) or not base:
        return False
    return form not in entry["former"] or base.endswith(tuple(entry["endingar"]))


@cache
def _etat_by_form() -> dict[str, frozenset[str]]:
    return {
        f"etat:{entry['nn']}": frozenset((entry["nn"], entry["nb"], *entry.get("former", [])))
        for entry in table("etatar")["etatar"]
    }


@cache
def _etat_key(form: str) -> str:
    return next(key for key, forms in _etat_by_form().items() if form in forms)


def _etat(key: str) -> dict[str, str]:
    return next(entry for entry in table("etatar")["etatar"] if f"etat:{entry['nn']}" == key)


# ---------------------------------------------------------------- what the paper says of places and persons


def _named_kommunar(texts: Iterable[str], deltakarar: Iterable[Deltakar]) -> frozenset[str]:
    """Bare names of the kommunar that the paper calls so, or that someone meets for."""
    found = {match[1] for text in texts for match in _KOMMUNE.finditer(text)}
    found |= {person.kommune.removesuffix(" kommune") for person in deltakarar if person.kommune}
    return frozenset(name for name in found if name.lower() not in words(table("aktoer")["start"]) and " " not in name)


_KOMMUNE = re.compile(rf"(?<![\w-])({WORD}) (?:kommune|herad|herred)s?(?!\w)")
_NAME = re.compile(rf"(?<![\w-]){WORD} (?:{WORD} )?({WORD})(?![\w-])")


def _surnames(texts: Iterable[str], deltakarar: Iterable[Deltakar]) -> frozenset[str]:
    """Last words of names in two or three words: ``Kari Vik`` makes it doubtful who ``Vik`` is."""
    found = {person.namn.split()[-1] for person in deltakarar if person.namn.split()}
    found |= {match[1] for text in texts for match in _NAME.finditer(text)}
    return frozenset(found)
