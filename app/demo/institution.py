"""The institution, and the organisations that its events speak of."""

from __future__ import annotations

from app.core.db import db
from app.core.search import searchable
from app.core.types import Translated as T
from app.events.directory import usual_kinds
from app.events.models import Series
from app.institutions.models import Institution, Theme
from app.people.models import Organisation, OrganisationKind

from . import themes

ABOUT = T(
    fr="AIPECT est un lieu de réflexion scientifique sur la sécurité, la consolidation de la paix et le développement au Maroc, dans son voisinage "
    "et en Afrique. Elle veut être une plateforme d’échange entre les organismes marocains, gouvernementaux et non gouvernementaux, et leurs "
    "homologues africains et internationaux.",
    ar="جمعية AIPECT فضاء للتفكير العلمي في قضايا الأمن وبناء السلام والتنمية في المغرب ومحيطه الإقليمي وفي إفريقيا. وتسعى إلى أن تكون منصة للتبادل بين "
    "الهيئات المغربية، الحكومية وغير الحكومية، ونظيراتها في إفريقيا وعلى الصعيد الدولي.",
    en="AIPECT is a place for scholarly thinking on security, peacebuilding and development in Morocco, its region and Africa. It means to be a "
    "platform of exchange between Moroccan bodies, governmental and non-governmental, and their counterparts in Africa and beyond.",
)
PRIVACY = T(
    fr="Vos données servent à gérer votre inscription, votre badge et votre attestation. Elles sont lues par l’équipe d’organisation "
    "seule et conservées un an après l’événement. Vous pouvez les consulter, les corriger ou les faire effacer par le lien reçu par courriel.",
    ar="تُستعمل معطياتكم لتدبير تسجيلكم وشارتكم وشهادتكم. يطّلع عليها فريق التنظيم وحده وتُحفظ سنة بعد انتهاء التظاهرة. "
    "يمكنكم الاطلاع عليها أو تصحيحها أو محوها عبر الرابط المتوصل به بالبريد الإلكتروني.",
    en="Your data serve to manage your registration, badge and certificate. Only the organising team reads them; they are kept for one "
    "year after the event. You can see, correct or erase them through the link you receive by e-mail.",
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
    ("fund", T(fr="Fonds africain d’appui à la coopération décentralisée internationale", ar="الصندوق الإفريقي لدعم التعاون الدولي اللامركزي", en="African Support Fund for International Decentralized Cooperation"), "", K.OTHER, "MA"),
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
    db.session.add_all(usual_kinds(institution))
    db.session.add(
        Series(
            institution_id=institution.id,
            slug="ires-forum",
            name=T(fr="IRES.Forum", ar="IRES.Forum", en="IRES.Forum"),
            summary=T(
                fr="Le forum de l’Institut royal des études stratégiques.",
                ar="منتدى المعهد الملكي للدراسات الاستراتيجية.",
                en="The forum of the Royal Institute for Strategic Studies.",
            ),
        )
    )
    _load_themes(institution.id, themes.THEMES, None)
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
