"use strict";
/* Gegevens: forms are sent without leaving the page, and a nearest name is put in by a button. */
(() => {
  const main = document.getElementById("main");
  let here = location.pathname + location.search;
  const formed = () => main.querySelector("form[data-typed], form.answers"); // somebody may be typing

  /** Put a part that the server gave in the place of what is shown. The bar of a search, which is not ours, stays. */
  function put(text) {
    const part = new DOMParser().parseFromString(text, "text/html");
    const data = document.adoptNode(part.querySelector(".data"));
    main.querySelector(".data").replaceWith(data);
    document.title = part.title;
    ready();
    return data;
  }

  /** A part that somebody asked for: its address and the focus go along. */
  function show(text, address) {
    const data = put(text);
    if (address && address !== location.href) history.pushState({}, "", address);
    here = location.pathname + location.search;
    const where = data.querySelector("#summary") || data.querySelector("[aria-invalid='true']") ||
      (location.hash && document.getElementById(location.hash.slice(1))) || data.querySelector(".good") || main;
    if (where !== main && !where.hasAttribute("tabindex") && !where.matches("input, select, textarea")) where.tabIndex = -1;
    where.focus();
    if (where === main) scrollTo(0, 0);
  }

  async function send(form, fields) {
    const working = document.getElementById("working");
    const buttons = [...form.querySelectorAll("button")];
    const slow = setTimeout(() => { if (working) { working.hidden = false; tell(working.textContent); } }, 400);
    for (const each of buttons) each.disabled = true;
    try {
      const { status, text, url } = await ask(form.action, fields);
      if ([200, 412, 422].includes(status)) {
        show(text, status === 200 ? url : "");
        tell("");
      } else if (status) tell(text.slice(0, 300));
    } finally {
      clearTimeout(slow);
      if (working) working.hidden = true;
      for (const each of buttons) each.disabled = false;
    }
  }

  main.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-part]")) return;
    event.preventDefault();
    send(form, new FormData(form, event.submitter));
  });

  /* A file is read before the page answers: that it is at work is seen, and it is sent once. */
  main.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form#drop")) return;
    const working = document.getElementById("working");
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    if (working) { working.hidden = false; tell(working.textContent); }
  });
  addEventListener("pageshow", () => { delete document.getElementById("drop")?.dataset.sent; });

  main.addEventListener("input", (event) => {
    const form = event.target.form;
    if (form && form.matches("[data-search]")) later(form);
    oneMore(event.target);
  });

  /* Behind the last of several names there is always room for one more. */
  function oneMore(input) {
    const set = input.closest("fieldset.field");
    const line = input.closest(".pair") || input;
    if (!set || !input.value) return;
    const same = [...set.querySelectorAll(input.closest(".pair") ? ".pair" : `input[name='${CSS.escape(input.name)}']:not([type=hidden])`)];
    if (same.at(-1) !== line) return;
    const next = line.cloneNode(true);
    for (const each of next.matches("input") ? [next] : next.querySelectorAll("input, select")) {
      each.value = "";
      each.removeAttribute("aria-invalid");
      each.setAttribute("aria-label", each.getAttribute("aria-label").replace(/\d+$/, String(same.length + 1)));
    }
    line.after(next);
  }

  /* A list filters while one types; the field stays where it is. */
  let waiting = 0, asked = 0;
  function later(form) {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const number = ++asked;
      const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
      const answer = await ask(address);
      if (answer.status !== 200 || number !== asked) return;
      const part = new DOMParser().parseFromString(answer.text, "text/html");
      for (const gone of main.querySelectorAll(".sheet > :not(h1):not(.above)")) gone.remove();
      for (const each of part.querySelectorAll(".sheet > :not(h1):not(.above)")) main.querySelector(".sheet").append(each);
      main.querySelector("#found").textContent = part.querySelector("#found").textContent;
      history.replaceState({}, "", address);
      here = location.pathname + location.search;
    }, 200);
  }

  main.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-instead]");
    if (!button) return;
    const inputs = [...main.querySelectorAll("input, textarea, select")].filter((each) => each.name === `c.${button.value}`);
    const wrong = inputs.find((each) => each.value === button.dataset.typed) || inputs[0];
    if (!wrong) return;
    wrong.value = wrong.value.includes(button.dataset.typed) && button.dataset.typed
      ? wrong.value.replace(button.dataset.typed, button.dataset.instead) : button.dataset.instead;
    wrong.removeAttribute("aria-invalid");
    wrong.focus();
  });

  /* What others do: a list is shown anew; where something was typed it is only told. */
  document.addEventListener("desk:changed", (event) => {
    const shown = main.querySelector(".data");
    if (!shown || shown.dataset.version === event.detail.version) return;
    if (formed()) {
      const who = event.detail.who || document.body.dataset.somebody;
      tell(document.body.dataset.changed.replace("{who}", who).replace("{what}", event.detail.sentence));
    } else {
      catchUp();
    }
  });
  const catchUp = oneAtATime(async () => {
    const answer = await ask(location.href);
    if (answer.status !== 200 || formed()) return;
    const held = document.activeElement;
    const place = held?.id ? [held.id, held.selectionStart] : null;
    const sought = main.querySelector("form[data-search]");
    const typed = sought ? [...new FormData(sought)] : [];
    put(answer.text);
    const again = main.querySelector("form[data-search]");
    for (const [name, value] of again ? typed : []) {
      const field = again.elements.namedItem(name);
      if (!field || field.value === value) continue;
      field.value = value; // it was typed while we asked
      later(again);
    }
    if (!place) return;
    const fresh = document.getElementById(place[0]);
    fresh?.focus();
    if (fresh?.matches("input[type=search], input[type=text], input:not([type])") && place[1] !== null) fresh.setSelectionRange(place[1], place[1]);
  });
  addEventListener("popstate", () => {
    if (location.pathname + location.search !== here) location.reload();  // and not for a place on the same page
  });

  function ready() {
    for (const button of main.querySelectorAll("button[data-instead]")) button.hidden = false;
  }
  ready();
  main.querySelector("#summary")?.focus();
})();
