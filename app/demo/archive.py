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
        "title": T(
            fr="Colloque international sur la radicalisation et la lutte contre l’extrémisme",
            ar="ملتقى دولي حول التطرف ومكافحة الغلو",
            en="International colloquium on radicalisation and the fight against extremism",
        ),
        "theme_line": T(
            fr="Vers une stratégie de sécurité multidimensionnelle", ar="نحو استراتيجية أمنية متعددة الأبعاد", en="Towards a multidimensional security strategy",
        ),
        "summary": T(
            fr="À la fin du mois d’octobre 2016, deux jours de travaux d’une quarantaine d’experts de France et du Maroc, mais aussi d’autres pays, en partenariat avec l’Ambassade de France à Rabat.",
            ar="في أواخر أكتوبر 2016، يومان من الأشغال بمشاركة نحو أربعين خبيرا من فرنسا والمغرب وكذا من بلدان أخرى، بشراكة مع سفارة فرنسا بالرباط.",
            en="At the end of October 2016, two days with some forty experts from France and Morocco, but also from other countries, in partnership with the French Embassy in Rabat.",
        ),
        "aims": T(
            fr="- Faire le point des connaissances théoriques et pratiques sur la radicalisation\n- Passer en revue les politiques publiques menées au Maroc, en France et dans d’autres pays de la région",
            ar="- الوقوف على حصيلة المعارف النظرية والعملية حول التطرف\n- استعراض السياسات العمومية المنتهجة في المغرب وفرنسا وبلدان أخرى من المنطقة",
            en="- Take stock of theoretical and practical knowledge on radicalisation\n- Review the public policies conducted in Morocco, France and other countries of the region",
        ),
        "partners": (("ires", R.ORGANISER), ("french-embassy", R.PARTNER)),
    },
    {
        "slug": "high-security-council", "kind": "seminar", "themes": ("national-security-strategy",),
        "title": T(
            fr="Enjeux stratégiques et Conseil supérieur de sécurité : éléments de réflexion",
            ar="الرهانات الاستراتيجية والمجلس الأعلى للأمن: عناصر للتفكير",
            en="Strategic Issues and the High Security Council: Some food for thought",
        ),
        "summary": T(
            fr="Dans le prolongement de l’étude de 2011, ce séminaire a permis d’en enrichir les conclusions.",
            ar="امتدادا لدراسة سنة 2011، أتاحت هذه الندوة إغناء خلاصاتها.",
            en="Following the study of 2011, this seminar was an opportunity to enrich its conclusions.",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "african-peace-and-security-architecture", "kind": "meeting", "themes": ("african-security-governance",),
        "title": T(
            fr="La réforme de l’architecture africaine de paix et de sécurité", ar="إصلاح البنية الإفريقية للسلم والأمن", en="The reform of the African Peace and Security Architecture",
        ),
        "summary": T(
            fr="Après le retour du Maroc à l’Union africaine : la sécurité du continent et les mécanismes mis en place par l’Union.",
            ar="بعد عودة المغرب إلى الاتحاد الإفريقي: أمن القارة والآليات التي وضعها الاتحاد.",
            en="After Morocco’s return to the African Union: the security of the continent and the mechanisms put in place by the Union.",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "cybercrime", "kind": "meeting", "themes": ("cybercrime",),
        "title": T(
            fr="La cybercriminalité et la résilience des infrastructures stratégiques",
            ar="الجريمة السيبرانية وصمود البنيات التحتية الاستراتيجية",
            en="Cybercrime and the resilience of strategic infrastructures",
        ),
        "summary": T(
            fr="La menace nouvelle que représente la cybercriminalité, en particulier pour les infrastructures stratégiques, et leur résilience face au risque cyber.",
            ar="التهديد الجديد الذي تمثله الجريمة السيبرانية، ولا سيما للبنيات التحتية الاستراتيجية، وصمودها أمام المخاطر السيبرانية.",
            en="The new threat posed by cybercrime, with a focus on strategic infrastructures and their resilience to cyber risk.",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "sahel-saharan-strip", "kind": "meeting", "themes": ("sahel",),
        "title": T(
            fr="La bande sahélo-saharienne, en amont et en aval de la crise au Mali",
            ar="الشريط الساحلي الصحراوي قبل أزمة مالي وبعدها",
            en="The Sahel-Saharan strip upstream and downstream of the crisis in Mali",
        ),
        "summary": T(
            fr="Les enjeux de sécurité dans le voisinage et dans les espaces d’appartenance du Royaume.",
            ar="رهانات الأمن في الجوار وفي الفضاءات التي تنتمي إليها المملكة.",
            en="Security issues in the neighbourhood and in the areas to which the Kingdom is affiliated.",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "mediterranean-and-arab-world", "kind": "meeting", "themes": ("mediterranean",),
        "title": T(
            fr="Nouveaux développements de la sécurité en Méditerranée et dans le monde arabe",
            ar="التطورات الأمنية الجديدة في البحر الأبيض المتوسط والعالم العربي",
            en="New security developments in the Mediterranean and the Arab world",
        ),
        "summary": T(
            fr="Comprendre les enjeux et évaluer les mécanismes collectifs de prévention et de réponse.",
            ar="فهم الرهانات المطروحة وتقييم الآليات الجماعية للوقاية والاستجابة.",
            en="Understanding the issues at stake and evaluating collective mechanisms of prevention and response.",
        ),
        "partners": (("ires", R.ORGANISER),),
    },
    {
        "slug": "training-local-communities", "kind": "training", "themes": ("community-resilience", "local-capacities"),
        "title": T(
            fr="Ateliers de formation pour les communautés locales", ar="ورشات تكوينية لفائدة المجتمعات المحلية", en="Training workshops for local communities",
        ),
        "summary": T(
            fr="Renforcer la résilience des sociétés et ouvrir le débat sur ce qui préoccupe les communautés, pour préparer le renforcement des capacités des acteurs locaux : recherche de financements, négociation, gestion de projet, travail en réseau, définition d’objectifs.",
            ar="تعزيز صمود المجتمعات وفتح النقاش حول ما يشغلها، تمهيدا لتقوية قدرات الفاعلين المحليين: تعبئة التمويل والتفاوض وتدبير المشاريع والتشبيك وتحديد الأهداف.",
            en="Building resilience and opening debates on what concerns communities, to pave the way for strengthening local actors: fundraising, negotiation, project management, networking, goal setting.",
        ),
        "partners": (("aipect", R.ORGANISER),),
    },
)  # fmt: skip

# (kind, year, themes, event slug, title, what the sources say of it)
PUBLICATIONS: tuple[tuple[PublicationKind, int | None, tuple[str, ...], str | None, T, T], ...] = (
    (P.STUDY, 2011, ("national-security-strategy",), "high-security-council", T(
        fr="Étude comparée des conseils de sécurité nationale : États-Unis, Grande-Bretagne, France, Allemagne, Espagne et Brésil",
        ar="دراسة مقارنة لمجالس الأمن الوطني: الولايات المتحدة وبريطانيا العظمى وفرنسا وألمانيا وإسبانيا والبرازيل",
        en="Benchmarking study on national security councils: United States, Great Britain, France, Germany, Spain and Brazil"),
        T(
        fr="Étude de l’IRES, pour contribuer à la réflexion sur la création du Conseil supérieur de sécurité.",
        ar="دراسة للمعهد الملكي للدراسات الاستراتيجية، إسهاما في التفكير في إحداث المجلس الأعلى للأمن.",
        en="A study by IRES, to contribute to the reflection on the creation of the High Security Council.")),
    (P.STUDY, None, ("national-security-strategy",), "high-security-council", T(
        fr="Revue des rapports et livres blancs les plus récents sur la redéfinition de la stratégie de sécurité nationale",
        ar="مراجعة لأحدث التقارير والكتب البيضاء حول إعادة تحديد استراتيجية الأمن الوطني",
        en="Review of the most recent reports and white papers on the redefinition of the national security strategy"),
        T(
        fr="Revue documentaire de l’IRES.", ar="مراجعة وثائقية للمعهد الملكي للدراسات الاستراتيجية.", en="A literature review by IRES.")),
    (P.STUDY, 2015, ("terrorism", "organised-crime", "sahel", "mediterranean"), None, T(
        fr="Le Maroc face à deux menaces transnationales : le terrorisme et le crime organisé",
        ar="المغرب في مواجهة تهديدين عابرين للحدود: الإرهاب والجريمة المنظمة",
        en="Morocco Facing Two Transnational Threats: Terrorism and Organized Crime"),
        T(
        fr="Étude de l’IRES sur les enjeux et les défis de la montée des risques terroriste et criminel au Sahel et au sud de la Méditerranée, et sur leurs effets directs et indirects sur le Maroc.",
        ar="دراسة للمعهد الملكي للدراسات الاستراتيجية حول رهانات وتحديات تنامي المخاطر الإرهابية والإجرامية في الساحل وجنوب المتوسط وآثارها المباشرة وغير المباشرة على المغرب.",
        en="A study by IRES of the issues and challenges raised by increased terrorist and criminal risks in the Sahel and the southern Mediterranean, and of their direct and indirect impact on Morocco.")),
    (P.STUDY, 2015, ("terrorism", "radicalisation"), None, T(
        fr="Les menaces posées par « Daech »", ar="التهديدات التي يطرحها «داعش»", en="The threats posed by “Daesh”"),
        T(
        fr="Réflexion de l’IRES sur le référentiel idéologique de ce mouvement, ses lignes de démarcation avec Al-Qaïda et sa stratégie d’endoctrinement et de recrutement des jeunes.",
        ar="تفكير للمعهد الملكي للدراسات الاستراتيجية في المرجعية الإيديولوجية لهذه الحركة، وما يفصلها عن القاعدة، واستراتيجيتها في استقطاب الشباب وتجنيدهم.",
        en="A reflection by IRES on the ideological reference framework of this movement, its lines of demarcation from Al-Qaida, and its strategy of indoctrination and recruitment of young people.")),
    (P.STUDY, 2019, ("african-security-governance",), "african-peace-and-security-architecture", T(
        fr="La gouvernance de la sécurité en Afrique", ar="حكامة الأمن في إفريقيا", en="Security governance in Africa"),
        T(
        fr="Étude de l’IRES, menée après le retour du Maroc à l’Union africaine.",
        ar="دراسة للمعهد الملكي للدراسات الاستراتيجية، أُنجزت بعد عودة المغرب إلى الاتحاد الإفريقي.",
        en="A study by IRES, carried out after Morocco’s return to the African Union.")),
    (P.REPORT, None, ("security",), "radicalisation-2016", T(
        fr="Quatre rapports généraux sur la sécurité", ar="أربعة تقارير عامة حول الأمن", en="Four general reports on security"),
        T(
        fr="Rapports de l’IRES, débattus lors de ses onze séminaires et d’un colloque international de deux jours.",
        ar="تقارير للمعهد الملكي للدراسات الاستراتيجية نوقشت في ندواته الإحدى عشرة وفي ملتقى دولي دام يومين.",
        en="Reports by IRES, discussed at its eleven seminars and at a two-day international colloquium.")),
)  # fmt: skip
