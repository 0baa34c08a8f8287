/* What a result shows: its title and the sentences that answer, with <mark> around the words that were found. */

const Marks = (() => {
  const BLOCK = /<\/?(?:p|pre|li|ol|ul)>/;
  const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'" };
  const TEASERS = 2;
  // Characters around the first mark; a Han character says about as much as two Latin letters.
  const WIDTH = { han: 90, other: 180 };

  /* Text of a fragment of Material's index, whose only tags are p, pre, code, li, ol, ul, sub and sup. */
  function plain(html) {
    return html
      .replace(/<sup>\d+<\/sup>/g, "") // the mark of a note
      .replace(/<[^>]*>/g, "")
      .replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity])
      .replace(/[ \t\r\n]+/g, " ") // a no-break space stays
      .trim();
  }

  function escaped(text) {
    return text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]);
  }

  /* Ranges [start, end] of `text` that hold a found term or, in Han, one of the words asked for. */
  function ranges(text, found) {
    const { folded, start: origin, end: stop } = Words.foldWithOrigins(text);
    const list = [];
    const add = (start, end) => list.push([origin(start), stop(end - 1)]);
    for (const word of Words.split(folded)) {
      if (word.han) {
        for (const piece of found.han) {
          let at = word.text.indexOf(piece);
          for (; at >= 0; at = word.text.indexOf(piece, at + piece.length)) {
            add(word.start + at, word.start + at + piece.length);
          }
        }
      } else if (found.terms.has(word.text) || found.terms.has("~" + Words.stem(word.text))) {
        add(word.start, word.end);
      }
    }
    list.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    return list.reduce((merged, range) => {
      const last = merged[merged.length - 1];
      if (last && range[0] <= last[1]) last[1] = Math.max(last[1], range[1]);
      else merged.push(range);
      return merged;
    }, []);
  }

  /* HTML of text[from:to] with its ranges in <mark>; a cut end shows an ellipsis. */
  function marked(text, list, from = 0, to = text.length) {
    let html = from > 0 ? "…" : "";
    let cursor = from;
    for (const [start, end] of list) {
      if (start < from || end > to) continue;
      html += `${escaped(text.slice(cursor, start))}<mark>${escaped(text.slice(start, end))}</mark>`;
      cursor = end;
    }
    return html + escaped(text.slice(cursor, to)) + (to < text.length ? "…" : "");
  }

  /* A window of `text` that begins a little before its first mark, cut between words. */
  function excerpt(text, list) {
    const width = /\p{sc=Han}/u.test(text) ? WIDTH.han : WIDTH.other;
    if (text.length <= width * 1.2) return marked(text, list);
    const first = list.length ? list[0] : [0, 0];
    let from = Math.max(0, Math.min(first[0] - Math.floor(width / 3), text.length - width));
    let to = Math.max(first[1], Math.min(text.length, from + width));
    const space = text.indexOf(" ", from);
    if (from > 0 && space >= 0 && space < first[0]) from = space + 1;
    const stop = text.lastIndexOf(" ", to);
    if (to < text.length && stop > Math.max(from + width / 2, first[1])) to = stop;
    // Never through the middle of a surrogate pair.
    if (/[\udc00-\udfff]/.test(text[from] || "")) from -= 1;
    if (/[\udc00-\udfff]/.test(text[to] || "")) to += 1;
    return marked(text, list, from, to);
  }

  /* Title of a document with its marks, as HTML. */
  function title(html, found) {
    const text = plain(html);
    return marked(text, ranges(text, found));
  }

  /* The blocks that answer best, or the first one where only the title answers; as HTML. */
  function teaser(html, found) {
    const blocks = html.split(BLOCK).map(plain).filter(Boolean);
    const hits = blocks.map((text) => ({ text, list: ranges(text, found) })).filter(({ list }) => list.length);
    const shown = hits.length ? hits.slice(0, TEASERS) : blocks.slice(0, 1).map((text) => ({ text, list: [] }));
    return shown.map(({ text, list }) => `<p>${excerpt(text, list)}</p>`).join("");
  }

  /* Words of a document as it spells them, for Material's `?h=`, which marks them on the page itself. */
  function spelled(html, found) {
    const text = plain(html);
    return ranges(text, found).map(([start, end]) => text.slice(start, end));
  }

  return { plain, title, teaser, spelled };
})();
