"""The papers in mails and zip files: each found, none trusted."""

import io
import random
import struct
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ingest.containers
import ingest.zipped
from ingest import Missed, Paper, read
from ingest.containers import unpack_bytes
from ingest.member import safe_name
from ingest.zipped import count_entries
from model.errors import UnreadableError
from tests.ingest.make_msg import mail as outlook_mail
from tests.ingest.make_msg import msg
from tests.ingest.test_kinds import compound
from tests.ingest.word_files import docx, p, packed

ONE = docx(p("Innkalling til møte 7. mai 2027"))
TWO = docx(p("Protokoll"))


def found(data: bytes, name: str = "papir.zip") -> list[Paper | Missed]:
    return list(unpack_bytes(data, name))


def papers(data: bytes, name: str = "papir.zip") -> dict[str, bytes]:
    return {one.name: one.data for one in found(data, name) if isinstance(one, Paper)}


def missed(data: bytes, name: str = "papir.zip") -> dict[str, tuple[str, bool]]:
    return {one.name: (one.reason, one.is_fault) for one in found(data, name) if isinstance(one, Missed)}


def mail(text: str = "Hei, her er papira.", **attached: bytes) -> EmailMessage:
    out = EmailMessage()
    out["From"], out["Subject"], out["Message-ID"] = "lea@fjordlandet.example", "Møtepapir", "<1@fjordlandet.example>"
    out.set_content(text)
    for name, data in attached.items():
        out.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return out


def test_a_plain_file_is_one_paper(tmp_path):
    (tmp_path / "sak.docx").write_bytes(ONE)
    assert list(ingest.unpack(tmp_path / "sak.docx")) == [Paper("sak.docx", ONE)]


