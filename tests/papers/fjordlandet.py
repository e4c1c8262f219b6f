"""Two meetings of Fjordlandet regionråd (made up, Nynorsk): the protokoll of September, the innkalling to October."""

from __future__ import annotations

from tests.papers.paper import paper, sak

ORGAN = "Fjordlandet regionråd"

PROTOKOLL = paper(
    ORGAN,
    "2025-09-12",
    sak(
        "Felles barnevernsvakt for dei fem kommunane",
        nummer="21/25",
        arkivsak="25/412",
        arkiv="F47",
        saksbehandlar="Anne Lise Vik",
        framlegg=[
            "Fjordlandet regionråd rår kommunane til å opprette felles barnevernsvakt frå 1. januar 2026.",
            "Nordvik kommune vert vertskommune for vakta.",
            "Regionrådet løyver kr 450 000 frå utviklingsfondet til opplæring og utstyr i det første driftsåret.",
            "Kommunane gjev melding innan 15. november 2025 om dei sluttar seg til ordninga.",
        ],
        behandling=[
            "Barnevernsleiar Oddny Skare orienterte om vaktordninga i dag og svara på spørsmål.",
            "Tilrådinga vart samrøystes vedteken.",
        ],
        vedtak=[
            "Fjordlandet regionråd rår kommunane til å opprette felles barnevernsvakt frå 1. januar 2026.",
            "Nordvik kommune vert vertskommune for vakta.",
            "Regionrådet løyver kr 450 000 frå utviklingsfondet til opplæring og utstyr i det første driftsåret.",
            "Kommunane gjev melding innan 15. november 2025 om dei sluttar seg til ordninga.",
        ],
    ),
    sak(
        "Innsamling av matavfall og tekstil",
        nummer="22/25",
        arkivsak="25/398",
        arkiv="M50",
        saksbehandlar="Jostein Fardal",
        framlegg=[
            "Regionrådet sluttar seg til at matavfall og tekstil vert henta kvar for seg frå hausten 2026.",
            "Det vert sett av inntil kr 1 200 000 til dunkar og informasjon.",
        ],
        behandling=[
            "Halvard Nes (Fjellheim) gjorde framlegg om å redusere ramma i punkt 2 til kr 900 000.",
            "Røysting: Framlegget frå Nes fekk 1 røyst og fall. Tilrådinga vart vedteken med 4 mot 1 røyster.",
            "Marit Øvrebø (Eidbygda) bad om ein plan for innføringa. Det var det semje om.",
        ],
        vedtak=[
            "Regionrådet sluttar seg til at matavfall og tekstil vert henta kvar for seg frå hausten 2026.",
            "Det vert sett av inntil kr 1 200 000 til dunkar og informasjon.",
            "Ein plan for innføringa vert lagd fram for regionrådet i møtet 5. desember 2025.",
        ],
    ),
    sak(
        "Regional beredskapsøving hausten 2026",
        nummer="23/25",
        arkivsak="25/377",
        arkiv="X20",
        saksbehandlar="Jostein Fardal",
        framlegg="Regionrådet ber administrasjonen om å planleggje ei felles øving i veke 43 i 2026, med straumbrot og "
        "stengde vegar som tema. Øvinga vert dekt innanfor ei ramme på kr 180 000.",
        behandling="Det kom ikkje andre framlegg.",
        vedtak="Tilrådinga vart samrøystes vedteken.",
    ),
    sak(
        "Reiselivsstrategi for Fjordlandet 2026–2030",
        nummer="24/25",
        arkivsak="24/1190",
        arkiv="U64",
        saksbehandlar="Silje Moldestad",
        framlegg="Regionrådet vedtek reiselivsstrategien slik han ligg føre.",
        behandling=[
            "Eirik Stølen (Stølsdalen) gjorde framlegg om at måla for heilårsturisme vert tydelegare.",
            "Framlegget frå Stølen vart samrøystes vedteke.",
        ],
        vedtak=[
            "Regionrådet ber om at måla for heilårsturisme vert tydelegare.",
            "Den endelege strategien vert lagd fram i neste møte.",
        ],
    ),
    sak(
        "Ferjesambandet Nordvik–Solnes – fråsegn til ny rutetabell",
        nummer="25/25",
        arkivsak="25/421",
        arkiv="N12",
        saksbehandlar="Silje Moldestad",
        framlegg=[
            "Regionrådet ber fylkeskommunen om å halde på den siste kveldsferja alle dagar i veka.",
            "Regionrådet ber om at skuleskyssen vert samordna med den nye rutetabellen.",
        ],
        behandling="Solveig Tangen (Solnes) melde seg ugild og gjekk frå, jf. forvaltningslova § 6. Tilrådinga vart "
        "vedteken med 4 mot 0 røyster.",
        vedtak="Som tilrådinga.",
    ),
    sak(
        "Samarbeid om kulturskule",
        nummer="26/25",
        arkivsak="25/433",
        arkiv="A30",
        saksbehandlar="Anne Lise Vik",
        framlegg=[
            "Kommunane går saman om éin rektor for kulturskulane frå skuleåret 2026/2027.",
            "Undervisninga vert som før gjeven i alle fem kommunane.",
        ],
        behandling=[
            "Fleire sakna tal for elevar på venteliste.",
            "Leiar gjorde framlegg om å utsetje saka. Utsetjingsframlegget vart samrøystes vedteke.",
        ],
        vedtak="Saka vert utsett. Administrasjonen hentar inn tal for elevar, ventelister og lærarårsverk.",
    ),
    sak(
        "Orienteringssaker",
        nummer="27/25",
        arkivsak="25/12",
        arkiv="033",
        saksbehandlar="Anne Lise Vik",
        framlegg="Regionrådet tek orienteringane til vitande.",
        behandling="Dagleg leiar orienterte om nytt sakssystem, og om besøket frå Statsforvaltaren i august.",
        vedtak="Regionrådet tek orienteringane til vitande.",
    ),
    slag="protokoll",
    stad="Fjordhotellet, Nordvik",
    tid="10.00–14.30",
    moett=(
        ("Torbjørg Haugland, leiar", "Nordvik kommune"),
        ("Eirik Stølen, nestleiar", "Stølsdalen kommune"),
        ("Marit Øvrebø", "Eidbygda kommune"),
        ("Halvard Nes", "Fjellheim kommune"),
        ("Solveig Tangen (vara for Knut Brekke)", "Solnes kommune"),
    ),
    forfall=(("Knut Brekke", "Solnes kommune"),),
    andre=(
        "Anne Lise Vik, dagleg leiar",
        "Jostein Fardal, rådgjevar",
        "Silje Moldestad, rådgjevar",
        "Oddny Skare, barnevernsleiar (sak 21/25)",
    ),
    merknader=(
        "Innkalling og sakliste vart godkjende utan merknader.",
        "Protokollen frå møtet 13. juni 2025 vart godkjend.",
        "Saker som vart handsama: 21/25–27/25.",
    ),
    underskrift=(("Torbjørg Haugland", "leiar"), ("Anne Lise Vik", "dagleg leiar")),
)
"""House style 2; two saker wait for the meeting in December, one for October."""

