"""The archive: past meetings and the works that came out of them, knowing no more of their dates than the sources do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.core.types import Translated as T
from app.events.models import PartnerRole, Precision
from app.publications.models import PublicationKind

R, P = PartnerRole, PublicationKind
UNKNOWN = Precision.UNKNOWN

EVENTS: tuple[dict[str, Any], ...] = (
    {
        "slug": "radicalisation-2016", "kind": "colloquium", "series": "ires-forum", "themes": ("radicalisation", "security", "terrorism"),
        "precision": Precision.MONTH, "starts_at": datetime(2016, 10, 1), "ends_at": datetime(2016, 10, 1),  # noqa: DTZ001 a month, no more
        "languages": ["fr"],
        "title": T(
            fr="Colloque international sur la radicalisation et la lutte contre l’extrémisme",
            ar="ملتقى دولي حول التطرف ومكافحة الغلو",
            en="International colloquium on radicalisation and the fight against extremism",
        ),
        "theme_line": T(
            fr="Vers une stratégie de sécurité multidimensionnelle", ar="نحو استراتيجية أمنية متعددة الأبعاد", en="Towards a multidimensional security strategy",
        ),
        "summary": T(
            fr="Deux jours de travaux d’une quarantaine d’experts de France et du Maroc, et d’autres pays, sur l’état des savoirs et les politiques publiques.",
            ar="يومان من الأشغال بمشاركة نحو أربعين خبيرا من فرنسا والمغرب وبلدان أخرى حول حصيلة المعارف والسياسات العمومية.",
            en="Two days with some forty experts of France and Morocco, and of other countries, on what is known and what public policy does.",
        ),
        "aims": T(
            fr="- Faire le point des connaissances théoriques et pratiques sur la radicalisation\n- Comparer les politiques publiques du Maroc, de la France et d’autres pays de la région",
            ar="- الوقوف على المعارف النظرية والعملية حول التطرف\n- مقارنة السياسات العمومية بالمغرب وفرنسا وبلدان أخرى من المنطقة",
            en="- Take stock of theoretical and practical knowledge on radicalisation\n- Compare public policies in Morocco, France and other countries of the region",
        ),
        "partners": (("ires", R.ORGANISER), ("french-embassy", R.PARTNER)),
    },
    {
        "slug": "high-security-council", "kind": "seminar", "series": "ires-forum", "themes": ("national-security-strategy",),
        "title": T(
            fr="Enjeux stratégiques et Conseil supérieur de sécurité : éléments de réflexion",
            ar="الرهانات الاستراتيجية والمجلس الأعلى للأمن: عناصر للتفكير",
            en="Strategic Issues and the High Security Council: Some food for thought",
        ),
        "summary": T(
            fr="La rencontre a enrichi les conclusions d’une étude comparée des conseils de sécurité nationale.",
            ar="أغنى اللقاء خلاصات دراسة مقارنة حول مجالس الأمن الوطني.",
            en="The meeting enriched the conclusions of a comparative study of national security councils.",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "african-peace-and-security-architecture", "kind": "seminar", "series": "ires-forum", "themes": ("african-security-governance",),
        "title": T(
            fr="La réforme de l’architecture africaine de paix et de sécurité", ar="إصلاح البنية الإفريقية للسلم والأمن", en="The reform of the African Peace and Security Architecture",
        ),
        "summary": T(
            fr="Après le retour du Maroc à l’Union africaine : la sécurité du continent et les mécanismes de l’Union.",
            ar="بعد عودة المغرب إلى الاتحاد الإفريقي: أمن القارة وآليات الاتحاد.",
            en="After Morocco’s return to the African Union: the security of the continent and the mechanisms of the Union.",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "cybercrime", "kind": "seminar", "series": "ires-forum", "themes": ("cybercrime",),
        "title": T(
            fr="La cybercriminalité et la résilience des infrastructures stratégiques",
            ar="الجريمة السيبرانية وصمود البنيات التحتية الاستراتيجية",
            en="Cybercrime and the resilience of strategic infrastructures",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "sahel-saharan-strip", "kind": "seminar", "series": "ires-forum", "themes": ("sahel",),
        "title": T(
            fr="La bande sahélo-saharienne, en amont et en aval de la crise au Mali",
            ar="الشريط الساحلي الصحراوي قبل أزمة مالي وبعدها",
            en="The Sahel-Saharan strip upstream and downstream of the crisis in Mali",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "mediterranean-and-arab-world", "kind": "seminar", "series": "ires-forum", "themes": ("mediterranean",),
        "title": T(
            fr="Nouveaux développements de la sécurité en Méditerranée et dans le monde arabe",
            ar="التطورات الأمنية الجديدة في البحر الأبيض المتوسط والعالم العربي",
            en="New security developments in the Mediterranean and the Arab world",
        ),
        "summary": T(
            fr="Comprendre ce qui est en jeu ; évaluer la prévention et la réponse collectives.",
            ar="فهم الرهانات المطروحة وتقييم آليات الوقاية والاستجابة الجماعية.",
            en="Understanding what is at stake; assessing collective prevention and response.",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "training-local-communities", "kind": "training", "themes": ("community-resilience", "local-capacities"),
        "title": T(
            fr="Ateliers de formation pour les communautés locales", ar="ورشات تكوينية لفائدة المجتمعات المحلية", en="Training workshops for local communities",
        ),
        "summary": T(
            fr="Recherche de financements, négociation, gestion de projet, travail en réseau : les capacités des acteurs et associations locales.",
            ar="تعبئة التمويل والتفاوض وتدبير المشاريع والتشبيك: قدرات الفاعلين والجمعيات المحلية.",
            en="Fundraising, negotiation, project management, networking: the capacities of local actors and associations.",
        ),
        "partners": (("aipect", R.ORGANISER),),
    },
)  # fmt: skip

# (kind, year, themes, event slug, title)
PUBLICATIONS: tuple[tuple[PublicationKind, int | None, tuple[str, ...], str | None, T], ...] = (
    (P.STUDY, 2011, ("national-security-strategy",), "high-security-council", T(
        fr="Étude comparée des conseils de sécurité nationale : États-Unis, Grande-Bretagne, France, Allemagne, Espagne, Brésil",
        ar="دراسة مقارنة لمجالس الأمن الوطني: الولايات المتحدة وبريطانيا وفرنسا وألمانيا وإسبانيا والبرازيل",
        en="Benchmarking study on national security councils: United States, Great Britain, France, Germany, Spain, Brazil")),
    (P.STUDY, None, ("national-security-strategy",), "high-security-council", T(
        fr="Revue des rapports et livres blancs récents sur les stratégies de sécurité nationale",
        ar="مراجعة للتقارير والكتب البيضاء الحديثة حول استراتيجيات الأمن الوطني",
        en="Review of recent reports and white papers on national security strategies")),
    (P.STUDY, 2015, ("terrorism", "organised-crime", "sahel", "mediterranean"), None, T(
        fr="Le Maroc face à deux menaces transnationales : le terrorisme et le crime organisé",
        ar="المغرب في مواجهة تهديدين عابرين للحدود: الإرهاب والجريمة المنظمة",
        en="Morocco Facing Two Transnational Threats: Terrorism and Organized Crime")),
    (P.STUDY, 2015, ("terrorism", "radicalisation"), None, T(
        fr="Les menaces posées par « Daech » : références idéologiques, démarcation d’avec Al-Qaïda, endoctrinement et recrutement des jeunes",
        ar="تهديدات «داعش»: المرجعية الإيديولوجية وأوجه الاختلاف عن القاعدة واستقطاب الشباب وتجنيدهم",
        en="The threats posed by “Daesh”: ideology, its lines of demarcation from Al-Qaida, indoctrination and recruitment of young people")),
    (P.STUDY, 2019, ("african-security-governance",), "african-peace-and-security-architecture", T(
        fr="La gouvernance de la sécurité en Afrique", ar="حكامة الأمن في إفريقيا", en="Security governance in Africa")),
    (P.REPORT, None, ("security",), None, T(
        fr="Rapports généraux sur la sécurité (quatre rapports)", ar="تقارير عامة حول الأمن (أربعة تقارير)", en="General reports on security (four reports)")),
)  # fmt: skip
