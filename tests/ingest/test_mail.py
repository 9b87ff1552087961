"""Mail: what was said is evidence, once; who wrote to whom is context; what came with it is read by itself."""

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import UnreadableSource
from domain.evidence import Passage, PassageRole, Refusal, SourceFile
from domain.files import RefusedMember
from domain.limits import DEFAULT_LIMITS
from ingest.expanding import expand
from ingest.reading import read_passages
from tests.ingest.every_format import msg_of

# Every organisation and person here is fictional.
THREAD = """Dear Tam,

Nobody rang me back about the mooring fee.

It came out that:
- the letter is late
- the form is lost

On Tue, 3 Mar 2026 at 10:02, Tam Orwell
<tam@ferry.example> wrote:

> What happened with the fee?
>
> On Mon, Rhoda Ellery wrote:
>> I was asked twice for the same proof of address.
> We have your file now.

Thank you for asking.
--\x20
Rhoda Ellery
Quay 4

-----Original Message-----
"""
HEAD = "From: Tam Orwell\nSent: Monday\nSubject: Fee"


def mail(text: str = "Nobody rang me back.", *, subject: str = "Mooring fee") -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "Rhoda Ellery <rhoda@ferry.example>", "desk@ferry.example", subject
    made["Message-ID"] = "<1@ferry.example>"
    made.set_content(text)
    return made


def read(content: bytes | EmailMessage, name: str = "letter.eml") -> tuple[list[Passage], list[Refusal]]:
    return read_passages(SourceFile(name=name, content=content if isinstance(content, bytes) else content.as_bytes()))


def body(content: bytes | EmailMessage) -> list[str]:
    return [p.text for p in read(content)[0] if p.role is PassageRole.BODY]


def test_the_subject_is_a_heading_and_who_wrote_to_whom_is_context():
    passages, refusals = read(mail())
    assert [(p.role, p.text, p.headings) for p in passages] == [
        (PassageRole.HEADING, "Mooring fee", ()),
        (PassageRole.CAPTION, "From: Rhoda Ellery <rhoda@ferry.example>", ("Mooring fee",)),
        (PassageRole.CAPTION, "To: desk@ferry.example", ("Mooring fee",)),
        (PassageRole.BODY, "Nobody rang me back.", ("Mooring fee",)),
    ]
    assert refusals == []


def test_what_is_quoted_stands_under_who_wrote_it_and_a_signature_is_context():
    passages, _ = read(mail(THREAD + HEAD))
    wrote = "On Tue, 3 Mar 2026 at 10:02, Tam Orwell <tam@ferry.example> wrote:"
    assert [(p.text, p.headings[1:]) for p in passages if p.role is PassageRole.BODY] == [
        ("Dear Tam,", ()),
        ("Nobody rang me back about the mooring fee.", ()),
        ("the letter is late", ("It came out that:",)),
        ("the form is lost", ("It came out that:",)),
        ("What happened with the fee?", (wrote,)),
        ("I was asked twice for the same proof of address.", (wrote, "On Mon, Rhoda Ellery wrote:")),
        ("We have your file now.", (wrote,)),
        ("Thank you for asking.", ()),
    ]
    context = [p.text for p in passages if p.role is PassageRole.CAPTION]
    assert context[2:] == ["Rhoda Ellery", "Quay 4", "-----Original Message-----", *HEAD.split("\n")]


def test_what_is_said_again_in_a_quotation_is_kept_once():
    said = "Nobody rang me back about the mooring fee."
    passages, refusals = read(mail(f"{said}\n\n> {said}\n> And nobody wrote.\n"))
    assert [p.text for p in passages if p.role is PassageRole.BODY] == [said, "And nobody wrote."]
    assert [r.reason for r in refusals] == ["said above already"]


def test_of_two_forms_of_one_text_the_plain_one_is_read_and_html_where_there_is_no_other():
    both = mail("The plain words.")
    both.add_alternative("<p>The words in HTML.</p>", subtype="html")
    assert body(both) == ["The plain words."]
    alone = mail()
    alone.set_content("<h2>Fees</h2><p>The words in HTML.</p>", subtype="html")
    assert [(p.text, p.headings) for p in read(alone)[0]][-1] == ("The words in HTML.", ("Mooring fee", "Fees"))


