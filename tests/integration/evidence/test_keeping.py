"""A pasted link is fetched in the background: what it fills in, what it keeps, and what it leaves alone."""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from datetime import UTC, date, datetime

import pypdf
import pytest
from sqlalchemy import func, select

from factcheck.activity.models import Event
from factcheck.activity.service import verify
from factcheck.annotation.models import Annotation, Evidence
from factcheck.db import Database
from factcheck.evidence.models import Blob, EvidenceCopy, KeptCopy, LinkCheck, LinkJob
from factcheck.evidence.service.blobs import read_blob
from factcheck.evidence.service.jobs import take_jobs
from factcheck.evidence.states import LinkState
from factcheck.evidence.work import perform
from tests.integration.evidence.conftest import Desk, Links
from tests.support.web import Answer, LocalWeb, page

STORY = (
    "The ferry leaves at nine, harbour officials said on Tuesday after a long meeting with the operators. "
    * 8
)


def kept(database: Database) -> KeptCopy:
    with database.reading() as session:
        return session.scalars(select(KeptCopy).join(EvidenceCopy)).one()


def test_a_pasted_link_is_described_by_what_its_page_says(
    desk: Desk, links: Links, web: LocalWeb, database: Database
) -> None:
    web.site["/a"] = Answer(page("Ferries resume", STORY, canonical="/ferries"))
    receipt = desk.saved("evidence", url=f"{web.url}/a")
    assert web.asked == [], "a save waited for a page"

    assert links.work() == 1
    piece = links.evidence()
    assert (piece.title, piece.publisher, piece.author) == (
        "Ferries resume",
        "The Harbour Gazette",
        "Ada Quill",
    )
    assert piece.published_at == date(2026, 3, 1)
    copy = kept(database)
    assert copy.canonical_url == f"{web.url}/ferries"
    assert (copy.lang, copy.http_status, copy.media_type) == ("en", 200, "text/html")
    with database.reading() as session:
        assert copy.body_blob_id is not None
        assert copy.text_blob_id is not None
        body, text = read_blob(session, copy.body_blob_id), read_blob(session, copy.text_blob_id)
        assert session.scalars(select(Annotation.version)).one() == receipt["version"] + 1
        assert verify(session) is None
    assert hashlib.sha256(body).hexdigest() == copy.body_sha256
    assert b"The ferry leaves at nine" in text
    assert links.check().state == LinkState.OK
    assert links.jobs() == []


def test_one_event_says_what_was_filled_in_and_undo_takes_the_link_back(
    desk: Desk, links: Links, web: LocalWeb, database: Database
) -> None:
    web.site["/a"] = Answer(page("Ferries resume", STORY))
    desk.saved("evidence", url=f"{web.url}/a")
    links.work()
    with database.reading() as session:
        event = session.scalars(select(Event).order_by(Event.seq.desc()).limit(1)).one()
    assert (event.action, event.subject_uid) == ("evidence.fetched", links.evidence().uid)
    assert json.loads(event.after or "")["title"] == "Ferries resume"
    history = desk.enter("dana").get(f"/articles/{desk.article.uid}/history").text
    assert "had a linked page fetched" in history
    assert "Ferries resume" in history

    desk.saved("undo")
    assert links.evidence().removed_at is not None


def test_what_a_person_typed_is_never_overwritten(desk: Desk, links: Links, web: LocalWeb) -> None:
    web.site["/a"] = Answer(page("Ferries resume", STORY))
    uid = desk.saved("evidence", url=f"{web.url}/a")["added"][0]
    desk.saved(f"evidence/{uid}", title="My own title")
    links.work()
    assert links.evidence().title == "My own title"
    assert links.evidence().publisher == "The Harbour Gazette"


def test_what_is_typed_while_the_page_is_fetched_stays(desk: Desk, links: Links, web: LocalWeb) -> None:
    def meanwhile(_request: object) -> Answer:
        uid = links.evidence().uid
        desk.saved(f"evidence/{uid}", title="Typed meanwhile")
        return Answer(page("Ferries resume", STORY))

    web.site["/a"] = meanwhile
    desk.saved("evidence", url=f"{web.url}/a")
    links.work()
    assert links.evidence().title == "Typed meanwhile"
    assert links.evidence().author == "Ada Quill"


