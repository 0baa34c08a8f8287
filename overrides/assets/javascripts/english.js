/* Shows the English of a translated page: all of it by a switch that is remembered, or one block by its button.

   Tab leads to one button in each section, the arrow keys from there to those of the other blocks. */
(() => {
  "use strict";

  const tools = document.querySelector(".english-tools");
  if (!tools) return;

  const KEY = "crucible.english";
  const page = document.documentElement;
  const toggle = tools.querySelector(".english-switch");
  const pattern = tools.querySelector("template").content.firstElementChild;
  const blocks = [...document.querySelectorAll(".md-content .english")];
  const buttons = new Map(blocks.map((english, number) => [english, button(english, number)]));
  const labels = new Map(blocks.flatMap((english) => cells(english).map((cell) => [cell, english])));
  for (const cell of labels.keys()) if (!cell.querySelector(".english")) labelButton(cell);
  const order = [...document.querySelectorAll(".md-content .english-button")];

  /** Puts a button before the English of a block. */
  function button(english, number) {
    const block = english.parentElement;
    const made = copy(() => show(english, english.hidden));
    english.id = `english-${number}`;
    made.setAttribute("aria-controls", english.id);
    if (block.matches("th, caption")) made.removeAttribute("aria-label"); // it would be read with every cell
    block.classList.add("has-english");
    block.insertBefore(made, english);
    return made;
  }

  /** Puts a button into a cell that has no English of its own, for its label on a phone. */
  function labelButton(cell) {
    const made = copy(() => label(cell, made.getAttribute("aria-expanded") !== "true"));
    const inside = cell.querySelector(".cell") ?? cell;
    inside.classList.add("has-label");
    inside.append(made);
  }

  function copy(act) {
    const made = pattern.cloneNode(true);
    made.tabIndex = -1;
    made.addEventListener("click", act);
    made.addEventListener("focus", () => stop(made));
    made.addEventListener("keydown", (event) => move(event, made));
    return made;
  }

  function show(english, shown) {
    english.hidden = !shown;
    buttons.get(english).setAttribute("aria-expanded", String(shown));
    for (const cell of cells(english)) label(cell, shown);
    const cell = english.closest("tbody td");
    if (labels.has(cell)) label(cell, shown || !labels.get(cell).hidden);
  }

  /** Returns the cells that a phone shows with the head of their column as a label, where this is the head's English. */
  function cells(english) {
    const head = english.closest("thead th");
    const rows = head ? [...head.closest("table").querySelectorAll("tbody tr")] : [];
    return rows.map((row) => row.children[head.cellIndex]).filter((cell) => cell?.dataset.label);
  }

  /** Shows or hides the English in the label of a cell. */
  function label(cell, shown) {
    cell.toggleAttribute("data-english", shown);
    if (shown) cell.dataset.english = labels.get(cell).textContent;
    cell.querySelector(".has-label > .english-button")?.setAttribute("aria-expanded", String(shown));
  }

  /** Makes a button the one of its section that Tab leads to. */
  function stop(chosen) {
    const section = sections.find((group) => group.includes(chosen));
    for (const other of section) other.tabIndex = other === chosen ? 0 : -1;
  }

  function move(event, from) {
    if (event.key === "Escape" && from.getAttribute("aria-expanded") === "true") from.click();
    const there = order.filter((made) => made.checkVisibility?.() ?? made.offsetParent); // not in a closed fold
    const at = there.indexOf(from);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: there.length - 1 }[event.key];
    if (there[target] === undefined) return;
    event.preventDefault();
    there[target].focus();
  }

  /** Shows or hides all of it; what the reader looks at stays where it is. */
  function all(shown) {
    const seen = blocks.map((english) => english.parentElement).find((block) => block.getBoundingClientRect().bottom > 80);
    const before = seen?.getBoundingClientRect().top;
    page.style.overflowAnchor = "none";
    for (const english of blocks) show(english, shown);
    if (seen && window.scrollY > 0) window.scrollBy(0, seen.getBoundingClientRect().top - before);
    requestAnimationFrame(() => page.style.removeProperty("overflow-anchor"));
    toggle.setAttribute("aria-checked", String(shown));
    page.classList.toggle("english-all", shown);
  }

  /** A browser may keep no storage for a page opened from a folder; the name of the window lasts as long as its tab. */
  function remember(shown) {
    const value = shown ? "on" : "off";
    window.name = `${KEY}=${value}`;
    try {
      localStorage.setItem(KEY, value);
    } catch {
      // the window's name has it
    }
  }

  const sections = [];
  for (const made of order) {
    if (made.parentElement.matches(".english-line") || sections.length === 0) sections.push([]);
    sections.at(-1).push(made);
  }
  for (const [first] of sections) first.tabIndex = 0;
  for (const link of document.querySelectorAll(".english-link")) link.remove();

  toggle.addEventListener("click", () => {
    const shown = toggle.getAttribute("aria-checked") !== "true";
    all(shown);
    remember(shown);
  });

  tools.querySelector(".english-print").addEventListener("click", () => {
    const hidden = blocks.filter((english) => english.hidden);
    for (const english of hidden) show(english, true);
    window.addEventListener("afterprint", () => hidden.forEach((english) => show(english, false)), { once: true });
    window.print();
  });

  // A finger does not hover: what was tapped shows its button.
  document.addEventListener("pointerup", (event) => {
    if (event.pointerType === "mouse" || event.target.closest(".english-button")) return;
    const near =
      event.target.closest(".has-english, .has-label") ??
      event.target.closest("td")?.querySelector(".has-english, .has-label") ?? // its label was tapped
      event.target.closest("h1, h2, h3, h4, h5, h6")?.nextElementSibling;
    for (const other of document.querySelectorAll(".is-near")) other.classList.remove("is-near");
    near?.classList.add("is-near");
  });

  if (page.classList.contains("english-early")) all(true);
  page.classList.remove("english-early");
})();
