"""The nouns of the site, as they stand in `data/`: typed, frozen, knowing no file, no HTML and no language.

English text is the source text: a field of type `Text` is translated by the catalogs in `locales/`. It may
hold inline Markdown (bold, code, links to `page.md#section`) and macro calls such as
`{{ limit("technical-presales", "consulting") }}`; a figure, date or address is never typed into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    model_validator,
)
from pydantic_core import PydanticCustomError


class English(str):
    """English text that the catalogs translate."""

    __slots__ = ()


class Label(English):
    """A short English text: a name of a column, a title, a table cell. No full stop, at most 80 characters."""

    __slots__ = ()


class Ref(str):
    """The id of another entry; a subclass says of which kind, so that one check resolves every reference."""

    __slots__ = ()
    kind: ClassVar[str] = ""


class SourceRef(Ref):
    kind = "Source"


class ProductRef(Ref):
    kind = "Product"


class ProgrammeRef(Ref):
    kind = "Programme"


class OfferRef(Ref):
    kind = "Offer"


class RoleRef(Ref):
    kind = "Role"


class PlanRef(Ref):
    kind = "Plan"


class ReferenceRef(Ref):
    kind = "Reference"


class ProcedureRef(Ref):
    kind = "Procedure"


class CollectionRef(Ref):
    kind = "Collection"


def _iso_date(value: Any) -> date:
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("iso_date", "write a date as year-month-day, like 2026-11-20") from None


def _amount(value: Any) -> Any:
    if (isinstance(value, int) and not isinstance(value, bool) and value > 0) or value in ("unlimited", "none"):
        return value
    raise PydanticCustomError("amount", "write a whole number above 0, unlimited or none")


Id = Annotated[
    str,
    Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60, description="Lower-case words joined by hyphens"),
]
SourceId = Annotated[Id, AfterValidator(SourceRef)]
ProductId = Annotated[Id, AfterValidator(ProductRef)]
ProgrammeId = Annotated[Id, AfterValidator(ProgrammeRef)]
OfferId = Annotated[Id, AfterValidator(OfferRef)]
RoleId = Annotated[Id, AfterValidator(RoleRef)]
PlanId = Annotated[Id, AfterValidator(PlanRef)]
ReferenceId = Annotated[Id, AfterValidator(ReferenceRef)]
ProcedureId = Annotated[Id, AfterValidator(ProcedureRef)]
CollectionId = Annotated[Id, AfterValidator(CollectionRef)]
Text = Annotated[
    str,
    Field(min_length=1, max_length=1200, description="English text, translated by the catalogs; figures by macros"),
    AfterValidator(English),
]
ShortText = Annotated[
    str,
    Field(min_length=1, max_length=80, description="Short English text without a full stop, translated"),
    AfterValidator(Label),
]
Name = Annotated[str, Field(max_length=200)]
"""A name in any language; the longest one of ours has 48 characters."""
Url = Annotated[str, Field(pattern=r"^https?://[^\s]+$", max_length=400, description="A whole address")]
Day = Annotated[
    date,
    BeforeValidator(_iso_date),
    Field(json_schema_extra={"type": "string", "format": "date"}, description="A day, like 2026-11-20"),
]
Language = Literal["en", "zh", "ru"]

Amount = Annotated[
    StrictInt | Literal["unlimited", "none"],
    BeforeValidator(_amount),
    Field(json_schema_extra={"anyOf": [{"type": "integer", "minimum": 1}, {"enum": ["unlimited", "none"]}]}),
]
"""How much of a benefit: a number of incidents, `unlimited`, or `none` (not included). A blank cell is a mistake."""


class Shape(BaseModel):
    """What every record shares: no unknown keys, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Shape):
    """A record with an id that other records and pages refer to, and the sources that it rests on."""

    id: Id = Field(description="Lower-case words joined by hyphens; never changed once it is published")
    sources: list[SourceId] = Field(default=[], description="Ids from sources.yml: where the facts of this entry stand")


class Source(Entry):
    """A document that facts come from."""

    title: ShortText
    about: Text = Field(description="What the document is, in a sentence")
    language: Language = Field(description="The language of the document")
    published: Day | None = Field(default=None, description="The date that the document gives for itself")
    revised: Day = Field(description="The date of the revision that was read")
    revision: str = Field(
        pattern=r"^[0-9a-f]{7,64}$", description="The revision that was read, as its repository names it"
    )
    repository: Name = Field(description="Owner/name of the repository that keeps the document")
    path: Name = Field(description="Path of the document in its repository")