def test_a_save_from_before_the_filling_in_is_no_conflict(desk: Desk, links: Links, web: LocalWeb) -> None:
    web.site["/a"] = Answer(page("Ferries resume", STORY))
    first = desk.saved("rationale", text="first")
    desk.saved("evidence", url=f"{web.url}/a")
    links.work()
    # The page still shows version 1; the reason was not touched since.
    assert desk.save("rationale", text="second", version=str(first["version"])).status_code == 200
    stale = desk.save("rationale", text="third", version=str(first["version"]))
    assert stale.status_code == 409


def test_a_record_that_was_handed_in_is_left_as_it_is(
    desk: Desk, links: Links, web: LocalWeb, database: Database
) -> None:
    web.site["/a"] = Answer(page("Ferries resume", STORY))
    desk.saved("verdict", verdict="not_checkable")
    desk.saved("evidence", url=f"{web.url}/a")
    assert desk.saved("submit")["submitted"]
    links.work()
    assert links.evidence().title == ""
    assert kept(database).title == "Ferries resume"
    with database.reading() as session:
        assert session.scalars(select(Annotation.status)).one() == "submitted"


def test_nothing_is_fetched_unless_the_project_allows_it(desk: Desk, links: Links, web: LocalWeb) -> None:
    links.allow(fetch=False)
    desk.saved("evidence", url=f"{web.url}/a")
    assert links.jobs() == []

    links.allow()
    desk.saved("evidence", at=desk.starts[2], url=f"{web.url}/b")
    links.allow(fetch=False)
    links.work()
    assert web.asked == []
    assert links.jobs() == []


def test_a_link_that_is_taken_off_is_not_fetched(desk: Desk, links: Links, web: LocalWeb) -> None:
    uid = desk.saved("evidence", url=f"{web.url}/a")["added"][0]
    desk.saved(f"evidence/{uid}/remove")
    assert links.jobs() == []
    desk.saved("undo")
    assert len(links.jobs()) == 1


def test_an_address_that_changes_while_it_is_fetched_is_fetched_again(
    desk: Desk, links: Links, web: LocalWeb
) -> None:
    def meanwhile(_request: object) -> Answer:
        desk.saved(f"evidence/{links.evidence().uid}", url=f"{web.url}/b")
        return Answer(page("The wrong page", STORY))

    web.site |= {"/a": meanwhile, "/b": Answer(page("The right page", STORY))}
    desk.saved("evidence", url=f"{web.url}/a")
    links.work()
    assert links.evidence().title == "The right page"
    assert web.paths == ["/a", "/b"]


def test_the_same_bytes_are_stored_once(desk: Desk, links: Links, web: LocalWeb, database: Database) -> None:
    web.site |= {"/a": Answer(page("Ferries resume", STORY)), "/b": Answer(page("Ferries resume", STORY))}
    desk.saved("evidence", url=f"{web.url}/a")
    desk.saved("evidence", url=f"{web.url}/b")
    desk.saved("evidence", by="robin", url=f"{web.url}/a")
    links.work()
    with database.reading() as session:
        counts = {
            model: session.scalar(select(func.count()).select_from(model))
            for model in (Blob, KeptCopy, EvidenceCopy)
        }
    assert counts == {Blob: 2, KeptCopy: 2, EvidenceCopy: 3}


