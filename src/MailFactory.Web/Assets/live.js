"use strict";
(() => {
  const one = name => document.getElementById(name);
  const mostLines = 2000;
  let stream = null;
  let isFirst = true;

  const show = (name, html) => {
    const part = one(name);
    if (part === null) return;
    // What the server sends as HTML was encoded there. Focus and scrolling survive the exchange.
    const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
    const left = part.firstElementChild === null ? 0 : part.firstElementChild.scrollLeft;
    part.innerHTML = html;
    if (focused !== "" && one(focused) !== null) one(focused).focus({ preventScroll: true });
    if (part.firstElementChild !== null) part.firstElementChild.scrollLeft = left;
  };

  let lines = [];
  const append = (more, rest) => {
    const log = one("lines");
    if (log === null || (more.length === 0 && log.dataset.rest === rest && !isFirst)) return;
    const isAtEnd = log.scrollTop + log.clientHeight >= log.scrollHeight - 8;
    lines = (isFirst ? [] : lines).concat(more).slice(-mostLines);
    log.dataset.rest = rest;
    log.textContent = lines.join("\n") + "\n" + rest;
    if (isAtEnd || isFirst) log.scrollTop = log.scrollHeight;
  };

  const say = text => {
    one("connection").hidden = text === "";
    one("connection").textContent = text;
  };

  const open = () => {
    if (stream !== null || document.hidden) return;
    isFirst = true;
    stream = new EventSource(document.body.dataset.stream);
    stream.addEventListener("open", () => { isFirst = true; say(""); });
    stream.addEventListener("error", () => say("The connection to the build's host is lost; trying again."));
    stream.addEventListener("message", event => {
      const now = JSON.parse(event.data);
      for (const [name, html] of Object.entries(now.parts)) show(name, html);
      append(now.lines, now.rest);
      isFirst = false;
    });
  };

  // A page that nobody sees asks for nothing; it starts again when it is looked at.
  const close = () => {
    if (stream !== null) stream.close();
    stream = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();

  const retake = one("retake");
  if (retake !== null) {
    retake.hidden = false;
    const screen = one("screen");
    const path = screen.getAttribute("src");
    retake.addEventListener("click", () => {
      one("taken").textContent = "taking a picture";
      screen.src = path + "?at=" + Date.now();
    });
    screen.addEventListener("load", () => { one("taken").textContent = "taken at " + new Date().toLocaleTimeString(); });
    screen.addEventListener("error", () => { one("taken").textContent = "there is no picture yet"; });
  }
})();
