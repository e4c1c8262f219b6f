"""The gallery of papers, `docs/gallery.md`: ``python -m tests.render.gallery docs/images``.

Each paper in both written standards, small, typical and extreme: three columns, the front page above, a page of text
below. Needs LibreOffice and pdftoppm. Few colours, so that the files stay small.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

from PIL import Image

from corpus.organ_meetings import KnownOrgan
from model.moete import (
    Behandlingssteg,
    Blokk,
    Deltakar,
    FramleggRoeyst,
    Maalform,
    Moete,
    PartiRoeyst,
    Roeysting,
    Seksjon,
    Vedtak,
)
from model.organ import Organ, PlanlagtMoete
from render import to_pdf, write_paper
from render.context import Kind
from render.year_plan import YearPlan, year_plan
from render.year_plan_paper import write_plan
from tests.render.samples import meeting, sak, section

KINDS: tuple[Kind, ...] = ("innkalling", "saksframlegg", "protokoll", "saerutskrift")
_DPI = 64
_GAP = 10
_BEHIND = "#9aa3ad"


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


def small(standard: Maalform) -> Moete:
    """A meeting of one sak, with nothing that need not be there."""
    title, organ = {
        "nn": ("Val av leiar for perioden 2026–2027", "Valnemnda"),
        "nb": ("Valg av leder for perioden 2026–2027", "Valgnemnda"),
    }[standard]
    vedtak = {"nn": ["Kari Nes vert vald til leiar."], "nb": ["Kari Nes velges til leder."]}[standard]
    one = sak(title, "1", "val", framlegg=vedtak, vedtak=vedtak)
    return meeting("2026-01-15", one, organisasjon=organ, utvalg=organ, maalform=standard)


def extreme(standard: Maalform) -> Moete:
    """Forty saker, a title of 300 letters, a table of 30 rows, lists within lists, everything that may be there."""
    words = _EXTREME[standard]
    title = words["lang"]
    rows = [words["kolonnar"], *([f"{words['kommune']} {nr}", f"{nr * 137}", f"{nr * 41},5"] for nr in range(1, 31))]
    blocks = [
        Blokk(type="avsnitt", tekst=words["avsnitt"]),
        *(Blokk(type="punkt", merke="•", nivaa=level % 3, tekst=words["punkt"]) for level in range(6)),
        Blokk(type="tabell", tekst="", rader=rows),
    ]
    points = ["1|" + words["framlegg"], "a|" + words["ledd"], "b|" + words["ledd"], "2|" + words["framlegg"] * 3]
    vote = Roeysting(
        resultat="fleirtal",
        **{"for": 17, "mot": 9, "blankt": 1},
        parti=[PartiRoeyst(parti=party, **{"for": 5, "mot": 3}) for party in ("Ap", "H", "Sp")],
        framlegg=[
            FramleggRoeyst(av="Tor Granli (Sp)", tekst=words["framlegg"], utfall="fall", **{"for": 9, "mot": 17})
        ],
    )
    whole = sak(
        title,
        "3/26",
        arkivsak="2025/10412-37",
        saksbehandlar="Ragnhild Moldestad-Gjerdåker",
        unntatt_offentlegheit=words["heimel"],
        saksgang=[
            Behandlingssteg(utvalg=words["utval"], dato=date(2025, 9 + nr, 4), nummer=f"{nr}7/25") for nr in (1, 2, 3)
        ],
        framlegg=points,
        vedlegg=[f"{words['vedlegg']} {nr}" for nr in range(1, 9)],
        seksjonar=[
            Seksjon(tittel="Saksframstilling", rolle="saksframstilling"),
            Seksjon(tittel=words["bakgrunn"], rolle="bakgrunn", nivaa=2, blokker=blocks),
            Seksjon(tittel=words["tom"], rolle="vurdering", nivaa=2),
            section("Vurdering", *[words["avsnitt"]] * 6, rolle="vurdering", nivaa=2),
        ],
        behandling=[Blokk(type="avsnitt", tekst=words["avsnitt"])],
        roeysting=vote,
        vedtak=points,
    )
    others = [
        sak(f"{words['tema'][nr % len(words['tema'])]}", f"{nr}/26", framlegg=[words["framlegg"]])
        for nr in range(4, 40)
    ]
    people = [
        Deltakar(
            namn=f"{first} {last}",
            funksjon={0: words["leiar"], 1: words["nestleiar"]}.get(nr),
            kommune=f"{words['kommune']} {nr % 9 + 1}",
            parti=("Ap", "H", "Sp", "SV", "V")[nr % 5],
            frammoete="forfall" if nr % 7 == 6 else "moett",
        )
        for nr, (first, last) in enumerate(itertools.product(_FIRST, _LAST))
    ]
    return meeting(
        "2026-03-26",
        sak(words["opning"], "1/26", "opning"),
        sak(words["innkalling"], "2/26", "godkjenning"),
        whole,
        *others,
        sak(words["ymse"], "40/26", "ymse"),
        organisasjon=words["organisasjon"],
        utvalg=words["utval"],
        maalform=standard,
        moetenummer="2/2026",
        starttid="08:30",
        sluttid="16:15",
        moetested=words["stad"],
        moetedeltakarar=people,
    )


_FIRST = ("Anne", "Bjørn", "Cecilie", "Dagfinn", "Eli", "Frode")
_LAST = ("Aarskog", "Bø", "Dalsøyra", "Espeland", "Fjærestad")
_EXTREME: dict[Maalform, dict[str, Any]] = {
    "nn": {
        "organ": "Styret",
        "kontroll": "Kontrollutvalet",
        "merknad": "Saman med representantskapet, med middag",
        "lang": "Samarbeid om felles legevakt, kommuneoverlege, miljøretta helsevern, jordmorteneste og psykososialt "
        "kriseteam for kommunane i Fjordlandet, med vertskommuneavtale, fordeling av kostnader etter folketal og "
        "reiseavstand, overgangsordningar for dei tilsette og plan for evaluering etter tre års drift, ny handsaming",
        "kolonnar": ["Kommune", "Folketal", "Kostnad i 1 000 kr"],
        "kommune": "Kommune",
        "avsnitt": "Kommunane har i dag kvar si ordning, og avstandane gjer at vakta er vanskeleg å bemanne. "
        "Arbeidsgruppa har kartlagt kostnader, reisetid og bemanning, og tilrår éi felles teneste.",
        "punkt": "god tilgang på personell heile døgnet",
        "framlegg": "Regionrådet tilrår at kommunane går saman om ei felles teneste frå 1. januar 2027. ",
        "ledd": "tenesta har utekontor i kvar kommune",
        "heimel": "offentleglova § 23 første ledd",
        "utval": "Representantskapet for helse og beredskap",
        "vedlegg": "Rapport frå arbeidsgruppa, del",
        "bakgrunn": "Bakgrunn",
        "tom": "Konsekvensar for miljøet",
        "tema": ["Møteplan for hausten 2026", "Tilskot til ungdomsarbeid", "Felles innkjøp av brannbilar"],
        "leiar": "leiar",
        "nestleiar": "nestleiar",
        "opning": "Opning av møtet",
        "innkalling": "Godkjenning av innkalling og sakliste",
        "ymse": "Ymse",
        "organisasjon": "Fjordlandet interkommunale politiske råd for helse, beredskap og samfunnstryggleik",
        "stad": "Møterom Storehesten, Kommunehuset i Eidbygda, Eidbygdavegen 112",
    },
    "nb": {
        "organ": "Styret",
        "kontroll": "Kontrollutvalget",
        "merknad": "Sammen med representantskapet, med middag",
        "lang": "Samarbeid om felles legevakt, kommuneoverlege, miljørettet helsevern, jordmortjeneste og psykososialt "
        "kriseteam for kommunene i Åsmarka, med vertskommuneavtale, fordeling av kostnader etter folketall og "
        "reiseavstand, overgangsordninger for de ansatte og plan for evaluering etter tre års drift, ny behandling",
        "kolonnar": ["Kommune", "Folketall", "Kostnad i 1 000 kr"],
        "kommune": "Kommune",
        "avsnitt": "Kommunene har i dag hver sin ordning, og avstandene gjør at vakten er vanskelig å bemanne. "
        "Arbeidsgruppen har kartlagt kostnader, reisetid og bemanning, og anbefaler én felles tjeneste.",
        "punkt": "god tilgang på personell hele døgnet",
        "framlegg": "Rådet anbefaler at kommunene går sammen om en felles tjeneste fra 1. januar 2027. ",
        "ledd": "tjenesten har utekontor i hver kommune",
        "heimel": "offentleglova § 23 første ledd",
        "utval": "Representantskapet for helse og beredskap",
        "vedlegg": "Rapport fra arbeidsgruppen, del",
        "bakgrunn": "Bakgrunn",
        "tom": "Konsekvenser for miljøet",
        "tema": ["Møteplan for høsten 2026", "Tilskudd til ungdomsarbeid", "Felles innkjøp av brannbiler"],
        "leiar": "leder",
        "nestleiar": "nestleder",
        "opning": "Åpning av møtet",
        "innkalling": "Godkjenning av innkalling og saksliste",
        "ymse": "Eventuelt",
        "organisasjon": "Åsmarka interkommunale politiske råd for helse, beredskap og samfunnssikkerhet",
        "stad": "Møterom Elgen, Rådhuset i Lunden, Storgata 112",
    },
}


def held(moete: Moete) -> Moete:
    """The meeting once it has been: what was proposed is decided."""
    saker = [
        each.model_copy(
            update={
                "roeysting": each.roeysting or Roeysting(resultat="samroeystes"),
                "vedtak": Vedtak(punkt=each.framlegg.punkt, utfall="vedteke"),
            }
        )
        if each.framlegg and not each.vedtak
        else each
        for each in moete.saker
    ]
    return moete.model_copy(update={"saker": saker})


def plan(standard: Maalform, size: int) -> YearPlan:
    """A plan of a year's meetings: two, eight, or sixty of three organs."""
    words = _EXTREME[standard]
    names = [words["organ"], "Representantskapet", words["kontroll"]][: 1 if size < 60 else 3]
    days = [date(2026, 1, 12) + timedelta(days=nr * 330 // size) for nr in range(size)]
    organs = [
        Organ(
            organisasjon="Fjordlandet KO",
            utvalg=name,
            maalform=standard,
            starttid="09:00",
            moetested=words["stad"] if size > 2 else None,
            innkallingsfrist=10 if size > 2 else None,
            moete=[
                PlanlagtMoete(
                    dato=day,
                    saksfrist=day - timedelta(days=21) if size > 2 else None,
                    merknad=words["merknad"] if size == 60 and nr % 9 == 0 else None,
                )
                for nr, day in enumerate(days)
                if nr % len(names) == place
            ],
        )
        for place, name in enumerate(names)
    ]
    known = [KnownOrgan(each.organisasjon, each.utvalg, each) for each in organs]
    return year_plan(known, date(2026, 1, 1), date(2026, 12, 31))


def pages(kind: Kind, moete: Moete, folder: Path, name: str) -> tuple[Image.Image, Image.Image]:
    """The front page and the page behind it that has most on it; a white one where there is none."""
    single = kind in ("saksframlegg", "saerutskrift")
    richest = max(moete.saker, key=lambda each: len(each.model_dump_json()))
    return drawn(write_paper(kind, moete, folder / f"{name}.docx", sak=richest if single else None))


def drawn(paper: Path) -> tuple[Image.Image, Image.Image]:
    """A paper's front page and the one behind it that has most on it."""
    stem = paper.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(_DPI), "-l", "6", "-png", to_pdf(paper), stem], check=True)
    every = [Image.open(page).convert("RGB") for page in sorted(paper.parent.glob(f"{stem.name}-*.png"))]
    front, rest = every[0], every[1:]
    blank = Image.new("RGB", front.size, _BEHIND)
    return front, max(rest, key=_ink, default=blank)


