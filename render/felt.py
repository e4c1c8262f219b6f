"""The fields of a template: plain data, each told here and in `templates/README.md`.

Every text is safe to put into a Word file (`render.text`); what is not known is an empty text or an empty list, so
that the template decides what to do about it.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BlokkFelt:
    """A paragraph, a list item or a table of a sak's text."""

    type: str
    """``avsnitt``, ``punkt`` or ``tabell``."""
    tekst: str = ""
    """The text; of a list item with its number or bullet, which Word shows by itself."""
    hovud: list[list[str]] = field(default_factory=list)
    """The header row of a table, or nothing."""
    rader: list[list[str]] = field(default_factory=list)
    """The other rows of a table, each with the same number of cells."""


@dataclass(frozen=True, slots=True)
class SeksjonFelt:
    """A part of a sak's text under its own heading."""

    tittel: str
    """The heading."""
    nivaa: int
    """1 is the highest under the sak."""
    blokker: list[BlokkFelt]
    """The text in reading order."""


@dataclass(frozen=True, slots=True)
class StegFelt:
    """A treatment of the sak by an organ."""

    nummer: str
    """The sak's number there."""
    utvalg: str
    """The organ."""
    dato: str
    """The date, ``9. desember 2025``."""


@dataclass(frozen=True, slots=True)
class PersonFelt:
    """A person called to, or present at, the meeting."""

    namn: str
    """Name."""
    funksjon: str
    """Office, as it stands."""
    kommune: str
    """The kommune or body that the person stands for."""
    parti: str
    """Party."""
    frammoete: str
    """``Møtte``, ``Forfall``, ``Vara for …``, with the saker where present for some only; empty until it is known."""


@dataclass(frozen=True, slots=True)
class SakFelt:
    """A sak."""

    nummer: str
    """The number as it stands, ``17/18``."""
    tittel: str
    """Title."""
    overskrift: str
    """Number and title as a heading: ``Sak 17/18 Title``, ``7. Title``, ``PS 54/12 Title``."""
    overskrift_kort: str
    """The same, cut to fit a header or a file's title."""
    arkivsak: str
    """The archive's number."""
    saksbehandlar: str
    """Case officer."""
    unntatt: str
    """Legal basis for closing it to the public."""
    saksgang: list[StegFelt]
    """Treatments by this and other organs."""
    innleiing: list[BlokkFelt]
    """Text before the first heading."""
    framlegg_overskrift: str
    """Heading of the proposal, with who puts it forward where that is known."""
    framlegg: list[str]
    """The points of the proposal, each with its number or letter, which Word shows by itself."""
    vedlegg: list[str]
    """Attachments."""
    seksjonar: list[SeksjonFelt]
    """The text under headings, without proposal, attachments, proceedings, vote and vedtak."""
    behandling: list[BlokkFelt]
    """The account of the proceedings."""
    roeysting: list[BlokkFelt]
    """The vote: as the minutes tell it, else in a sentence made from the figures."""
    vedtak: list[str]
    """The points of the vedtak, as in `framlegg`."""
    ny_side: bool
    """It should begin a new page: it, or the sak before it, has more than a title."""
    skal_ha_framlegg: bool
    """It is to be decided, so it needs a proposal."""
    skal_skrivast: bool
    """Nobody has written the account yet."""
    skal_behandlast: bool
    """The minutes need a place for proceedings."""
    skal_roeystast: bool
    """The minutes need a place for the vote (kommuneloven § 11-4)."""
    skal_vedtakast: bool
    """The minutes need a place for the vedtak (kommuneloven § 11-4)."""
    anker: str = ""
    """Name of the bookmark at its heading, for links and page numbers; the title alone has one with a ``t`` behind."""
    framfor: str = ""
    """What stands in front of the title in `overskrift`, ``Sak 17/18 ``."""
    i_overskrift: str = ""
    """The title as it stands in `overskrift`; that of a sak withheld from the public is shorter there."""


@dataclass(frozen=True, slots=True)
class VedleggFelt:
    """An attachment, in the list of those of all saker."""

    nummer: str
    """Number of its sak; the title where it has none."""
    namn: str
    """The attachment, as it is named."""
    anker: str
    """Name of the bookmark at its sak."""


@dataclass(frozen=True, slots=True)
class Felt:
    """The fields of a template, by their own names: ``{{ utvalg }}``, ``{%p for sak in saker %}``."""

    organisasjon: str
    """The organisation; the organ where the organisation is not known."""
    organisasjon_kort: str
    """The same, cut to fit a footer."""
    utvalg: str
    """The organ."""
    utvalg_kort: str
    """The same, cut to fit a header or a file's title."""
    moetenummer: str
    """Number of the meeting."""
    moetedato: str
    """Date, ``9. desember 2025``."""
    moetedato_lang: str
    """Date with the day of the week."""
    tid: str
    """``kl. 09.00–15.00``."""
    moetested: str
    """Place."""
    leiar: str
    """The leader, where one of `deltakarar` is so called."""
    forfall_til: str
    """Whom members tell that they can't come, where the register of organs says it."""
    deltakarar: list[PersonFelt]
    """Who was called or met, of those who vote; in a protokoll the members by the register of organs, and empty rows
    where nobody is known."""
    andre: list[PersonFelt]
    """Who met without a vote; in a protokoll those who always meet, by the register, else empty rows."""
    andre_enkelt: bool
    """Neither kommune nor party is known of anybody in `andre`."""
    ugilde: str
    """Decisions on impartiality: names and saker."""
    lukka: str
    """Closed saker and their legal basis."""
    saker: list[SakFelt]
    """The saker in the order of the sakliste."""
    har_parti: bool
    """Some person's party is known, so the attendance needs a column for it."""
    har_arkivsak: bool
    """Some sak has an archive number, so the sakliste needs a column for it."""
    sak: SakFelt | None
    """The one sak of a saksframlegg or an extract."""
    periode: str
    """The year of a møteplan, or its first and last day."""
    plan: list[BlokkFelt]
    """The table of a møteplan."""
    mottakarar: list[str]
    """Who gets an extract."""
    vedlegg: list[VedleggFelt] = field(default_factory=list)
    """The attachments of all saker, in order."""
