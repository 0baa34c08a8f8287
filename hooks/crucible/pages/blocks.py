"""Macros that stand alone on a line: tables, fact sheets, cards, lists, steps, answers."""

from __future__ import annotations

from markupsafe import Markup, escape

from crucible import model
from crucible.grid import COSTS, N_, amounts_grid, plan_name, plans_grid, show
from crucible.language import CODES, Language
from crucible.pages.setting import MacroError
from crucible.pages.status import coverage_table, pages_table
from crucible.pages.words import VERDICTS, Words
from crucible.spelling import did_you_mean


class Macros(Words):
    """Every macro that a page may call."""

    def macro_comparison(self, id: str) -> Markup:
        """The whole table of `data/comparisons/<id>.yml`, with caption and footnotes."""
        found = self.library.find(model.PlanTable, id) or self.library.find(model.Amounts, id)
        if isinstance(found, model.PlanTable):
            self.all(model.Plan)
            self.use(found)
            return self.table(plans_grid(found, self.library, self.language))
        if found is None:
            raise MacroError(f"no comparison has the id '{id}'", did_you_mean(id, self.library.ids("Comparison")))
        return self.table(amounts_grid(self.entry(model.Amounts, id), self.library, self.language))

    def macro_plan(self, id: str) -> Markup:
        """The fact sheet of one plan: cost, audience, incidents, scope, requirements, how to ask, sources."""
        plan = self.entry(model.Plan, id)
        facts: list[tuple[str, list[Markup]]] = [
            (N_("Cost"), [self.badge(self.language.text(COSTS[plan.cost]), f"cost-{plan.cost}")]),
            (N_("For whom"), [self.text(plan.audience)]),
            (N_("Technical incidents"), [escape(show(plan.incidents, self.language))]),
            (N_("Covers"), [self.text(plan.covers)]),
            (N_("Products"), [escape(self.names(self.these(model.Product, plan.products)))] if plan.products else []),
            (N_("What you get"), [self.text(line) for line in plan.scope]),
            (N_("What you need"), [self.text(line) for line in plan.requirements]),
            (N_("Role"), [self.macro_name(role.id) for role in self.these(model.Role, plan.roles)]),
            (N_("How to ask"), [self.ask(ask) for ask in plan.ask]),
            (N_("More"), [self.macro_ref(reference.id) for reference in self.these(model.Reference, plan.references)]),
            (N_("Sources"), [self.sources(plan)]),
        ]
        shown = [(self.label(label), values) for label, values in facts if values]
        return self.component("facts.html", facts=shown)

    def macro_plan_list(self) -> Markup:
        """A card for each plan: name, cost, one sentence, link."""
        cards = [
            {
                "id": plan.id,
                "name": plan_name(plan, self.language),
                "href": self.link(f"plans/{plan.id}.md") if self.has_page(plan.id) else "",
                "cost": self.macro_cost(plan.id),
                "summary": self.text(plan.summary),
            }
            for plan in self.listed(model.Plan)
        ]
        return self.component("cards.html", cards=cards)

    def macro_allowance(self, plan: str) -> Markup:
        """The rows of the entitlement table that belong to one plan."""
        self.entry(model.Plan, plan)
        for table in self.all(model.Amounts):
            grid = amounts_grid(table, self.library, self.language, plan)
            if grid.rows:
                return self.table(grid)
        raise MacroError(f"no table has a row for plan '{plan}'")

    def macro_exclusions(self, plan: str) -> Markup:
        """What a plan does not do, with its limits."""
        found = self.entry(model.Plan, plan)
        return self.component("list.html", items=[self.text(item.text) for item in found.excludes])

    def macro_questions(self) -> Markup:
        """Every question of the FAQ under a heading of its own."""
        blocks = []
        for question in self.listed(model.Question):
            heading = f"## {self.language.text(question.question)} {{ #{question.id} }}"
            blocks.append(f"{heading}\n\n{self.answer(question, headed=True)}")
        return Markup("\n\n".join(blocks))  # noqa: S704 - Markdown and HTML of our own components

    def macro_question(self, id: str) -> Markup:
        """The answer to one question: verdict, paragraphs, points."""
        return self.answer(self.entry(model.Question, id), headed=False)

    def macro_references(self, group: str) -> Markup:
        """The references of a group: link, what is there, whether one must sign in, languages."""
        groups = {reference.group for reference in self.library.all(model.Reference)}
        if group not in groups:
            raise MacroError(f"no reference is in group '{group}'", did_you_mean(group, groups))
        found = [reference for reference in self.all(model.Reference) if reference.group == group]
        return self.component("references.html", references=[self.reference(reference) for reference in found])

    def macro_glossary(self) -> Markup:
        """The terms in the three languages, with their meaning."""
        heads = (N_("English"), "中文", "Русский", N_("Meaning"))
        rows = []
        for term in sorted(self.listed(model.Term), key=lambda term: term.en.casefold()):
            if term.meaning:
                cells = (
                    rendering(term.zh, term.en, Language("zh")),
                    rendering(term.ru, term.en, Language("ru")),
                    self.text(term.meaning),
                )
                rows.append((term.id, escape(term.en), cells))
        return self.plain_table("glossary", N_("Terms in three languages"), heads, rows, langs=("en", "zh", "ru", ""))

    def macro_sources(self) -> Markup:
        """The documents that the facts come from."""
        heads = (N_("Document"), N_("What it is"), N_("Language"), N_("Dated"), N_("Revision read"))
        rows = []
        for source in self.listed(model.Source):
            dated = self.language.date(source.published) if source.published else self.label(N_("no date"))
            where = (self.language.date(source.revised), source.repository, source.path, source.revision[:12])
            revision = Markup('{} <code class="revision">{} {} @ {}</code>').format(*where)
            cells = (self.text(source.about), escape(Language(source.language).name), escape(dated), revision)
            rows.append((source.id, self.text(source.title), cells))
        return self.plain_table("sources", N_("Where the facts come from"), heads, rows)

    def macro_programmes(self) -> Markup:
        """The programme's names, current and former, with the dates of our sources."""
        heads = (N_("Name"), N_("Short"), N_("What it is"), N_("In our sources from"), N_("Until"))
        rows = []
        for programme in self.listed(model.Programme):
            until = self.language.date(programme.until) if programme.until else self.label(N_("today"))
            dates = (escape(self.language.date(programme.since)), escape(until))
            cells = (escape(programme.abbreviation or "–"), self.text(programme.about), *dates)
            rows.append((programme.id, escape(self.proper(programme.name)), cells))
        return self.plain_table("programmes", N_("Names of the partner programme"), heads, rows)

    def macro_offers(self) -> Markup:
        """The membership offers, least first."""
        return self.component("list.html", items=[self.text(offer.label) for offer in self.listed(model.Offer)])

    def macro_competencies(self) -> Markup:
        """The cloud competencies."""
        return self.component("list.html", items=[escape(c.name) for c in self.listed(model.Competency)])

    def macro_roles(self) -> Markup:
        """The roles in Partner Center and what each may do."""
        heads = (N_("Role"), N_("What it allows"), N_("May activate benefits"))
        rows = []
        for role in self.listed(model.Role):
            verdict = "yes" if role.activates else "no"
            mark = self.badge(self.label(VERDICTS[verdict]), f"verdict-{verdict}")
            rows.append((role.id, self.text(role.name), (self.text(role.may), mark)))
        return self.plain_table("roles", N_("Roles in Partner Center"), heads, rows)

    def macro_duties(self, duty: str) -> Markup:
        """The duties of a CSP partner that are required, or what is optional."""
        if duty not in ("required", "optional"):
            raise MacroError(f"'{duty}' is no kind of duty", "write required or optional")
        label = self.label(N_("Required") if duty == "required" else N_("Optional"))
        duties = [
            {
                "title": self.text(entry.title),
                "badge": self.badge(label, f"duty-{duty}"),
                "text": self.text(entry.text),
                "points": [self.text(point) for point in entry.points],
            }
            for entry in self.listed(model.Duty)
            if entry.duty == duty
        ]
        return self.component("duties.html", duties=duties)

    def macro_routes(self) -> Markup:
        """The ways to take an issue to Microsoft."""
        issues = {"commercial": N_("Commercial issue"), "technical": N_("Technical issue")}
        heads = (N_("Route"), N_("Kind of issue"), N_("Cost"), N_("Who may use it"))
        rows = []
        for route in self.listed(model.Route):
            cost = self.badge(self.label(COSTS[route.cost]), f"cost-{route.cost}")
            head = self.plan_link(route.plan) if route.plan else self.text(route.text)
            note = self.text(route.text) if route.plan else Markup("")
            cells = (escape(self.label(issues[route.issue])), cost, self.text(route.who))
            rows.append(
                (
                    route.id,
                    Markup('{} <span class="note">{}</span>').format(head, note) if note else head,
                    cells,
                )
            )
        return self.plain_table("routes", N_("Routes to Microsoft"), heads, rows)

    def macro_messages(self) -> Markup:
        """The messages that Microsoft's portals show, what they mean and what to do."""
        heads = (N_("Message"), N_("What it means"), N_("What to do"))
        rows = [
            (entry.id, self.macro_message(entry.id), (self.text(entry.meaning), self.text(entry.remedy)))
            for entry in self.listed(model.Message)
        ]
        return self.plain_table("messages", N_("Messages and remedies"), heads, rows)

    def macro_steps(self, id: str) -> Markup:
        """The steps of a procedure, in order."""
        procedure = self.entry(model.Procedure, id)
        steps = [
            {
                "text": self.text(step.text),
                "roles": self.either(step.roles),
                "link": self.macro_ref(step.reference) if step.reference else "",
            }
            for step in procedure.steps
        ]
        return self.component("steps.html", roles=self.either(procedure.roles), steps=steps)

    def macro_collection(self, id: str) -> Markup:
        """The items of a collection as a list."""
        collection = self.entry(model.Collection, id)
        return self.component("list.html", items=[self.text(item.text) for item in collection.items])

    def macro_team(self) -> Markup:
        """The partner technical team: what it does, and what it does not do."""
        parts = []
        for team in self.listed(model.Team):
            does = self.entry(model.Collection, team.engagements)
            does_not = self.entry(model.Collection, team.excludes)
            parts.append(
                self.component(
                    "team.html",
                    summary=self.text(team.summary),
                    does_title=self.text(does.title),
                    does=[self.text(item.text) for item in does.items],
                    does_not_title=self.text(does_not.title),
                    does_not=[self.text(item.text) for item in does_not.items],
                )
            )
        return Markup("\n").join(parts)

    def macro_translation_status(self) -> Markup:
        """The state of the translations: figures for each language, and each page with links to edit it."""
        overview = self.overview()
        link = Markup('<p><a href="{}translations.json">{}</a></p>').format(
            self.to_root, self.label(N_("These figures as JSON"))
        )
        return Markup("\n").join([coverage_table(self, overview), pages_table(self, overview), link])

    def answer(self, question: model.Question, *, headed: bool) -> Markup:
        """Return the answer to a question; without a heading of its own the question stands above it."""
        return self.component(
            "answer.html",
            question="" if headed else self.text(question.question),
            verdict=self.macro_verdict(question.id),
            answer=[self.text(paragraph) for paragraph in question.answer],
            points=[self.text(point) for point in question.points],
            sources=self.sources(question),
        )

    def ask(self, ask: model.Ask) -> Markup:
        """Return one way to ask for help: what to do, and where."""
        text = self.text(ask.text)
        if ask.reference:
            return Markup('{} <span class="go">{}</span>').format(text, self.macro_ref(ask.reference))
        return text

    def sources(self, entry: model.Entry) -> Markup:
        """Return links to where the sources of an entry are described."""
        links = [
            Markup('<a href="{}">{}</a>').format(self.link(f"sources.md#sources-{source.id}"), self.label(source.title))
            for source in self.these(model.Source, entry.sources)
        ]
        return Markup(self.language.join(links))  # noqa: S704 - joined Markup

    def reference(self, reference: model.Reference) -> dict[str, object]:
        outside = self.outside(reference)
        return {
            "id": reference.id,
            "title": self.text(reference.title),
            "url": outside.url,
            "notes": outside.notes,
            "short": reference.short,
            "scope": self.text(reference.scope),
            "sign_in": reference.sign_in,
            "languages": [(code, Language(code).name) for code in CODES if code in reference.languages],
            "was": sorted(reference.was),
        }

    def either(self, roles: list[str]) -> str:
        """Return role names, any one of which is enough."""
        names = [str(self.macro_name(role.id)) for role in self.these(model.Role, roles)]
        return (
            self.label(N_("{a} or {b}")).format(a=names[0], b=names[1])
            if len(names) == 2
            else self.language.join(names)
        )


def rendering(term: model.Rendering, english: str, language: Language) -> Markup:
    """Return how a language writes a term: its approved form, or the English name with its gloss."""
    name = term.use[0] if term.use else english
    gloss = Markup('<span class="gloss">{}</span>').format(language.bracketed(term.gloss)) if term.gloss else ""
    return Markup("{}{}").format(name, gloss)
