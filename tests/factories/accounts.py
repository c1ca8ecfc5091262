"""People, regions and organisations for tests. Codes are valid; nothing is created that was not asked for."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from accounts import appointments
from accounts.enums import Channel, OrganisationKind, Post, RegionLevel
from accounts.models import Appointment, Belt, Contact, Message, Organisation, Region, User

PASSWORD = "Correct-horse-9"
#: Early enough for every story the tests tell.
SINCE = date(2020, 1, 1)


class RegionFactory(DjangoModelFactory):
    """Base of the four below; give ``code`` and ``level`` to use it directly."""

    class Meta:
        model = Region
        django_get_or_create = ["code"]

    county = factory.LazyAttribute(lambda region: region.code[:6] if region.level >= RegionLevel.COUNTY else "")


class ProvinceFactory(RegionFactory):
    code = "610000000000"
    name = "陕西省"
    level = RegionLevel.PROVINCE


class CountyFactory(RegionFactory):
    code = factory.Sequence(lambda n: f"6199{20 + n % 80:02d}000000")
    name = factory.Sequence(lambda n: f"第{n}县")
    level = RegionLevel.COUNTY


class TownshipFactory(RegionFactory):
    parent = factory.SubFactory(CountyFactory)
    code = factory.LazyAttributeSequence(lambda region, n: f"{region.parent.code[:6]}{100 + n % 100}000")
    name = factory.Sequence(lambda n: f"第{n}镇")
    level = RegionLevel.TOWNSHIP
    kind = "镇"


class VillageFactory(RegionFactory):
    parent = factory.SubFactory(TownshipFactory)
    code = factory.LazyAttributeSequence(lambda region, n: f"{region.parent.code[:9]}{200 + n % 200}")
    name = factory.Sequence(lambda n: f"第{n}村")
    level = RegionLevel.VILLAGE
    kind = "村委会"


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    region = factory.SubFactory(CountyFactory)
    county = factory.SelfAttribute("region.county")
    code = factory.Sequence(lambda n: f"BM{n}")
    name = factory.Sequence(lambda n: f"第{n}局")
    full_name = factory.LazyAttribute(lambda organisation: f"{organisation.region.name}{organisation.name}")
    kind = OrganisationKind.GOVERNMENT


class BeltFactory(DjangoModelFactory):
    class Meta:
        model = Belt

    county = "619921"
    code = factory.Sequence(lambda n: f"belt{n}")
    name = factory.Sequence(lambda n: f"第{n}示范带")


class UserFactory(DjangoModelFactory):
    """``UserFactory(holding=(Post.TOWN_REVIEWER, township))``; a third item is the organisation."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"person{n}")
    display_name = factory.Sequence(lambda n: f"第{n}人")

    @classmethod
    def _create(cls, model_class, *args, password=PASSWORD, **kwargs):
        return model_class.objects.create_user(*args, password=password, **kwargs)

    @factory.post_generation
    def holding(self, create, held, **kwargs):
        if held:
            post, region, *organisation = held
            appointments.appoint(
                user=self, post=post, region=region, organisation=next(iter(organisation), None), since=SINCE
            )


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = Appointment

    user = factory.SubFactory(UserFactory)
    post = Post.VILLAGE_CLERK
    region = factory.SubFactory(VillageFactory)
    organisation = None
    since = SINCE

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return appointments.appoint(**kwargs)


class MessageFactory(DjangoModelFactory):
    class Meta:
        model = Message

    user = factory.SubFactory(UserFactory)
    subject = factory.Sequence(lambda n: f"第{n}件事")


class ContactFactory(DjangoModelFactory):
    class Meta:
        model = Contact

    user = factory.SubFactory(UserFactory)
    channel = Channel.SMS
    address = factory.Sequence(lambda n: f"139{n:08d}")
