"""A meeting and what it treats: the JSON that everything after ``extract`` speaks.

Names are those of the archive standard Noark 5 (version 5.5, metadata catalogue) where it has one, given with its
M-number; other names are plain nynorsk nouns. What a paper does not say is ``null``.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from model.document import Record

Dokumenttype = Literal["innkalling", "sakliste", "saksframlegg", "protokoll", "saerutskrift"]
Maalform = Literal["nn", "nb"]
Sakstype = Literal["opning", "godkjenning", "orientering", "vedtakssak", "val", "referat", "ymse"]
Rolle = Literal[
    "framlegg", "vedlegg", "saksframstilling", "bakgrunn", "vurdering", "behandling", "roeysting", "vedtak",
    "underpunkt", "anna",
]  # fmt: skip
Frammoete = Literal["moett", "forfall", "vara", "utan roysterett"]
Utfall = Literal[
    "vedteke", "vedteke med endring", "avslag", "teke til vitande", "utsett", "sendt tilbake", "sendt vidare", "trekt",
    "valt", "ikkje realitetshandsama",
]  # fmt: skip

ISO = r"^\d{4}(-\d{2}(-\d{2})?)?$"


class Kjelde(Record):
    """Where a value can be pointed at."""

    fil: str
    """Name of the file (Noark 5: referanseDokumentfil, M218)."""
    sha256: str
    """Checksum of the file's bytes (Noark 5: sjekksum, M705)."""
    side: int | None = None
    """Page, from 1; null in Word files."""
    bbox: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom in points from the page's upper left corner."""
    sti: str | None = None
    """Path in a Word file, such as ``p12`` (paragraph) or ``t3/r2/c1/p1`` (cell)."""


class Varsel(Record):
    """Something odd that a reader should know; never a guess."""

    kode: str
    """A fixed code, lower case with hyphens, such as ``nummer-motseiing``."""
    melding: str
    """One sentence."""
    kjelde: Kjelde | None = None
    """Where it was seen."""


class Deltakar(Record):
    """A person called to, or present at, the meeting (Noark 5: moetedeltaker)."""

    namn: str
    """The person's name (Noark 5: moetedeltakerNavn, M372)."""
    funksjon: str | None = None
    """Office in the organ or post, as it stands (Noark 5: moetedeltakerFunksjon, M373)."""
    kommune: str | None = None
    """The kommune, or the body, that the person stands for."""
    parti: str | None = None
    """Party, as it stands."""
    frammoete: Frammoete
    """``moett``, ``forfall`` (absent), ``vara`` (met as a substitute), ``utan roysterett`` (present without a vote)."""
    vara_for: str | None = None
    """The member whom the substitute met for."""
    fraa_sak: str | None = None
    """Present from this sak on."""
    til_sak: str | None = None
    """Present up to and including this sak."""
    ugild_i: list[str] = []
    """Saker that the person left as ugild (forvaltningslova § 6), by number."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Blokk(Record):
    """A piece of a section's text."""

    type: Literal["avsnitt", "punkt", "tabell"]
    """Paragraph, list item or table."""
    tekst: str
    """The text; of a table its cells, rows parted by line feeds and cells by tabs."""
    merke: str | None = None
    """The marker of a list item as it stands."""
    nivaa: int = 0
    """Nesting of a list item, from 0."""
    rader: list[list[str]] | None = None
    """The rows of a table."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Seksjon(Record):
    """A part of a sak under a heading of its own."""

    tittel: str | None = None
    """The heading as it stands, without a closing colon; null for text before the first heading."""
    rolle: Rolle
    """What the section is for."""
    nivaa: int = 1
    """1 is the highest under the sak."""
    blokker: list[Blokk] = []
    """The text in reading order."""
    kjelde: Kjelde | None = None
    """Where the heading stands."""


class Handling(Record):
    """What a point sets in motion."""

    verb: str
    """The deciding verb as lemma (``be``, ``ta til vitande``, ``løyve``)."""
    aktoer: str | None = None
    """Who decides."""
    mottakar: str | None = None
    """Who must act."""
    frist: str | None = Field(default=None, pattern=ISO)
    """By when: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
    beloep: float | None = None
    """How much, in NOK."""


