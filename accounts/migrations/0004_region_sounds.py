"""How each region's name sounds, for those known already; lists loaded later bring it along."""

from django.db import migrations, models

from accounts import codes
from accounts.sounds import sounds_of

CHUNK = 2000


def fill_in(apps, schema_editor):
    regions = apps.get_model("accounts", "Region").objects.using(schema_editor.connection.alias)
    rows = []
    for region in regions.only("code", "name").iterator(CHUNK):
        region.sounds = sounds_of(codes.without_committee(region.name))
        rows.append(region)
        if len(rows) == CHUNK:
            regions.bulk_update(rows, ["sounds"])
            rows = []
    regions.bulk_update(rows, ["sounds"])


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_outbox'),
    ]

    operations = [
        migrations.AddField(
            model_name='region',
            name='sounds',
            field=models.CharField(blank=True, editable=False, help_text='全拼和首字母，供搜索', max_length=240, verbose_name='读音', default=''),
            preserve_default=False,
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop, elidable=True),
    ]
