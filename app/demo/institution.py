"""The institution, its themes as a tree, the kinds of its events, and the organisations it works with."""

from __future__ import annotations

from app.core.db import db
from app.core.search import searchable
from app.core.types import Translated as T
from app.events.models import EventKind, Series
from app.institutions.models import Institution, Theme
from app.people.models import Organisation, OrganisationKind

ABOUT = T(
    fr="L’association réunit chercheurs, administrations et société civile autour de la consolidation de la paix, de la sécurité et du "
    "développement humain au Maroc et en Afrique. Elle organise des ateliers, anime le débat public et publie les travaux qui en sortent.",
    ar="تجمع الجمعية الباحثين والإدارات والمجتمع المدني حول بناء السلام والأمن والتنمية البشرية في المغرب وإفريقيا. "
    "تنظم ورشات وتنشط النقاش العمومي وتنشر ما يصدر عنه من أعمال.",
    en="The association brings researchers, public bodies and civil society together on peacebuilding, security and human development "
    "in Morocco and in Africa. It runs workshops, holds open debates, and publishes the work that comes out of them.",
)
PRIVACY = T(
    fr="Vos données servent à gérer votre inscription, votre badge et votre attestation. Elles sont lues par l’équipe d’organisation "
    "seule et conservées un an après l’événement. Vous pouvez les consulter, les corriger ou les faire effacer par le lien reçu par courriel.",
    ar="تُستعمل معطياتكم لتدبير تسجيلكم وشارتكم وشهادتكم. يطّلع عليها فريق التنظيم وحده وتُحفظ سنة بعد انتهاء التظاهرة. "
    "يمكنكم الاطلاع عليها أو تصحيحها أو محوها عبر الرابط المتوصل به بالبريد الإلكتروني.",
    en="Your data serve to manage your registration, badge and certificate. Only the organising team reads them; they are kept for one "
    "year after the event. You can see, correct or erase them through the link you receive by e-mail.",
)

# Each theme: slug, name, summary, sub-themes.
THEMES = (
    (
        "peacebuilding",
        T(fr="Consolidation de la paix", ar="بناء السلام", en="Peacebuilding"),
        T(
            fr="Prévenir l’apparition ou la reprise des conflits violents, et rendre la paix durable.",
            ar="الوقاية من اندلاع النزاعات العنيفة أو تجددها، وجعل السلام مستداما.",
            en="Keeping violent conflict from starting or returning, and making peace last.",
        ),
        (
            ("conflict-prevention", T(fr="Prévention des conflits", ar="الوقاية من النزاعات", en="Conflict prevention"), T(), ()),
            ("community-resilience", T(fr="Résilience des communautés", ar="صمود المجتمعات المحلية", en="Community resilience"), T(), ()),
        ),
    ),
    (
        "security",
        T(fr="Sécurité", ar="الأمن", en="Security"),
        T(
            fr="Les dimensions politiques, militaires, ethniques et religieuses de la sécurité en Afrique et dans le monde, leurs causes "
            "profondes et les voies de la coopération.",
            ar="الأبعاد السياسية والعسكرية والإثنية والدينية للأمن في إفريقيا والعالم، وأسبابها العميقة وسبل التعاون.",
            en="The political, military, ethnic and religious dimensions of security in Africa and beyond, their root causes and the ways of cooperation.",
        ),
        (
            ("terrorism", T(fr="Terrorisme", ar="الإرهاب", en="Terrorism"), T(), ()),
            ("radicalisation", T(fr="Radicalisation et extrémisme", ar="التطرف والغلو", en="Radicalisation and extremism"), T(), ()),
            (
                "organised-crime",
                T(fr="Crime organisé et traite", ar="الجريمة المنظمة والاتجار بالبشر", en="Organised crime and trafficking"),
                T(),
                (),
            ),
            ("cybercrime", T(fr="Cybercriminalité", ar="الجريمة السيبرانية", en="Cybercrime"), T(), ()),
            ("sahel", T(fr="Sahel", ar="الساحل", en="Sahel"), T(), ()),
            (
                "mediterranean",
                T(fr="Méditerranée et monde arabe", ar="البحر الأبيض المتوسط والعالم العربي", en="Mediterranean and the Arab world"),
                T(),
                (),
            ),
            (
                "african-security-governance",
                T(fr="Gouvernance de la sécurité en Afrique", ar="حكامة الأمن في إفريقيا", en="Security governance in Africa"),
                T(),
                (),
            ),
            (
                "national-security-strategy",
                T(fr="Stratégie de sécurité nationale", ar="استراتيجية الأمن الوطني", en="National security strategy"),
                T(),
                (),
            ),
        ),
    ),
    (
        "human-development",
        T(fr="Développement humain", ar="التنمية البشرية", en="Human development"),
        T(
            fr="Un développement qui part des besoins des habitants, avec une attention particulière aux jeunes et aux femmes.",
            ar="تنمية تنطلق من حاجات السكان، مع عناية خاصة بالشباب والنساء.",
            en="Development that starts from what people need, with particular attention to youth and women.",
        ),
        (
            ("youth-and-women", T(fr="Jeunes et femmes", ar="الشباب والنساء", en="Youth and women"), T(), ()),
            (
                "local-capacities",
                T(fr="Capacités des acteurs locaux", ar="قدرات الفاعلين المحليين", en="Capacities of local actors"),
                T(),
                (),
            ),
            (
                "solidarity-of-communes",
                T(fr="Solidarité entre communes", ar="التضامن بين الجماعات الترابية", en="Solidarity between communes"),
                T(),
                (),
            ),
        ),
    ),
)