class Punkt(Record):
    """One point of a proposal or a vedtak."""

    id: str | None = None
    """Id of a vedtak's point, ``…/sak-7/vedtak/2``."""
    nr: str | None = None
    """The point's number as it stands, without its closing mark; null where it has none."""
    tekst: str
    """The point's text."""
    nivaa: int = 0
    """Nesting, from 0."""
    handlingar: list[Handling] = []
    """What it sets in motion."""
    lukka: str | None = None
    """Why it needs no following up any more, in the words of the person who closed it; null while nobody has."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Framlegg(Record):
    """The proposal that the organ votes on (eInnsyn: innstilling)."""

    punkt: list[Punkt] = []
    """The points."""
    organ: str | None = None
    """Who puts it forward, where the heading says so (``Rådmannen``)."""
    dato: date | None = None
    """When it was put forward, where the paper says so."""
    kjelde: Kjelde | None = None
    """Where its heading stands."""


class Vedtak(Record):
    """What the organ decided (eInnsyn: vedtak)."""

    punkt: list[Punkt] = []
    """The points."""
    utfall: Utfall | None = None
    """What kind of decision it is."""
    organ: str | None = None
    """Who decided."""
    dato: date | None = None
    """When it was decided."""
    som_framlegg: bool = False
    """The vedtak only says that the proposal is adopted; the points are the proposal's."""
    lukka: str | None = None
    """Of a sak that was put off: why it needs no following up any more, in the words of the person who closed it."""
    kjelde: Kjelde | None = None
    """Where its heading stands."""


class PartiRoeyst(Record):
    """How a party voted."""

    parti: str
    """Party, as it stands."""
    for_: int | None = Field(default=None, alias="for", serialization_alias="for")
    """Votes for."""
    mot: int | None = None
    """Votes against."""


class FramleggRoeyst(Record):
    """A proposal put forward in the meeting and how it went."""

    av: str | None = None
    """Who put it forward."""
    tekst: str | None = None
    """Its text."""
    for_: int | None = Field(default=None, alias="for", serialization_alias="for")
    """Votes for."""
    mot: int | None = None
    """Votes against."""
    utfall: Literal["vedteke", "fall", "trekt"] | None = None
    """Adopted, lost or withdrawn."""


class Roeysting(Record):
    """The vote on the sak (kommuneloven § 11-4: the minutes give the result of votes)."""

    resultat: Literal["samroeystes", "fleirtal", "dobbeltroeyst", "loddtrekning"] | None = None
    """Unanimous, by majority, by the chair's casting vote, by lot."""
    for_: int | None = Field(default=None, alias="for", serialization_alias="for")
    """Votes for what was decided."""
    mot: int | None = None
    """Votes against."""
    blankt: int | None = None
    """Blank votes."""
    parti: list[PartiRoeyst] = []
    """Votes per party."""
    framlegg: list[FramleggRoeyst] = []
    """Other proposals that were voted on."""
    kjelde: Kjelde | None = None
    """Where the result stands."""


class Tilvising(Record):
    """A reference to another sak, vedtak or meeting."""

    tekst: str
    """The words as they stand."""
    utvalg: str | None = None
    """The organ that it points to (Noark 5: utvalg, M370)."""
    dato: str | None = Field(default=None, pattern=ISO)
    """Date of the meeting, as exact as the words make it."""
    sak: str | None = None
    """Number of the sak."""
    punkt: str | None = None
    """Point of the vedtak."""
    maal: str | None = None
    """The id it points to once the archive has that meeting."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Dato(Record):
    """A date that the text names."""

    tekst: str
    """The words as they stand."""
    dato: str | None = Field(default=None, pattern=ISO)
    """The date, as exact as the words make it."""
    aarleg: str | None = Field(default=None, pattern=r"^--\d{2}-\d{2}$")
    """A day that returns each year, ``--05-08``."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Beloep(Record):
    """An amount of money that the text names."""

    tekst: str
    """The words as they stand."""
    nok: float
    """In Norwegian kroner."""
    kjelde: Kjelde | None = None
    """Where it stands."""


class Behandlingssteg(Record):
    """A treatment of the sak by an organ, as its own table of treatments says."""

    utvalg: str
    """The organ (Noark 5: utvalg, M370)."""
    dato: date | None = None
    """Date of that meeting (Noark 5: moetedato, M102)."""
    nummer: str | None = None
    """The sak's number there."""


class Tema(Record):
    """A theme of Los, the public sector's vocabulary of topics (psi.norge.no/los)."""

    uri: str
    """The theme's address."""
    namn: str | None = None
    """Its name, in the paper's written standard."""

    @model_validator(mode="before")
    @classmethod
    def _of_address(cls, value: object) -> object:
        """An address alone is a theme too."""
        return {"uri": value} if isinstance(value, str) else value


