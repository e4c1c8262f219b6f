"""The words of papers, in both standards: labels, votes and outcomes as secretariats write them."""

from __future__ import annotations

import pytest

from extract import read_moete
from extract.lines import lines_of
from extract.seksjon import find_label
from model.moete import Sak
from tests.extract.paper_text import document

LABELS = {
    "framlegg": [
        "Framlegg til vedtak",
        "Forslag til vedtak",
        "Tilråding",
        "Tilråding til vedtak",
        "Innstilling",
        "Rådmannens innstilling",
        "Kommunedirektøren si tilråding",
        "Kommunedirektørens forslag til vedtak",
        "Administrasjonens innstilling",
        "Ordførers innstilling",
        "Styreleiar sitt framlegg",
        "Rådmannen sitt framlegg til vedtak",
        "LEIAREN I VALSTYRET SI TILRÅDING",
        "Rådmannens anbefaling",
        "Rådmannens forslag",
        "Kommunedirektørens innstilling til vedtak",
        "Adm. direktørs innstilling",
        "Tilråding frå rådmannen",
        "Sekretariatets innstilling",
        "Kontrollutvalgets innstilling til kommunestyret",
        "Innstilling fra formannskapet",
        "Formannskapets innstilling 12.03.2024",
        "Saksordførers forslag",
        "Daglig leder sitt forslag til vedtak",
        "Arbeidsutvalet si tilråding",
        "Administrasjonens forslag til vedtak",
        "Fylkesdirektøren si innstilling",
        "Styret sitt framlegg til vedtak",
        "Forslag til innstilling",
        "Tilrådning",
    ],
    "saksframstilling": [
        "Saksframstilling",
        "Saksutgreiing",
        "Saksopplysningar",
        "Saksopplysninger",
        "Saksutredning",
        "Fakta",
        "Saksutredning:",
        "Saksorientering",
        "Kort om saken",
        "Kort om saka",
        "Sammendrag",
        "Innledning",
        "Saka i korte trekk",
        "Orientering om saka",
        "Saksgrunnlag",
        "Faktiske opplysninger",
        "Utgreiing",
    ],
    "bakgrunn": [
        "Bakgrunn",
        "Bakgrunn for saken",
        "Bakgrunn for saka",
        "Bakgrunn og status",
    ],
    "vurdering": [
        "Vurdering",
        "Vurderingar og konsekvensar",
        "Økonomiske konsekvensar",
        "Økonomiske konsekvenser",
        "Konklusjon",
        "Rådmannens vurdering",
        "Kommunedirektøren si vurdering",
        "Administrasjonens vurdering",
        "Drøfting",
        "Økonomiske og administrative konsekvenser",
        "Konsekvensar for klima og miljø",
        "Miljøkonsekvenser",
        "Folkehelse",
        "Alternative løsninger",
        "Økonomiske og personellmessige konsekvenser",
        "Helse, miljø og sikkerhet",
        "Samla vurdering",
        "Vurdering og konklusjon",
        "Oppsummering",
    ],
    "behandling": [
        "Behandling",
        "Handsaming",
        "Handsaming i møtet",
        "Behandling i Formannskapet - 12.03.2024",
        "Saksprotokoll",
        "Behandling i møtet 12.03.2024",
        "Møtebehandling",
        "Formannskapets behandling",
        "Handsaming i Formannskapet 12.03.2024",
        "Saksprotokoll i Kommunestyret - 14.12.2023",
        "Behandling:",
        "Styrets behandling",
        "Kommunestyret handsama saka",
        "Handsaming i kommunestyret",
    ],
    "roeysting": [
        "Røysting",
        "Votering",
        "Avrøysting",
        "Avstemning",
        "Voteringsresultat",
        "Stemmegivning",
    ],
    "vedtak": [
        "Vedtak",
        "VEDTAK",
        "Samrøystes vedtak",
        "Vedtak i Formannskapet - 12.03.2024",
        "Formannskapets vedtak",
        "Styrets vedtak",
        "Kommunestyret sitt vedtak",
        "Vedtak:",
        "Enstemmig vedtak",
        "Endelig vedtak",
        "Kontrollutvalgets vedtak",
        "FSK-12/24 Vedtak",
        "Fylkestingets vedtak",
        "Styret fattet slikt vedtak:",
        "Styret gjorde slikt samrøystes vedtak:",
        "Rådet gjorde slikt vedtak:",
        "Et enstemmig fylkesutvalg vedtok:",
        "Vedtak (enst.)",
        "Vedtak mot 2 stemmer",
        "Vedtak, mot 2 røyster",
        "Formannskapets enstemmige vedtak",
        "Styrets enstemmige vedtak",
        "Styret vedtok enstemmig:",
        "Styret vedtok følgende:",
        "Styret vedtok:",
        "Styret fattet følgende enstemmige vedtak:",
        "Protokoll/vedtak",
        "Vedtakspunkt",
    ],
    "vedlegg": [
        "Vedlegg",
        "Vedlegg:",
        "Vedlagte saksdokument",
        "Trykte vedlegg",
        "Utrykte vedlegg",
        "Vedlagte dokumenter",
        "Dokumentliste",
        "Saksvedlegg",
        "Vedlegg i saka",
        "Vedlegg (ligg ved)",
        "Prenta vedlegg",
        "Vedlagt i saken",
    ],
}
Counts = tuple[str, int | None, int | None] | None
VOTES: list[tuple[str, Counts]] = [
    ("Innstillinga vart vedteken med 15 mot 6 røyster.", ("fleirtal", 15, 6)),
    ("9 stemmer for, 4 stemmer mot.", ("fleirtal", 9, 4)),
    ("Framlegget frå Dal fekk 3 røyster og fall. Tilrådinga vart vedteken med 8 røyster.", None),
    ("Vedteke med ordføraren si dobbeltrøyst, 5 mot 5.", ("dobbeltroeyst", 5, 5)),
    ("Samrøystes.", ("samroeystes", None, None)),
    ("Einstemmig.", ("samroeystes", None, None)),
    ("Enst.", ("samroeystes", None, None)),
    ("Rådmannens innstilling enstemmig vedtatt.", ("samroeystes", None, None)),
    ("Vedteke mot 2 røyster.", ("fleirtal", None, 2)),
    ("Innstillingen ble vedtatt med 7 stemmer (Ap, Sp) mot 2 stemmer (H).", ("fleirtal", 7, 2)),
    ("Innstillingen ble vedtatt med 23-12 stemmer.", ("fleirtal", 23, 12)),
    ("Votering: 6 for og 3 mot.", ("fleirtal", 6, 3)),
    ("Tilrådinga vart vedteken med 6 røyster for og 3 imot.", ("fleirtal", 6, 3)),
    ("Vedtatt med leders dobbeltstemme (4-4).", ("dobbeltroeyst", 4, 4)),
    ("Saken ble avgjort ved loddtrekning.", ("loddtrekning", None, None)),
    ("Innstillingen ble vedtatt med fem mot to stemmer.", ("fleirtal", 5, 2)),
    ("Framlegget vart vedteke med alle røyster.", ("samroeystes", None, None)),
    ("Alle røysta for framlegget.", ("samroeystes", None, None)),
    ("Vedtatt med 33 av 35 stemmer.", ("fleirtal", 33, 2)),
    ("Tilrådinga vart vedteken med 10 røyster. 5 røysta mot.", ("fleirtal", 10, 5)),
    ("Tiltredt. Enstemmig.", ("samroeystes", None, None)),
    ("Det ble stemt over innstillingen som ble vedtatt med 8 mot 1 (MDG).", ("fleirtal", 8, 1)),
    ("Innstillingen ble vedtatt mot 1 stemme (Rødt).", ("fleirtal", None, 1)),
    (
        "Ved alternativ votering mot forslaget fra H ble innstillingen vedtatt med 6 mot 5 stemmer.",
        ("fleirtal", 6, 5),
    ),
    ("Samrøystes vedteke med 11 røyster.", ("samroeystes", None, None)),
    ("Framlegget vart vedteke med 9 røyster for, 2 mot og 1 blank.", ("fleirtal", 9, 2)),
]
OUTCOMES = [
    ("Vart vedteken som tilrådd.", "vedteke"),
    ("Som innstilling", "vedteke"),
    ("Styret tek saka til vitande.", "teke til vitande"),
    ("Rådet tek orienteringa til vitande.", "teke til vitande"),
    ("Formannskapet tar saken til orientering.", "teke til vitande"),
    ("Saken tas til etterretning.", "teke til vitande"),
    ("Saka vert utsett.", "utsett"),
    ("Saken utsettes.", "utsett"),
    ("Saka vert send over til kommunestyret.", "sendt vidare"),
    ("Saka vert trekt.", "trekt"),
    ("Klagen tas ikke til følge.", "avslag"),
    ("Klaga vert ikkje teke til følgje.", "avslag"),
    ("Søknaden avslås.", "avslag"),
    ("Styret oppnemner Kari Nes som representant.", "valt"),
    ("Kari Nes vart vald til leiar.", "valt"),
    ("Styret vel Ola Dal som nestleiar.", "valt"),
    ("Saken sendes tilbake til administrasjonen.", "sendt tilbake"),
    ("Saka vert sendt attende til administrasjonen.", "sendt tilbake"),
    ("Saken trekkes.", "trekt"),
    ("Saka er ikkje realitetshandsama.", "ikkje realitetshandsama"),
    ("Saken ble ikke realitetsbehandlet.", "ikkje realitetshandsama"),
    ("Innstillingen vedtatt.", "vedteke"),
    ("Rådmannens innstilling vedtatt.", "vedteke"),
    ("I samsvar med tilrådinga.", "vedteke"),
    ("Vedtak i samsvar med innstillingen.", "vedteke"),
    ("Innstillingen enstemmig vedtatt.", "vedteke"),
    ("Som foreslått.", "vedteke"),
    ("Godkjent.", "vedteke"),
    ("Som rådmannens forslag til vedtak.", "vedteke"),
    ("Enstemmig som innstilt.", "vedteke"),
    ("Samrøystes som framlegg til vedtak.", "vedteke"),
    ("Tilrådinga frå rådmannen vart samrøystes vedteken.", "vedteke"),
    ("Vedtatt som innstilling.", "vedteke"),
    ("Styret utsetter saken til neste møte.", "utsett"),
    ("Søknaden frå Dal vert ikkje imøtekomen.", "avslag"),
    ("Søknaden innvilges ikke.", "avslag"),
    ("Det gis ikke dispensasjon.", "avslag"),
]
PROPOSAL = "Styret løyver kr 100."


