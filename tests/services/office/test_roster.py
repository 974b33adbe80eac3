"""A person is in the roster once."""

from dataclasses import replace

import pytest

from models.entities import Staff
from models.errors import BadInput
from models.services.office.office import StaffIn, add_staff, update_staff
from models.store.desk import Desk
from tests.services.support import words

NEW = StaffIn("何静", "handler", "XZ-9901", "province")


def test_the_same_name_and_certificate_are_entered_once(desk: Desk) -> None:
    add_staff(desk, NEW)
    with pytest.raises(BadInput) as refused:
        add_staff(desk, NEW)
    assert words(refused.value) == "certificate_no: 证件号XZ-9901已经登记在何静名下"
    with pytest.raises(BadInput, match="名下"):
        add_staff(desk, replace(NEW, name="何婧", certificate_no=" XZ-9901 "))
    add_staff(desk, replace(NEW, certificate_no="XZ-9902"))


def test_people_of_one_name_without_a_certificate_differ_by_their_telephone(desk: Desk) -> None:
    clerk = StaffIn("何静", "clerk", phone="0357-5550101")
    add_staff(desk, clerk)
    with pytest.raises(BadInput) as refused:
        add_staff(desk, replace(clerk, active=False))
    assert words(refused.value).startswith("name: 名册里已经有何静")
    add_staff(desk, replace(clerk, phone="0357-5550102"))


def test_a_person_is_changed_but_not_into_another(desk: Desk) -> None:
    add_staff(desk, NEW)
    mine = Staff.get(Staff.certificate_no == NEW.certificate_no).id
    update_staff(desk, mine, replace(NEW, phone="0357-5550101", active=False))
    with pytest.raises(BadInput, match="已停用"):
        add_staff(desk, NEW)
    other = Staff.get(Staff.name == "李敏")
    with pytest.raises(BadInput, match="名下"):
        update_staff(desk, mine, replace(NEW, certificate_no=other.certificate_no))
