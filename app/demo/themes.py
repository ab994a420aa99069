"""The areas of interest as a tree: those that the association names, and within security the subjects of the strategic studies."""

from __future__ import annotations

from typing import Any

from app.core.types import Translated as T

Branch = tuple[str, T, T, tuple[Any, ...]]

PEACEBUILDING: Branch = (
    "peacebuilding",
    T(fr="Consolidation de la paix", ar="بناء السلام", en="Peacebuilding"),
    T(
        fr="Prévenir l’apparition ou la reprise des conflits violents, et rendre la paix durable.",
        ar="الوقاية من اندلاع النزاعات العنيفة أو تجددها، وجعل السلام مستداما.",
        en="Keeping violent conflict from starting or returning, and making peace last.",
    ),
    (
        ("conflict-prevention", T(fr="Prévention des conflits", ar="الوقاية من النزاعات", en="Conflict prevention"), T(
            fr="Agir sur ce qui peut déclencher une confrontation, violente ou non, avant qu’elle n’éclate.",
            ar="معالجة ما قد يفجر المواجهات، عنيفة كانت أم غير عنيفة، قبل اندلاعها.",
            en="Addressing what may trigger a confrontation, violent or not, before it erupts."), ()),
        ("community-resilience", T(fr="Résilience des communautés", ar="صمود المجتمعات المحلية", en="Community resilience"), T(
            fr="Ateliers de formation et débats de fond sur ce qui préoccupe les communautés locales.",
            ar="ورشات تكوينية ونقاشات معمقة حول ما يشغل المجتمعات المحلية.",
            en="Training workshops, and thorough debates on what concerns local communities."), ()),
    ),
)  # fmt: skip

AXES: tuple[Branch, ...] = (
    ("security-dimensions", T(fr="Dimensions de la sécurité et conflits", ar="أبعاد الأمن والنزاعات", en="Dimensions of security and conflict"), T(
        fr="Faire connaître les dimensions politiques, militaires, ethniques et religieuses qui pèsent sur les conflits en Afrique, pour éclairer les politiques de paix et de sécurité.",
        ar="التعريف بالأبعاد السياسية والعسكرية والإثنية والدينية المؤثرة في النزاعات بإفريقيا، لإنارة سياسات السلم والأمن.",
        en="Making known the political, military, ethnic and religious dimensions that weigh on conflicts in Africa, so that policies of peace and security are sound."), ()),
    ("root-causes", T(fr="Causes profondes", ar="الأسباب العميقة", en="Root causes"), T(
        fr="Ce qui nourrit le terrorisme, le crime organisé et la traite des êtres humains : extrémisme, insécurité alimentaire, famine et pauvreté.",
        ar="ما يغذي الإرهاب والجريمة المنظمة والاتجار بالبشر: التطرف وانعدام الأمن الغذائي والمجاعة والفقر.",
        en="What feeds terrorism, organised crime and human trafficking: extremism, food insecurity, famine and poverty."),
        (
            ("terrorism", T(fr="Terrorisme", ar="الإرهاب", en="Terrorism"), T(
                fr="Un phénomène mondial, aux ramifications régionales et locales.",
                ar="ظاهرة عالمية ذات امتدادات إقليمية ومحلية.",
                en="A global issue with regional and local ramifications."), ()),
            ("radicalisation", T(fr="Radicalisation et extrémisme", ar="التطرف والغلو", en="Radicalisation and extremism"), T(), ()),
            ("organised-crime", T(fr="Crime organisé et traite", ar="الجريمة المنظمة والاتجار بالبشر", en="Organised crime and trafficking"), T(), ()),
        )),
    ("morocco-africa", T(fr="Coopération du Maroc avec les pays africains", ar="تعاون المغرب مع البلدان الإفريقية", en="Cooperation of Morocco with African countries"), T(
        fr="Paix et sécurité, démocratie et gouvernance, croissance, commerce et investissement, éducation et culture : les voies de la coopération.",
        ar="السلم والأمن، والديمقراطية والحكامة، والنمو والتجارة والاستثمار، والتربية والثقافة: سبل التعاون.",
        en="Peace and security, democracy and governance, growth, trade and investment, education and culture: the pathways of cooperation."), ()),
)  # fmt: skip

