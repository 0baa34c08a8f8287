"""Macros that stand within a sentence: figures, limits, counts, names, links, badges."""

from __future__ import annotations

from markupsafe import Markup, escape

from crucible import model
from crucible.grid import COSTS, N_, amount_of, counted, plan_name, show
from crucible.language import SOURCE
from crucible.pages.setting import MacroError, Setting
from crucible.spelling import did_you_mean

VERDICTS = {"yes": N_("Yes"), "no": N_("No"), "depends": N_("It depends")}
NAMED = (model.Plan, model.Programme, model.Offer, model.Product, model.Competency, model.Role, model.Team)


class Words(Setting):
    """The inline macros."""

    def macro_amount(self, table: str, plan: str, column: str, qualifier: str | None = None) -> Markup:
        """One amount of a table, as it stands within a sentence: '15', 'unlimited'."""
        amount = self.amount(table, plan, column, qualifier)
        return escape(show(amount, self.language, within=True))

    def macro_incidents(self, table: str, plan: str, column: str, qualifier: str | None = None) -> Markup:
        """One amount with its unit: '15 incidents'."""
        amount = self.amount(table, plan, column, qualifier)
        if isinstance(amount, int):
            return escape(counted(amount, "incident", self.language))
        return escape(show(amount, self.language, within=True))

    def macro_limit(self, entry: str, item: str) -> Markup:
        """The limit of an item of a plan's exclusions or of a collection, with its unit: '25 hours'."""
        is_plan = self.library.find(model.Plan, entry) is not None
        items = self.entry(model.Plan, entry).excludes if is_plan else self.entry(model.Collection, entry).items
        found = next((i for i in items if i.id == item), None)
        if found is None:
            raise MacroError(f"'{entry}' has no item '{item}'", did_you_mean(item, [i.id for i in items]))
        if found.limit is None:
            raise MacroError(f"item '{item}' of '{entry}' has no limit")
        return escape(counted(found.limit.number, found.limit.unit, self.language))

    def macro_count(self, what: str) -> Markup:
        """How many entries there are: of a kind, such as plans, or items of a collection."""
        kinds: dict[str, type[model.Entry]] = {
            "plans": model.Plan,
            "competencies": model.Competency,
            "references": model.Reference,
            "questions": model.Question,
            "offers": model.Offer,
            "roles": model.Role,
            "sources": model.Source,
        }
        if what in kinds:
            return escape(self.language.number(len(self.all(kinds[what]))))
        found = self.library.find(model.Collection, what)
        if found is None:
            raise MacroError(
                f"nothing to count is called '{what}'", did_you_mean(what, [*kinds, *self.library.ids("Collection")])
            )
        return escape(self.language.number(len(self.entry(model.Collection, what).items)))

    def macro_name(self, id: str) -> Markup:
        """The name of a plan, programme, offer, product, competency, role or team."""
        for kind in NAMED:
            entry = self.library.find(kind, id)
            if entry is not None:
                self.use(entry)
                if isinstance(entry, model.Plan):
                    return escape(plan_name(entry, self.language))
                if isinstance(entry, model.Offer):
                    return self.text(entry.label)
                name: str = entry.name  # type: ignore[attr-defined]  # every kind in NAMED has one
                return self.text(name) if isinstance(name, model.English) else escape(self.proper(name))
        known = [known for kind in NAMED for known in self.library.ids(kind.__name__)]
        raise MacroError(f"nothing is called '{id}'", did_you_mean(id, known))

    def macro_abbr(self, id: str) -> Markup:
        """The abbreviation of a plan, programme or team."""
        for kind in (model.Plan, model.Programme, model.Team):
            entry = self.library.find(kind, id)
            if isinstance(entry, (model.Plan, model.Programme, model.Team)) and entry.abbreviation:
                self.use(entry)
                return escape(entry.abbreviation)
        raise MacroError(f"nothing with an abbreviation is called '{id}'")

    def macro_list(self, kind: str, *ids: str) -> Markup:
        """Names joined as the language joins them: `list("products", "azure", "microsoft-365")`."""
        kinds: dict[str, type[model.Entry]] = {
            "products": model.Product,
            "competencies": model.Competency,
            "offers": model.Offer,
            "roles": model.Role,
        }
        if kind not in kinds:
            raise MacroError(f"no list of '{kind}'", did_you_mean(kind, kinds))
        return escape(self.names([self.entry(kinds[kind], id) for id in ids] if ids else self.all(kinds[kind])))

    def macro_products(self, plan: str) -> Markup:
        """The products that a plan covers, joined."""
        return escape(self.names(self.these(model.Product, self.entry(model.Plan, plan).products)))

    def macro_ref(self, id: str, text: str | None = None) -> Markup:
        """A link to a reference, with its title or with `text`."""
        reference = self.entry(model.Reference, id)
        label = escape(text) if text else self.text(reference.title)
        outside = self.outside(reference)
        link = Markup('<a href="{}">{}</a>').format(outside.url, label)
        notes = self.language.bracketed(self.language.join(outside.notes)) if outside.notes else ""
        return Markup('{}<span class="link-note">{}</span>').format(link, notes) if notes else link

    def macro_url(self, id: str) -> Markup:
        """The address of a reference, for the target of a Markdown link."""
        return escape(self.outside(self.entry(model.Reference, id)).url)

    def macro_message(self, id: str) -> Markup:
        """A product's message as it is shown, with its sense in zh and ru."""
        message = self.entry(model.Message, id)
        gloss = self.text(message.gloss) if self.language.code != SOURCE else None
        return self.component("message.html", literal=message.literal, gloss=gloss)

    def macro_verdict(self, id: str) -> Markup:
        """The badge of a question: Yes, No or It depends."""
        question = self.entry(model.Question, id)
        return self.badge(self.label(VERDICTS[question.verdict]), f"verdict-{question.verdict}")

    def macro_cost(self, plan: str) -> Markup:
        """The badge of a plan's cost."""
        found = self.entry(model.Plan, plan)
        return self.badge(self.label(COSTS[found.cost]), f"cost-{found.cost}")

    def macro_date(self, source: str) -> Markup:
        """The date of the revision of a source."""
        return escape(self.language.date(self.entry(model.Source, source).revised))

    def amount(self, table: str, plan: str, column: str, qualifier: str | None) -> model.Amount | str:
        """Return one amount of a table. Raises MacroError where there is no such cell."""
        if self.library.find(model.PlanTable, table):
            if column != "incidents":
                raise MacroError(f"column '{column}' of table '{table}' is no amount", "write incidents")
            return self.entry(model.Plan, plan).incidents
        found = self.entry(model.Amounts, table)
        row = next((row for row in found.rows if row.plan == plan), None)
        if row is None:
            raise MacroError(f"table '{table}' has no row '{plan}'", did_you_mean(plan, [r.plan for r in found.rows]))
        if column not in row.cells:
            raise MacroError(f"table '{table}' has no column '{column}'", did_you_mean(column, row.cells))
        cell = row.cells[column]
        if isinstance(cell, dict) and qualifier not in cell:
            known = list(cell)
            if qualifier is None:
                message = f"cell '{column}' of '{plan}' holds an amount for each of {', '.join(known)}"
                raise MacroError(message, f'add a fourth value, such as "{known[0]}"')
            raise MacroError(f"cell '{column}' of '{plan}' has no amount '{qualifier}'", did_you_mean(qualifier, known))
        return amount_of(cell, qualifier)
