"""One event three weeks from today, open for registration: its texts, its rooms, its form. Everybody in it is synthetic."""

from __future__ import annotations

from typing import Any

from app.core.types import Translated as T
from app.events.models import PartnerRole, Precision

EVENT: dict[str, Any] = {
    "slug": "local-governance", "kind": "colloquium", "themes": ("conflict-prevention", "local-capacities", "sahel"),
    "precision": Precision.TIME, "zone": "Africa/Casablanca", "languages": ["fr", "ar", "en"], "contact_email": "colloque@aipect.example",
    "title": T(
        fr="Gouvernance locale et prévention des conflits", ar="الحكامة المحلية والوقاية من النزاعات", en="Local governance and conflict prevention",
    ),
    "theme_line": T(
        fr="Ce que les communes savent faire quand l’État est loin", ar="ما تستطيع الجماعات الترابية إنجازه حين تكون الدولة بعيدة", en="What communes can do where the state is far away",
    ),
    "summary": T(
        fr="Deux jours de panels et d’ateliers entre élus, chercheurs et praticiens de sept pays, en français, en arabe et en anglais.",
        ar="يومان من الجلسات والورشات يجمعان منتخبين وباحثين وممارسين من سبعة بلدان، بالعربية والفرنسية والإنجليزية.",
        en="Two days of panels and workshops with elected representatives, researchers and practitioners of seven countries, in French, Arabic and English.",
    ),
    "description": T(
        fr="Les conflits commencent souvent par un puits, un couloir de transhumance, un marché. Les communes les voient venir les premières ; elles ont rarement les moyens d’y répondre.\n\n"
        "Le colloque réunit celles et ceux qui travaillent à cette échelle : élus, médiateurs, chercheurs, partenaires techniques. Chaque panel confronte une expérience de terrain à un travail de recherche ; chaque atelier se termine par des recommandations, adoptées en séance de clôture.",
        ar="كثيرا ما تبدأ النزاعات ببئر أو ممر للترحال أو سوق. الجماعات الترابية أول من يراها قادمة، ونادرا ما تملك الوسائل للتصدي لها.\n\n"
        "يجمع الملتقى من يعملون على هذا المستوى: منتخبين ووسطاء وباحثين وشركاء تقنيين. تقابل كل جلسة بين تجربة ميدانية وعمل بحثي، وتنتهي كل ورشة بتوصيات تُعتمد في الجلسة الختامية.",
        en="Conflicts often begin with a well, a herding route, a market. Communes see them coming first; they rarely have the means to answer.\n\n"
        "The colloquium brings together those who work at this scale: elected representatives, mediators, researchers, technical partners. Each panel sets an experience from the field beside a piece of research; each workshop ends with recommendations, adopted in the closing session.",
    ),
    "aims": T(
        fr="- Comparer les dispositifs locaux d’alerte et de médiation\n- Relier recherche et décision communale\n- Adopter des recommandations suivies dans le temps",
        ar="- مقارنة آليات الإنذار والوساطة المحلية\n- الربط بين البحث وقرارات الجماعات\n- اعتماد توصيات يُتابع تنفيذها",
        en="- Compare local early-warning and mediation arrangements\n- Connect research with the decisions of communes\n- Adopt recommendations that are followed up",
    ),
    "practical": T(
        fr="**Accès.** Le centre est à dix minutes de la gare de Rabat-Ville par le tramway.\n\n**Interprétation.** Les séances du grand auditorium sont interprétées en trois langues.\n\n**Repas.** Pauses et déjeuners sont offerts aux participants inscrits.",
        ar="**الوصول.** يقع المركز على بعد عشر دقائق من محطة الرباط المدينة بالترامواي.\n\n**الترجمة.** تُترجم جلسات المدرج الكبير فوريا إلى ثلاث لغات.\n\n**الوجبات.** الاستراحات ووجبات الغداء مقدمة للمشاركين المسجلين.",
        en="**Getting there.** The centre is ten minutes from Rabat-Ville station by tramway.\n\n**Interpretation.** Sessions in the main auditorium are interpreted in three languages.\n\n**Meals.** Breaks and lunches are offered to registered participants.",
    ),
    "partners": (
        ("aipect", PartnerRole.ORGANISER),
        ("example-university", PartnerRole.CO_ORGANISER),
        ("example-press", PartnerRole.PARTNER),
    ),
}  # fmt: skip

