"""The colloquium's programme: two days, parallel rooms, talks and roles. People are numbers of app.demo.names."""

from __future__ import annotations

from typing import Any

from app.core.types import Translated as T

AUDITORIUM, ATLAS, RIF, PATIO = range(4)

COFFEE = T(fr="Pause café", ar="استراحة شاي", en="Coffee break")
LUNCH = T(fr="Déjeuner", ar="وجبة الغداء", en="Lunch")

# Each session: day, start, end, kind, room, title; then who does what, and the talks with their minutes.
SESSIONS: tuple[dict[str, Any], ...] = (
    {"day": 0, "from": "08:30", "to": "09:00", "kind": "break", "room": PATIO, "title": T(fr="Accueil et badges", ar="الاستقبال وتسليم الشارات", en="Welcome and badges")},
    {"day": 0, "from": "09:00", "to": "10:00", "kind": "opening", "room": AUDITORIUM, "title": T(fr="Séance d’ouverture", ar="الجلسة الافتتاحية", en="Opening session"),
     "people": ((0, "chair"), (1, "speaker"), (2, "speaker"))},
    {"day": 0, "from": "10:00", "to": "10:30", "kind": "break", "room": PATIO, "title": COFFEE},
    {"day": 0, "from": "10:30", "to": "11:15", "kind": "keynote", "room": AUDITORIUM, "language": "fr",
     "title": T(fr="Le puits, la route et le marché : où naissent les conflits", ar="البئر والطريق والسوق: أين تنشأ النزاعات", en="The well, the road and the market: where conflicts begin"),
     "people": ((3, "speaker"), (0, "moderator"))},
    {"day": 0, "from": "11:15", "to": "12:45", "kind": "panel", "room": AUDITORIUM, "title": T(fr="Voir venir : l’alerte précoce à l’échelle communale", ar="استباق الأزمات: الإنذار المبكر على صعيد الجماعة", en="Seeing it come: early warning at the scale of a commune"),
     "people": ((4, "chair"), (5, "rapporteur")), "talks": (
        (30, 6, T(fr="Ce que disent les marchés hebdomadaires", ar="ما تقوله الأسواق الأسبوعية", en="What weekly markets say")),
        (30, 7, T(fr="Comités d’alerte : cinq ans de pratique", ar="لجان الإنذار: خمس سنوات من الممارسة", en="Warning committees: five years of practice")),
        (30, 8, T(fr="Mesurer sans exposer : données et protection", ar="القياس دون تعريض أحد للخطر: المعطيات والحماية", en="Measuring without exposing: data and protection")))},
    {"day": 0, "from": "12:45", "to": "14:00", "kind": "break", "room": PATIO, "title": LUNCH},
    {"day": 0, "from": "14:00", "to": "15:30", "kind": "workshop", "room": ATLAS, "language": "fr", "title": T(fr="Atelier : conduire une médiation foncière", ar="ورشة: قيادة وساطة عقارية", en="Workshop: leading a mediation over land"),
     "people": ((9, "moderator"), (10, "rapporteur"))},
    {"day": 0, "from": "14:00", "to": "15:30", "kind": "workshop", "room": RIF, "language": "ar", "title": T(fr="Atelier : lire le budget d’une commune", ar="ورشة: قراءة ميزانية الجماعة", en="Workshop: reading a commune’s budget"),
     "people": ((11, "moderator"), (12, "rapporteur"))},
    {"day": 0, "from": "15:30", "to": "16:00", "kind": "break", "room": PATIO, "title": COFFEE},
    {"day": 0, "from": "16:00", "to": "17:30", "kind": "panel", "room": AUDITORIUM, "title": T(fr="Médier : autorités coutumières, élus, justice", ar="الوساطة: الأعراف والمنتخبون والقضاء", en="Mediating: custom, elected bodies, justice"),
     "people": ((13, "chair"), (5, "rapporteur")), "talks": (
        (45, 3, T(fr="Quand deux légitimités se rencontrent", ar="حين تلتقي شرعيتان", en="When two legitimacies meet")),
        (45, 14, T(fr="Le procès-verbal comme outil de paix", ar="المحضر أداة للسلم", en="Minutes as an instrument of peace")))},
    {"day": 0, "from": "16:00", "to": "17:30", "kind": "talks", "room": ATLAS, "language": "en", "title": T(fr="Jeunes chercheurs : terrains récents", ar="باحثون شباب: ميادين حديثة", en="Young researchers: recent fieldwork"),
     "people": ((15, "chair"),), "talks": (
        (30, 16, T(fr="Femmes médiatrices au nord du fleuve", ar="نساء وسيطات شمال النهر", en="Women mediators north of the river")),
        (30, 17, T(fr="Couloirs de transhumance et cartes communales", ar="ممرات الترحال وخرائط الجماعات", en="Herding routes and communal maps")),
        (30, 18, T(fr="La radio locale en temps de rumeur", ar="الإذاعة المحلية زمن الشائعات", en="Local radio in times of rumour")))},
    {"day": 1, "from": "09:00", "to": "10:30", "kind": "round-table", "room": AUDITORIUM, "title": T(fr="Table ronde des maires", ar="مائدة العمداء المستديرة", en="Round table of mayors"),
     "people": ((1, "moderator"), (19, "speaker"), (20, "speaker"), (21, "speaker"))},
    {"day": 1, "from": "09:00", "to": "10:30", "kind": "workshop", "room": RIF, "language": "fr", "title": T(fr="Atelier : écrire une recommandation que l’on pourra suivre", ar="ورشة: صياغة توصية قابلة للتتبع", en="Workshop: writing a recommendation that can be followed up"),
     "people": ((10, "moderator"),)},
    {"day": 1, "from": "10:30", "to": "11:00", "kind": "break", "room": PATIO, "title": COFFEE},
    {"day": 1, "from": "11:00", "to": "12:30", "kind": "panel", "room": AUDITORIUM, "title": T(fr="Financer la prévention", ar="تمويل الوقاية", en="Paying for prevention"),
     "people": ((2, "chair"), (12, "rapporteur")), "talks": (
        (30, 22, T(fr="Un fonds intercommunal : conditions et limites", ar="صندوق مشترك بين الجماعات: الشروط والحدود", en="An inter-communal fund: conditions and limits")),
        (30, 6, T(fr="Le coût d’un conflit évité", ar="كلفة نزاع تم تفاديه", en="The cost of a conflict avoided")),
        (30, 23, T(fr="Bailleurs et petites communes", ar="المانحون والجماعات الصغيرة", en="Donors and small communes")))},
    {"day": 1, "from": "12:30", "to": "14:00", "kind": "break", "room": PATIO, "title": LUNCH},
    {"day": 1, "from": "14:00", "to": "15:15", "kind": "talks", "room": AUDITORIUM, "title": T(fr="Restitution des ateliers et recommandations", ar="تقديم خلاصات الورشات والتوصيات", en="Reports of the workshops and recommendations"),
     "people": ((4, "chair"), (5, "rapporteur"), (10, "rapporteur"), (12, "rapporteur"))},
    {"day": 1, "from": "15:15", "to": "16:00", "kind": "closing", "room": AUDITORIUM, "title": T(fr="Séance de clôture", ar="الجلسة الختامية", en="Closing session"), "people": ((0, "chair"), (1, "speaker"))},
)  # fmt: skip
SPEAKERS = 24