def test_what_came_with_a_mail_is_taken_out_and_read_by_itself():
    made = mail()
    made.add_attachment("The boat was late.", filename="../notes.txt")
    made.add_attachment("The quay was shut.", filename="notes.txt")
    made.add_attachment(mail("An earlier letter.", subject="Before"))
    made.add_attachment(b"", maintype="application", subtype="pdf", filename="empty.pdf")
    found = list(expand(SourceFile(name="letter.eml", content=made.as_bytes())))
    assert [(type(each), each.name) for each in found] == [
        (SourceFile, "letter.eml"),
        (SourceFile, "letter.eml/notes.txt"),
        (SourceFile, "letter.eml/notes (2).txt"),
        (SourceFile, "letter.eml/attachment 3.eml"),
        (RefusedMember, "letter.eml/empty.pdf"),
    ]
    inner = [each for each in found if isinstance(each, SourceFile)]
    assert inner[1].content.strip() == b"The boat was late." and "An earlier letter." in body(inner[3].content)
    assert body(made) == ["Nobody rang me back."]


def test_a_mail_of_outlook_is_read_as_any_other_and_what_came_with_it_is_taken_out():
    files = {"notes.txt": b"The boat was late.", "Notes.txt": b"The quay was shut.", "an older mail": b""}
    made = msg_of("Nobody rang me back.", "", "> Why not?", files=files, p0C1A="Rhoda Ellery", p0E04="Desk")
    assert [(p.role.value, p.text) for p in read(made, "letter.msg")[0]] == [
        ("heading", "Moorings"),
        ("caption", "From: Rhoda Ellery"),
        ("caption", "To: Desk"),
        ("body", "Nobody rang me back."),
        ("body", "Why not?"),
    ]
    found = list(expand(SourceFile(name="letter.msg", content=made)))
    assert [(type(each), each.name) for each in found] == [
        (SourceFile, "letter.msg"),
        (SourceFile, "letter.msg/notes.txt"),
        (SourceFile, "letter.msg/Notes (2).txt"),
        (RefusedMember, "letter.msg/an older mail"),
    ]


def test_a_mail_of_outlook_that_is_encrypted_or_kept_as_html_alone():
    with pytest.raises(UnreadableSource, match="encrypted"):
        read(msg_of("Nobody rang.", p001A="IPM.Note.SMIME"), "a.msg")
    assert body(msg_of(p1013="<p>The words in HTML.</p>")) == ["The words in HTML."]


@settings(max_examples=60)
@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=6))
def test_a_mail_of_outlook_that_is_damaged_anywhere_is_read_or_refused(at: int, other: bytes):
    made = msg_of("Nobody rang me back.", files={"notes.txt": b"The boat was late."})
    at %= len(made)
    for each in expand(SourceFile(name="a.msg", content=made[:at] + other + made[at + len(other) :])):
        if isinstance(each, SourceFile):
            try:
                read_passages(each)
            except UnreadableSource as error:
                assert error.remedy


def test_a_picture_in_the_text_is_told():
    made = mail()
    made.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<a@b>")
    assert [r.where for r in read(made)[1]] == ["1 in the text"]


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "cp1252", "iso-2022-jp", "no-such-set"])
def test_text_is_read_in_the_encoding_that_is_told_or_found(charset: str):
    words = "船が遅れました。" if charset == "iso-2022-jp" else "Le café était fermé"
    head = f"From: a\nSubject: =?utf-8?q?caf=C3=A9?=\nContent-Type: text/plain; charset={charset}\n"
    coded = words.encode("cp1252" if charset == "no-such-set" else charset)
    passages, _ = read(head.encode() + b"Content-Transfer-Encoding: 8bit\n\n" + coded)
    assert (passages[0].text, passages[-1].text) == ("café", words)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"From: a\nContent-Type: multipart/encrypted; boundary=x\n\n--x\n\nabc\n--x--\n", "encrypted"),
        (b"From: a\n\n-----BEGIN PGP MESSAGE-----\nabcd\n", "encrypted"),
    ],
)
def test_a_mail_that_cannot_be_read_says_what_to_do(content: bytes, problem: str):
    with pytest.raises(UnreadableSource, match=problem) as caught:
        read(content)
    assert caught.value.remedy