VENUE = T(fr="Centre de conférences de l’Exemple", ar="مركز المثال للمؤتمرات", en="Example Conference Centre")
ADDRESS = T(fr="1, place de l’Exemple", ar="1، ساحة المثال", en="1 Example Square")
CITY = T(fr="Rabat", ar="الرباط", en="Rabat")
ROOMS = (
    (T(fr="Grand auditorium", ar="المدرج الكبير", en="Main auditorium"), 320),
    (T(fr="Salle Atlas", ar="قاعة الأطلس", en="Atlas room"), 90),
    (T(fr="Salle Rif", ar="قاعة الريف", en="Rif room"), 60),
    (T(fr="Patio", ar="الفناء", en="Patio"), 400),
)

# Each category: name, colour, letter, zones it opens.
CATEGORIES = (
    (T(fr="Participant", ar="مشارك", en="Participant"), "#2f4a8c", "P", ["A"]),
    (T(fr="Délégué", ar="عضو وفد", en="Delegate"), "#8fcfd6", "D", ["A", "B"]),
    (T(fr="Intervenant", ar="متدخل", en="Speaker"), "#e5ad3e", "S", ["A", "B"]),
    (T(fr="Presse", ar="صحافة", en="Press"), "#c4607f", "M", ["A"]),
    (T(fr="Organisation", ar="تنظيم", en="Staff"), "#14302a", "O", ["A", "B", "C"]),
)

INTRODUCTION = T(
    fr="L’inscription est gratuite et prend deux minutes. Vous recevrez par courriel votre billet et une entrée d’agenda.",
    ar="التسجيل مجاني ويستغرق دقيقتين. ستتوصلون بالبريد الإلكتروني بتذكرتكم وموعد لتقويمكم.",
    en="Registration is free and takes two minutes. You will receive your ticket and a calendar entry by e-mail.",
)
FIELDS: list[dict[str, Any]] = [
    {"id": "profile", "type": "choice", "required": True, "label": {"fr": "Vous êtes", "ar": "صفتكم", "en": "You are"}, "options": [
        {"id": "elected", "label": {"fr": "Élu ou élue", "ar": "منتخب أو منتخبة", "en": "An elected representative"}},
        {"id": "research", "label": {"fr": "Chercheur ou chercheuse", "ar": "باحث أو باحثة", "en": "A researcher"}},
        {"id": "public", "label": {"fr": "Agent public", "ar": "إطار بإدارة عمومية", "en": "A public servant"}},
        {"id": "civil", "label": {"fr": "Membre d’une association", "ar": "عضو بجمعية", "en": "A member of an association"}}]},
    {"id": "workshops", "type": "choices", "required": False, "label": {"fr": "Ateliers souhaités", "ar": "الورشات المرغوب فيها", "en": "Workshops you would like to join"}, "options": [
        {"id": "warning", "label": {"fr": "Alerte précoce", "ar": "الإنذار المبكر", "en": "Early warning"}},
        {"id": "mediation", "label": {"fr": "Médiation", "ar": "الوساطة", "en": "Mediation"}},
        {"id": "budget", "label": {"fr": "Budget communal", "ar": "ميزانية الجماعة", "en": "The commune’s budget"}}]},
    {"id": "interpretation", "type": "yes-no", "required": False, "label": {"fr": "J’ai besoin d’un casque d’interprétation", "ar": "أحتاج إلى سماعة للترجمة", "en": "I need an interpretation headset"}},
    {"id": "expectations", "type": "text", "required": False, "label": {"fr": "Ce que vous attendez du colloque", "ar": "ما تنتظرونه من الملتقى", "en": "What you expect of the colloquium"}},
    {"id": "mission-order", "type": "file", "required": False, "label": {"fr": "Ordre de mission (PDF ou image)", "ar": "الأمر بمهمة (PDF أو صورة)", "en": "Travel order (PDF or picture)"}},
    {"id": "photographs", "type": "consent", "required": False, "label": {"fr": "J’accepte de figurer sur les photographies du colloque", "ar": "أوافق على الظهور في صور الملتقى", "en": "I agree to appear in photographs of the colloquium"}},
]  # fmt: skip