class Product(Entry):
    """A Microsoft product or service that a plan covers; its name stays English everywhere."""

    name: Name = Field(description="The name, as Microsoft writes it")


class Programme(Entry):
    """A partner programme, current or former. The dates are those of our sources, not of Microsoft's announcements."""

    name: Name = Field(description="The name, as Microsoft writes it")
    abbreviation: Name | None = Field(default=None, description="Letters that stand for the name")
    status: Literal["current", "former"] = Field(description="One programme is current, the others came before it")
    since: Day = Field(description="First source of ours that uses this name")
    until: Day | None = Field(default=None, description="First source of ours that uses the next name")
    successor: ProgrammeId | None = Field(default=None, description="Id of the programme that followed")
    about: Text


class Offer(Entry):
    """A membership offer: a column of the entitlement table. Offers stand in order, the one that gives least first."""

    name: Name = Field(description="The full name, as Microsoft writes it")
    label: ShortText = Field(description="The name as the head of a column")
    kind: Literal["offer", "competency"] = Field(description="Whether it is bought, or comes with a competency")


class Competency(Entry):
    """A competency that a partner can earn; its name stays English everywhere."""

    name: Name = Field(description="The name, as Microsoft writes it")
    group: Literal["cloud"] = Field(description="The group that the entitlement table names")


class Role(Entry):
    """A role in Partner Center that lets a user do something."""

    name: ShortText
    may: Text = Field(description="What the role allows, as far as the sources say")
    activates: StrictBool = Field(default=False, description="true: the role may activate a benefit")


class Limit(Shape):
    """A typed limit: 'more than 25 hours per engagement' is out, or 'at most 3 deals per partner' are in."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [{"required": ["more_than"]}, {"required": ["at_most"]}]})

    more_than: Annotated[StrictInt, Field(gt=0)] | None = Field(default=None, description="What lies above is out")
    at_most: Annotated[StrictInt, Field(gt=0)] | None = Field(default=None, description="What lies up to here is in")
    unit: Literal["hour", "deal", "incident", "day"] = Field(description="What is counted")
    per: Literal["engagement", "partner"] | None = Field(default=None, description="For what it is counted")

    @model_validator(mode="after")
    def _one_bound(self) -> Limit:
        if (self.more_than is None) == (self.at_most is None):
            raise PydanticCustomError("limit", "write either more_than or at_most")
        return self

    @property
    def number(self) -> int:
        """The figure of the limit, whichever way it bounds."""
        return self.more_than or self.at_most or 0


class Item(Shape):
    """One line of a list."""

    id: Id
    text: Text
    limit: Limit | None = Field(default=None, description="The figure that the text calls by the macro `limit`")


class Ask(Shape):
    """One way to ask for a plan's help."""

    text: Text
    procedure: ProcedureId | None = Field(default=None, description="Id from procedures.yml: the steps")
    reference: ReferenceId | None = Field(default=None, description="Id from references.yml: where to go")


class Plan(Entry):
    """A way to get help from Microsoft: a row of the plan table, and a page."""

    name: Name = Field(description="The product name, as the glossary has it")
    label: ShortText | None = Field(
        default=None, description="What to call it in tables and headings, where the name alone is no product name"
    )
    abbreviation: Name | None = Field(default=None, description="Letters that stand for the name")
    cost: Literal["included", "paid", "not-stated"] = Field(description="not-stated: no source of ours says it")
    incidents: Amount | Literal["by-membership", "by-contract", "not-stated"] = Field(
        description="A number, unlimited, none; by-membership: the entitlement table says; "
        "by-contract: may be deducted, as the contract says"
    )
    covers: ShortText = Field(description="What it covers, as a table cell")
    audience: ShortText = Field(description="Who it is for, as a table cell")
    summary: Text = Field(description="One sentence for lists of plans")
    scope: list[Text] = Field(min_length=1, description="What it gives, a line each")
    products: list[ProductId] = Field(default=[], description="Ids from products.yml, where the sources name products")
    requirements: list[Text] = Field(default=[], description="What a partner needs before asking")
    roles: list[RoleId] = Field(default=[], description="Ids from roles.yml: who may ask")
    ask: list[Ask] = Field(min_length=1, description="How to ask for help")
    excludes: list[Item] = Field(default=[], description="What it does not do")
    references: list[ReferenceId] = Field(min_length=1, description="Ids from references.yml")


