"""Scans wait for recognition apart from files with text."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cms", "0002_attachment_text")]

    operations = [
        migrations.AlterField(
            model_name="attachment",
            name="text_state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting to be read"),
                    ("read", "text read"),
                    ("scan", "a scan, waiting to be recognised"),
                    ("ocr", "text recognised from a scan"),
                    ("none", "no text in it"),
                    ("failed", "could not be read"),
                ],
                default="waiting",
                editable=False,
                max_length=8,
            ),
        ),
    ]