class TestZip:
    def test_each_paper_is_found_whatever_folder_it_lies_in(self):
        data = packed({"mai/innkalling.docx": ONE, "protokoll.docx": TWO})
        assert papers(data) == {"innkalling.docx": ONE, "protokoll.docx": TWO}
        assert {one.inside for one in found(data)} == {"papir.zip"}

    def test_the_same_bytes_come_once(self):
        assert papers(packed({"a.docx": ONE, "b.docx": ONE})) == {"a.docx": ONE}

    def test_zip_files_in_zip_files_are_opened_and_tell_where_papers_lay(self):
        (one,) = found(packed({"mai.zip": packed({"a.docx": ONE})}))
        assert isinstance(one, Paper) and (one.name, one.inside) == ("a.docx", "mai.zip")

    def test_there_is_an_end_to_how_deep(self):
        data = packed({"a.docx": ONE})
        for _ in range(10):
            data = packed({"inni.zip": data})
        reason, is_fault = missed(data)["inni.zip"]
        assert "4 mails or zip files deep" in reason and is_fault

    def test_what_programs_leave_behind_is_no_paper(self):
        data = packed({"__MACOSX/._a.docx": ONE, "._a.docx": ONE, "~$a.docx": ONE, ".DS_Store": ONE, "b.docx": TWO})
        assert papers(data) == {"b.docx": TWO} and missed(data) == {}

    def test_names_are_names_and_no_paths(self):
        data = packed({"../../etc/a.docx": ONE, "C:\\Windows\\b\u202e\x1b.docx": TWO})
        assert sorted(papers(data)) == ["a.docx", "b.docx"]
        assert safe_name("/", 3) == "paper-3" and safe_name("..", 4) == "paper-4"
        assert len(safe_name("a" * 500 + ".docx", 1)) == 150

    @pytest.mark.parametrize("code", ["cp865", "cp850", "utf-8"])
    def test_norwegian_names_are_readable(self, code):
        name = "Møteinnkalling på Ås æ.docx".encode(code)
        data = packed({"a" * len(name): ONE}).replace(b"a" * len(name), name)
        assert list(papers(data)) == ["Møteinnkalling på Ås æ.docx"]

    def test_files_of_other_kinds_are_no_fault_and_bad_papers_are(self):
        data = packed({"a.jpg": b"\xff\xd8\xff", "b.csv": b"a;b", "c.docx": b"", "d.xlsx": compound("Workbook")})
        assert {name: is_fault for name, (_, is_fault) in missed(data).items()} == {
            "a.jpg": False, "b.csv": False, "c.docx": True, "d.xlsx": False,
        }  # fmt: skip
        assert all(reason.startswith(name) and reason.endswith(".") for name, (reason, _) in missed(data).items())

    def test_a_paper_without_an_ending_is_found_by_its_content(self):
        assert papers(packed({"innkalling": ONE})) == {"innkalling": ONE}

    def test_a_member_with_a_password_stops_nothing(self):
        data = packed({"a.docx": ONE, "b.docx": TWO})
        place = data.index(b"PK\x01\x02")
        locked = data[: place + 8] + struct.pack("<H", 1) + data[place + 10 :]
        assert "password" in missed(locked)["a.docx"][0] and papers(locked) == {"b.docx": TWO}

    def test_a_bomb_is_not_unpacked(self):
        data = packed({"a.txt": b"a" * 50_000_000, "b.docx": ONE})
        assert "unpacks to far more" in missed(data)["a.txt"][0] and papers(data) == {"b.docx": ONE}

    def test_there_is_an_end_to_how_many_and_how_much(self, monkeypatch):
        data = packed({f"{place}.docx": docx(p(str(place))) for place in range(9)})
        monkeypatch.setattr(ingest.containers, "MOST_MEMBERS", 3)
        assert len(papers(data)) == 3 and "the rest of it was not read" in missed(data)["3.docx"][0]
        monkeypatch.setattr(ingest.containers, "LARGEST_WHOLE", 1)
        assert papers(data) == {}

    def test_a_zip_file_of_endless_entries_is_told(self, monkeypatch):
        monkeypatch.setattr(ingest.zipped, "MOST_ENTRIES", 3)
        with pytest.raises(UnreadableError, match="zip bomb"):
            found(packed({str(place): b"" for place in range(5)}))

    def test_a_damaged_member_stops_nothing(self):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr("a.docx", ONE)
            package.writestr("b.docx", TWO)
        data = bytearray(out.getvalue())
        data[200] ^= 0xFF
        assert "damaged inside its zip file" in missed(bytes(data))["a.docx"][0]
        assert papers(bytes(data)) == {"b.docx": TWO}

    def test_one_on_the_disk_is_read_part_by_part_however_large_it_is(self, tmp_path):
        path = tmp_path / "arkiv.zip"
        path.write_bytes(packed({f"{place}.docx": docx(p(str(place))) for place in range(5)}))
        assert count_entries(path) == 5
        parts = [list(ingest.unpack(path, part)) for part in ((0, 2), (2, 4), (4, 5))]
        assert [[one.name for one in part] for part in parts] == [
            ["0.docx", "1.docx"],
            ["2.docx", "3.docx"],
            ["4.docx"],
        ]
        assert parts[0][0].inside == "arkiv.zip"

    def test_papers_bombs_and_damaged_files_are_not_taken_for_an_archive_of_papers(self, tmp_path):
        path = tmp_path / "a.zip"
        for data in (ONE, packed({"a.txt": b"a" * 90_000_000}), b"PK\x03\x04 and then nothing", b""):
            path.write_bytes(data)
            assert count_entries(path) is None
        assert count_entries(tmp_path / "ingen.zip") is None


class TestMail:
    def test_attached_papers_come_before_the_mail_s_own_text(self):
        attached, letter = found(mail(innkalling_docx=ONE).as_bytes(), "post.eml")
        assert attached == Paper("innkalling.docx", ONE, "post.eml")
        assert isinstance(letter, Paper) and letter.is_letter and letter.name == "post.txt"
        assert letter.data.decode().strip() == "Hei, her er papira."

    def test_the_page_of_a_mail_is_preferred_to_its_text(self):
        out = mail("Hei på deg.")
        out.add_alternative("<p>Hei på <b>deg</b>.</p>", subtype="html", charset="iso-8859-1")
        (letter,) = found(out.as_bytes(), "post.eml")
        assert isinstance(letter, Paper) and letter.name == "post.html" and "Hei på <b>deg" in letter.data.decode()

    def test_names_with_norwegian_letters_are_readable(self):
        out = mail()
        out.add_attachment(ONE, maintype="application", subtype="pdf", filename="Møte på Ås.docx")
        assert "Møte på Ås.docx" in papers(out.as_bytes(), "post.eml")

    def test_a_mail_in_a_mail_is_opened(self):
        out = mail()
        out.add_attachment(mail("Vidaresendt.", sak_docx=ONE))
        inner = [one for one in found(out.as_bytes(), "post.eml") if isinstance(one, Paper) and one.data == ONE]
        assert [one.inside for one in inner] == ["Møtepapir.eml"]

    def test_pictures_in_the_text_are_no_attachments(self):
        out = mail(sak_docx=ONE)
        out.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
        assert missed(out.as_bytes(), "post.eml") == {}

    def test_a_mail_of_hostile_depth_is_read(self):
        head = b"From: a\nMessage-ID: <1>\nContent-Type: multipart/mixed; boundary=%d\n\n--%d\n"
        data = b"".join(head % (place, place) for place in range(200))
        assert papers(data, "post.eml") == {}

    @settings(max_examples=60, deadline=None)
    @given(cut=st.integers(0, 3000), put=st.binary(max_size=8))
    def test_a_damaged_mail_is_read_or_told(self, cut, put):
        data = mail(sak_docx=ONE).as_bytes()
        try:
            found(data[:cut] + put + data[cut + len(put) :], "post.eml")
        except UnreadableError as failure:
            assert str(failure).endswith(".")


