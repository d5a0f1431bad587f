"""Where a view lets in fewer than the policy does, with the reason; everything else follows from the policy."""

from club.policy import ClubRole, FirmRole

_WRITERS = frozenset({"crown secretary", "crown instructor"})
_DRAFTERS = frozenset({"crown editor", "crown instructor"})
_HELPERS = frozenset(f"crown {role}" for role in ClubRole)
_NOT_AT_THE_DOOR = _HELPERS - {"crown administrator", "crown secretary"}
_COMPOSING = ("show", "edit", "draw", "item", "move", "compare", "publish", "restore", "discard")
_READ_NO_NOTES = frozenset(
    {f"crown {role}" for role in ClubRole if role not in {ClubRole.ADMINISTRATOR, ClubRole.EDITOR}}
    | {f"{firm} {role}" for firm in ("lantern", "bamboo", "quay") for role in FirmRole}
    | {"harbour administrator", "operator", "nobody"}
)
_OWN_TEXTS = (_WRITERS, "whoever only writes changes nothing but the own texts")

# endpoint: (who is told that there is nothing although they hold the permission, why). Nobody named: everybody.
NARROWER: dict[str, tuple[frozenset[str], str]] = {
    "account.confirm_mail": (frozenset(), "the link belongs to one account"),
    "account.end_sign_in": (frozenset(), "the empty form names no sign-in"),
    "account.go": (frozenset(), "the empty form names no place"),
    **dict.fromkeys(("talks.edit", "talks.step", "news.edit", "news.step"), _OWN_TEXTS),
    "talks.notes": (_READ_NO_NOTES, "notes are for the speaker, the author and the editors"),
    **dict.fromkeys(
        tuple(f"classes.{page}" for page in ("edit", "repeat", "discard", "put_picture", "take_picture")),
        (_DRAFTERS, "whoever only writes changes the own drafts"),
    ),
    **dict.fromkeys(
        (
            f"courses.{page}"
            for page in (
                "edit",
                "facts",
                "step",
                "add_module",
                "edit_lesson",
                "instructors",
                "leave",
                "grading",
                "grade",
                "progress",
                "write",
                "put_picture",
                "take_picture",
                "put_lesson_picture",
                "take_lesson_picture",
            )
        ),
        (frozenset({"crown instructor"}), "whoever teaches changes the own courses only"),
    ),
    **dict.fromkeys(
        (f"courses.{page}" for page in ("module", "new_lesson", "place", "lesson_step")),
        (frozenset(), "the empty form names no module and no step"),
    ),
    "learning.answer": (frozenset(), "the first lesson asks for no answer"),
    "learning.certificate_pdf": (frozenset(), "the world keeps no bytes"),
    "learning.put_off": (frozenset({"lantern lead"}), "the lead of the world leads no department"),
    "learning.put_homework_off": (frozenset({"lantern lead"}), "the lead of the world leads no department"),
    "courses.file": (frozenset(), "the lesson is a text and has no file"),
    **dict.fromkeys(
        ("classes.certificate", "classes.print_certificate"), (frozenset(), "the class of the world is still to come")
    ),
    **dict.fromkeys(
        ("classes.people", "classes.walk_ins", "classes.door", "classes.check_in", "classes.feedback"),
        (_NOT_AT_THE_DOOR, "whoever is not the desk looks after the own classes alone"),
    ),
    **dict.fromkeys(
        ("homework.show", "homework.take_back"), (_DRAFTERS, "whoever only writes gives homework in the own classes")
    ),
    **dict.fromkeys(
        ("classes.materials", "classes.put_material", "classes.take_material"),
        (_NOT_AT_THE_DOOR, "whoever is not the desk puts files beside the own classes alone"),
    ),
    "classes.host_entry": (_HELPERS, "the class of the world is held by a guest"),
    **dict.fromkeys(
        ("classes.material", "classes.own_material"),
        (frozenset(), "the world keeps no bytes, and its class is to come"),
    ),
    "conditions.of_class": (_DRAFTERS, "whoever only writes changes the own drafts"),
    **dict.fromkeys(("talks.schedule", "news.schedule", "talks.speaker"), _OWN_TEXTS),
    **dict.fromkeys(
        (
            f"{kind}.{page}"
            for kind in ("talks", "news")
            for page in ("versions", "version", "writers", "writer_goes", "language")
        ),
        _OWN_TEXTS,
    ),
    **dict.fromkeys(
        (f"talks.{step}" for step in ("ask_speaker", "end_speaker_link", "make_preview", "end_preview")), _OWN_TEXTS
    ),
    **dict.fromkeys(("talks.put_picture", "news.put_picture", "news.make_preview", "news.end_preview"), _OWN_TEXTS),
    "talks.put": (_WRITERS, "whoever only writes changes no talk that is out"),
    "talks.change_slides": (_WRITERS, "whoever only writes changes no talk that is out"),
    "talks.change_media": (_WRITERS, "whoever only writes changes no talk that is out"),
    **dict.fromkeys(("talks.begin_media", "talks.put_media"), _OWN_TEXTS),
    **dict.fromkeys(("talks.put_part", "talks.media_offset"), (frozenset(), "a file is for whoever sends it")),
    **dict.fromkeys((f"kits.{page}" for page in ("show", "change", "order", "take_out")), _OWN_TEXTS),
    "talks.take_picture": (frozenset(), "a picture is taken out of its own talk"),
    "news.take_picture": _OWN_TEXTS,
    **dict.fromkeys(
        (
            *("news.picture", "news.previewed_picture"),
            *("talks.picture", "talks.released_picture", "talks.previewed_picture"),
            *("talks.slide", "talks.slides_file", "talks.released_slide", "talks.previewed_slide"),
            *("talks.media", "talks.released_media", "talks.previewed_media"),
            *("banks.picture", "banks.club_picture"),
            *("courses.picture", "courses.lesson_picture", "classes.picture"),
        ),
        (frozenset(), "the world keeps no bytes"),
    ),
    "talks.own_release": (frozenset(), "a talk is released by its speaker"),
    "copies.download": (frozenset(), "the world keeps no bytes"),
    **dict.fromkeys(("banks.download", "banks.club_download"), (frozenset(), "a bank goes out to whoever took it")),
    "copies.arrival": (frozenset(), "a file is for whoever sent it"),
    "copies.take": (frozenset(), "a file is for whoever sent it"),
    "documents.belonging_to": (frozenset(), "the empty address names no part"),
    "documents.belong": (frozenset(), "the empty address names no part"),
    **dict.fromkeys(
        ("club_exams.show", "club_exams.step", "club_exams.try_out", *(f"templates.{page}" for page in _COMPOSING)),
        (frozenset({"crown instructor"}), "whoever composes exams of the club works on the own ones only"),
    ),
    **dict.fromkeys(
        ("templates.remove", "templates.add"), (frozenset(), "the empty address names no part and no list")
    ),
    **dict.fromkeys(
        ("banks.club_edit", "banks.club_remove"),
        (frozenset({"crown instructor"}), "whoever offers questions to the bank reads no others"),
    ),
    "templates.belonging_to": (frozenset(), "the empty address names no part"),
    "templates.belong": (frozenset(), "the empty address names no part"),
    "documents.add_picture": (frozenset(), "the empty address names no part that shows pictures"),
    "documents.add": (frozenset(), "the empty address names no list"),
    "documents.remove": (frozenset(), "the empty address names no part"),
    **dict.fromkeys(("exams.attempt", "exams.hand_in", "exams.result"), (frozenset(), "an attempt is its sitter’s")),
    **dict.fromkeys(("exams.picture", "exams.graded_picture"), (frozenset(), "the attempts drew no picture")),
    "library.give": (frozenset(), "the empty address names no part that the firm wrote"),
    "library.update_part": (frozenset(), "the empty address names a part that nobody changed"),
    "applications.paper": (frozenset(), "a paper is shown only after its opening was written down"),
    "metrics.metrics": (frozenset(), "the world’s people ask from no operator’s network"),
    "dues.pay": (frozenset(), "the club has no keys at the provider"),
    "dues.pay_as_firm": (frozenset(), "the club has no keys at the provider"),
    "dues.stripe_notice": (frozenset(), "the club has no keys at the provider"),
    "firms.offered": (frozenset(), "an offer is for its giver and its taker"),
    "firms.accept_ownership": (frozenset(), "an offer is for its taker"),
    "firms.end_offer": (frozenset(), "an offer is for its giver and its taker"),
    "firms.download": (frozenset(), "the world keeps no bytes"),
}
GONE = frozenset({404, 410})


def is_narrower(endpoint: str, actor: str, status: int) -> bool:
    """Whether this answer is one that is listed here."""
    who, _why = NARROWER.get(endpoint, (frozenset({""}), ""))
    return status in GONE and (not who or actor in who)
