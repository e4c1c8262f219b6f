"""The files attached to a mail, and its own text as one file more: RFC 5322 (.eml) and Outlook's own form (.msg)."""

from __future__ import annotations

import email
import mimetypes
from email import policy
from email.message import Message
from pathlib import PurePath
from typing import TYPE_CHECKING

from ingest.letters import decode
from ingest.member import LARGEST_MEMBER, Member, safe_name
from ingest.ole import stream_bytes
from model.errors import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oxmsg import Message as OutlookMessage
    from oxmsg.attachment import Attachment
    from oxmsg.storage import Storage

_DEEPEST = 30  # multiparts within multiparts; mails have three or four
_MOST_PARTS = 5_000
_DEEPEST_OUTLOOK = 4  # mails within mails that Outlook saved
_MAIL_WITHIN = "__substg1.0_3701000D"  # where an attachment is a mail: PidTagAttachDataObject, [MS-OXMSG] 2.2.2.1
_HEADER_WITHIN = 24  # bytes before the properties of a mail within a mail, [MS-OXMSG] 2.4.1.2
_BODY = 0x1000  # PidTagBody
_SWOLLEN = 4  # streams may together say to be so many times the file that holds them, no more


def read_eml(data: bytes, name: str) -> Iterator[Member]:
    """The files attached to the mail ``name``, then its own text; raises `UnreadableError` where it is damaged."""
    try:
        mail = email.message_from_bytes(data, policy=policy.default)
        parts = list(_parts(mail, 0))
    except Exception as failure:  # the parser meets hostile headers in ways of its own
        raise UnreadableError(
            f"{name} is a damaged mail; save it again from the mail program, or save the papers attached to it."
        ) from failure
    pages: list[str] = []
    texts: list[str] = []
    for part in parts[:_MOST_PARTS]:
        what = part.get_content_type()
        if what == "message/rfc822":
            yield _mail_within(part)
        elif _is_own_text(part):
            (pages if what == "text/html" else texts).append(_text(part))
        elif not (part.get_content_maintype() == "image" and part.get_content_disposition() != "attachment"):
            yield Member(_file_name(part), _content(part))
    yield from _letter(name, "\n\n".join(pages), "\n\n".join(texts))


def _parts(part: Message, depth: int) -> Iterator[Message]:
    """The parts that hold something, in order; mails within are one part."""
    inner = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(inner, list):
        for one in inner if depth < _DEEPEST else ():
            if isinstance(one, Message):
                yield from _parts(one, depth + 1)
    else:
        yield part


def _is_own_text(part: Message) -> bool:
    is_text = part.get_content_type() in ("text/plain", "text/html")
    return is_text and part.get_content_disposition() != "attachment" and not part.get_filename()


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: Message) -> str:
    data = _content(part)
    try:
        return data.decode(part.get_content_charset() or "utf-8")
    except (LookupError, UnicodeError):
        return decode(data) or ""


def _mail_within(part: Message) -> Member:
    inner = part.get_payload()
    first = inner[0] if isinstance(inner, list) and inner else None
    mail = first if isinstance(first, Message) else None
    subject = str(mail.get("subject") or "") if mail is not None else ""
    name = safe_name(part.get_filename() or f"{subject or 'mail'}.eml", 0)
    try:
        return Member(name, mail.as_bytes() if mail is not None else b"")
    except Exception:  # a mail that can be taken apart but not put together
        return Member(name, reason=f"{name} is a mail that can't be taken out of its mail; save it by itself.")


def _file_name(part: Message) -> str:
    name = part.get_filename() or str(part.get_param("name") or "")
    if name:
        return name
    return f"attachment{mimetypes.guess_extension(part.get_content_type()) or ''}"


def _letter(name: str, page: str, text: str) -> Iterator[Member]:
    """A mail's own text as a file: the page where it has one, which shows lists and tables better than the text."""
    stem = PurePath(name).stem
    if page.strip():
        yield Member(f"{stem}.html", page.encode("utf-8", "replace"), is_letter=True)
    elif text.strip():
        yield Member(f"{stem}.txt", text.encode("utf-8", "replace"), is_letter=True)


def read_msg(data: bytes, name: str) -> Iterator[Member]:
    """The same of a mail that Outlook saved."""
    from oxmsg import Message as OutlookMessage

    try:
        if stream_bytes(data) > _SWOLLEN * len(data):
            raise ValueError("its streams lie over each other")
        mail = OutlookMessage.load(data)
        attachments = mail.attachments
    except Exception as failure:  # the library meets damage with whatever the damaged field led to
        raise UnreadableError(
            f"{name} is a damaged Outlook mail; save it again from Outlook, or save the papers attached to it."
        ) from failure
    for place, attachment in enumerate(attachments[:_MOST_PARTS], start=1):
        yield from _attached(attachment, place, 1)
    yield from _letter(name, _said(mail, "html_body"), _said(mail, "body"))


def _attached(attachment: Attachment, place: int, depth: int) -> Iterator[Member]:
    """The attached file; of a mail within the mail, which Outlook keeps in pieces, what is attached to that."""
    name, content = f"attachment-{place}", None
    storages: Sequence[Storage] = getattr(attachment._storage, "storages", ())
    inner = next((one for one in storages if one.name == _MAIL_WITHIN), None)
    try:
        name = safe_name(attachment.file_name or name, place)
        content = attachment.file_bytes if inner is None else None
    except Exception:  # as above; a file that can't be taken out is told of below
        pass
    if inner is not None and depth < _DEEPEST_OUTLOOK:
        yield from _outlook_within(inner, name, depth)
    elif content is None:
        yield Member(name, reason=f"{name} is only linked to in the mail, or is a mail in it; save it as a file.")
    elif len(content) > LARGEST_MEMBER:
        yield Member(name, reason=f"{name} is far larger than a paper can be and was not read.")
    else:
        yield Member(name, content)


def _outlook_within(storage: Storage, name: str, depth: int) -> Iterator[Member]:
    from oxmsg.attachment import Attachment
    from oxmsg.properties import Properties

    for place, one in enumerate(storage.iter_attachment_storages(), start=1):
        yield from _attached(Attachment(one), place, depth + 1)
    try:
        text = Properties(storage, properties_header_offset=_HEADER_WITHIN).str_prop_value(_BODY) or ""
    except Exception:  # as above
        text = ""
    yield from _letter(name, "", str(text))


def _said(mail: OutlookMessage, what: str) -> str:
    """The mail's own text in one of its forms; empty where it has none that can be read."""
    try:
        return str(getattr(mail, what) or "")
    except Exception:  # as above: the papers attached to it are what counts
        return ""
