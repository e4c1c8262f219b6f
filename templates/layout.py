"""The papers, part by part, in one written standard."""

from __future__ import annotations

from templates.markup import LANDSCAPE, LOOK, WIDTH, bookmark, choice, each, each_row, field, link, p, table, tag, when

KINDS = ("innkalling", "saksframlegg", "protokoll", "saerutskrift", "moeteplan")
OF_ONE_SAK = ("saksframlegg", "saerutskrift")
LYING = ("moeteplan",)  # on a page that lies, for tables of many columns

_MEETING = ("utvalg", "moetenummer", "moetested", "moetedato", "tid")
_BOX = ("saksbehandlar", "arkivsak", "unntatt")
_RULE = (  # two lines to sign on
    '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="3969"/>'
    '<w:tab w:val="left" w:leader="underscore" w:pos="8732"/></w:tabs>'
)
_PAGE = "PAGEREF {{ sak.anker }} \\h"  # the page that the sak begins on
_WIDE = (  # labels longer than those of the front page
    '<w:tabs><w:tab w:val="clear" w:pos="1985"/><w:tab w:val="left" w:pos="3402"/></w:tabs>'
    '<w:ind w:left="3402" w:hanging="3402"/>'
)
_SPACE = p("BodyText", extra='<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>')  # below a table