KINDS = (
    ("colloquium", "Colloque", "ملتقى علمي", "Colloquium"),
    ("symposium", "Symposium", "ملتقى", "Symposium"),
    ("seminar", "Séminaire", "ندوة", "Seminar"),
    ("workshop", "Atelier", "ورشة", "Workshop"),
    ("round-table", "Table ronde", "مائدة مستديرة", "Round table"),
    ("study-day", "Journée d’étude", "يوم دراسي", "Study day"),
    ("training", "Formation", "دورة تكوينية", "Training"),
    ("lecture", "Conférence", "محاضرة", "Lecture"),
    ("forum", "Forum", "منتدى", "Forum"),
)

K = OrganisationKind
# Each organisation: key, name, short name, kind, country.
ORGANISATIONS = (
    ("aipect", T(fr="AIPECT", ar="AIPECT", en="AIPECT"), "AIPECT", K.NGO, "MA"),
    ("ires", T(fr="Institut royal des études stratégiques", ar="المعهد الملكي للدراسات الاستراتيجية", en="Royal Institute for Strategic Studies"), "IRES", K.INSTITUTE, "MA"),
    ("ampcc", T(fr="Association marocaine des présidents des conseils communaux", ar="الجمعية المغربية لرؤساء مجالس الجماعات", en="Moroccan Association of Communal Council Presidents"), "AMPCC", K.COMMUNE, "MA"),
    ("tangier", T(fr="Conseil communal de Tanger", ar="مجلس جماعة طنجة", en="Tangier Communal Council"), "", K.COMMUNE, "MA"),
    ("indh", T(fr="Initiative nationale pour le développement humain", ar="المبادرة الوطنية للتنمية البشرية", en="National Initiative for Human Development"), "INDH", K.GOVERNMENT, "MA"),
    ("amci", T(fr="Agence marocaine de coopération internationale", ar="الوكالة المغربية للتعاون الدولي", en="Moroccan Agency for International Cooperation"), "AMCI", K.GOVERNMENT, "MA"),
    ("fund", T(fr="Fonds africain d’appui à la coopération décentralisée internationale", ar="الصندوق الإفريقي لدعم التعاون الدولي اللامركزي", en="African Fund for International Decentralized Cooperation"), "", K.GOVERNMENT, "MA"),
    ("ams", T(fr="Association des maires du Sénégal", ar="جمعية عمداء السنغال", en="Mayors Association of Senegal"), "AMS", K.COMMUNE, "SN"),
    ("mfa-senegal", T(fr="Ministère des Affaires étrangères du Sénégal", ar="وزارة الشؤون الخارجية السنغالية", en="Ministry of Foreign Affairs of Senegal"), "", K.GOVERNMENT, "SN"),
    ("uemoa", T(fr="Union économique et monétaire ouest-africaine", ar="الاتحاد الاقتصادي والنقدي لغرب إفريقيا", en="West African Economic and Monetary Union"), "UEMOA", K.INTERNATIONAL, None),
    ("african-union", T(fr="Union africaine", ar="الاتحاد الإفريقي", en="African Union"), "UA", K.INTERNATIONAL, None),
    ("french-embassy", T(fr="Ambassade de France à Rabat", ar="سفارة فرنسا بالرباط", en="French Embassy in Rabat"), "", K.EMBASSY, "FR"),
    ("example-university", T(fr="Université de l’Exemple", ar="جامعة المثال", en="Example University"), "", K.UNIVERSITY, "MA"),
    ("example-press", T(fr="Agence Exemple Presse", ar="وكالة المثال للأنباء", en="Example Press Agency"), "", K.PRESS, "MA"),
)  # fmt: skip


def load_institution() -> Institution:
    """The institution with its kinds, series, themes and organisations; flushed."""
    institution = Institution(
        name=T(fr="AIPECT", ar="AIPECT", en="AIPECT"), short_name="AIPECT", about=ABOUT, privacy_notice=PRIVACY,
        accent="#8a3b12", zone="Africa/Casablanca", locale="fr", email="contact@aipect.example",
    )  # fmt: skip
    db.session.add(institution)
    db.session.flush()
    for position, (code, fr, ar, en) in enumerate(KINDS):
        db.session.add(EventKind(institution_id=institution.id, code=code, label=T(fr=fr, ar=ar, en=en), position=position))
    db.session.add(
        Series(
            institution_id=institution.id,
            slug="ires-forum",
            name=T(fr="IRES.Forum", ar="IRES.Forum", en="IRES.Forum"),
            summary=T(
                fr="Les rencontres de l’IRES ; onze séminaires et un colloque international ont porté sur la sécurité.",
                ar="لقاءات المعهد؛ إحدى عشرة ندوة وملتقى دولي واحد خُصصت لقضايا الأمن.",
                en="The meetings of IRES; eleven seminars and one international colloquium dealt with security.",
            ),
        )
    )
    _load_themes(institution.id, THEMES, None)
    for _key, name, short_name, kind, country in ORGANISATIONS:
        search = searchable(short_name, *name.values())
        db.session.add(
            Organisation(institution_id=institution.id, name=name, short_name=short_name, kind=kind, country=country, search=search)
        )
    db.session.flush()
    return institution


def _load_themes(institution_id: int, branch: tuple, parent: Theme | None) -> None:  # type: ignore[type-arg]
    for position, (slug, name, summary, children) in enumerate(branch):
        theme = Theme(institution_id=institution_id, slug=slug, name=name, summary=summary, position=position, parent=parent)
        db.session.add(theme)
        _load_themes(institution_id, children, theme)
