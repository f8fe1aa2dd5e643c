"""Posts and conferences: who holds what, what was held where, and what it resolved."""

from clusters.choices import PostKind, ResolutionKind
from reports import shown
from reports.blocks import Blank
from reports.prose.pieces import Runs, council_of, names

POSTS = {PostKind.HEAD: "trưởng", PostKind.DEPUTY: "phó"}


def posts(held, year: int, group: str) -> list[Runs]:
    """Return one line a kind of post in the group, Cụm or Khối; "—" where nobody holds one."""
    return [
        (
            f"{group} {word} năm {year}: ",
            "; ".join(_holder(post) for post in held if post.kind == kind) or Blank.NOT_REPORTED.value,
            ".",
        )
        for kind, word in POSTS.items()
    ]


def introduced(held, group: str, organiser) -> list[Runs]:
    """Return what a conference introduced for the year after, with the decision where there is one."""
    return [
        (
            f"Giới thiệu {post.member.unit.full_name} làm {group} {POSTS[PostKind(post.kind)]} "
            f"năm {post.member.season.year}{_person(post)}; {_decided(post, organiser)}.",
        )
        for post in held
    ]


def _holder(post) -> str:
    return f"{post.member.unit.full_name}{_person(post)}"


def _person(post) -> str:
    told = ", ".join(part for part in (post.holder_name, post.holder_title) if part)
    return f" (đồng chí {told})" if told else ""


def _decided(post, organiser) -> str:
    if post.decided_on is None:
        return f"chờ {council_of(organiser)} quyết định"
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