def sak(proceedings: str, vedtak: str) -> Sak:
    """The first sak of minutes with these proceedings and this vedtak."""
    text = (
        "**Møteprotokoll**\nUtval: Styret\nMøtedato: 12.03.2024\nDesse møtte: Kari Nes, Ola Dal\n"
        f"**PS 1/24 Budsjett**\n**Framlegg til vedtak:**\n{PROPOSAL}\n**Handsaming:**\n{proceedings}\n"
        f"**Vedtak:**\n{vedtak}\n**PS 2/24 Ymse**\nIngen saker."
    )
    return read_moete(document(text)).saker[0]


@pytest.mark.parametrize(("rolle", "label"), [(rolle, label) for rolle, found in LABELS.items() for label in found])
def test_a_label_tells_the_part_of_the_sak(rolle: str, label: str) -> None:
    plain, bold = (find_label(lines_of(document(text))[0]) for text in (label, f"**{label}**"))
    found = plain or bold
    assert found is not None and found.rolle == rolle


@pytest.mark.parametrize(("text", "counts"), VOTES)
def test_a_vote(text: str, counts: Counts) -> None:
    vote = sak(text, PROPOSAL).roeysting
    assert (vote and (vote.resultat, vote.for_, vote.mot)) == counts


@pytest.mark.parametrize(("text", "outcome"), OUTCOMES)
def test_an_outcome(text: str, outcome: str) -> None:
    vedtak = sak("Kari Nes orienterte.", text).vedtak
    assert vedtak is not None and vedtak.utfall == outcome
    if outcome == "vedteke":
        assert (vedtak.som_framlegg, [punkt.tekst for punkt in vedtak.punkt]) == (True, [PROPOSAL])
