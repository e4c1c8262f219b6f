"""Pictures of the papers for the documentation: ``python -m tests.render.gallery docs/images``.

Needs LibreOffice and pdftoppm. Two pages side by side, few colours, so that the files stay small.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

from model.moete import Blokk, Deltakar, FramleggRoeyst, Moete, Roeysting, Sak, Seksjon
from render import to_pdf, write_paper
from tests.render.samples import meeting, sak, section

PAPERS = (
    ("innkalling", "nn"),
    ("innkalling", "nb"),
    ("saksframlegg", "nn"),
    ("saksframlegg", "nb"),
    ("protokoll", "nn"),
    ("protokoll", "nb"),
)


def fjordlandet() -> Moete:
    """A meeting of the regional council, in nynorsk."""
    cost = [
        ["Kommune", "Folketal", "Kostnad i dag", "Felles teneste"],
        ["Nordvik", "2 910", "6 240", "5 980"],
        ["Eidbygda", "4 105", "8 870", "8 410"],
        ["Stølsdalen", "1 220", "3 020", "2 660"],
        ["Fjellheim", "1 875", "4 110", "3 790"],
        ["Solnes", "2 430", "5 300", "4 960"],
    ]
    models = [
        "eiga teneste i kvar kommune, med avtale om vakt",
        "to samarbeid, aust og vest",
        "ei felles teneste for alle fem",
    ]
    account = Seksjon(
        tittel="Saksframstilling",
        rolle="saksframstilling",
        blokker=[
            Blokk(
                type="avsnitt",
                tekst="Kommunane har i dag kvar si barnevernsteneste, med mellom to og seks tilsette. Tilsyn og eigne "
                "rapportar syner at tenestene er sårbare ved sjukdom og ferie. Arbeidsgruppa har vurdert tre modellar:",
            ),
            *(Blokk(type="punkt", merke="•", tekst=text) for text in models),
        ],
    )
    economy = Seksjon(
        tittel="Økonomiske konsekvensar",
        rolle="vurdering",
        nivaa=2,
        blokker=[
            Blokk(type="avsnitt", tekst="Tabellen syner venta driftskostnader i 1 000 kroner."),
            Blokk(type="tabell", tekst="", rader=cost),
        ],
    )
    return meeting(
        "2026-02-23",
        sak("Opning av møtet", "1/26", "opning"),
        sak("Godkjenning av innkalling og sakliste", "2/26", "godkjenning"),
        sak("Godkjenning av protokoll frå møtet 9. desember 2025", "3/26", "godkjenning"),
        sak(
            "Felles barnevernsteneste for kommunane i Fjordlandet",
            "4/26",
            arkivsak="25/412",
            saksbehandlar="Ragnhild Moldestad",
            framlegg=[
                "1|Fjordlandet regionråd tilrår at kommunane opprettar ei felles barnevernsteneste frå 1. januar 2027.",
                "2|Eidbygda kommune vert vertskommune. Regionrådet føreset",
                "a|at tenesta har kontordagar i alle kommunane,",
                "b|at kostnadene vert fordelte etter folketal.",
                "3|Saka vert send til kommunestyra, med frist 15. juni 2026.",
            ],
            vedlegg=["Utgreiing om felles barnevernsteneste, datert 20. januar 2026", "Utkast til vertskommuneavtale"],
            seksjonar=[
                account,
                economy,
                section(
                    "Vurdering",
                    "Administrasjonen meiner at ei felles teneste gjev det sterkaste fagmiljøet og tryggast vakt.",
                    rolle="vurdering",
                ),
            ],
        ),
        sak("Møteplan for hausten 2026", "5/26", arkivsak="25/390", framlegg=["Møteplanen vert vedteken."]),
        sak("Orientering frå administrasjonen", "6/26", "orientering"),
        sak("Ymse", "7/26", "ymse"),
        starttid="09:00",
        sluttid="15:00",
        moetested="Kommunehuset i Eidbygda",
        moetedeltakarar=[
            Deltakar(namn="Solveig Aarskog", funksjon="leiar", kommune="Nordvik", frammoete="moett"),
            Deltakar(namn="Oddvar Nesheim", funksjon="nestleiar", kommune="Solnes", frammoete="moett"),
            Deltakar(namn="Brita Hovland", kommune="Fjellheim", frammoete="forfall"),
        ],
    )


def aasmarka() -> Moete:
    """A meeting of the intermunicipal council, in bokmål."""
    vote = Roeysting(
        resultat="fleirtal",
        **{"for": 5, "mot": 1},
        framlegg=[
            FramleggRoeyst(
                av="Tor Granli", tekst="Saken utsettes til møtet i juni.", utfall="fall", **{"for": 1, "mot": 5}
            )
        ],
    )
    points = [
        "Rådet slutter seg til planen for felles vannforsyning.",
        "Det settes av inntil kr 400 000 til forprosjektet.",
    ]
    return meeting(
        "2026-03-12",
        sak("Åpning av møtet", "1", "opning"),
        sak(
            "Godkjenning av innkalling og saksliste",
            "2",
            "godkjenning",
            roeysting=Roeysting(resultat="samroeystes"),
            vedtak=["Innkalling og saksliste godkjennes."],
        ),
        sak(
            "Felles vannforsyning for Åsmark og Granvoll",
            "3",
            saksbehandlar="Nina Lunde",
            framlegg=points,
            seksjonar=[section("Bakgrunn", "Begge kommunene må fornye vannverkene sine innen 2032.", rolle="bakgrunn")],
            behandling=[
                Blokk(type="avsnitt", tekst="Daglig leder redegjorde for planen og svarte på spørsmål."),
                Blokk(type="avsnitt", tekst="Tor Granli (Lunden) foreslo å utsette saken."),
            ],
            roeysting=vote,
            vedtak=points,
        ),
        sak("Valg av representant til friluftsrådet", "4", "val"),
        sak("Eventuelt", "5", "ymse"),
        organisasjon="Åsmarka interkommunale råd",
        utvalg="Representantskapet",
        maalform="nb",
        starttid="10:00",
        sluttid="12:30",
        moetested="Rådhuset i Lunden",
        moetedeltakarar=[
            Deltakar(namn="Kari Åsen", funksjon="leder", kommune="Åsmark", frammoete="moett"),
            Deltakar(namn="Tor Granli", funksjon="medlem", kommune="Lunden", frammoete="moett"),
            Deltakar(namn="Eva Strand", funksjon="medlem", kommune="Granvoll", frammoete="forfall"),
            Deltakar(
                namn="Jon Myhre", funksjon="varamedlem", kommune="Granvoll", frammoete="vara", vara_for="Eva Strand"
            ),
            Deltakar(namn="Nina Lunde", funksjon="daglig leder", frammoete="utan roysterett"),
        ],
    )


def draw(kind: str, moete: Moete, one: Sak | None, folder: Path, target: Path) -> None:
    """The front page and the next page with text, side by side, as a picture."""
    paper = write_paper(kind, moete, folder / f"{target.stem}.docx", sak=one)
    subprocess.run(["pdftoppm", "-r", "100", "-l", "3", "-png", to_pdf(paper), folder / target.stem], check=True)
    pages = [Image.open(page).convert("RGB") for page in sorted(folder.glob(f"{target.stem}-*.png"))]
    # Behind an innkalling's front page come bare titles, and then the first sak with text.
    pages = [pages[0], *pages[2 if kind == "innkalling" and len(pages) > 2 else 1 :][:1]]
    gap = 12
    sheet = Image.new("RGB", (sum(page.width + gap for page in pages) + gap, pages[0].height + 2 * gap), "#9aa3ad")
    for place, page in enumerate(pages):
        sheet.paste(page, (gap + place * (page.width + gap), gap))
    sheet.quantize(32).save(target, optimize=True)


def main(images: Path) -> None:
    """Draw every paper in both standards."""
    meetings = {"nn": fjordlandet(), "nb": aasmarka()}
    images.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for kind, standard in PAPERS:
            moete = meetings[standard]
            # A bokmål saksframlegg as the case officer gets it: headings to write under.
            one = moete.saker[3] if kind == "saksframlegg" else None
            target = images / f"{kind}-{standard}.png"
            draw(kind, moete, one, Path(folder), target)
            print(target, target.stat().st_size)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