class Layout:
    """The layout of the papers in one written standard."""

    def __init__(self, standard: str, words: dict[str, dict[str, dict[str, str]]]) -> None:
        self.words = {key: entry[standard] for part in words.values() for key, entry in part.items()}
        self.titles = {kind: words["titlar"][kind][standard] for kind in KINDS}
        self.labels = {key: entry[standard] for key, entry in words["etikettar"].items()}
        self.heads = {key: entry[standard] for key, entry in words["overskrifter"].items()}
        self.columns = {key: entry[standard] for key, entry in words["kolonnar"].items()}
        self.phrases = {key: entry[standard] for key, entry in words["setningar"].items()}

    def body(self, kind: str) -> str:
        """The paper's text."""
        papers = {
            "innkalling": self.innkalling,
            "saksframlegg": self.saksframlegg,
            "protokoll": self.protokoll,
            "saerutskrift": self.saerutskrift,
            "moeteplan": self.moeteplan,
        }
        return papers[kind]()

    # ------------------------------------------------------------ the papers

    def innkalling(self) -> str:
        """Notice: front page with sakliste, then every sak."""
        return (
            self.front("innkalling", *_MEETING)
            + p("BodyText", self.absence(), extra='<w:spacing w:before="240" w:after="120"/>')
            + self.contents()
            + self.signature([("{{ leiar }}", self.phrases["leiar"])])
            + self.attachments()
            + each("sak", "saker", self.sak_heading(linked=True), self.sak_box(), self.proposal(), self.account())
        )

    def saksframlegg(self) -> str:
        """Case paper: one sak, with headings to write under where nobody has written yet."""
        return (
            self.front("saksframlegg", "utvalg", "moetedato")
            + p("Heading1", "{{ sak.overskrift }}")
            + self.sak_box(always=True)
            + self.proposal(first_point=True)
            + self.account()
        )

    def protokoll(self) -> str:
        """Minutes: what kommuneloven § 11-4 asks for has its place, filled in where the archive knows it."""
        return (
            self.front("protokoll", *_MEETING)
            + self.attendance()
            + p("Heading2", self.heads["merknader"])
            + p("Etikett", f"*{self.phrases['ugilde']}:", "\t{{ ugilde }}", extra=_WIDE)
            + p("Etikett", f"*{self.phrases['lukka']}:", "\t{{ lukka }}", extra=_WIDE)
            + self.sakliste(self.heads["handsama"])
            + p("Heading2", self.heads["underskrift"])
            + p("BodyText", self.phrases["stadfest"], extra="<w:keepNext/>")
            + self.signature([("{{ leiar }}", self.phrases["moeteleiar"]), ("", self.phrases["medlem"])], ruled=True)
            + each(
                "sak",
                "saker",
                self.sak_heading(),
                when("sak.unntatt", self.box_line("unntatt")),
                when("sak.framlegg", self.proposal_points()),
                when("sak.behandling or sak.skal_behandlast", self.part("behandling")),
                when("sak.roeysting or sak.skal_roeystast", self.part("roeysting")),
                when("sak.vedtak or sak.skal_vedtakast", self.decision()),
            )
        )

    def saerutskrift(self) -> str:
        """Extract of the minutes: what they say of one sak, who vouches for it, and who gets it."""
        below = "\t".join(self.phrases[key] for key in ("stad_dato", "underskrift"))
        return (
            self.front("saerutskrift", *_MEETING, known=True)
            + p("Heading1", "{{ sak.overskrift }}")
            + self.sak_box()
            + when("sak.framlegg", self.proposal_points())
            + when("sak.behandling", self.part("behandling"))
            + when("sak.roeysting", self.part("roeysting"))
            + self.decision()
            # Behind the words of «Rett utskrift» a reader looks for nothing more of the sak.
            + p("Heading2", self.heads["rett_utskrift"])
            + p("Underskrift", "\t\t\t", extra=f'<w:keepNext/>{_RULE}<w:spacing w:before="720"/>')
            + p("Underskrift", below, extra='<w:spacing w:after="240"/>')
            + when(
                "mottakarar",
                p("Heading2", self.heads["utskrift_til"]),
                each("mottakar", "mottakarar", p("ListBullet", "{{ mottakar }}")),
            )
        )

    def moeteplan(self) -> str:
        """Plan of the meetings of a year: whose it is, and the table."""
        return (
            p("Organisasjon", "{{ organisasjon }}")
            + p("Title", f"{self.titles['moeteplan']} {{{{ periode }}}}")
            + when("utvalg != organisasjon", p("Etikett", f"*{self.labels['utvalg']}:", "\t{{ utvalg }}"))
            + p("BodyText", extra='<w:spacing w:after="0"/>')
            + self.blocks("plan", LANDSCAPE)
        )

    # ------------------------------------------------------------ their parts

    def front(self, kind: str, *labels: str, known: bool = False) -> str:
        """Organisation, title and labels of the meeting; with ``known`` only those with a value."""
        values = {
            "utvalg": "{{ utvalg }}",
            "moetenummer": "{{ moetenummer }}",
            "moetested": "{{ moetested }}",
            "moetedato": "{{ moetedato_lang }}",
            "tid": "{{ tid }}",
        }
        lines = {key: p("Etikett", f"*{self.labels[key]}:", f"\t{values[key]}") for key in labels}
        return (
            p("Organisasjon", "{{ organisasjon }}")
            + p("Title", self.titles[kind])
            + "".join(when(key, one) if known or key == "moetenummer" else one for key, one in lines.items())
        )

    def sakliste(self, heading: str) -> str:
        """The list of saker; the column of archive numbers only where one is known."""
        number, archive, title = (self.columns[key] for key in ("saksnr", "arkivsak", "tittel"))
        narrow, wide = [1361, WIDTH - 1361], [1361, 1701, WIDTH - 1361 - 1701]
        short = table(
            heading,
            [number, title],
            narrow,
            each_row("sak", "saker", [("{{ sak.nummer }}",), ("{{ sak.tittel }}",)], narrow),
        )
        cells = [("{{ sak.nummer }}",), ("{{ sak.arkivsak }}",), ("{{ sak.tittel }}",)]
        full = table(heading, [number, archive, title], wide, each_row("sak", "saker", cells, wide))
        return p("Heading2", heading) + tag("if har_arkivsak") + full + tag("else") + short + tag("endif")

    def contents(self) -> str:
        """The list of saker as the table of contents: each title leads to its sak, and tells the page."""
        number, archive, title, page = (self.columns[key] for key in ("saksnr", "arkivsak", "tittel", "sak_side"))
        # In Word the whole title is the link; LibreOffice makes links of fields, and this one shows the title too.
        same = link("{{ sak.anker }}", field("REF {{ sak.anker }}t \\h", "{{ sak.tittel }}"))
        other = link("{{ sak.anker }}", "{{ sak.tittel }}")
        shown = ("{% if sak.tittel == sak.i_overskrift %}", same, "{% else %}", other, "{% endif %}")
        cells = [("{{ sak.nummer }}",), ("{{ sak.arkivsak }}",), shown, (field(_PAGE, "", dirty=True),)]
        full, short = [1361, 1701, WIDTH - 1361 - 1701 - 794, 794], [1361, WIDTH - 1361 - 794, 794]
        rows = [each_row("sak", "saker", cells, full), each_row("sak", "saker", [cells[0], *cells[2:]], short)]
        name = self.heads["sakliste"]
        return (
            p("Heading2", bookmark("sakliste", "0", name))
            + tag("if har_arkivsak")
            + table(name, [number, archive, title, page], full, rows[0])
            + tag("else")
            + table(name, [number, title, page], short, rows[1])
            + tag("endif")
        )

    def attachments(self) -> str:
        """The attachments of all saker, where there are any."""
        name, widths = self.heads["alle_vedlegg"], [1361, WIDTH - 1361]
        cells = [(link("{{ vedlegg.anker }}", "{{ vedlegg.nummer }}"),), ("{{ vedlegg.namn }}",)]
        heads = [self.columns[key] for key in ("saksnr", "vedlegg")]
        return when(
            "vedlegg", p("Heading2", name), table(name, heads, widths, each_row("vedlegg", "vedlegg", cells, widths))
        )

    def absence(self) -> str:
        """Whom members tell that they can't come."""
        return self.phrases["forfall"].format("{{ forfall_til or '" + self.phrases["sekretariatet"] + "' }}")

    def signature(self, signers: list[tuple[str, str]], *, ruled: bool = False) -> str:
        """Room for a hand, on a rule or not, the names and what they are."""
        rule = f"<w:keepNext/>{_RULE}" + '<w:spacing w:before="960"/>'
        space = "<w:keepNext/>" + ("" if ruled else '<w:spacing w:before="960"/>')
        return (
            (p("Underskrift", "\t\t\t", extra=rule) if ruled else "")
            + p("Underskrift", "\t".join(name for name, _ in signers), extra=space)
            + p("Underskrift", "\t".join(role for _, role in signers), extra='<w:spacing w:after="240"/>')
        )

    def attendance(self) -> str:
        """Who met and who was absent, and who met without a vote."""
        return (
            p("Heading2", self.heads["frammoete"])
            + self.people("deltakarar", self.heads["frammoete"])
            + tag("if andre")
            + p("Heading2", self.heads["andre"])
            + tag("if andre_enkelt")
            + self.person_table("andre", self.heads["andre"], namn=2835, funksjon=WIDTH - 2835 - 2267, frammoete=2267)
            + tag("else")
            + self.people("andre", self.heads["andre"])
            + tag("endif")
            + tag("endif")
        )

    def people(self, of: str, caption: str) -> str:
        """A table of people; the column of parties only where one is known."""
        return (
            tag("if har_parti")
            + self.person_table(of, caption, namn=2268, funksjon=1984, parti=1247, kommune=1701, frammoete=1870)
            + tag("else")
            + self.person_table(of, caption, namn=2835, funksjon=1984, kommune=1984, frammoete=2267)
            + tag("endif")
        )

    def person_table(self, of: str, caption: str, **columns: int) -> str:
        """A table of people; ``columns`` are fields and their widths."""
        cells = [self.attended() if key == "frammoete" else (f"{{{{ person.{key} }}}}",) for key in columns]
        widths = list(columns.values())
        return table(caption, [self.columns[key] for key in columns], widths, each_row("person", of, cells, widths))

    def attended(self) -> tuple[str, ...]:
        """Whether the person met: what is known, else a list to choose from or write in."""
        choices = (self.phrases[key] for key in ("moette", "fraavaerande", "vara_for"))
        return (
            "{% if person.frammoete %}{{ person.frammoete }}{% elif person.namn %}",
            choice(self.columns["frammoete"], self.phrases["vel"], *choices),
            "{% endif %}",
        )

    def sak_heading(self, *, linked: bool = False) -> str:
        """Number and title; a sak with text of its own begins a page. A ``linked`` one is where the sakliste leads."""
        heading: tuple[str, ...] = ("{{ sak.overskrift }}",)
        if linked:
            title = bookmark("{{ sak.anker }}t", "1000{{ loop.index }}", "{{ sak.i_overskrift }}")
            heading = (bookmark("{{ sak.anker }}", "{{ loop.index }}", "{{ sak.framfor }}", title),)
        return (
            tag("if sak.ny_side")
            + p("Heading1", *heading, extra='<w:pageBreakBefore/><w:spacing w:before="0"/>')
            + tag("else")
            + p("Heading1", *heading)
            + tag("endif")
        )

    def box_line(self, key: str) -> str:
        """A line of the box over a sak."""
        return p("Saksboks", f"*{self.labels[key]}:", f"\t{{{{ sak.{key} }}}}")

    def sak_box(self, *, always: bool = False) -> str:
        """Case officer, archive number, closure, and the sak's way through the organs, each where known.

        With ``always`` the first two stand there to be filled in.
        """
        lines = {key: self.box_line(key) for key in _BOX}
        box = "".join(lines[key] if always and key != "unntatt" else when(f"sak.{key}", lines[key]) for key in _BOX)
        widths = [1701, WIDTH - 1701 - 2268, 2268]
        heads = [self.columns[key] for key in ("saksnr", "utvalg", "moetedato")]
        cells = [("{{ steg.nummer }}",), ("{{ steg.utvalg }}",), ("{{ steg.dato }}",)]
        way = table(self.columns["utvalg"], heads, widths, each_row("steg", "sak.saksgang", cells, widths))
        return box + when("sak.saksgang", way)

    def proposal(self, *, first_point: bool = False) -> str:
        """Text before any heading, the proposal and the attachments; where there is none, room to write.

        With ``first_point`` the proposal begins as a numbered list whose first point is empty.
        """
        return (
            self.blocks("sak.innleiing")
            + tag("if sak.framlegg")
            + self.proposal_points()
            + tag("elif sak.skal_ha_framlegg")
            + p("Heading2", self.heads["framlegg"])
            + (p("ListNumber") if first_point else p("Skriveplass"))
            + tag("endif")
            + tag("if sak.vedlegg")
            + p("Heading2", self.heads["vedlegg"])
            + each("vedlegg", "sak.vedlegg", p("ListBullet", "{{ vedlegg }}"))
            + tag("elif sak.skal_skrivast")
            + p("Heading2", self.heads["vedlegg"])
            + p("Skriveplass")
            + tag("endif")
        )

    def proposal_points(self) -> str:
        """The proposal's points; each gets its own number or letter as it stands."""
        return p("Heading2", "{{ sak.framlegg_overskrift }}") + each(
            "punkt", "sak.framlegg", p("ListNumber", "{{ punkt }}")
        )

    def account(self) -> str:
        """The sak's sections under their own headings; where there are none yet, headings to write under."""
        level = "seksjon.nivaa"
        sections = each(
            "seksjon",
            "sak.seksjonar",
            tag(f"if {level} == 1"),
            p("Heading2", "{{ seksjon.tittel }}"),
            tag(f"elif {level} == 2"),
            p("Heading3", "{{ seksjon.tittel }}"),
            tag("else"),
            p("Heading4", "{{ seksjon.tittel }}"),
            tag("endif"),
            self.blocks("seksjon.blokker"),
        )

        def empty(*names: str) -> str:
            return "".join(p("Heading3", self.heads[name]) + p("Skriveplass") for name in names)

        return (
            when(
                "sak.skal_skrivast and not sak.seksjonar",
                p("Heading2", self.heads["saksframstilling"]),
                empty("bakgrunn"),
            )
            + sections
            + when("sak.skal_skrivast", empty("vurdering", "konsekvensar", "konklusjon"))
        )

    def part(self, name: str) -> str:
        """A heading of the minutes with what is known under it, or room to write."""
        return p("Heading2", self.heads[name]) + self.blocks(f"sak.{name}") + when(f"not sak.{name}", p("Skriveplass"))

    def decision(self) -> str:
        """The vedtak's points, or room to write them."""
        return (
            p("Heading2", self.heads["vedtak"])
            + each("punkt", "sak.vedtak", p("ListNumber", "{{ punkt }}"))
            + when("not sak.vedtak", p("Skriveplass"))
        )

    def blocks(self, of: str, width: int = WIDTH) -> str:
        """Paragraphs, list items and tables in reading order; a table is as wide as the text."""
        cell = '<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{}</w:tc>'
        steer = "<w:tr><w:trPr><w:cantSplit/></w:trPr>" + cell.format(p("Tabelltekst", "{{%tr {} %}}")) + "</w:tr>"
        loop = "".join(
            cell.format(p("Tabelltekst", piece))
            for piece in ("{%tc for celle in rad %}", "{{ celle }}", "{%tc endfor %}")
        )
        grid = (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="Sakstabell"/><w:tblW w:w="{width}" w:type="dxa"/>{LOOK}</w:tblPr>'
            f'<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
            + steer.format("for rad in blokk.hovud")
            + f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{loop}</w:tr>"
            + steer.format("endfor")
            + steer.format("for rad in blokk.rader")
            + f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{loop}</w:tr>"
            + steer.format("endfor")
            + "</w:tbl>"
        )
        return each(
            "blokk",
            of,
            tag("if blokk.type == 'tabell'"),
            grid + _SPACE,
            tag("else"),
            p("BodyText", "{{ blokk.tekst }}"),
            tag("endif"),
        )
