/* The search worker: speaks Material's four messages and leaves finding to search/engine.js.

   SETUP {config, docs, options} → READY; QUERY string → RESULT {items, suggest?}. An item is a list of documents
   of one page, the best first, each with score, terms {word: found} and HTML in title and text; one of them must
   be the page itself (its address has no #). Read from Material 9.8: integrations/search/worker and templates/search. */

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

// On file:// Material's shim runs this script in a frame, where relative addresses start from the page.
const here = typeof document === "undefined" ? self.location.href : document.currentScript.src;
const parts = [
  "../vendor/minisearch/minisearch.js",
  "../vendor/snowball/base-stemmer.js",
  "../vendor/snowball/english-stemmer.js",
  "../vendor/snowball/russian-stemmer.js",
  "search/words.js",
  "search/marks.js",
  "search/dictionary.js",
  "search/engine.js",
].map((path) => new URL(path, here).href);

// Material appends these to the address of a result as ?h=, so that the page marks them too.
const SPELLINGS = 8;

let engine = null;
let suggests = false;

async function setup({ docs, options }) {
  await importScripts(...parts); // a promise in the frame, done at once in a worker
  engine = new Engine(docs);
  suggests = Boolean(options && options.suggest);
  return { type: READY };
}

function item({ doc, score, found, missing }) {
  const { location, title, text } = doc.source;
  const spellings = [title, text].flatMap((html) => Marks.spelled(html, found));
  const distinct = new Map(spellings.map((word) => [word.toLowerCase(), word]));
  const terms = {};
  for (const word of Array.from(distinct.values()).slice(0, SPELLINGS)) terms[word] = true;
  for (const word of missing) terms[word] = false;
  return { location, title: Marks.title(title, found), text: Marks.teaser(text, found), score, terms };
}

function query(question) {
  const { groups } = engine.ask(question);
  const items = groups.map((group) => {
    const shown = group.map(item);
    const page = engine.docs[group[0].doc.page];
    if (!group.some(({ doc }) => doc === page)) {
      const { location, title, text } = page.source;
      shown.push({ location, title, text, score: 0, terms: {} });
    }
    return shown;
  });
  const data = { items };
  if (suggests) data.suggest = suggestion(question);
  return { type: RESULT, data };
}

/* Material shows the last entry if it begins with the word being typed, as the reader typed it. */
function suggestion(question) {
  const typed = question.split(/[\s-]+/).pop();
  const [rest] = engine.dictionary.completions(question);
  return typed && rest ? [typed + rest] : [];
}

addEventListener("message", async ({ data: message }) => {
  if (message.type === SETUP) postMessage(await setup(message.data));
  if (message.type === QUERY) postMessage(query(message.data));
});