class Utgaave(Record):
    """Which version of a paper it is."""

    tekst: str
    """The words that say so, as they stand, or the file's name."""
    slag: Literal["utkast", "revidert", "endeleg"]
    """A draft, one in place of an earlier one, the final one."""
    nr: int | None = None
    """Number of the version."""
    dato: date | None = None
    """When it was made."""
    kjelde: Kjelde | None = None
    """Where it says so."""


class Saksnummer(Record):
    """A sak's number taken apart."""

    aar: int | None = None
    """Year, four digits (Noark 5: saksaar, M011)."""
    nr: str
    """The number in the year, or the number alone (Noark 5: sakssekvensnummer, M012)."""


class Sak(Record):
    """A sak as the meeting treats it (Noark 5: moeteregistrering)."""

    id: str
    """Stable id, ``sogn-ko/styret/2025-12-09/sak-7``."""
    nummer: str | None = None
    """The number as it stands (``7``, ``17/18``, ``PS 54/12``)."""
    saksnummer: Saksnummer | None = None
    """The number taken apart; null where the sak has none."""
    tittel: str
    """Title (Noark 5: tittel, M020)."""
    sakstype: Sakstype
    """Kind of sak (Noark 5: moetesakstype, M088)."""
    arkivsak: str | None = None
    """The archive's number of the case (Noark 5: mappeID, M003)."""
    saksbehandlar: str | None = None
    """Case officer (Noark 5: saksbehandler, M307)."""
    saksgang: list[Behandlingssteg] = []
    """Treatments by this and other organs."""
    unntatt_offentlegheit: str | None = None
    """Legal basis for closing it to the public, as it stands (Noark 5: skjermingshjemmel, M501)."""
    seksjonar: list[Seksjon] = []
    """The text by headings, in the paper's order."""
    framlegg: Framlegg | None = None
    """The proposal."""
    behandling: list[Blokk] = []
    """The account of the proceedings in the meeting."""
    roeysting: Roeysting | None = None
    """The vote."""
    vedtak: Vedtak | None = None
    """The decision."""
    vedlegg: list[str] = []
    """Attachments, as they are named."""
    tilvisingar: list[Tilvising] = []
    """References to other saker and meetings."""
    datoar: list[Dato] = []
    """Dates in the text."""
    beloep: list[Beloep] = []
    """Amounts in the text."""
    aktoerar: list[str] = []
    """Organisations and organs that the text names, by their canonical names."""
    tema: list[Tema] = []
    """Topics, the most important first."""
    kjelde: Kjelde | None = None
    """Where the sak begins."""


class Moete(Record):
    """A meeting of an organ (Noark 5: moetemappe)."""

    skjema: Literal["saksgang/moete/1"] = "saksgang/moete/1"
    """Name and version of this shape."""
    id: str
    """Stable id, ``sogn-ko/styret/2025-12-09``."""
    organisasjon: str | None = None
    """The organisation (Noark 5: arkivskaperNavn, M023)."""
    utvalg: str | None = None
    """The organ (Noark 5: utvalg, M370)."""
    moetenummer: str | None = None
    """Number of the meeting (Noark 5: moetenummer, M008)."""
    moetedato: date | None = None
    """Date (Noark 5: moetedato, M102)."""
    starttid: str | None = Field(default=None, pattern=r"^\d{2}:\d{2}$")
    """Start, HH:MM."""
    sluttid: str | None = Field(default=None, pattern=r"^\d{2}:\d{2}$")
    """End, HH:MM."""
    moetested: str | None = None
    """Place (Noark 5: moetested, M371)."""
    maalform: Maalform
    """Written standard of the paper: nynorsk or bokmål."""
    dokumenttypar: list[Dokumenttype] = []
    """The kinds of paper that it was read from."""
    utgaave: Utgaave | None = None
    """Which version of the paper it is, where it says so."""
    moetedeltakarar: list[Deltakar] = []
    """Who was called or met (Noark 5: moetedeltaker)."""
    saker: list[Sak] = []
    """The saker in the order of the sakliste."""
    kjelder: list[Kjelde] = []
    """The files that it was read from."""
    varsel: list[Varsel] = []
    """What is odd."""
    sjekksum: str | None = None
    """SHA-256 of the archive's record as Saksgang wrote it, with null here (Noark 5: sjekksum, M705): a record in the
    archive that no longer fits its checksum was edited by hand."""
