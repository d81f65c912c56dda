"use strict";
(() => {
  const one = name => document.getElementById(name);
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];

  // Without this script everything is visible and nothing can be filtered, so the controls appear only with it.
  for (const control of all("#theme, #filters, .search")) control.hidden = false;

  const themes = ["system", "light", "dark"];
  one("theme").addEventListener("click", event => {
    const next = themes[(themes.indexOf(document.documentElement.dataset.theme || "system") + 1) % themes.length];
    document.documentElement.dataset.theme = next;
    event.currentTarget.textContent = "Theme: " + next;
  });

  const filter = () => {
    const wanted = one("wanted").value.trim().toLowerCase();
    const verdict = one("verdict").value;
    for (const part of all("[data-distro]")) {
      part.hidden = !part.dataset.distro.includes(wanted) || (verdict !== "" && part.dataset.kind !== verdict);
    }
    for (const check of all(".check")) check.hidden = one("hide-passed").checked && check.dataset.check === "passed";
    const rows = all(".matrix tbody tr");
    one("shown").textContent = rows.filter(row => !row.hidden).length + " of " + rows.length + " " + one("shown").dataset.subject + "s";
  };
  one("filters").addEventListener("input", filter);
  one("filters").addEventListener("submit", event => event.preventDefault());
  filter();

  const mark = (line, text, found) => {
    line.textContent = "";
    let from = 0;
    for (let at = text.toLowerCase().indexOf(found); at >= 0; at = text.toLowerCase().indexOf(found, from)) {
      line.append(text.slice(from, at), Object.assign(document.createElement("mark"), { textContent: text.slice(at, at + found.length) }));
      from = at + found.length;
    }
    line.append(text.slice(from));
  };

  for (const log of all(".log")) {
    const lines = all(".line", log).map(line => ({ line, text: line.textContent }));
    const status = log.querySelector("[role=status]");
    log.querySelector("input").addEventListener("input", event => {
      const found = event.target.value.trim().toLowerCase();
      let count = 0;
      for (const { line, text } of lines) {
        const isHit = text.toLowerCase().includes(found);
        line.hidden = !isHit;
        count += isHit ? 1 : 0;
        if (found && isHit) mark(line, text, found);
        else line.textContent = text;
      }
      status.textContent = found ? count + " of " + lines.length + " lines" : "";
    });
  }

  // A link to a stage opens it, and what the keyboard does next starts there.
  const show = () => {
    const target = location.hash && one(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.tagName === "DETAILS") {
      target.open = true;
      target.querySelector("summary").focus();
    } else {
      target.focus();
    }
    target.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();

  document.addEventListener("keydown", event => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      one("wanted").focus();
    }
  });

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });
})();