class Qualifier(Shape):
    """What splits a cell in two: 'cloud competencies' and 'other competencies'."""

    id: Id
    label: ShortText
    footnote: Id | None = Field(default=None, description="Id from the footnotes of this table")


class Footnote(Shape):
    """A note below a table, referred to by a row or qualifier."""

    id: Id
    text: Text


Cell = Amount | dict[Id, Amount]


class Row(Shape):
    """One benefit: what each column gives of it; a cell holds one amount, or one for each qualifier."""

    plan: PlanId = Field(description="Id from plans.yml: the benefit of this row")
    note: ShortText | None = Field(default=None, description="A few words below the name of the benefit")
    footnote: Id | None = Field(default=None, description="Id from the footnotes of this table")
    cells: dict[OfferId, Cell] = Field(description="One for each column: a number, unlimited or none")


class Amounts(Entry):
    """A table of amounts: a column for each membership offer, a row for each benefit."""

    kind: Literal["amounts"] = Field(description="amounts: a column for each offer; plans: a row for each plan")
    title: ShortText
    unit: Literal["incident"] = Field(description="What the numbers of the table count")
    columns: list[OfferId] = Field(min_length=1, description="Ids from offers.yml, least first")
    qualifiers: list[Qualifier] = Field(default=[], description="What splits a cell in two")
    rows: list[Row] = Field(min_length=1, description="One for each benefit")
    footnotes: list[Footnote] = Field(default=[], description="Notes below the table")


class Criterion(Shape):
    """A column of the plan table: a field of the plans, with its heading."""

    field: Literal["cost", "covers", "audience", "incidents"] = Field(description="A key of plans.yml")
    label: ShortText


class PlanTable(Entry):
    """The table of all plans: a row for each plan of plans.yml, a column for each criterion."""

    kind: Literal["plans"] = Field(description="amounts: a column for each offer; plans: a row for each plan")
    title: ShortText
    criteria: list[Criterion] = Field(min_length=1, description="The columns, in order")


Comparison = Annotated[Amounts | PlanTable, Field(discriminator="kind")]


class Question(Entry):
    """A frequent question. The badge and the first word of the answer come from `verdict`, never from prose."""

    question: Text
    verdict: Literal["yes", "no", "depends"] = Field(description="The answer in a word; its badge in every language")
    answer: list[Text] = Field(min_length=1, description="Paragraphs, without the word yes or no")
    points: list[Text] = Field(default=[], description="Lines of a list between the first paragraph and the others")


class Reference(Entry):
    """A page of Microsoft's that this site points to."""

    title: ShortText
    url: Url
    was: list[Url] = Field(default=[], description="The addresses that the sources give, where they differ")
    short: Url | None = Field(default=None, description="A short address of the same page")
    scope: Text = Field(description="What a reader finds there")
    group: Literal["plans", "customers", "portals", "security"] = Field(description="The list where it stands")
    sign_in: StrictBool = Field(default=False, description="true: the sources say that the page asks to sign in")
    languages: list[Language] = Field(default=[], description="Where the sources show it to exist; empty: not known")


class Duty(Entry):
    """What a CSP partner does for customers; `duty` decides the wording, so that no translation can turn it round."""

    duty: Literal["required", "optional"] = Field(description="Whether a partner has to do it")
    title: ShortText
    text: Text
    points: list[Text] = Field(default=[], description="Lines of a list below the text")


class Route(Entry):
    """A way to take an issue to Microsoft."""

    issue: Literal["commercial", "technical"] = Field(description="What kind of issue it takes")
    cost: Literal["included", "paid", "not-stated"] = Field(description="not-stated: no source of ours says it")
    plan: PlanId | None = Field(default=None, description="Id from plans.yml")
    who: ShortText = Field(description="Who may take it")
    text: Text


class Step(Shape):
    """One step of a procedure."""

    id: Id
    text: Text
    roles: list[RoleId] = Field(default=[], description="Ids from roles.yml: any one of them is enough")
    reference: ReferenceId | None = Field(default=None, description="Id from references.yml: where to do it")


class Procedure(Entry):
    """Steps in order."""

    title: ShortText
    roles: list[RoleId] = Field(default=[], description="Ids from roles.yml: any one of them is enough")
    steps: list[Step] = Field(min_length=1, description="The steps, in order")


