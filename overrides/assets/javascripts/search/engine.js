/* Finding and ranking: which pages answer a question, and in which order.

   A page is an answer when all words of the question stand on it; if no page has them all, those with the most.
   Order: the grade of each word's best place (below), then BM25+, then the order of the site. */

class Engine {
  /* `docs` as in Material's search_index.json: {location, title, text, keywords?}, a page before its sections. */
  constructor(docs) {
    const pages = new Map();
    this.docs = docs.map((doc, id) => {
      const path = doc.location.split("#")[0];
      if (!pages.has(path)) pages.set(path, id);
      const page = pages.get(path);
      const title = Marks.plain(doc.title);
      return {
        id,
        page,
        source: doc,
        fields: {
          title,
          keywords: (doc.keywords || []).join(" \n "),
          text: Marks.plain(doc.text.replace(/<\/?(?:p|pre|li|ol|ul)>/g, " ")),
          page: page === id ? "" : Marks.plain(docs[page].title),
        },
      };
    });
    for (const doc of this.docs) {
      doc.folded = Engine.FIELDS.map((field) => [field, Words.tight(Words.fold(doc.fields[field]))]);
    }
    this.index = new MiniSearch({
      fields: Engine.FIELDS,
      extractField: (doc, field) => (field === "id" ? doc.id : doc.fields[field]),
      tokenize: Words.terms,
      processTerm: (term) => term,
    });
    this.index.addAll(this.docs);
  }

  /* Answers as groups, best first: {words, groups: [[{doc, score, found, missing}]]}, each group one page. */
  ask(question) {
    const { text, phrases } = Engine.quoted(question);
    const words = Words.wanted(text);
    const hits = words.map((word) => this.hits(word));
    const phrase = Words.tight(Words.fold(text).trim());
    const pages = new Map();
    for (const id of new Set(hits.flatMap((found) => Array.from(found.keys())))) {
      const answer = this.answer(id, words, hits, phrase);
      const { page } = answer.doc;
      if (!pages.has(page)) pages.set(page, []);
      pages.get(page).push(answer);
    }
    let groups = Array.from(pages.values()).filter((group) => Engine.says(group, phrases));
    const covered = (group) => new Set(group.flatMap((answer) => answer.words)).size;
    const most = Math.max(0, ...groups.map(covered));
    groups = groups.filter((group) => covered(group) === most);
    const better = (a, b) => b.score - a.score || a.doc.id - b.doc.id;
    for (const group of groups) {
      // A section that only stands under a fitting title adds nothing to its page.
      const own = group.filter((answer) => answer.own || answer.doc.id === answer.doc.page);
      group.splice(0, group.length, ...(own.length ? own : group).sort(better));
    }
    return { words, groups: groups.sort((a, b) => better(a[0], b[0])) };
  }

  /* One document's answer: its score, the words it has, and what to mark in it. */
  answer(id, words, hits, phrase) {
    const doc = this.docs[id];
    const found = { terms: new Set(), han: words.filter((word) => word.han).map((word) => word.text) };
    const has = [];
    let grade = 0;
    let relevance = 0;
    let own = false;
    words.forEach((word, i) => {
      const hit = hits[i].get(id);
      if (!hit) return;
      has.push(i);
      grade += hit.grade;
      relevance += hit.relevance;
      own = own || hit.own;
      hit.terms.forEach((term) => found.terms.add(term));
    });
    if (words.length > 1) {
      const place = doc.folded.find(([, folded]) => folded.includes(phrase));
      if (place) grade += Engine.PHRASE[place[0]];
    }
    if (doc.page === id && grade) grade += 1;
    const missing = words.filter((_, i) => !has.includes(i)).map((word) => word.text);
    // Grades are whole numbers: relevance, kept below one, only decides between equals.
    return { doc, score: grade + relevance / (1 + relevance), words: has, own, found, missing };
  }

  /* Documents that hold a word: id → {grade, relevance, terms, own}. Typing mistakes are forgiven only if it stands nowhere. */
  hits(word) {
    if (word.han) return this.hanHits(word.text);
    const hits = this.lookup([word.text, "~" + Words.stem(word.text)], { prefix: Engine.isWhole });
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
    if (letters.length < Engine.LONG || !/^\p{L}+$/u.test(text)) return new Map();
    for (const cut of [1, 2]) {
      const beginning = letters.slice(0, -cut).join("");
      const akin = letters.length - cut < Engine.LONG ? new Map() : this.lookup([beginning], { prefix: true });
      if (akin.size) return akin;
    }
    // A short stem is one letter away from half the dictionary.
    const forms = (form) => [form, "~" + Words.stem(form)].filter((term) => term.length >= Engine.LONG);
    const swapped = letters
      .slice(1)
      .map((letter, i) => [...letters.slice(0, i), letter, letters[i], ...letters.slice(i + 2)].join(""));
    const near = this.lookup([...forms(text), ...swapped.flatMap(forms)], {
      fuzzy: (term) => (forms(text).includes(term) ? 1 : false),
    });
    if (near.size || letters.length < 8) return near;
    return this.lookup(forms(text), { fuzzy: 2 });
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
        fields.map((field) => ({ field, grade: Engine.GRADE[field][Engine.kind(term, queries)] })),
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
      if (!fields.length || hits.has(id)) continue;
      hits.set(id, {
        grade: Math.max(...fields.map((field) => Engine.GRADE[field].part)),
        relevance: 0,
        terms: new Set(),
        own: fields.some((field) => field !== "page"),
      });
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

  /* Parts in quotation marks have to stand so on the page. */
  static quoted(question) {
    const phrases = [];
    const text = question.replace(/["«“”„](.+?)["»“”]/g, (_, phrase) => {
      phrases.push(Words.tight(Words.fold(phrase).trim()));
      return ` ${phrase} `;
    });
    return { text: text.replace(/["«»“”„]/g, " "), phrases };
  }

  static says(group, phrases) {
    const said = (phrase) => group.some(({ doc }) => doc.folded.some(([, folded]) => folded.includes(phrase)));
    return phrases.every(said);
  }

  static isWhole(term) {
    return !term.startsWith("~");
  }

  static kind(term, asked) {
    if (!asked.includes(term)) return "part";
    return Engine.isWhole(term) ? "whole" : "stem";
  }
}

/* Letters from which on a word is long enough to guess what was meant. */
Engine.LONG = 5;
Engine.FIELDS = ["title", "keywords", "text", "page"];
/* What a word is worth by where it stands and how: as typed, as another form, as a beginning or a part. */
Engine.GRADE = {
  title: { whole: 9, stem: 8, part: 6 },
  keywords: { whole: 8, stem: 7, part: 5 },
  text: { whole: 4, stem: 3, part: 2 },
  page: { whole: 1, stem: 1, part: 1 },
};
/* Added when all words stand together and in order. */
Engine.PHRASE = { title: 6, keywords: 5, text: 3, page: 0 };
