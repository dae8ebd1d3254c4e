"use strict";
/* The bar of a search that runs, on every page: how far it is, and what came of it. */
(() => {
  const place = document.getElementById("searching");
  if (!place) return;
  const SEEN = "netday-seen"; // the search whose end somebody has read in this browser
  const own = /^\/(proposal|search\/answer)/.test(location.pathname); // these pages say it themselves
  let asked = 0;
  let clock = 0; // when the search began, by this browser's clock

  function seen(id) {
    try {
      if (id) localStorage.setItem(SEEN, id);
      return localStorage.getItem(SEEN);
    } catch {
      return null; // this browser keeps nothing
    }
  }

  function bar() {
    return document.getElementById("search-bar");
  }

  /** The bar as the server has it; `say`: whether its sentence is told to who listens. */
  async function renew(say) {
    const mine = ++asked;
    const { status, text } = await ask(place.dataset.bar);
    if (status !== 200 || mine !== asked) return; // what was asked later says more, whichever comes first
    const old = bar();
    if (old) old.outerHTML = text;
    else place.innerHTML = text;
    const now = bar();
    if (say) tell(now.querySelector("p")?.textContent.trim() || "");
    begin();
  }

  /** What the script adds to the bar: its clock, a way to close it; what was read stays away. */
  function begin() {
    const now = bar();
    clock = Date.now() - 1000 * Number(now.dataset.elapsed || 0);
    if (now.classList.contains("at-work")) return;
    if (own) seen(now.dataset.id);
    if (now.dataset.id && seen() === now.dataset.id) now.replaceChildren();
    const close = now.querySelector("[data-seen]");
    if (close) {
      close.hidden = false;
      close.addEventListener("click", () => {
        seen(now.dataset.id);
        now.replaceChildren();
        document.getElementById("main").focus();
      });
    }
  }

  document.addEventListener("desk:search", ({ detail }) => {
    const now = bar();
    if (!now || detail.state === "left" || now.dataset.id !== detail.id || now.dataset.state !== detail.state) {
      renew(false);
      return;
    }
    const sentence = now.querySelector("[data-sentence]");
    if (sentence) sentence.textContent = detail.sentence;
    const list = now.querySelector("[data-found]");
    if (list && detail.found.length) {
      list.hidden = false;
      list.replaceChildren(...detail.found.map((words) => Object.assign(document.createElement("li"), { textContent: words })));
    }
    clock = Date.now() - 1000 * detail.elapsed;
  });
  document.addEventListener("desk:done", () => renew(true));
  setInterval(() => {
    const seconds = bar()?.querySelector("[data-seconds]");
    if (seconds) seconds.textContent = Math.round((Date.now() - clock) / 1000);
  }, 1000);
  document.addEventListener("submit", async (event) => {
    if (event.target.getAttribute("action") !== "/maken/stop") return;
    event.preventDefault();
    await ask("/maken/stop", {});
    renew(false);
  });
  if (bar()) begin();
  else renew(false);
})();
