"""What text recognition found, as words: sure ones kept, shadows left out, bullets told by their shape."""

from __future__ import annotations

from ingest.ocr_words import sheet_of
from ingest.pdf_page import read_page

PAGE = "<div class='ocr_page' title='bbox 0 0 2480 3508'>{}</div>"


def line(y: int, *words: tuple[int, int, str, int], height: int = 40) -> str:
    """A line of words on the base line ``y``, each from and to where, its text, and how sure it is."""
    boxes = "".join(
        f"<span class='ocrx_word' title='bbox {x0} {y - height} {x1} {y}; x_wconf {sure}'>{text}</span>"
        for x0, x1, text, sure in words
    )
    left, right = words[0][0], words[-1][1]
    title = f"bbox {left} {y - height} {right} {y}; baseline 0 0; x_size 50"
    return f"<span class='ocr_line' title='{title}'>{boxes}</span>"


def speck(x: int, y: int, text: str, sure: int, size: int = 16) -> str:
    """A small sign with its own line, as bullets come."""
    box = f"bbox {x} {y - size} {x + size} {y}"
    return (
        f"<span class='ocr_line' title='{box}; baseline 0 0; x_size 20'>"
        f"<span class='ocrx_word' title='{box}; x_wconf {sure}'>{text}</span></span>"
    )


def sheet(*parts: str):
    text = f"<html xmlns='http://www.w3.org/1999/xhtml'><body>{PAGE.format(''.join(parts))}</body></html>"
    return sheet_of(text.encode(), 1, 842.0)


def texts(*parts: str) -> list[str]:
    return [line.text for line in read_page(sheet(*parts)).lines]


def test_words_stand_where_they_were_seen_in_points():
    found = sheet(line(1000, (300, 500, "Rådet", 96), (520, 700, "møtest", 95)))
    assert (round(found.width), round(found.height)) == (595, 842)
    first = found.words[0]
    assert (first.text, round(first.x0), round(first.base)) == ("Rådet", 72, 240)


def test_what_tesseract_is_not_sure_of_is_left_out():
    assert texts(line(1000, (300, 500, "Rådet", 96)), line(3400, (0, 900, "TESTES", 31), (950, 1200, "PETE", 44))) == [
        "Rådet"
    ]


def test_a_norwegian_word_beside_sure_ones_is_believed():
    assert texts(line(1000, (300, 500, "Rådet", 96), (520, 700, "møter", 45))) == ["Rådet møter"]


def test_a_round_speck_before_a_line_is_a_bullet_whatever_letter_it_was_taken_for():
    parts = [line(1000, (360, 600, "Barnehagar", 95)), speck(300, 990, "e", 22)]
    parts += [line(1060, (360, 560, "Skular", 95)), speck(300, 1050, "*", 78)]
    assert texts(*parts) == ["• Barnehagar", "• Skular"]


def test_a_small_sign_within_a_line_stays_on_it():
    assert texts(
        line(1000, (300, 420, "Vedtak", 95), (460, 700, "budsjett", 95)), speck(430, 985, "-", 91, size=10)
    ) == ["Vedtak - budsjett"]


def test_a_number_that_the_next_word_swallowed_is_parted_from_it():
    assert texts(line(1000, (300, 480, "2kommunar", 92), (500, 600, "deltek", 95))) == ["2 kommunar deltek"]


def test_lines_of_one_type_have_one_size():
    parts = [
        line(1000, (300, 600, "Opning", 95)).replace("x_size 50", "x_size 52"),
        line(1060, (300, 600, "sommar", 95)).replace("x_size 50", "x_size 48"),
    ]
    assert len({word.size for word in sheet(*parts).words}) == 1


def test_what_is_no_result_gives_no_page():
    assert sheet_of(b"<html/>", 1, 842.0) is None
    assert sheet_of(b"not even that", 1, 842.0) is None
