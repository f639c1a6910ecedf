import django.db.models.deletion
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import danbiet.cms.fields
import danbiet.kit.tables


class Migration(migrations.Migration):
    replaces = [
        ("newsroom", "0001_initial"),
        ("newsroom", "0002_video_and_hints"),
        ("newsroom", "0003_approval"),
        ("newsroom", "0004_nominations"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cms", "0001_tables"),
        ("media", "0001_tables"),
        ("org", "0001_tables"),
        ("plans", "0001_tables"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        danbiet.kit.tables.MakeTables(
            models=[
                migrations.CreateModel(
                    name="PortalPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "portal",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="SectionPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("news", "News"),
                                    ("announcements", "Announcements"),
                                    ("programme", "The programme"),
                                    ("documents", "Official documents"),
                                    ("models", "Good models"),
                                    ("videos", "Videos"),
                                ],
                                editable=False,
                                max_length=16,
                                verbose_name="kind",
                            ),
                        ),
                        ("introduction", models.TextField(blank=True, verbose_name="introduction")),
                    ],
                    options={
                        "verbose_name": "section",
                        "verbose_name_plural": "sections",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="AnnouncementPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                help_text="Two or three sentences, shown in lists and by search engines.",
                                max_length=600,
                                verbose_name="summary",
                            ),
                        ),
                        ("byline", models.CharField(blank=True, max_length=160, verbose_name="author")),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("all", "Everybody"),
                                    ("citizens", "Citizens"),
                                    ("officials", "Officials and civil servants"),
                                    ("business", "Businesses"),
                                    ("pupils", "Pupils and students"),
                                ],
                                default="all",
                                max_length=10,
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "body",
                            danbiet.cms.fields.BodyField([], blank=True, verbose_name="text of the page"),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                blank=True,
                                db_index=True,
                                help_text="Empty: the day of publication. An earlier day for what appeared elsewhere before.",
                                null=True,
                                verbose_name="date shown",
                            ),
                        ),
                        (
                            "correction",
                            models.TextField(
                                blank=True,
                                help_text="What was wrong and is right now. Readers see it below the text, with the date, after publication.",
                                verbose_name="correction",
                            ),
                        ),
                        ("valid_until", models.DateField(blank=True, null=True, verbose_name="valid until")),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="cover picture",
                            ),
                        ),
                        (
                            "original",
                            models.ForeignKey(
                                blank=True,
                                help_text="The page this one translates; readers go from one to the other.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="translation of",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                help_text="Once published, the page counts for this task.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="plans.task",
                                verbose_name="task of the plan",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("minor", "Small change of form"),
                                    ("correction", "Correction shown to readers"),
                                ],
                                help_text="Readers saw this page before: whoever publishes says what the new version is.",
                                max_length=10,
                                verbose_name="kind of change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "announcement",
                        "verbose_name_plural": "announcements",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="ArticlePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                help_text="Two or three sentences, shown in lists and by search engines.",
                                max_length=600,
                                verbose_name="summary",
                            ),
                        ),
                        ("byline", models.CharField(blank=True, max_length=160, verbose_name="author")),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("all", "Everybody"),
                                    ("citizens", "Citizens"),
                                    ("officials", "Officials and civil servants"),
                                    ("business", "Businesses"),
                                    ("pupils", "Pupils and students"),
                                ],
                                default="all",
                                max_length=10,
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "body",
                            danbiet.cms.fields.BodyField([], blank=True, verbose_name="text of the page"),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                blank=True,
                                db_index=True,
                                help_text="Empty: the day of publication. An earlier day for what appeared elsewhere before.",
                                null=True,
                                verbose_name="date shown",
                            ),
                        ),
                        (
                            "correction",
                            models.TextField(
                                blank=True,
                                help_text="What was wrong and is right now. Readers see it below the text, with the date, after publication.",
                                verbose_name="correction",
                            ),
                        ),
                        (
                            "form",
                            models.CharField(
                                choices=[
                                    ("news", "News item"),
                                    ("feature", "Feature"),
                                    ("interview", "Interview"),
                                    ("photo_story", "Photo story"),
                                    ("infographic", "Infographic"),
                                ],
                                default="news",
                                max_length=12,
                                verbose_name="form",
                            ),
                        ),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="cover picture",
                            ),
                        ),
                        (
                            "original",
                            models.ForeignKey(
                                blank=True,
                                help_text="The page this one translates; readers go from one to the other.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="translation of",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                help_text="Once published, the page counts for this task.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="plans.task",
                                verbose_name="task of the plan",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("minor", "Small change of form"),
                                    ("correction", "Correction shown to readers"),
                                ],
                                help_text="Readers saw this page before: whoever publishes says what the new version is.",
                                max_length=10,
                                verbose_name="kind of change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "article",
                        "verbose_name_plural": "articles",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="Correction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        ("text", models.TextField(verbose_name="what was corrected")),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailcore.page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "correction",
                        "ordering": ["-on", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="GoodModelPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                help_text="Two or three sentences, shown in lists and by search engines.",
                                max_length=600,
                                verbose_name="summary",
                            ),
                        ),
                        ("byline", models.CharField(blank=True, max_length=160, verbose_name="author")),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("all", "Everybody"),
                                    ("citizens", "Citizens"),
                                    ("officials", "Officials and civil servants"),
                                    ("business", "Businesses"),
                                    ("pupils", "Pupils and students"),
                                ],
                                default="all",
                                max_length=10,
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "body",
                            danbiet.cms.fields.BodyField([], blank=True, verbose_name="text of the page"),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                blank=True,
                                db_index=True,
                                help_text="Empty: the day of publication. An earlier day for what appeared elsewhere before.",
                                null=True,
                                verbose_name="date shown",
                            ),
                        ),
                        (
                            "correction",
                            models.TextField(
                                blank=True,
                                help_text="What was wrong and is right now. Readers see it below the text, with the date, after publication.",
                                verbose_name="correction",
                            ),
                        ),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("institutions", "Institutions"),
                                    ("procedures", "Administrative procedures"),
                                    ("apparatus", "Organisation of the apparatus"),
                                    ("civil_service", "Civil service"),
                                    ("finance", "Public finance"),
                                    ("digital", "Digital government"),
                                    ("communication", "Communication"),
                                ],
                                default="procedures",
                                max_length=16,
                                verbose_name="field",
                            ),
                        ),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="cover picture",
                            ),
                        ),
                        (
                            "nominated_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="nominated by",
                            ),
                        ),
                        (
                            "original",
                            models.ForeignKey(
                                blank=True,
                                help_text="The page this one translates; readers go from one to the other.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="translation of",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                help_text="Once published, the page counts for this task.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="plans.task",
                                verbose_name="task of the plan",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("minor", "Small change of form"),
                                    ("correction", "Correction shown to readers"),
                                ],
                                help_text="Readers saw this page before: whoever publishes says what the new version is.",
                                max_length=10,
                                verbose_name="kind of change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "good model",
                        "verbose_name_plural": "good models",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="OfficialDocumentPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                help_text="Two or three sentences, shown in lists and by search engines.",
                                max_length=600,
                                verbose_name="summary",
                            ),
                        ),
                        ("byline", models.CharField(blank=True, max_length=160, verbose_name="author")),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("all", "Everybody"),
                                    ("citizens", "Citizens"),
                                    ("officials", "Officials and civil servants"),
                                    ("business", "Businesses"),
                                    ("pupils", "Pupils and students"),
                                ],
                                default="all",
                                max_length=10,
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "body",
                            danbiet.cms.fields.BodyField([], blank=True, verbose_name="text of the page"),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                blank=True,
                                db_index=True,
                                help_text="Empty: the day of publication. An earlier day for what appeared elsewhere before.",
                                null=True,
                                verbose_name="date shown",
                            ),
                        ),
                        (
                            "correction",
                            models.TextField(
                                blank=True,
                                help_text="What was wrong and is right now. Readers see it below the text, with the date, after publication.",
                                verbose_name="correction",
                            ),
                        ),
                        ("number", models.CharField(max_length=60, verbose_name="number and symbol")),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("L", "Law"),
                                    ("NĐ", "Decree"),
                                    ("TT", "Circular"),
                                    ("NQ", "Resolution"),
                                    ("QĐ", "Decision"),
                                    ("CT", "Directive"),
                                    ("QC", "Working rules"),
                                    ("QyĐ", "Regulation"),
                                    ("TC", "Communiqué"),
                                    ("TB", "Notice"),
                                    ("HD", "Guidance"),
                                    ("CTr", "Programme"),
                                    ("KH", "Plan"),
                                    ("PA", "Scheme"),
                                    ("ĐA", "Project"),
                                    ("DA", "Investment project"),
                                    ("BC", "Report"),
                                    ("BB", "Minutes"),
                                    ("TTr", "Submission"),
                                    ("HĐ", "Contract"),
                                    ("CV", "Official letter"),
                                    ("CĐ", "Urgent telegram"),
                                    ("GM", "Invitation"),
                                ],
                                default="KH",
                                max_length=4,
                                verbose_name="type",
                            ),
                        ),
                        ("issued_on", models.DateField(verbose_name="date of issue")),
                        ("issuer", models.CharField(max_length=200, verbose_name="issuing body")),
                        ("signer", models.CharField(blank=True, max_length=160, verbose_name="signer")),
                        (
                            "in_force_from",
                            models.DateField(blank=True, null=True, verbose_name="in force from"),
                        ),
                        ("expires_on", models.DateField(blank=True, null=True, verbose_name="expires on")),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="cover picture",
                            ),
                        ),
                        (
                            "issuer_unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="issuing unit of the province",
                            ),
                        ),
                        (
                            "original",
                            models.ForeignKey(
                                blank=True,
                                help_text="The page this one translates; readers go from one to the other.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="translation of",
                            ),
                        ),
                        (
                            "superseded_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="supersedes",
                                to="newsroom.officialdocumentpage",
                                verbose_name="superseded by",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                help_text="Once published, the page counts for this task.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="plans.task",
                                verbose_name="task of the plan",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("minor", "Small change of form"),
                                    ("correction", "Correction shown to readers"),
                                ],
                                help_text="Readers saw this page before: whoever publishes says what the new version is.",
                                max_length=10,
                                verbose_name="kind of change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "official document",
                        "verbose_name_plural": "official documents",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="DocumentFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                        (
                            "attachment",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="cms.attachment",
                                verbose_name="attachment",
                            ),
                        ),
                        (
                            "page",
                            modelcluster.fields.ParentalKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="newsroom.officialdocumentpage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file",
                        "verbose_name_plural": "files",
                        "ordering": ["sort_order"],
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="ProgrammePage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                help_text="Two or three sentences, shown in lists and by search engines.",
                                max_length=600,
                                verbose_name="summary",
                            ),
                        ),
                        ("byline", models.CharField(blank=True, max_length=160, verbose_name="author")),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("all", "Everybody"),
                                    ("citizens", "Citizens"),
                                    ("officials", "Officials and civil servants"),
                                    ("business", "Businesses"),
                                    ("pupils", "Pupils and students"),
                                ],
                                default="all",
                                max_length=10,
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "body",
                            danbiet.cms.fields.BodyField([], blank=True, verbose_name="text of the page"),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                blank=True,
                                db_index=True,
                                help_text="Empty: the day of publication. An earlier day for what appeared elsewhere before.",
                                null=True,
                                verbose_name="date shown",
                            ),
                        ),
                        (
                            "correction",
                            models.TextField(
                                blank=True,
                                help_text="What was wrong and is right now. Readers see it below the text, with the date, after publication.",
                                verbose_name="correction",
                            ),
                        ),
                        (
                            "subject",
                            models.CharField(
                                choices=[
                                    ("master", "Master programme"),
                                    ("results", "Results of a year"),
                                    ("directions", "Directions for a year"),
                                ],
                                default="results",
                                max_length=12,
                                verbose_name="subject",
                            ),
                        ),
                        (
                            "year",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="year"),
                        ),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="cover picture",
                            ),
                        ),
                        (
                            "original",
                            models.ForeignKey(
                                blank=True,
                                help_text="The page this one translates; readers go from one to the other.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="translation of",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                help_text="Once published, the page counts for this task.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="plans.task",
                                verbose_name="task of the plan",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("minor", "Small change of form"),
                                    ("correction", "Correction shown to readers"),
                                ],
                                help_text="Readers saw this page before: whoever publishes says what the new version is.",
                                max_length=10,
                                verbose_name="kind of change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "programme page",
                        "verbose_name_plural": "programme pages",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="VideoPage",
                    fields=[
                        (
                            "page_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "summary",
                            models.TextField(
                                blank=True,
                                help_text="Two or three sentences, shown in lists and by search engines.",
                                max_length=600,
                                verbose_name="summary",
                            ),
                        ),
                        ("byline", models.CharField(blank=True, max_length=160, verbose_name="author")),
                        (
                            "language",
                            models.CharField(
                                choices=[("vi", "Tiếng Việt"), ("en", "English"), ("km", "ភាសាខ្មែរ")],
                                default="vi",
                                max_length=2,
                                verbose_name="language",
                            ),
                        ),
                        (
                            "audience",
                            models.CharField(
                                choices=[
                                    ("all", "Everybody"),
                                    ("citizens", "Citizens"),
                                    ("officials", "Officials and civil servants"),
                                    ("business", "Businesses"),
                                    ("pupils", "Pupils and students"),
                                ],
                                default="all",
                                max_length=10,
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "body",
                            danbiet.cms.fields.BodyField([], blank=True, verbose_name="text of the page"),
                        ),
                        (
                            "dated_on",
                            models.DateField(
                                blank=True,
                                db_index=True,
                                help_text="Empty: the day of publication. An earlier day for what appeared elsewhere before.",
                                null=True,
                                verbose_name="date shown",
                            ),
                        ),
                        (
                            "correction",
                            models.TextField(
                                blank=True,
                                help_text="What was wrong and is right now. Readers see it below the text, with the date, after publication.",
                                verbose_name="correction",
                            ),
                        ),
                        ("contest", models.CharField(blank=True, max_length=200, verbose_name="contest")),
                        (
                            "contest_year",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="year of the contest"
                            ),
                        ),
                        ("prize", models.CharField(blank=True, max_length=100, verbose_name="prize")),
                        (
                            "cover",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="cms.picture",
                                verbose_name="cover picture",
                            ),
                        ),
                        (
                            "original",
                            models.ForeignKey(
                                blank=True,
                                help_text="The page this one translates; readers go from one to the other.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.page",
                                verbose_name="translation of",
                            ),
                        ),
                        (
                            "task",
                            models.ForeignKey(
                                blank=True,
                                help_text="Once published, the page counts for this task.",
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="plans.task",
                                verbose_name="task of the plan",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "video",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="media.video",
                                verbose_name="video",
                            ),
                        ),
                        (
                            "change",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("minor", "Small change of form"),
                                    ("correction", "Correction shown to readers"),
                                ],
                                help_text="Readers saw this page before: whoever publishes says what the new version is.",
                                max_length=10,
                                verbose_name="kind of change",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "video page",
                        "verbose_name_plural": "video pages",
                    },
                    bases=("wagtailcore.page",),
                ),
                migrations.CreateModel(
                    name="Adoption",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("on", models.DateField(verbose_name="date")),
                        ("result", models.TextField(blank=True, verbose_name="result")),
                        ("recorded_at", models.DateTimeField()),
                        (
                            "recorded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "model",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="adoptions",
                                to="newsroom.goodmodelpage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "adoption",
                        "ordering": ["-on", "-id"],
                        "constraints": [
                            models.UniqueConstraint(fields=("model", "unit"), name="newsroom_adopted_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HeadStep",
                    fields=[
                        (
                            "task_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.task",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "approval by the head",
                        "verbose_name_plural": "approvals by the head",
                    },
                    bases=("wagtailcore.task",),
                ),
                migrations.CreateModel(
                    name="ReviewStep",
                    fields=[
                        (
                            "task_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.task",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "editorial review",
                        "verbose_name_plural": "editorial reviews",
                    },
                    bases=("wagtailcore.task",),
                ),
                migrations.CreateModel(
                    name="Publication",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("first", "First publication"),
                                    ("minor", "Small change of form"),
                                    ("correction", "Correction shown to readers"),
                                    ("same", "The same version again"),
                                    ("program", "By a program"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("note", models.TextField(blank=True)),
                        ("is_own", models.BooleanField(default=False)),
                        ("at", models.DateTimeField()),
                        (
                            "by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="wagtailcore.page",
                            ),
                        ),
                        (
                            "revision",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="wagtailcore.revision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "publication",
                        "ordering": ["-at", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="StepState",
                    fields=[
                        (
                            "taskstate_ptr",
                            models.OneToOneField(
                                auto_created=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                parent_link=True,
                                primary_key=True,
                                serialize=False,
                                to="wagtailcore.taskstate",
                            ),
                        ),
                        (
                            "step",
                            models.CharField(
                                choices=[("review", "Editorial review"), ("head", "Approval by the head")],
                                max_length=10,
                            ),
                        ),
                        ("arrived_at", models.DateTimeField(null=True)),
                        ("due_on", models.DateField(null=True)),
                        (
                            "author",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "text at a step",
                    },
                    bases=("wagtailcore.taskstate",),
                ),
                migrations.CreateModel(
                    name="Nomination",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="name of the model")),
                        (
                            "field",
                            models.CharField(
                                choices=[
                                    ("institutions", "Institutions"),
                                    ("procedures", "Administrative procedures"),
                                    ("apparatus", "Organisation of the apparatus"),
                                    ("civil_service", "Civil service"),
                                    ("finance", "Public finance"),
                                    ("digital", "Digital government"),
                                    ("communication", "Communication"),
                                ],
                                max_length=16,
                                verbose_name="field",
                            ),
                        ),
                        ("summary", models.TextField(max_length=600, verbose_name="summary")),
                        ("description", models.TextField(verbose_name="how it is done")),
                        ("results", models.TextField(verbose_name="what it brought")),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "Waiting for verification"),
                                    ("verified", "Verified"),
                                    ("declined", "Not accepted"),
                                ],
                                db_index=True,
                                default="waiting",
                                max_length=10,
                            ),
                        ),
                        ("nominated_at", models.DateTimeField()),
                        ("decided_at", models.DateTimeField(null=True)),
                        ("note", models.TextField(blank=True, verbose_name="what was checked")),
                        (
                            "decided_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "nominated_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="nomination",
                                to="newsroom.goodmodelpage",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nomination",
                        "ordering": ["-nominated_at", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("state", "waiting"), ("decided_at__isnull", False), _connector="OR"
                                ),
                                name="newsroom_verdict_has_its_moment",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
