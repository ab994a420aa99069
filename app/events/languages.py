"""The languages that events and publications may be held in: the instance's three first."""

LANGUAGES = ("fr", "ar", "en", "zgh", "es", "pt", "de", "it", "ru", "tr", "wo", "ha", "zh")
