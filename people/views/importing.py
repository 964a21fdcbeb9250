"""Bodies and the pool from spreadsheets and into them.

The checked table travels through the browser, signed and bound to whoever checked it: between the
two steps the server keeps nothing.
"""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from people import sheets
from people.forms.importing import ConfirmForm, FileForm
from people.importing import bodies, pool
from people.models import Body, Person, Region
from people.refusal import Refusal
from people.views.base import FormView, PageView, SignedInView

SALT = "people.import"
LASTS = 24 * 60 * 60
MOST_SIGNED = 2_000_000


class OfPool:
    """The pool as a table."""

    kind = "pool"
    columns = pool.COLUMNS
    heading = "Import people"
    home = "people:pool"

    def check(self, table):
        return pool.check(table=table, today=self.today)

    def bring_in(self, table):
        return pool.bring_in(table=table, by=self.by, at=self.at)

    def rows(self):
        return pool.rows_of(Person.objects.visible_to(self.request.user))


class OfBodies:
    """Bodies as a table."""

    kind = "bodies"
    columns = bodies.COLUMNS
    heading = "Import bodies"
    home = "people:bodies"

    def regions(self):
        return list(Region.objects.visible_to(self.request.user))

    def check(self, table):
        return bodies.check(table=table, regions=self.regions())

    def bring_in(self, table):
        return bodies.bring_in(table=table, regions=self.regions(), by=self.by, at=self.at)

    def rows(self):
        return bodies.rows_of(Body.objects.visible_to(self.request.user))


class Tables:
    """What every page of importing has in common."""

    permission = "people.keep_pool"

    def signed(self, table):
        """Return the checked table for its way through the browser. Refuses one too long for it."""
        sealed = signing.dumps(
            {"kind": self.kind, "by": self.by.pk, "headings": table.headings, "rows": table.rows},
            salt=SALT,
            compress=True,
        )
        if len(sealed) > MOST_SIGNED:
            raise sheets.Unreadable("The file holds too much text for one import. Split it into smaller files.")
        return sealed

    def unsigned(self, sealed):
        """Return the table that came back. Refuses one that is not as this person checked it, or too old."""
        try:
            found = signing.loads(sealed, salt=SALT, max_age=LASTS)
        except signing.BadSignature:
            found = {}
        if (found.get("kind"), found.get("by")) != (self.kind, self.by.pk):
            raise Refusal("The checked file has gone stale. Nothing was imported: send the file again.", "file")
        return sheets.Table(found["headings"], [(number, cells) for number, cells in found["rows"]])

    def context(self):
        return {"columns": self.columns, "kind": self.kind, "heading": self.heading, **super().context()}


class CheckView(Tables, FormView):
    """Send a table and read what it would do, or every fault with its row and column."""

    template_name = "people/import.html"
    form_class = FileForm

    def post(self, request, *args, **kwargs):
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(form=form, status=422)
        try:
            table = sheets.read(form.cleaned_data["file"].read())
            plan = self.check(table)
            sealed = "" if plan.faults else self.signed(table)
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
            return self.page(form=form, status=422)
        if plan.faults:
            form.add_error("file", f"{len(plan.faults)} cells need mending. Nothing was imported.")
            return self.page(form=form, plan=plan, status=422)
        return self.page(form=form, plan=plan, confirm=ConfirmForm({"file": sealed}))


class ConfirmView(Tables, PageView):
    """Import what was checked, in one transaction. Sent twice it changes nothing the second time."""

    template_name = "people/import.html"

    def get(self, request, *args, **kwargs):
        return redirect(reverse(f"people:import_{self.kind}"))

    def post(self, request, *args, **kwargs):
        try:
            plan = self.bring_in(self.unsigned(request.POST.get("file", "")))
        except Refusal as refusal:
            form = FileForm({}, {})
            form.errors.clear()
            form.add_error("file", refusal.sentence)
            return self.page(form=form, status=409)
        messages.success(request, f"The file is imported: {plan.sentence}.")
        return redirect(reverse(self.home))


class ExportView(Tables, SignedInView):
    """The same table out again, as CSV or XLSX."""

    def table_rows(self):
        return self.rows()

    def get(self, request, *args, **kwargs):
        if kwargs["format"] not in sheets.WRITERS:
            raise Http404
        write, content_type = sheets.WRITERS[kwargs["format"]]
        data = write([column.heading for column in self.columns], self.table_rows())
        response = HttpResponse(data, content_type=content_type)
        name = f"{self.kind}-{self.today.isoformat()}.{kwargs['format']}"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response


class TemplateView(ExportView):
    """An empty table with the right headings."""

    def table_rows(self):
        return []


class CheckPoolView(OfPool, CheckView):
    """Check a table of people."""


class ConfirmPoolView(OfPool, ConfirmView):
    """Import a checked table of people."""


class ExportPoolView(OfPool, ExportView):
    """The pool as a table."""


class PoolTemplateView(OfPool, TemplateView):
    """An empty table for people."""


class CheckBodiesView(OfBodies, CheckView):
    """Check a table of bodies."""


class ConfirmBodiesView(OfBodies, ConfirmView):
    """Import a checked table of bodies."""


class ExportBodiesView(OfBodies, ExportView):
    """Bodies as a table."""


class BodiesTemplateView(OfBodies, TemplateView):
    """An empty table for bodies."""
