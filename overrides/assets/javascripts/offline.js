/* In an offline copy: says which day it is of, and after a while, by the reader's clock, that it may be out of date. */
(() => {
  "use strict";

  const DAY = 24 * 60 * 60 * 1000;
  const { day, revision, shown } = window.copyFacts;

  for (const note of document.querySelectorAll(".copy-of")) {
    const text = revision ? note.dataset.ofRevision : note.dataset.of;
    note.querySelector(".copy-of__day").textContent = text
      .replace("{date}", shown[note.dataset.language])
      .replace("{revision}", revision);
    note.querySelector(".copy-of__old").hidden = Date.now() - Date.parse(day) <= Number(note.dataset.days) * DAY;
  }
})();
