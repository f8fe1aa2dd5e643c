"""Posts and conferences: who holds what, what was held where, and what it resolved."""

from clusters.choices import PostKind, ResolutionKind
from reports import shown
from reports.blocks import Blank
from reports.prose.pieces import Runs, names

POSTS = {PostKind.HEAD: "Cụm trưởng", PostKind.DEPUTY: "Cụm phó"}
UNDECIDED = "chờ Hội đồng Thi đua - Khen thưởng Trung ương quyết định"


def posts(held, year: int) -> list[Runs]:
    """Return one line a kind of post; "—" where nobody holds one."""
    return [
        (
            f"{word} năm {year}: ",
            "; ".join(_holder(post) for post in held if post.kind == kind) or Blank.NOT_REPORTED.value,
            ".",
        )
        for kind, word in POSTS.items()
    ]


def introduced(held) -> list[Runs]:
    """Return what a conference introduced for the year after, with the decision where there is one."""
    return [
        (
            f"Giới thiệu {post.member.unit.full_name} làm {POSTS[PostKind(post.kind)]} năm {post.member.season.year}"
            f"{_person(post)}; {_decided(post)}.",
        )
        for post in held
    ]


def _holder(post) -> str:
    return f"{post.member.unit.full_name}{_person(post)}"


def _person(post) -> str:
    told = ", ".join(part for part in (post.holder_name, post.holder_title) if part)
    return f" (đồng chí {told})" if told else ""


def _decided(post) -> str:
    if post.decided_on is None:
        return UNDECIDED
    number = f"Quyết định số {post.decision_number or shown.DOTS}"
    return f"{number} {shown.date(post.decided_on)}"


def held(conference) -> Runs:
    """Return the sentence of a conference: the day, the place, the title, the host."""
    host = f"; đơn vị đăng cai: {conference.host.full_name}" if conference.host else ""
    note = f" {conference.note}" if conference.note else ""
    where = f"địa điểm: {shown.filled(conference.place)}"
    return (f"{conference.title}: {shown.date(conference.held_on)}; {where}{host}.{note}",)


def resolved(conference, *kinds: ResolutionKind) -> list[Runs]:
    """Return the standing resolutions of these kinds, each a sentence; what was only discussed says so."""
    return [(_told(one),) for one in conference.standing if one.kind in kinds]


def members(units, word: str) -> Runs:
    return (f"Số thành viên: {len(units)} {word}: {names(units)}.",)


def _told(resolution) -> str:
    begun = "Hội nghị đã thảo luận: " if resolution.kind == ResolutionKind.DISCUSSED else ""
    return f"{begun}{_whole(resolution.text)}"


def _whole(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