def test_copies_are_stored_compressed(desk: Desk, links: Links, web: LocalWeb, database: Database) -> None:
    web.site["/a"] = Answer(page("Ferries resume", STORY * 20))
    desk.saved("evidence", url=f"{web.url}/a")
    links.work()
    with database.reading() as session:
        for blob in session.scalars(select(Blob)):
            assert len(blob.content) < blob.size / 10
            assert len(zlib.decompress(blob.content)) == blob.size


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines, written by hand."""
    text = "BT /F1 12 Tf 50 750 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(text)}>>stream\n{text}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        "<</Title(Harbour accounts)/Author(Port Authority)/CreationDate(D:20251224)>>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{each}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 7\n0000000000 65535 f \n{table}"
    out += f"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def test_the_text_of_a_pdf_is_kept(desk: Desk, links: Links, web: LocalWeb, database: Database) -> None:
    body = pdf("The port moved 41,200 containers in October.", "Fees rose by 4 percent.")
    assert "41,200" in pypdf.PdfReader(io.BytesIO(body)).pages[0].extract_text()
    web.site["/accounts.pdf"] = Answer(body, headers={"Content-Type": "application/pdf"})
    desk.saved("evidence", url=f"{web.url}/accounts.pdf")
    links.work()
    piece, copy = links.evidence(), kept(database)
    assert (piece.title, piece.author, piece.published_at) == (
        "Harbour accounts",
        "Port Authority",
        date(2025, 12, 24),
    )
    with database.reading() as session:
        assert copy.text_blob_id is not None
        assert b"41,200 containers" in read_blob(session, copy.text_blob_id)


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (Answer(b"no", 404), LinkState.GONE, "status"),
        (Answer(b"no", 403), LinkState.BLOCKED, "status"),
        (Answer(b"pay", 402), LinkState.PAYWALLED, "payment"),
        (Answer(b"", 302, {"Location": "http://169.254.169.254/"}), LinkState.BLOCKED, "forbidden"),
    ],
)
def test_what_could_not_be_kept_says_why(
    desk: Desk, links: Links, web: LocalWeb, database: Database, answer: Answer, state: LinkState, reason: str
) -> None:
    web.site["/a"] = answer
    desk.saved("evidence", url=f"{web.url}/a")
    links.work()
    assert (links.check().state, links.check().reason) == (state, reason)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(KeptCopy)) == 0
    response = desk.enter("dana").get(f"/articles/{desk.article.uid}/evidence/{links.evidence().uid}/copy")
    assert response.status_code == 200
    assert b"no copy" in response.data.lower() or b"tag" in response.data


def test_a_site_that_does_not_answer_is_tried_again_and_given_up_in_the_end(
    desk: Desk, links: Links, web: LocalWeb
) -> None:
    web.site["/a"] = Answer(b"", 503)
    desk.saved("evidence", url=f"{web.url}/a")
    for _ in range(4):
        assert links.work() == 1
        links.hurry()
    assert links.jobs() == []
    assert links.check().state == LinkState.TIMEOUT
    assert links.evidence().title == ""


def test_a_site_that_asks_for_patience_gets_it(desk: Desk, links: Links, web: LocalWeb) -> None:
    web.site |= {"/a": Answer(b"", 429, {"Retry-After": "600"}), "/b": Answer(page("Other", STORY))}
    desk.saved("evidence", url=f"{web.url}/a")
    desk.saved("evidence", url=f"{web.url}/b")
    links.work()
    assert web.paths == ["/a"], "the host was asked again too soon"
    waits = links.jobs()[0].not_before - datetime.now(UTC)
    assert 590 < waits.total_seconds() <= 600


def test_a_job_done_twice_is_done_once(desk: Desk, links: Links, web: LocalWeb, database: Database) -> None:
    web.site["/a"] = Answer(page("Ferries resume", STORY))
    desk.saved("evidence", url=f"{web.url}/a")
    with database.writing() as session:
        (taken,) = take_jobs(session, 5)
        assert take_jobs(session, 5) == []
    perform(links.tools, taken)
    perform(links.tools, taken)
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(LinkCheck)) == 1
        actions = session.scalars(select(Event.action)).all()
        assert actions.count("evidence.fetched") == 1
        assert session.scalar(select(func.count()).select_from(LinkJob)) == 0


def test_a_page_that_is_read_for_too_long_is_no_harm(desk: Desk, links: Links, web: LocalWeb) -> None:
    web.site |= {
        "/deep": Answer(b"<html><body>" + b"<div>" * 400_000 + b"The ferry leaves at nine."),
        "/odd": Answer(b"\x00\xff\xfe\x00" * 1000),
        "/broken.pdf": Answer(b"%PDF-1.7\n" + b"<<" * 100_000, headers={"Content-Type": "application/pdf"}),
        "/b": Answer(page("Still reading", STORY)),
    }
    for path in ("/deep", "/odd", "/broken.pdf", "/b"):
        desk.saved("evidence", url=web.url + path)
    assert links.work() == 4
    with links.database.reading() as session:
        titles = session.scalars(select(Evidence.title).order_by(Evidence.position)).all()
    assert titles[3] == "Still reading"
