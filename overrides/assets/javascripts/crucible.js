/* What the pages do beyond Material: the language switch keeps the section that is being read. */
(() => {
  "use strict";

  /** The id of the last heading above the middle of the upper half of the screen, if the page has been scrolled. */
  function section() {
    const headings = document.querySelectorAll(".md-content h2[id], .md-content h3[id]");
    let found = "";
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top > window.innerHeight / 3) break;
      found = heading.id;
    }
    return window.scrollY > 0 ? found : decodeURIComponent(window.location.hash.slice(1));
  }

  for (const link of document.querySelectorAll(".language-switch a")) {
    const page = link.getAttribute("href").split("#")[0];
    const aim = () => {
      const id = section();
      link.setAttribute("href", id ? `${page}#${encodeURIComponent(id)}` : page);
    };
    for (const event of ["pointerenter", "pointerdown", "focus", "click"]) link.addEventListener(event, aim);
  }
})();