def test_notes_that_begin_with_a_label_are_no_mail():
    assert body_of_text("Date: 3 March\nSubject: the fee\nNobody rang back.\n") == "notes.txt"
    assert body_of_text("Finding: it was late\n\nNobody rang back.\n") == "notes.txt"


def body_of_text(text: str) -> str:
    from ingest.readers import reader_for

    file = SourceFile(name="notes.txt", content=text.encode())
    assert reader_for(file).media_type == "text/plain"
    return file.name


HEADS = ["From: a\n", "Subject: =?utf-8?b?", "?=\n", "Content-Type: multipart/mixed; boundary=x\n"]
MORE = ["Content-Disposition: attachment\n", "Content-Type: message/rfc822\n", "Content-Transfer-Encoding: base64\n"]
PARTS = [*HEADS, *MORE, 'Content-Type: text/plain; charset="\n', "\n", "--x\n", "--x--\n", "words here\n", "> quoted\n"]


@settings(max_examples=80)
@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_any_mail_is_read_or_refused_with_a_remedy(parts: list[str]):
    file = SourceFile(name="a.eml", content=("From: a\n" + "".join(parts)).encode())
    for each in expand(file, DEFAULT_LIMITS):
        if isinstance(each, SourceFile):
            try:
                passages, refusals = read_passages(each)
            except UnreadableSource as error:
                assert error.remedy
            else:
                assert passages and all(r.remedy for r in refusals)


@pytest.mark.notes
def test_mail_of_other_hands_is_read(shared_data: Path):
    folder = shared_data / "specimens/eml"
    for name, first in [
        ("fake-email.eml", "This is a test email to use for unit tests."),
        ("fake-email-malformed-encoding.eml", "This is a test email to use for unit tests."),
        ("fake-email-attachment.eml", "Hello!"),
        ("family-day.eml", "Hi All,"),
        ("test-invalid-date.eml", "This is a test-email with an invalid date format."),
        ("mime-word-encoded-subject.eml", "This is a simple email message with Unicode characters in the subject."),
    ]:
        assert body((folder / name).read_bytes())[0] == first
    outlook = (shared_data / "specimens/msg/fake-email.msg").read_bytes()
    assert body(outlook)[0] == "This is a test email to use for unit tests."
    attached = SourceFile(name="a.eml", content=(folder / "fake-email-attachment.eml").read_bytes())
    assert [each.name for each in expand(attached)] == ["a.eml", "a.eml/fake-attachment.txt"]


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_a_head_whose_letters_were_not_encoded_is_read_all_the_same(encoding: str):
    head = "From: Rene <rene@example.org>\nSubject: Réunion au café\nMessage-ID: <1@example.org>\nMIME-Version: 1.0\n"
    part = 'Content-Type: text/plain; name="résumé.txt"\nContent-Disposition: attachment; filename="résumé.txt"\n\n'
    parts = (
        f"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nNobody rang me back.\n--b\n{part}It was late.\n--b--\n"
    )
    file = SourceFile(name="letter.eml", content=(head + parts).encode(encoding))
    passages, _ = read_passages(file)
    assert passages[0].text == "Réunion au café"
    assert [member.name for member in expand(file)] == ["letter.eml", "letter.eml/résumé.txt"]


def test_what_outlook_packs_beside_a_mail_is_refused_with_advice():
    message = mail()
    packed = bytes.fromhex("789f3e22") + b"\x01\x00" * 200
    message.add_attachment(packed, maintype="application", subtype="ms-tnef", filename="winmail.dat")
    _, file = expand(SourceFile(name="letter.eml", content=message.as_bytes()))
    with pytest.raises(UnreadableSource, match=r"winmail\.dat") as caught:
        read_passages(file)
    assert "Outlook" in caught.value.remedy
