"""The symposium of mayors in Dakar, 20 and 21 July 2023, as reported: who is named stands with the function reported, and no more."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from app.core.types import Translated as T
from app.events.models import Precision

FIRST_DAY, LAST_DAY = datetime(2023, 7, 20), datetime(2023, 7, 21)  # noqa: DTZ001 planned times are local

EVENT: dict[str, Any] = {
    "slug": "dakar-2023", "kind": "symposium", "themes": ("sahel", "solidarity-of-communes", "security"),
    "precision": Precision.DAY, "starts_at": FIRST_DAY, "ends_at": LAST_DAY, "zone": "Africa/Dakar",
    "place": T(fr="Dakar, Sénégal", ar="داكار، السنغال", en="Dakar, Senegal"),
    "title": T(
        fr="Symposium international de solidarité avec les communes et les maires touchés par la crise sécuritaire au Burkina Faso, au Mali et au Niger",
        ar="الملتقى الدولي للتضامن مع الجماعات والعمداء المتضررين من الأزمة الأمنية في بوركينا فاسو ومالي والنيجر",
        en="International symposium on solidarity with communes and mayors affected by the security crisis in Burkina Faso, Mali and Niger",
    ),
    "theme_line": T(
        fr="Ensemble pour plus de solidarité et de compassion avec les communes sahéliennes",
        ar="معا من أجل مزيد من التضامن والتآزر مع جماعات الساحل",
        en="Together for Greater Solidarity and Compassion with Sahelian Communes",
    ),
    "patronage": T(
        fr="Sous le patronage de S.E. M. Macky Sall, Président de la République du Sénégal",
        ar="تحت رعاية فخامة السيد ماكي سال، رئيس جمهورية السنغال",
        en="Under the patronage of H.E. Mr Macky Sall, President of the Republic of Senegal",
    ),
    "guest_of_honour": T(fr="Le Maroc", ar="المغرب", en="Morocco"),
    "summary": T(
        fr="Maires et élus locaux du Sénégal, du Burkina Faso, du Mali et du Niger, avec l’UEMOA et une délégation marocaine.",
        ar="عمداء ومنتخبون محليون من السنغال وبوركينا فاسو ومالي والنيجر، بحضور الاتحاد الاقتصادي والنقدي لغرب إفريقيا ووفد مغربي.",
        en="Mayors and local elected representatives of Senegal, Burkina Faso, Mali and Niger, with UEMOA and a Moroccan delegation.",
    ),
    "aims": T(
        fr="- Créer un fonds de solidarité intercommunale pour les communes des zones sahéliennes fragiles\n"
        "- Identifier les voies et moyens d’atténuer les effets de la crise multidimensionnelle dans ces communes\n"
        "- Consolider les échanges entre communes des zones fragiles par un réseau des communes touchées par la crise multidimensionnelle au Sahel\n"
        "- Renforcer les relations de partenariat et de coopération entre les communes sénégalaises et les communes fragiles des pays du Sahel\n"
        "- Sensibiliser et mobiliser les élus locaux de la sous-région sur la situation des communes des zones fragiles\n"
        "- Mobiliser les partenaires institutionnels et plusieurs acteurs nationaux et internationaux pour un appui direct aux maires des communes touchées\n"
        "- Sensibiliser le grand public et les autres acteurs aux rôles et responsabilités des maires et des élus locaux dans la promotion de la paix, de la réconciliation, de la sécurité et du développement durable de la région",
        ar="- إحداث صندوق للتضامن بين الجماعات لفائدة جماعات مناطق الساحل الهشة\n"
        "- تحديد سبل ووسائل التخفيف من آثار الأزمة متعددة الأبعاد على هذه الجماعات\n"
        "- توطيد التبادل بين جماعات المناطق الهشة بإنشاء شبكة للجماعات المتضررة من الأزمة متعددة الأبعاد في الساحل\n"
        "- تعزيز علاقات الشراكة والتعاون بين الجماعات السنغالية والجماعات الهشة ببلدان الساحل\n"
        "- تحسيس المنتخبين المحليين بالمنطقة بأوضاع جماعات المناطق الهشة وتعبئتهم\n"
        "- تعبئة الشركاء المؤسساتيين وعدد من الفاعلين الوطنيين والدوليين لتقديم دعم مباشر لعمداء الجماعات المتضررة\n"
        "- تحسيس الرأي العام وباقي الفاعلين بأدوار ومسؤوليات العمداء والمنتخبين المحليين في تعزيز السلم والمصالحة والأمن والتنمية المستدامة بالمنطقة",
        en="- Set up an inter-communal solidarity fund for communes in fragile Sahelian zones\n"
        "- Identify ways and means of mitigating the impact of the multidimensional crisis in these communes\n"
        "- Consolidate exchanges between communes in fragile zones by a network of communes affected by the multidimensional crisis in the Sahel\n"
        "- Boost partnership and cooperation between Senegalese communes and fragile communes in Sahelian countries\n"
        "- Raise awareness among local elected representatives of the sub-region of the situation of communes in fragile areas, and mobilise them\n"
        "- Mobilise institutional partners and several national and international players for direct support to the mayors of communes affected by the crisis\n"
        "- Raise awareness among the general public and other players of the roles and responsibilities of mayors and local elected representatives in promoting peace, reconciliation, security and sustainable development in the region",
    ),
}  # fmt: skip

OPENING = T(fr="Cérémonie d’ouverture", ar="حفل الافتتاح", en="Opening ceremony")
ATTENDED = T(
    fr="En présence de la ministre des Affaires étrangères du Sénégal, Aïssata Tall Sall, du président de l’Association des maires du Sénégal, Oumar Ba, "
    "de maires et d’élus locaux du Sénégal, du Burkina Faso, du Mali et du Niger, et de représentants de l’UEMOA.",
    ar="بحضور وزيرة الشؤون الخارجية السنغالية Aïssata Tall Sall، ورئيس جمعية عمداء السنغال Oumar Ba، وعمداء ومنتخبين محليين من السنغال وبوركينا فاسو "
    "ومالي والنيجر، وممثلين عن الاتحاد الاقتصادي والنقدي لغرب إفريقيا.",
    en="Attended by the Senegalese Minister of Foreign Affairs, Aïssata Tall Sall, the Head of the Mayors Association of Senegal, Oumar Ba, mayors and "
    "local elected representatives from Senegal, Burkina Faso, Mali and Niger, and representatives of UEMOA.",
)
SPOKE = "Lymouri"  # whose words at the opening are reported

# Delegations: (kind, country or None, organisation key or None)
DELEGATIONS = (
    ("state", "SN", None),
    ("state", "BF", None),
    ("state", "ML", None),
    ("state", "NE", None),
    ("state", "MA", None),
    ("international", None, "uemoa"),
)

# (given name, family name, organisation key, function)
MOROCCAN_DELEGATION = (
    ("Mounir", "Lymouri", "ampcc", T(
        fr="Président de l’AMPCC ; président du Conseil communal de Tanger", ar="رئيس الجمعية المغربية لرؤساء مجالس الجماعات؛ رئيس مجلس جماعة طنجة",
        en="President of AMPCC; President of the Tangier Communal Council")),
    ("Mohammed", "Dardouri", "indh", T(fr="Wali-coordonnateur national de l’INDH", ar="الوالي المنسق الوطني للمبادرة الوطنية للتنمية البشرية", en="National Wali-Coordinator of INDH")),
    ("Mostafa", "Ameur", "fund", T(
        fr="Chef de projet du Fonds africain d’appui à la coopération décentralisée internationale", ar="مدير مشروع الصندوق الإفريقي لدعم التعاون الدولي اللامركزي",
        en="Project Manager of the African Fund for International Decentralized Cooperation")),
    ("Souad", "Zaidi", "ampcc", T(fr="Secrétaire générale de l’AMPCC", ar="الكاتبة العامة للجمعية المغربية لرؤساء مجالس الجماعات", en="Secretary General of AMPCC")),
    ("Said", "Ziane", "indh", T(fr="Coordinateur national de l’INDH", ar="منسق وطني بالمبادرة الوطنية للتنمية البشرية", en="National Coordinator, INDH")),
    ("Amal", "Zaidi", "amci", T(fr="Chef du département de la coopération technique, AMCI", ar="رئيسة قسم التعاون التقني بالوكالة المغربية للتعاون الدولي", en="Head of the Technical Cooperation Department, AMCI")),
)  # fmt: skip
GUESTS = (
    ("Aïssata", "Tall Sall", "mfa-senegal", T(fr="Ministre des Affaires étrangères du Sénégal", ar="وزيرة الشؤون الخارجية السنغالية", en="Minister of Foreign Affairs of Senegal")),
    ("Oumar", "Ba", "ams", T(fr="Président de l’Association des maires du Sénégal", ar="رئيس جمعية عمداء السنغال", en="Head of the Mayors Association of Senegal")),
)  # fmt: skip