SECURITY: Branch = (
    "security",
    T(fr="Sécurité", ar="الأمن", en="Security"),
    T(
        fr="Un enjeu transversal et multidimensionnel, en Afrique et dans le monde.",
        ar="قضية أفقية متعددة الأبعاد، في إفريقيا والعالم.",
        en="A cross-cutting, multidimensional issue, in Africa and in the world.",
    ),
    (
        *AXES,
        ("national-security-strategy", T(fr="Stratégie de sécurité nationale", ar="استراتيجية الأمن الوطني", en="National security strategy"), T(), ()),
        ("african-security-governance", T(fr="Gouvernance de la sécurité en Afrique", ar="حكامة الأمن في إفريقيا", en="Security governance in Africa"), T(
            fr="La sécurité du continent et les mécanismes mis en place par l’Union africaine.",
            ar="أمن القارة والآليات التي وضعها الاتحاد الإفريقي.",
            en="The security of the continent, and the mechanisms put in place by the African Union."), ()),
        ("cybercrime", T(fr="Cybercriminalité", ar="الجريمة السيبرانية", en="Cybercrime"), T(
            fr="La menace pour les infrastructures stratégiques, et leur résilience face au risque cyber.",
            ar="التهديد المحدق بالبنيات التحتية الاستراتيجية، وقدرتها على الصمود أمام المخاطر السيبرانية.",
            en="The threat to strategic infrastructures, and their resilience to cyber risk."), ()),
        ("sahel", T(fr="Sahel", ar="الساحل", en="Sahel"), T(
            fr="La sécurité dans la bande sahélo-saharienne, et la solidarité avec ceux que la crise y touche.",
            ar="الأمن في الشريط الساحلي الصحراوي، والتضامن مع من تمسهم الأزمة فيه.",
            en="Security in the Sahel-Saharan strip, and solidarity with those whom the crisis affects there."), ()),
        ("mediterranean", T(fr="Méditerranée et monde arabe", ar="البحر الأبيض المتوسط والعالم العربي", en="Mediterranean and the Arab world"), T(
            fr="Les enjeux de la sécurité dans la région, et les mécanismes collectifs de prévention et de réponse.",
            ar="رهانات الأمن في المنطقة، والآليات الجماعية للوقاية والاستجابة.",
            en="What is at stake for security in the region, and the collective mechanisms of prevention and response."), ()),
    ),
)  # fmt: skip

HUMAN_DEVELOPMENT: Branch = (
    "human-development",
    T(fr="Développement humain", ar="التنمية البشرية", en="Human development"),
    T(
        fr="Un développement qui part des besoins des habitants, avec une attention particulière aux jeunes et aux femmes.",
        ar="تنمية تنطلق من حاجات السكان، مع عناية خاصة بالشباب والنساء.",
        en="Development that starts from what people need, with particular attention to youth and women.",
    ),
    (
        ("youth-and-women", T(fr="Jeunes et femmes", ar="الشباب والنساء", en="Youth and women"), T(), ()),
        ("local-capacities", T(fr="Capacités des acteurs locaux", ar="قدرات الفاعلين المحليين", en="Capacities of local actors"), T(
            fr="Recherche de financements, négociation, gestion de projet, travail en réseau, définition d’objectifs.",
            ar="تعبئة التمويل والتفاوض وتدبير المشاريع والتشبيك وتحديد الأهداف.",
            en="Fundraising, negotiation, project management, networking, goal setting."), ()),
        ("solidarity-of-communes", T(fr="Solidarité entre communes", ar="التضامن بين الجماعات الترابية", en="Solidarity between communes"), T(), ()),
    ),
)  # fmt: skip

THEMES = (PEACEBUILDING, SECURITY, HUMAN_DEVELOPMENT)
