"""An organiser prepares a colloquium: from a title to a published page, through the pages of the interface."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.organiser import follow, open_page, press, told, write

TITLE = {
    "fr": "Colloque sur la médiation locale",
    "ar": "ندوة حول الوساطة المحلية",
    "en": "Colloquium on local mediation",
}
SESSION = {"fr": "Séance inaugurale", "ar": "الجلسة الافتتاحية", "en": "Opening session"}
SPEAKER = "Salma Bennani"
DAY = "2027-05-11"


def add_venue(page: Page) -> None:
    open_page(page, "Venues")
    follow(page, "New venue")
    write(page, "name", fr="Maison des associations", ar="دار الجمعيات", en="House of associations")
    write(page, "city", fr="Rabat", ar="الرباط", en="Rabat")
    page.get_by_label("Country").select_option("MA")
    press(page, "Save")
    follow(page, "New room")
    write(page, "name", fr="Grande salle", ar="القاعة الكبرى", en="Great hall")
    page.get_by_label("Seats").fill("120")
    press(page, "Save")
    expect(page.get_by_role("link", name="Great hall")).to_be_visible()


def create_event(page: Page) -> None:
    """A title is enough: the checklist says what is missing."""
    open_page(page, "Overview")
    page.get_by_role("link", name="New event").click()
    write(page, "title", **TITLE)
    press(page, "Save")
    told(page, "The draft is kept. Publish it when it is ready.")


def describe(page: Page) -> None:
    """What the first two steps of the checklist ask for."""
    follow(page, "Say what it is about")
    write(page, "summary", fr="Une journée d’échanges.", ar="يوم للتبادل.", en="A day of exchange.")
    write(page, "description", fr="Écouter, **puis** parler.", ar="الإنصات **ثم** الكلام.", en="To listen, **then** to speak.")
    page.get_by_label("First day").fill(DAY)
    page.get_by_label("Begins at").fill("09:00")
    page.get_by_label("Last day").fill(DAY)
    page.get_by_label("Ends at").fill("13:00")
    page.get_by_label("Venue", exact=True).select_option(label="House of associations · Rabat")
    press(page, "Save")
    told(page, "Kept.")


def name_a_partner(page: Page) -> None:
    open_page(page, "Overview")
    follow(page, "Name the partners in their order")
    page.get_by_label("Organisation").select_option(index=1)
    page.get_by_label("Role").select_option(label="Partner")
    press(page, "Add")


def build_programme(page: Page) -> None:
    open_page(page, "Overview")
    follow(page, "Build the programme")
    follow(page, "Add a session")
    write(page, "title", **SESSION)
    page.locator("#start").fill("09:30")
    page.locator("#end").fill("11:30")
    page.get_by_label("Room").select_option(label="Great hall")
    press(page, "Add the session")
    follow(page, "Add somebody")
    page.get_by_label("Given name (Latin letters)").fill("Salma")
    page.get_by_label("Family name (Latin letters)").fill("Bennani")
    page.get_by_label("Given name (Arabic letters)").fill("سلمى")
    page.get_by_label("Family name (Arabic letters)").fill("بناني")
    press(page, "Enter and add")
    expect(page.locator("#people")).to_contain_text(SPEAKER)


def set_up_registration(page: Page) -> None:
    open_page(page, "Overview")
    follow(page, "Open registration")
    follow(page, "Categories")
    page.get_by_role("link", name="New category").first.click()
    write(page, "name", fr="Déléguée, délégué", ar="مندوب", en="Delegate")
    page.get_by_label("Letter").fill("D")
    page.get_by_label("Zones").fill("A")
    press(page, "Save")
    follow(page, "Form")
    page.get_by_label("Take registrations").check()
    page.get_by_label("Category").select_option(label="Delegate")
    page.get_by_label("Places", exact=True).fill("40")
    press(page, "Save")
    told(page, "Saved.")
    page.locator("summary", has_text="Add a question").click()
    follow(page, "Short text")
    write(page, "label", fr="Quelle commune représentez-vous ?", ar="أي جماعة تمثلون؟", en="Which commune do you represent?")
    page.get_by_label("Required").check()
    press(page, "Save")
    expect(page.locator("#questions")).to_contain_text("Which commune do you represent?")


def set_up_gates(page: Page) -> None:
    """The entrance that every event begins with needs no step any more; another is made beside it."""
    open_page(page, "Check-in")
    follow(page, "New gate")
    write(page, "name", fr="Entrée", ar="المدخل", en="Entrance hall")
    press(page, "Save")
    press(page, "A gate for each session")
    told(page, "1 gate was made.")


def set_certificate_rule(page: Page) -> None:
    open_page(page, "Overview")
    follow(page, "Say what a certificate takes")
    page.get_by_label("Hours to attend").fill("1.5")
    write(page, "name_1", fr="Omar El Fassi", ar="عمر الفاسي")
    write(page, "function_1", fr="Président", ar="الرئيس")
    press(page, "Save")
    told(page, "The rule is saved.")


def publish(page: Page) -> None:
    open_page(page, "Overview")
    expect(page.locator(".checklist li:not(.done)")).to_have_count(1)
    press(page, "Publish")
    told(page, "The event is now “Published”.")
    expect(page.locator(".checklist")).to_have_count(0)
