"""What was published before there were rows of units gets them, publication by publication. Safe to run twice."""

from decimal import Decimal
from typing import Any

from django.db import migrations

BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    publications = apps.get_model("indices", "Publication").objects
    rows = apps.get_model("indices", "PublishedUnit")
    for pk in list(publications.filter(units__isnull=True).order_by("pk").values_list("pk", flat=True)):
        for group in publications.get(pk=pk).figures["groups"]:
            units = group["units"]
            medians = medians_of(units)
            rows.objects.bulk_create(
                (
                    rows(
                        publication_id=pk,
                        code=one["code"],
                        group=group["group"],
                        count=len(units),
                        medians=medians,
                        figures=one,
                    )
                    for one in units
                ),
                batch_size=BATCH,
            )


def medians_of(units: list[dict[str, Any]]) -> dict[str, str | None]:
    """As the page reckoned them until now: by number of the domain, the mean of the two in the middle where there are two."""
    percents: dict[str, list[Decimal]] = {}
    for unit in units:
        for part in unit["domains"]:
            own = percents.setdefault(part["number"], [])
            if part["percent"] is not None:
                own.append(Decimal(part["percent"]))
    found: dict[str, str | None] = {}
    for number, values in percents.items():
        values.sort()
        middle = len(values) // 2
        if not values:
            found[number] = None
        elif len(values) % 2:
            found[number] = str(values[middle])
        else:
            found[number] = str((values[middle - 1] + values[middle]) / 2)
    return found


class Migration(migrations.Migration):
    dependencies = [("indices", "0002_published_units")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