def _ink(page: Image.Image) -> int:
    """How many of a page's points are dark."""
    return sum(page.convert("L").histogram()[:160])


def plan_pages(standard: Maalform, size: int, folder: Path, name: str) -> tuple[Image.Image, Image.Image]:
    """As `pages`, of a plan."""
    return drawn(write_plan(plan(standard, size), folder / f"{name}.docx"))


def sheet(columns: list[tuple[Image.Image, Image.Image]], target: Path) -> None:
    """Draw the columns side by side."""
    width, height = columns[0][0].size
    wide, high = len(columns) * (width + _GAP) + _GAP, 2 * (height + _GAP) + _GAP
    whole = Image.new("RGB", (wide, high), _BEHIND)
    for at, column in enumerate(columns):
        for row, page in enumerate(column):
            whole.paste(page, (_GAP + at * (width + _GAP), _GAP + row * (height + _GAP)))
    whole.quantize(16).save(target, optimize=True)


def main(images: Path) -> None:
    """Draw every paper in both standards."""
    images.mkdir(parents=True, exist_ok=True)
    typical = {"nn": fjordlandet(), "nb": aasmarka()}
    with tempfile.TemporaryDirectory() as folder:
        for kind, standard in itertools.product(KINDS, get_args(Maalform)):
            meetings = [small(standard), typical[standard], extreme(standard)]
            meetings = [held(each) for each in meetings] if kind in ("protokoll", "saerutskrift") else meetings
            name = f"{kind}-{standard}"
            columns = [pages(kind, each, Path(folder), f"{name}-{nr}") for nr, each in enumerate(meetings)]
            sheet(columns, images / f"{name}.png")
        for standard in get_args(Maalform):
            name = f"moeteplan-{standard}"
            columns = [plan_pages(standard, size, Path(folder), f"{name}-{size}") for size in (2, 8, 60)]
            sheet(columns, images / f"{name}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
