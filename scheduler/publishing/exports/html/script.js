"use strict";
// Filters, "now and next" and addresses to share. Without this script the page says all that it says with it.
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const form = document.getElementById("filters");
  const count = document.getElementById("count");
  const compact = document.getElementById("compact");
  const views = all("input[name=view]");
  const fields = ["person", "pillar"].map((name) => form.elements[name]).filter(Boolean);
  const boxes = all("#groups input");
  const groups = () => boxes.flatMap((box, number) => (box.checked ? [number] : []));
  const search = form.elements.q;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();

  // A session stands on the page up to four times (grid, grid for print, list, text), each with the same number.
  const places = new Map();
  for (const element of all("[data-s]")) {
    const number = element.dataset.s;
    if (!places.has(number)) places.set(number, []);
    places.get(number).push(element);
  }
  const sessions = [...places].map(([number, elements]) => {
    const facts = elements.find((element) => element.matches(".slot li, #absent article"));
    const item = facts.matches("li") ? facts : null;
    const times = item ? all(".h time", item).map((time) => Date.parse(time.dateTime)) : [];
    return {
      elements,
      item,
      hours: elements.map((element) => element.querySelector(".meta .h")).filter(Boolean),
      online: "online" in facts.dataset,
      common: "common" in facts.dataset,
      has: (name, value) => (facts.dataset[name] ?? "").split(" ").includes(value),
      words: null,
      moving: facts.classList.contains("moving"),
      start: times[0],
      end: times[1],
    };
  });
  const names = { person: "who", pillar: "pillar" };

  function matches(session, chosen) {
    if (chosen.length && !session.common && !chosen.some((number) => session.has("group", String(number)))) return false;
    for (const field of fields) {
      const asked = String(field.selectedIndex - 1);
      if (field.selectedIndex > 0 && !session.common && !session.has(names[field.name], asked)) return false;
    }
    const asked = plain(search.value).split(/\s+/).filter(Boolean);
    if (!asked.length) return true;
    session.words ??= plain(session.elements.map((element) => element.textContent).join(" "));
    return asked.every((word) => session.words.includes(word));
  }

  function filter() {
    let shown = 0;
    const chosen = groups();
    for (const session of sessions) {
      const yes = matches(session, chosen);
      if (yes && session.item) shown += 1;
      for (const element of session.elements) {
        if (element.matches("td")) element.classList.toggle("off", !yes);
        else element.hidden = !yes;
      }
    }
    for (const group of all(".slot, .texts, #absent")) group.hidden = !group.querySelector("[data-s]:not([hidden])");
    for (const block of all("td.block")) block.classList.toggle("off", !block.querySelector("[data-s]:not([hidden])"));
    for (const heading of all(".of-day")) heading.hidden = heading.nextElementSibling.hidden;
    tellOwnHours();
    const shownText = count.dataset.shown.replace("{shown}", shown.toLocaleString(document.documentElement.lang));
    if (count.textContent !== shownText) count.textContent = shownText;
    offer(chosen);
  }

  // The calendars of the groups that are chosen stand below the choice, as they do at the end of the page.
  const mine = document.getElementById("chosen");
  let offered = "";
  function offer(chosen) {
    const number = document.querySelector("#groups .chosen");
    if (number) number.textContent = chosen.length ? number.dataset.chosen.replace("{number}", chosen.length) : "";
    if (chosen.join() === offered) return;
    offered = chosen.join();
    const lines = chosen.map((one) => document.querySelector(`#calendars li[data-of="${one}"]`)).filter(Boolean);
    mine.querySelector("ul").replaceChildren(...lines.map((line) => line.cloneNode(true)));
    for (const way of all(".way", mine)) way.open = lines.length < 4;
    mine.hidden = !lines.length;
  }

  // Who joins from another time zone reads their own hours too: of a person whose zone the page knows all of them, of
  // anybody else those of what can be followed online, by the clock of this machine.
  const dayZone = document.getElementById("now").dataset.zone;
  const note = document.querySelector(".own-hours");
  const language = document.documentElement.lang;
  function wall(moment, zone) {
    const parts = {};
    const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" });
    for (const part of format.formatToParts(moment)) parts[part.type] = part.value;
    return { hour: `${Number(parts.hour)}${language === "nl" ? "." : ":"}${parts.minute}`, date: `${parts.year}-${parts.month}-${parts.day}` };
  }
  function ownHours(session, zone) {
    const [start, end] = [session.start, session.end].map((moment) => wall(moment, zone));
    const [here, until] = [session.start, session.end].map((moment) => wall(moment, dayZone));
    if (start.date === here.date && start.hour === here.hour && end.hour === until.hour) return "";
    const day = start.date === here.date ? "" : `${new Date(session.start).toLocaleDateString(language, { timeZone: zone, weekday: "short", day: "numeric", month: "long" })} `;
    return `${day}${start.hour}–${end.hour}`;
  }
  function tellOwnHours() {
    const chosen = form.elements.person?.selectedOptions[0];
    const { zone = "", place = "" } = chosen?.dataset ?? {};
    let any = false;
    for (const session of sessions) {
      let hours = "";
      try {
        if (session.item && (zone || session.online)) hours = ownHours(session, zone || undefined);
      } catch {
        // A zone that this browser does not know.
      }
      any ||= hours !== "" && zone !== "";
      const words = (zone ? note.dataset.place : note.dataset.here).replace("{place}", place).replace("{hours}", hours);
      for (const place of session.hours) {
        place.querySelector(".own")?.remove();
        if (!hours) continue;
        const fresh = document.createElement("span");
        fresh.className = "own";
        fresh.textContent = `, ${words}`;
        place.append(fresh);
      }
    }
    note.hidden = !any;
    note.textContent = any ? note.dataset.note.replace("{place}", place) : "";
  }

  // The address keeps what is asked, so that it can be shared. Some browsers refuse this for a file on disk.
  function remember() {
    const asked = new URLSearchParams();
    for (const field of [...fields, search]) if (field.value) asked.set(field.name, field.value);
    for (const box of boxes) if (box.checked) asked.append("group", box.value);
    const view = views.find((radio) => radio.checked);
    if (view && view.value !== "auto") asked.set("view", view.value);
    if (compact.checked) asked.set("compact", "1");
    const query = asked.toString();
    try {
      history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
    } catch {
      history.replaceState(null, "", query ? `#?${query}` : "#");
    }
  }

  function recall() {
    const asked = new URLSearchParams(location.hash.startsWith("#?") ? location.hash.slice(2) : location.search);
    for (const field of fields) {
      const wanted = asked.get(field.name) ?? "";
      const option = [...field.options].findIndex((choice) => choice.value === wanted);
      field.selectedIndex = Math.max(0, option);
    }
    const wanted = asked.getAll("group");
    for (const box of boxes) box.checked = wanted.includes(box.value);
    search.value = asked.get("q") ?? "";
    for (const radio of views) radio.checked = radio.value === (asked.get("view") ?? "auto");
    if (!views.some((radio) => radio.checked)) views[0].checked = true;
    compact.checked = asked.get("compact") === "1";
  }

  // Now and next: the hours on the page carry their offset, so this is right on any clock.
  const now = document.getElementById("now");
  const list = now.querySelector("dl");
  const yours = now.querySelector(".yours");
  const placed = sessions.filter((session) => session.item).sort((one, other) => one.start - other.start);
  const HOUR = 3600000;
  let running = [];
  let lastState = "";

  function entry(word, session) {
    const fresh = document.createElement("dd");
    const title = session.item.querySelector("a, .t").cloneNode(true);
    const meta = session.item.querySelector(".meta").cloneNode(true);
    meta.classList.replace("meta", "h");
    fresh.append(title, " ", meta);
    return fresh;
  }

  function heading(word) {
    const fresh = document.createElement("dt");
    fresh.textContent = word;
    return fresh;
  }

  function tell() {
    const moment = Date.now();
    running = placed.filter((session) => session.start <= moment && moment < session.end);
    const later = placed.filter((session) => session.start > moment && !session.moving);
    const next = later.filter((session) => session.start === later[0].start && session.start - moment < 16 * HOUR);
    now.hidden = !running.length && !next.length;
    for (const session of placed) {
      const here = running.includes(session);
      for (const element of session.elements) {
        element.classList.toggle("current", here);
        if (here && element.matches("td, li")) element.setAttribute("aria-current", "time");
        else element.removeAttribute("aria-current");
      }
    }
    now.querySelector("button").hidden = !running.length;
    const state = [...running, null, ...next].map((session) => session && sessions.indexOf(session)).join();
    if (now.hidden || state === lastState) return;
    lastState = state;
    const nothing = document.createElement("dd");
    nothing.textContent = now.dataset.none;
    const lines = (found) => found.map((session) => entry("", session));
    list.replaceChildren(heading(now.dataset.now), ...(running.length ? lines(running) : [nothing]));
    if (next.length) list.append(heading(now.dataset.next), ...lines(next));
  }

  function clock() {
    const show = (zone) => new Date().toLocaleTimeString(document.documentElement.lang, { hour: "numeric", minute: "2-digit", timeZone: zone });
    let hours;
    try {
      hours = show(now.dataset.zone);
    } catch {
      return;
    }
    yours.hidden = hours === show(undefined);
    yours.textContent = now.dataset.yours
      .replace("{place}", now.dataset.zone.split("/").at(-1).replaceAll("_", " "))
      .replace("{time}", show(undefined));
  }

  now.querySelector("button").addEventListener("click", () => {
    const seen = running.flatMap((session) => session.elements).filter((element) => element.matches("td, .slot li") && element.checkVisibility?.({ visibilityProperty: true }));
    const target = seen[0]?.querySelector("a") ?? seen[0];
    if (!target) return;
    if (!target.matches("a")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
    (target.closest("td") ?? target).scrollIntoView({ block: "center", inline: "center" });
  });

  // A frame that does not scroll need not be a stop for the keyboard.
  const frames = all(".scroll");
  // A link that is half out of its frame comes into sight with the focus.
  for (const frame of frames) {
    frame.addEventListener("focusin", (event) => {
      if (event.target !== frame) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
  }
  // A text that is laid out as it comes into sight may push what has the focus out of it.
  document.getElementById("texts")?.addEventListener("focusin", (event) => {
    requestAnimationFrame(() => requestAnimationFrame(() => event.target.scrollIntoView({ block: "nearest" })));
  });
  function stops() {
    for (const frame of frames) {
      const scrolls = frame.scrollWidth > frame.clientWidth || frame.scrollHeight > frame.clientHeight;
      if (scrolls) frame.tabIndex = 0;
      else frame.removeAttribute("tabindex");
    }
  }

  // The places at which long words may break are no part of what people copy.
  document.addEventListener("copy", (event) => {
    const selection = getSelection();
    if (!String(selection).includes("\u00ad") || !event.clipboardData) return;
    const part = document.createElement("div");
    for (let number = 0; number < selection.rangeCount; number += 1) part.append(selection.getRangeAt(number).cloneContents());
    event.clipboardData.setData("text/plain", String(selection).replaceAll("\u00ad", ""));
    event.clipboardData.setData("text/html", part.innerHTML.replaceAll("\u00ad", ""));
    event.preventDefault();
  });

  // Addresses of calendars, for programs that want one pasted. Not every browser lets a page copy.
  for (const button of all(".copy button")) button.hidden = false;
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".copy input")) event.target.select();
  });
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy button");
    if (!button) return;
    const [field, status] = ["input", "[role=status]"].map((what) => button.parentElement.querySelector(what));
    let copied = true;
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      field.focus();
      copied = document.execCommand("copy");
    }
    status.textContent = copied ? button.dataset.copied : button.dataset.not;
  });

  // An address, such as those in calendars, may lead to a line of the list while the grid is shown: then to its cell.
  function aim() {
    const target = document.getElementById(location.hash.slice(1));
    const session = target && !target.checkVisibility?.() && sessions.find((one) => one.elements.includes(target));
    const seen = session && session.elements.find((element) => element.checkVisibility?.({ visibilityProperty: true }));
    if (!seen) return;
    seen.tabIndex = -1;
    seen.focus({ preventScroll: true });
    seen.scrollIntoView({ block: "center", inline: "center" });
  }

  const find = document.getElementById("find");
  find.hidden = false;
  recall();
  find.open = matchMedia("(min-width: 48rem)").matches || fields.some((field) => field.value) || groups().length > 0 || search.value !== "";
  const choose = document.getElementById("groups");
  if (choose) choose.open = groups().length > 0;
  filter();
  tell();
  clock();
  setInterval(() => { tell(); clock(); }, 15000);
  const changed = () => { filter(); lastState = ""; tell(); remember(); };
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(changed));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const control of [...views, compact]) control.addEventListener("change", () => { remember(); stops(); });
  addEventListener("popstate", () => { recall(); filter(); });
  addEventListener("resize", stops);
  addEventListener("hashchange", aim);
  requestAnimationFrame(() => { stops(); aim(); });
})();
