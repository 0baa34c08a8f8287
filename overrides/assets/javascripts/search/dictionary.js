/* Which documents hold a word, and how well: as it was typed, in another form, as a beginning, or nearly. */

class Dictionary {
  /* `docs`: {id, fields, folded}, with a text and its folded form for each of Dictionary.FIELDS. */
  constructor(docs) {
    this.docs = docs;
    this.index = new MiniSearch({
      fields: Dictionary.FIELDS,
      extractField: (doc, field) => (field === "id" ? doc.id : doc.fields[field]),
      tokenize: Words.terms,
      processTerm: (term) => term,
    });
    this.index.addAll(docs);
  }

  /* Documents that hold a word: id → {grade, relevance, terms, own}; `own` is false if only their page's title does.
     Typing mistakes are forgiven only if the word stands nowhere. */
  hits(word) {
    if (word.han) return this.hanHits(word.text);
    const hits = this.lookup([word.text, "~" + Words.stem(word.text)], { prefix: Dictionary.isWhole });
    for (const [id, hit] of this.together(word.parts)) if (!hits.has(id)) hits.set(id, hit);
    if (hits.size) return hits;
    const parts = word.text.match(/\p{L}+|\p{N}+/gu) || [];
    const apart = parts.length > 1 ? this.together(parts) : hits; // microsoft365 → microsoft 365
    return apart.size ? apart : this.misspelt(word.text);
  }

  /* Documents that hold every one of some words. */
  together(parts) {
    const [first, ...others] = parts.map((text) => this.hits({ text, han: false, parts: [] }));
    const both = new Map();
    for (const [id, hit] of first || []) {
      const rest = others.map((other) => other.get(id));
      if (!rest.every(Boolean)) continue;
      both.set(id, {
        ...hit,
        terms: new Set([hit, ...rest].flatMap((one) => Array.from(one.terms))),
        grade: Math.min(hit.grade, ...rest.map((one) => one.grade)),
      });
    }
    return both;
  }

  /* What a word that stands nowhere may have meant, if it has five letters or more: another ending
     (отмена → отменить), else one wrong letter or two neighbours swapped, else two wrong letters from eight on. */
  misspelt(text) {
    const letters = Array.from(text);
    if (letters.length < Dictionary.LONG || !/^\p{L}+$/u.test(text)) return new Map();
    for (const cut of [1, 2]) {
      const beginning = letters.slice(0, -cut).join("");
      const akin = letters.length - cut < Dictionary.LONG ? new Map() : this.lookup([beginning], { prefix: true });
      if (akin.size) return akin;
    }
    // A short stem is one letter away from half the dictionary.
    const forms = (form, least = Dictionary.LONG) =>
      [form, "~" + Words.stem(form)].filter((term) => term.replace("~", "").length >= least);
    const swapped = letters
      .slice(1)
      .map((letter, i) => [...letters.slice(0, i), letter, letters[i], ...letters.slice(i + 2)].join(""));
    const near = this.lookup([...forms(text), ...swapped.flatMap((form) => forms(form))], {
      fuzzy: (term) => (forms(text).includes(term) ? 1 : false),
    });
    return near.size ? near : this.lookup(forms(text, Dictionary.LONGER), { fuzzy: 2 });
  }

  lookup(terms, options) {
    const hits = new Map();
    const queries = Array.from(new Set(terms));
    const results = this.index.search(
      { combineWith: "OR", queries },
      { tokenize: (text) => [text], processTerm: (term) => term, ...options },
    );
    for (const { id, score, match } of results) {
      const places = Object.entries(match).flatMap(([term, fields]) =>
        fields.map((field) => ({ field, grade: Dictionary.GRADE[field][Dictionary.kind(term, queries)] })),
      );
      hits.set(id, {
        grade: Math.max(...places.map((place) => place.grade)),
        relevance: score,
        terms: new Set(Object.keys(match)),
        own: places.some((place) => place.field !== "page"),
      });
    }
    return hits;
  }

  /* Han is looked for letter by letter too: whatever way a run was cut into words, nothing is lost. */
  hanHits(text) {
    const hits = this.lookup([text], {});
    for (const { id, folded } of this.docs) {
      const fields = folded.filter(([, value]) => value.includes(text)).map(([field]) => field);
      if (!fields.length) continue;
      const hit = hits.get(id) || { grade: 0, relevance: 0, terms: new Set() };
      const grades = fields.map((field) => Dictionary.GRADE[field].part);
      hits.set(id, { ...hit, grade: Math.max(hit.grade, ...grades), own: fields.some((field) => field !== "page") });
    }
    return hits;
  }

  /* Endings of the last word of a question, from titles first: what a reader may be about to type. */
  completions(question) {
    const last = Words.wanted(question.split(/[\s-]+/).pop() || "").pop();
    if (!last || last.han) return [];
    return this.index
      .autoSuggest(last.text, {
        tokenize: (text) => [text],
        processTerm: (term) => term,
        fields: ["title"],
        prefix: true,
        fuzzy: false,
      })
      .map(({ suggestion }) => suggestion.slice(last.text.length));
  }

  static isWhole(term) {
    return !term.startsWith("~");
  }

  static kind(term, asked) {
    if (!asked.includes(term)) return "part";
    return Dictionary.isWhole(term) ? "whole" : "stem";
  }
}

/* Letters from which on a word is long enough to guess what was meant, from one slip and from two. */
Dictionary.LONG = 5;
Dictionary.LONGER = 8;
Dictionary.FIELDS = ["title", "keywords", "text", "page"];
/* What a word is worth by where it stands and how: as typed, as another form, as a beginning or a part. */
Dictionary.GRADE = {
  title: { whole: 9, stem: 8, part: 6 },
  keywords: { whole: 9, stem: 8, part: 6 },
  text: { whole: 4, stem: 3, part: 2 },
  page: { whole: 1, stem: 1, part: 1 },
};