INNKALLING = paper(
    ORGAN,
    "2025-10-17",
    "Opning v/leiar",
    "Godkjenning av innkalling og sakliste",
    "Godkjenning av protokoll frå møtet 12. september 2025",
    sak(
        "Orientering frå administrasjonen",
        tekst=[
            "## Barnevernsvakta",
            "Eidbygda og Solnes har alt slutta seg til ordninga. Dei andre kommunestyra handsamar saka i november.",
            "Stillinga som vaktleiar vert lyst ut så snart alle har svara. Desse er førebudde:",
            "- telefonordning og tilgang til fagsystem",
            "- bil og kontor i Nordvik",
            "- opplæring for vikarar",
            "## Breiband",
            "Fylkeskommunen har lyst ut 14 millionar kroner i år. Fjordlandet har søkt om kr 3 250 000 til dei siste "
            "husstandane i Fjellheim og Eidbygda. Svaret er venta i desember.",
            "## Rasfare langs Stølsdalsvegen",
            "Geologane var på synfaring 24. september. Rapporten kjem 1. november, og vert send kommunane same dagen.",
        ],
    ),
    sak(
        "Status frå kommunane om budsjettarbeidet",
        tekst="Kommunedirektørane orienterer kort om framdrift og hovudgrep i budsjetta for 2026.",
    ),
    sak(
        "Reiselivsstrategi for Fjordlandet 2026–2030",
        framlegg=[
            "Regionrådet vedtek reiselivsstrategien for 2026–2030.",
            "Regionrådet ber administrasjonen om å lage ein handlingsplan i lag med reiselivslaget innan 1. mars 2026.",
            "Strategien vert evaluert hausten 2028.",
        ],
        vedlegg=["Reiselivsstrategi for Fjordlandet 2026–2030", "Høyringssvar frå næringa, samla"],
        tekst=[
            "Regionrådet handsama strategien i møtet 12. september 2025, sak 24/25, og bad om at måla for "
            "heilårsturisme vart tydelegare.",
            "## Kva er endra",
            "Måla er no talfesta. Talet på gjestedøgn frå oktober til april skal opp med ein firedel innan 2030, utan "
            "at det vert fleire i juli.",
            "## Vurdering",
            "Næringa stiller seg bak strategien. To av høyringssvara ønskjer eit eige mål for kollektivtransport. "
            "Administrasjonen meiner at dette høyrer heime i handlingsplanen.",
        ],
    ),
    sak(
        "Ladestasjonar for lastebilar og ferjer",
        framlegg=[
            "Fjordlandet regionråd sluttar seg til at Nordvik og Solnes vert prioriterte for hurtiglading.",
            "Regionrådet løyver kr 275 000 frå utviklingsfondet til forprosjektet.",
            "Dagleg leiar får fullmakt til å inngå avtale med nettselskapet.",
        ],
        vedlegg="Prosjektskisse, 1.10.2025",
        tekst=[
            "To transportselskap vil kjøpe elektriske lastebilar dersom dei kan lade ved ferjekaiane. Nettselskapet "
            "har ledig effekt i Solnes, og kan byggje ut i Nordvik i løpet av 2027.",
            "Forprosjektet kostar kr 550 000. Fylkeskommunen dekkjer halvparten.",
        ],
    ),
    sak(
        "Budsjett 2026 for regionrådet",
        framlegg=[
            "Budsjettet for 2026 vert vedteke med ei ramme på kr 6 480 000.",
            "Kontingenten frå kommunane vert auka med 3,5 prosent.",
        ],
        vedlegg=["Budsjett 2026 med kommentarar"],
        tekst=[
            "Budsjettet fører drifta vidare på dagens nivå.",
            "| Post | 2025 | 2026 |",
            "| Kontingent frå kommunane | 4 200 000 | 4 347 000 |",
            "| Tilskot frå fylkeskommunen | 1 500 000 | 1 500 000 |",
            "| Bruk av utviklingsfondet | 700 000 | 633 000 |",
            "| Sum | 6 400 000 | 6 480 000 |",
            "Fondet er på kr 2 100 000 ved utgangen av 2026 dersom framlegget vert vedteke.",
        ],
    ),
    sak(
        "Tilskot til Fjordlandet ungdomsråd",
        framlegg="Ungdomsrådet får kr 60 000 i tilskot til samlinga i februar 2026.",
        tekst="Ungdomsrådet har søkt om midlar til ei helgesamling for 40 ungdommar. Temaa er psykisk helse, "
        "skuleskyss og fritidstilbod.",
    ),
    sak(
        "Møteplan 2026",
        framlegg="Møteplanen for 2026 vert vedteken slik han ligg føre.",
        tekst=[
            "| Dato | Stad |",
            "| 13. februar | Stølsdalen |",
            "| 24. april | Fjellheim |",
            "| 12. juni | Eidbygda |",
            "| 18. september | Solnes |",
            "| 4. desember | Nordvik |",
        ],
    ),
    sak(
        "Val av representant til friluftsrådet",
        framlegg="Regionrådet vel Marit Øvrebø som representant og Halvard Nes som vararepresentant for 2026–2027.",
    ),
    "Ymse",
    stad="Kommunehuset i Eidbygda",
    tid="10.00–15.00",
)
"""House style 1; saker with and without a proposal, sub-topics, tables."""