class Message(Entry):
    """A message that a Microsoft product shows; `literal` stays English, so that it can be searched for."""

    literal: Name = Field(description="The message, letter by letter; never translated")
    gloss: Text = Field(description="The message in plain words; shown in zh and ru beside the literal")
    meaning: Text
    remedy: Text


class Collection(Entry):
    """A list of texts that belong together: engagements, account kinds, kinds of faults."""

    title: ShortText
    items: list[Item] = Field(min_length=1, description="The lines of the list")


class Team(Entry):
    """The partner technical team and what it does and does not do."""

    name: Name = Field(description="The name; stays English everywhere")
    abbreviation: Name = Field(description="Letters that stand for the name")
    region: ShortText
    summary: Text
    engagements: CollectionId = Field(description="Id of the collection of engagements")
    excludes: CollectionId = Field(description="Id of the collection of what the team does not do")


class Waiver(Shape):
    """One finding that is right by the rule and wrong in fact."""

    rule: Name = Field(description="Id of the rule, as it stands in brackets behind the finding")
    place: str = Field(
        min_length=1,
        max_length=1500,
        description="The file; with '#' the part of it: data/plans.yml#advanced-support/incidents, "
        "content/ru/faq.md#ea, locales/ru/LC_MESSAGES/messages.po#plan: advanced-support / summary",
    )
    reason: str = Field(min_length=10, description="Why the rule does not hold here")
    until: Day = Field(description="The day after which somebody has to look again")


Forms = Annotated[list[Name], Field(max_length=40)]
"""Ways of writing a term; the longest list of our glossary has 4."""


class Rendering(Shape):
    """How a term is written in one language."""

    use: Forms = Field(default=[], description="Approved forms, the first one preferred")
    gloss: Name | None = Field(default=None, description="Shown once beside a name that stays English")
    reject: Forms = Field(default=[], description="Forms that are wrong where the English has the term")
    never: Forms = Field(default=[], description="Forms that are wrong everywhere")


class Term(Entry):
    """A term of the glossary."""

    en: Name = Field(description="The term in English")
    keep_english: StrictBool = Field(default=False, description="The name is never translated and never inflected")
    acronym: Name | None = Field(default=None, description="The abbreviation that stands beside the name")
    also_en: Forms = Field(default=[], description="Other English forms and abbreviations")
    literal: StrictBool = Field(default=False, description="A label or value that a product shows, letter for letter")
    loose: StrictBool = Field(default=False, description="A sentence may say the term in other words, or leave it out")
    meaning: Text | None = Field(default=None, description="What it means, for the glossary page")
    zh: Rendering = Field(default=Rendering(), description="How it is written in Chinese")
    ru: Rendering = Field(default=Rendering(), description="How it is written in Russian")


Address = Annotated[
    str,
    Field(
        pattern=r"^[^\s#/.][^\s#]*\.md(#[^\s#]+)?$",
        max_length=200,
        description="page.md or page.md#section, from the folder of a language",
    ),
]


class Redirect(Shape):
    """Where a page or section has moved to, in every language."""

    was: Address = Field(description="The old address: page.md or page.md#section")
    now: Address = Field(description="The address that has what stood there")


class PublishedPage(Shape):
    """A page that has been published, and the ids on it that links may lead to."""

    page: Annotated[str, Field(pattern=r"^[^\s#/.][^\s#]*\.md$", max_length=200)]
    sections: list[Annotated[str, Field(pattern=r"^[^\s#]+$", max_length=120)]] = Field(default=[])


def inner(value: Any) -> Iterable[tuple[str | int, Any]]:
    """Return what stands within a value of an entry: each field, item or value of a mapping, by its step."""
    if isinstance(value, BaseModel):
        return vars(value).items()
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, (list, tuple)) else ()


def texts(entry: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], English]]:
    """Yield every translated text in an entry, with the loc where it stands."""
    for step, value in inner(entry):
        if isinstance(value, English):
            yield (*loc, step), value
        elif value and not isinstance(value, str):
            yield from texts(value, (*loc, step))


def refs(entry: Any, loc: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Ref]]:
    """Yield every id of another entry in an entry, with the loc where it stands (for a key, the loc it leads to)."""
    for step, value in inner(entry):
        if isinstance(step, Ref):
            yield (*loc, step), step
        if isinstance(value, Ref):
            yield (*loc, step), value
        elif value and not isinstance(value, str):
            yield from refs(value, (*loc, step))
