/* Which pages answer a question, and in which order.

   A page is an answer when all words of the question stand on it; if no page has them all, those with the most.
   Order: the grade of each word's best place (dictionary.js), then BM25+, then the order of the site. */

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
      doc.folded = Dictionary.FIELDS.map((field) => [field, Words.tight(Words.fold(doc.fields[field]))]);
    }
    this.dictionary = new Dictionary(this.docs);
  }

  /* Answers as groups, best first: {words, groups: [[{doc, score, found, missing}]]}, each group one page. */
  ask(question) {
    const { text, phrases } = Engine.quoted(question);
    const words = Words.wanted(text);
    const hits = words.map((word) => this.dictionary.hits(word));
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
}

/* Added when all words stand together and in order. */
Engine.PHRASE = { title: 6, keywords: 6, text: 3, page: 0 };
