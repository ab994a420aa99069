"""The sentences of a certificate, by language, role and gender. Where the gender is not known, the sentence does without it."""

from __future__ import annotations

import re

from babel.units import format_unit

from app.core.i18n import cldr
from app.people.models import Gender

from .models import CertificateRole

F, M = Gender.FEMALE, Gender.MALE
PARTICIPANT, SPEAKER, CHAIR, ORGANISER = CertificateRole
HEADINGS = {
    "fr": {
        PARTICIPANT: "Attestation de participation",
        SPEAKER: "Attestation d’intervention",
        CHAIR: "Attestation de présidence de séance",
        ORGANISER: "Attestation d’organisation",
    },
    "ar": {
        PARTICIPANT: "شهادة مشاركة",
        SPEAKER: "شهادة مشاركة بمداخلة",
        CHAIR: "شهادة رئاسة جلسة",
        ORGANISER: "شهادة مساهمة في التنظيم",
    },
    "en": {
        PARTICIPANT: "Certificate of attendance",
        SPEAKER: "Certificate of contribution",
        CHAIR: "Certificate of chairing",
        ORGANISER: "Certificate of organisation",
    },
}
OPENINGS = {
    "fr": {F: "Il est attesté que Madame", M: "Il est attesté que Monsieur", None: "Il est attesté que"},
    "ar": {F: "تُمنح هذه الشهادة إلى السيدة", M: "تُمنح هذه الشهادة إلى السيد", None: "تُمنح هذه الشهادة إلى"},
    "en": {F: "This is to certify that", M: "This is to certify that", None: "This is to certify that"},
}
DEEDS: dict[str, dict[CertificateRole, dict[Gender | None, str]]] = {
    "fr": {
        PARTICIPANT: {
            F: "a pris part, en qualité de participante, à l’événement",
            M: "a pris part, en qualité de participant, à l’événement",
            None: "a pris part à l’événement",
        },
        SPEAKER: {
            F: "est intervenue lors de l’événement",
            M: "est intervenu lors de l’événement",
            None: "a présenté une intervention lors de l’événement",
        },
        CHAIR: {None: "a présidé une séance lors de l’événement"},
        ORGANISER: {None: "a contribué à l’organisation de l’événement"},
    },
    "ar": {  # the title that follows may or may not name the kind of event: so the sentence does
        PARTICIPANT: {
            F: "لمشاركتها في أشغال التظاهرة المنعقدة تحت عنوان",
            M: "لمشاركته في أشغال التظاهرة المنعقدة تحت عنوان",
            None: "تقديراً للمشاركة في أشغال التظاهرة المنعقدة تحت عنوان",
        },
        SPEAKER: {
            F: "لإلقائها مداخلة ضمن أشغال التظاهرة المنعقدة تحت عنوان",
            M: "لإلقائه مداخلة ضمن أشغال التظاهرة المنعقدة تحت عنوان",
            None: "تقديراً لإلقاء مداخلة ضمن أشغال التظاهرة المنعقدة تحت عنوان",
        },
        CHAIR: {
            F: "لرئاستها جلسة ضمن أشغال التظاهرة المنعقدة تحت عنوان",
            M: "لرئاسته جلسة ضمن أشغال التظاهرة المنعقدة تحت عنوان",
            None: "تقديراً لرئاسة جلسة ضمن أشغال التظاهرة المنعقدة تحت عنوان",
        },
        ORGANISER: {
            F: "لإسهامها في تنظيم التظاهرة المنعقدة تحت عنوان",
            M: "لإسهامه في تنظيم التظاهرة المنعقدة تحت عنوان",
            None: "تقديراً للإسهام في تنظيم التظاهرة المنعقدة تحت عنوان",
        },
    },
    "en": {
        PARTICIPANT: {None: "took part in"},
        SPEAKER: {None: "contributed as a speaker to"},
        CHAIR: {None: "chaired a session of"},
        ORGANISER: {None: "contributed to the organisation of"},
    },
}
ATTENDED = {"fr": "Durée de présence constatée\u00a0: {}", "ar": "مدة الحضور المثبتة: {}", "en": "Recorded attendance: {}"}
PROTOCOL = {
    "patron": {"fr": "Patronage\u00a0: {}", "ar": "الرعاية: {}", "en": "Patronage: {}"},
    "guest": {"fr": "Invité d’honneur\u00a0: {}", "ar": "ضيف الشرف: {}", "en": "Guest of honour: {}"},
    "by": {"fr": "Organisation\u00a0: {}", "ar": "التنظيم: {}", "en": "Organised by {}"},
    "with": {"fr": "En partenariat avec {}", "ar": "بشراكة مع {}", "en": "In partnership with {}"},
}
ISSUED = {"fr": "Délivrée le {}", "ar": "حُررت في {}", "en": "Issued on {}"}
CHECK = {"fr": "Vérifier cette attestation", "ar": "للتحقق من هذه الشهادة", "en": "Verify this certificate"}
AND = {"fr": " et ", "ar": " و", "en": " and "}
COMMA = {"fr": ", ", "ar": "، ", "en": ", "}
ARABIC_LETTER = re.compile(r"[\u0620-\u064a]")


def heading(locale: str, role: CertificateRole) -> str:
    return HEADINGS[locale][role]


def opening(locale: str, gender: Gender | None, title: str) -> str:
    """What stands before the name. A form of address of its own ("Dr", "S.E. M.") takes the place of "Madame"; in Arabic it ends the line."""
    if not title:
        return OPENINGS[locale][gender]
    return f"{OPENINGS[locale][None]} {title}" if locale == "ar" else OPENINGS[locale][None]


def deed(locale: str, role: CertificateRole, gender: Gender | None) -> str:
    sentences = DEEDS[locale][role]
    return sentences.get(gender) or sentences[None]


def duration(minutes: int, locale: str) -> str:
    """ "7 heures et 30 minutes", in the forms of the language."""
    hours, rest = divmod(minutes, 60)
    said = [format_unit(number, unit, locale=cldr(locale)) for number, unit in ((hours, "hour"), (rest, "minute")) if number]
    return AND[locale].join(said)


def listed(names: list[str], locale: str) -> str:
    """Names in a row: "A, B et C"; Arabic says "and" before each: "أ، وب، وج"."""
    if locale == "ar":
        return "".join(name if not place else _and_in_arabic(name, "،" if len(names) > 2 else "") for place, name in enumerate(names))
    return COMMA[locale].join(names[:-1]) + AND[locale] + names[-1] if len(names) > 1 else "".join(names)


def _and_in_arabic(name: str, comma: str) -> str:
    """The و is written to an Arabic word, and stands apart from a foreign one."""
    return f"{comma} و{name}" if ARABIC_LETTER.match(name) else f"{comma} و {name}"
