/* What a word is: folding, splitting and stems, the same for what is indexed, asked for and marked.

   The script of a word decides how it is read, not the language of the page: a Russian page is full of
   English product names, and a page that is missing in Chinese is shown in English. */

const Words = (() => {
  const HAN = /^\p{sc=Han}/u;
  const CYRILLIC = /^\p{sc=Cyrillic}/u;
  const LATIN = /^\p{sc=Latin}+(?:'\p{sc=Latin}+)*$/u;
  const WORD =
    /[\p{sc=Han}]+|(?:(?!\p{sc=Han})[\p{L}\p{M}\p{N}])+(?:'(?:(?!\p{sc=Han})[\p{L}\p{M}])+)*/gu;
  // Invisible, or an ornament that NFKC would glue to the word before it: "Azure™" is not "azuretm".
  const INVISIBLE = /[\u00ad\u034f\u200b-\u200f\u2060\ufe0e\ufe0f\ufeff\u2120\u2122]/g;
  // A raised figure is a note: "15²" is not 152.
  const RAISED = /[\u00b2\u00b3\u00b9\u2070-\u209c]/g;

  // Letters that fold one to one: most texts hold no others and need no account of where each came from.
  const SIMPLE =
    /^[\t\n\x20-\x7e\u00a0\u00ab\u00bb\u0400-\u0482\u048a-\u04ff\u2013\u2014\u201c\u201d\u3001\u3002\u4e00-\u9fff\uff01-\uff5e]*$/;

  /* Words that say nothing about the subject; dropped from a question that has others. */
  const FILLERS = new Set(
    (
      "a an and are as at be by can do does for from has have how i in is it its my of on or that the this to was " +
      "what when where which who why will with you your " +
      "а в во да для до и из или к как какие какой когда кто ли мне мой на нам о об от по при с со то у что чтобы это я где " +
      "的 了 吗 呢 吧 和 与 或 在 是 有 对 及 把 被 为 我 我们 你 您 怎么 怎样 如何 什么 哪些 哪个 哪里 可以 能否 是否"
    ).split(" "),
  );

  const english = new EnglishStemmer();
  const russian = new RussianStemmer();
  const segmenter =
    typeof Intl !== "undefined" && Intl.Segmenter
      ? new Intl.Segmenter("zh", { granularity: "word" })
      : null;

  /* Text in the one form that is compared: NFKC (full-width figures and letters), lower case, ё as е. */
  function fold(text) {
    return text
      .replace(INVISIBLE, "")
      .replace(RAISED, " ")
      .normalize("NFKC")
      .toLowerCase()
      .replace(/ё/g, "е")
      .replace(/[’ʼ]/g, "'")
      .replace(/[‐‑]/g, "-");
  }

  /* Folded text without the spaces beside Han, which are typography ("CSP 客户") or a line break in the source. */
  function tight(folded) {
    return folded.replace(/(\p{sc=Han})\s+(?=\S)/gu, "$1").replace(/(\S)\s+(?=\p{sc=Han})/gu, "$1");
  }

  /* Folded text, and where in `text` the letter starts and ends from which its UTF-16 unit `i` came. */
  function foldWithOrigins(text) {
    if (SIMPLE.test(text)) return { folded: fold(text), start: (i) => i, end: (i) => i + 1 };
    let folded = "";
    const starts = [];
    const ends = [];
    for (const { 0: cluster, index } of text.matchAll(/\P{M}\p{M}*|^\p{M}+/gu)) {
      const form = fold(cluster);
      folded += form;
      for (let i = 0; i < form.length; i++) {
        starts.push(index);
        ends.push(index + cluster.length);
      }
    }
    return { folded, start: (i) => starts[i], end: (i) => ends[i] };
  }

  /* The part of a word that its forms share. Figures and mixed names such as m365 have no forms. */
  function stem(word) {
    if (CYRILLIC.test(word)) {
      // Snowball leaves the vowel that comes and goes: заявок → заявок, but заявка → заявк.
      return russian.stemWord(word).replace(/^(.{2,}[бвгджзклмнпрстфхцчшщ])[ое]([кц])$/, "$1$2");
    }
    return LATIN.test(word) ? english.stemWord(word) : word;
  }

  /* Chinese words of a run of Han; without Intl.Segmenter its letters, which find too much rather than too little. */
  function segments(run) {
    if (segmenter) return Array.from(segmenter.segment(run), (part) => part.segment);
    return Array.from(run);
  }

  /* Words of folded text, each with its place: {text, start, end, han}. A run of Han is one of them. */
  function split(folded) {
    return Array.from(folded.matchAll(WORD), ({ 0: text, index }) => ({
      text,
      start: index,
      end: index + text.length,
      han: HAN.test(text),
    }));
  }

  /* Neighbours joined by a hyphen: "pre-sales" → [pre, sales]; every other word alone. */
  function compounds(folded) {
    const groups = [];
    let end = -1;
    for (const word of split(folded)) {
      const last = groups[groups.length - 1];
      const joined = word.start === end + 1 && folded[end] === "-" && !word.han && !last[0].han;
      if (joined) last.push(word);
      else groups.push([word]);
      end = word.end;
    }
    return groups;
  }

  /* Terms under which text is found: each word as it is, its stem with ~ before it, and compounds in one. */
  function terms(text) {
    const found = [];
    for (const group of compounds(tight(fold(text)))) {
      for (const word of group) {
        if (word.han) found.push(...segments(word.text));
        else found.push(word.text, "~" + stem(word.text));
      }
      if (group.length > 1) found.push(group.map((word) => word.text).join(""));
    }
    return found;
  }

  /* What a question asks for: [{text, han, parts}], fillers left out unless there is nothing else. */
  function wanted(question) {
    const words = [];
    for (const group of compounds(fold(question))) {
      const parts = group.map((word) => word.text);
      if (group[0].han) words.push(...segments(parts[0]).map((text) => ({ text, han: true, parts: [] })));
      else words.push({ text: parts.join(""), han: false, parts: parts.length > 1 ? parts : [] });
    }
    const telling = words.filter((word) => !FILLERS.has(word.text));
    const unique = new Map((telling.length ? telling : words).map((word) => [word.text, word]));
    return Array.from(unique.values());
  }

  return { fold, tight, foldWithOrigins, split, stem, terms, wanted };
})();
