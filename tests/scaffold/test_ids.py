"""Ids made of titles: readable, valid, unique."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo.reader.values import is_id
from pmo.scaffold.ids import Ids, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Shorten waits for planned care", "shorten-waits-for-planned-care"),
        ("  Customers' needs & the PMO’s promise!  ", "customers-needs-the-pmos-promise"),
        ("Größere Wirkung für Städte", "größere-wirkung-für-städte"),
        ("İstanbul Büyükşehir", "istanbul-büyükşehir"),
        ("Больше пользы", "больше-пользы"),
        ("医療の質を上げる", "医療の質を上げる"),
        ("Ａ full－width title", "a-full-width-title"),
        ("2026 plan", "2026-plan"),
        ("a_b.c/d", "a-b-c-d"),
        ("Hold the cost of change below three percent of revenue", "hold-the-cost-of-change-below-three"),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmützen", "donaudampfschifffahrtsgesellschaftskapit"),
        ("2026", ""),
        ("— !", ""),
        ("👩‍⚕️", ""),
    ],
)
def test_a_title_becomes_an_id_that_can_be_read(title, expected):
    assert slug(title) == expected


def test_a_key_that_looks_like_the_users_own_is_avoided():
    assert slug("X-ray department") == "xray-department"


@settings(deadline=None)
@given(st.lists(st.text(), max_size=8))
def test_ids_are_valid_unique_and_never_a_private_key(titles):
    ids = Ids()
    found = [ids.take(title, f"customer-{number}") for number, title in enumerate(titles, 1)]
    assert len({*found, "pmo", "organization"}) == len(found) + 2
    assert all(is_id(one) and not one.startswith("x-") for one in found)


def test_parties_keep_their_names_to_themselves():
    assert Ids().take("PMO", "customer-1") == "pmo-2"
    assert Ids().take("Organization", "customer-1") == "organization-2"


def test_the_same_title_twice_gets_a_number():
    ids = Ids()
    assert [ids.take("Finance", "x"), ids.take("FINANCE", "x"), ids.take(None, "customer-1")] == [
        "finance",
        "finance-2",
        "customer-1",
    ]
