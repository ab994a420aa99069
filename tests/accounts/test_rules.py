import pytest

from app.accounts.rules import local_path, weakness

STRONG = "une phrase assez longue"


def test_a_sentence_is_a_good_password():
    assert weakness(STRONG, email="a@example.org", name="A") is None


@pytest.mark.parametrize(
    "password",
    [
        "", "court", "123456789", "aaaaaaaaaaaa", "1234567890123", "Motdepasse1", "password12345", "azertyuiop",
        "Fatima.Zahra@example.org", "fatima.zahra1", "Amina Idrissi", "x" * 201,
    ],
)  # fmt: skip
def test_short_repeated_obvious_and_personal_passwords_are_refused(password):
    assert weakness(password, email="fatima.zahra@example.org", name="Amina Idrissi") is not None


@pytest.mark.parametrize("target", ["/manage/", "/manage/events/dakar/?page=2", "/manage/?"])
def test_a_path_of_this_site_is_gone_on_to(target):
    assert local_path(target) == target.removesuffix("?")


@pytest.mark.parametrize(
    "target",
    [None, "", "manage/", "//evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "/\t/evil.example",
     "/\n/evil.example", "javascript:alert(1)", " /manage/"],
)  # fmt: skip
def test_nothing_that_may_lead_elsewhere_is_gone_on_to(target):
    assert local_path(target) is None