class TestOutlookMail:
    def test_attached_papers_and_the_mail_s_own_text_are_found(self):
        data = msg("Hei, her er papira frå Ås.", {"Møteinnkalling på Ås.docx": ONE, "b.docx": TWO})
        assert papers(data, "post.msg") == {
            "Møteinnkalling på Ås.docx": ONE,
            "b.docx": TWO,
            "post.txt": "Hei, her er papira frå Ås.".encode(),
        }

    @pytest.mark.parametrize("size", [5_000, 500_000, 9_000_000])
    def test_large_files_are_whole(self, size):
        data = b"%PDF-" + random.Random(size).randbytes(size)
        assert papers(msg("", {"a.pdf": data}), "post.msg") == {"a.pdf": data}

    def test_what_is_attached_to_a_mail_within_the_mail_is_found(self):
        data = msg("Sjå nedanfor.", {"Papir": outlook_mail("Her er papira.", {"sak.docx": ONE}), "b.docx": TWO})
        assert papers(data, "post.msg") == {
            "sak.docx": ONE, "Papir.txt": b"Her er papira.", "b.docx": TWO, "post.txt": "Sjå nedanfor.".encode(),
        }  # fmt: skip

    def test_a_file_that_is_only_linked_to_is_told(self):
        reason, is_fault = missed(msg("Hei", {"sak.docx": None}), "post.msg")["sak.docx"]
        assert "only linked to" in reason and is_fault

    def test_streams_that_say_to_be_larger_than_the_file_are_not_read(self):
        data = msg("Hei", {"a.docx": ONE}).replace(struct.pack("<Q", len(ONE)), struct.pack("<Q", 2**31 - 1))
        with pytest.raises(UnreadableError, match="damaged Outlook mail"):
            found(data, "post.msg")

    @settings(max_examples=60, deadline=None)
    @given(cut=st.integers(0, 9000), put=st.binary(max_size=8))
    def test_a_damaged_mail_is_read_or_told(self, cut, put):
        data = msg("Hei", {"a.docx": ONE})
        try:
            found(data[:cut] + put + data[cut + len(put) :], "post.msg")
        except UnreadableError as failure:
            assert str(failure).endswith(".")


class TestOneFile:
    def test_the_one_paper_in_a_mail_is_read(self, tmp_path):
        (tmp_path / "post.eml").write_bytes(mail(sak_docx=ONE).as_bytes())
        document = read(tmp_path / "post.eml")
        assert (document.fil, document.inside, document.format) == ("sak.docx", "post.eml", "docx")

    def test_several_papers_are_named(self, tmp_path):
        (tmp_path / "papir.zip").write_bytes(packed({"a.docx": ONE, "b.docx": TWO}))
        with pytest.raises(UnreadableError, match=r"papir.zip holds 2 papers \(a.docx, b.docx\)"):
            read(tmp_path / "papir.zip")

    def test_none_is_told(self, tmp_path):
        (tmp_path / "papir.zip").write_bytes(packed({"a.jpg": b"\xff\xd8\xff"}))
        with pytest.raises(UnreadableError, match=r"papir.zip holds no paper"):
            read(tmp_path / "papir.zip")
