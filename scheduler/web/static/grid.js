"use strict";
/* Rooster. Everything is said by the server; here it is put in its place. Three ways to move a session, each of which
   ends in `put`: drag it; press it and then the place; keys (Enter and arrows, or Alt and an arrow). */

const area = document.querySelector("#main");
const SCROLLING = ".timetable, .scroll, .beside";
const FIRST = 300; // places from which what can be is asked before what it costs
let picked = null; // {session} or {head: "room" | "round", value}: what is held
let offered = new Map(); // what the server says of each place, by its key
let trying = false;
let sending = null; // what was sent last
let sent = 0;
let answered = 0; // of what was sent; a grid that was asked for before an answer came may be older than that
const ours = []; // versions that we made, of which we are still to be told
let asking = 0; // of several questions the last one counts

const board = () => document.getElementById("board");
const tray = () => JSON.parse(board().dataset.tray || "[]");
const filled = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const keyOf = (offer) => (offer.other ? `s ${offer.other}` : `p ${offer.start} ${offer.room}`);
const keyOfButton = (button) =>
  button.dataset.session ? `s ${button.dataset.session}` : `p ${button.dataset.start} ${button.dataset.room}`;
const buttonsOf = (name) => [...board().querySelectorAll(".session")].filter((each) => each.dataset.session === name);
const shown = (element) => element.getClientRects().length > 0;

/* -- a new grid ----------------------------------------------------------------------------------------------------- */

/** What the server answers takes the place of what was there; who had the focus keeps it. */
function renew(text, focus) {
  const before = document.activeElement;
  const scrolls = [...board().querySelectorAll(SCROLLING)].map((each) => [each.scrollLeft, each.scrollTop]);
  const wanted = focus || before?.dataset?.session;
  const id = before?.id;
  const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("board");
  if (!fresh) return false;
  board().replaceWith(document.adoptNode(fresh));
  board().querySelectorAll(SCROLLING).forEach((each, number) => {
    if (scrolls[number]) [each.scrollLeft, each.scrollTop] = scrolls[number];
  });
  picked = null;
  offered = new Map();
  if (tray().length) trying = true;
  prepare();
  if (wanted) buttonsOf(wanted).find(shown)?.focus({ preventScroll: !focus });
  else if (id) {
    const again = document.getElementById(id);
    (again && !again.disabled ? again : document.getElementById("trying"))?.focus({ preventScroll: true });
  }
  return true;
}

function prepare() {
  const button = document.getElementById("trying");
  if (button) button.setAttribute("aria-pressed", String(trying));
  for (const table of board().querySelectorAll(".grid")) {
    const first = table.querySelector("tbody .session") || table.querySelector("tbody .place");
    if (first) first.tabIndex = 0;
  }
}

async function send(address, fields, focus) {
  const before = board().dataset.version;
  sent++;
  sending = ask(address, { version: before, ...fields });
  const answer = await sending;
  answered++;
  if (!answer.status) return false;
  if (!renew(answer.text, focus)) {
    tell(answer.text.trim());
    return false;
  }
  if (answer.status === 200 && board().dataset.version !== before) ours.push(board().dataset.version);
  tell(board().dataset.words);
  return answer.status === 200;
}

async function refresh(moves) {
  for (;;) {
    await sending;
    const known = answered;
    const tried = moves ?? tray();
    const query = tried.length ? `?tray=${encodeURIComponent(JSON.stringify(tried))}` : "";
    const answer = await ask(`/board${query}`);
    if (!answer.status) return "";
    if (answered !== known || sent !== answered) continue;
    return renew(answer.text) ? board().dataset.words : "";
  }
}

/* -- doing ---------------------------------------------------------------------------------------------------------- */

/** One act, or one more in the tray where moves are tried first. */
async function act(what, focus) {
  if (trying && what.act !== "pin" && what.act !== "unpin") {
    const said = await refresh([...tray(), what]);
    tell(said || board().querySelector(".tray p")?.textContent || "");
    if (focus) buttonsOf(focus).find(shown)?.focus();
    return;
  }
  await send("/board/do", { act: JSON.stringify(what) }, focus);
}

/** What is held goes there: to a free place, or it changes places with who stands there. */
async function put(target) {
  const held = picked;
  if (!held) return;
  if (held.fixed) {
    letGo();
    tell(filled(board().dataset.fixed, held));
    return;
  }
  if (held.head) {
    const value = held.head === "room" ? target.dataset.swapRoom : target.dataset.swapRound;
    if (value === undefined) return;
    letGo(value === held.value);
    if (value !== held.value) {
      const number = held.head === "round";
      const [one, other] = number ? [Number(held.value), Number(value)] : [held.value, value];
      await act({ act: number ? "swap_rounds" : "swap_rooms", one, other });
    }
    return;
  }
  const name = held.session;
  const other = target.dataset.other ?? target.dataset.session;
  if (other === name) {
    letGo(true);
  } else if (other !== undefined && offered.size && !offered.has(`s ${other}`) && noSwap(name, other)) {
    letGo();
    tell(filled(board().dataset.noSwap, { session: other }));
  } else if (other !== undefined && buttonsOf(name).some((each) => !each.closest("#shelf"))) {
    letGo();
    if (buttonsOf(other).some((each) => each.closest("#shelf"))) await act({ act: "take_off", session: name }, name);
    else await act({ act: "swap", one: name, other }, name);
  } else if (other !== undefined) {
    const there = placeOf(other);
    if (there) {
      letGo();
      await act({ act: "place", session: name, ...there }, name);
    }
  } else if (target.dataset.start !== undefined) {
    letGo();
    await act({ act: "place", session: name, start: Number(target.dataset.start), room: target.dataset.room || null }, name);
  }
}

/** Whether both stand somewhere, and the server has named no price for changing them. */
function noSwap(name, other) {
  return [name, other].every((one) => buttonsOf(one).some((each) => !each.closest("#shelf")));
}

/** Where a session stands, of which a place is asked for somebody from the shelf. */
function placeOf(name) {
  const button = buttonsOf(name).find((each) => each.dataset.start !== undefined);
  return button ? { start: Number(button.dataset.start), room: button.dataset.room || null } : null;
}

/* -- picking up ------------------------------------------------------------------------------------------------------ */

async function pickUp(button) {
  letGo();
  leaveBroken();
  const name = button.dataset.session;
  if (!("edit" in board().dataset)) {
    await look(name);
    return;
  }
  if ("fixed" in button.dataset && !button.closest("#shelf")) {
    picked = { session: name, fixed: true };
    mark();
    tell(filled(board().dataset.fixed, { session: name }));
    await look(name);
    return;
  }
  picked = { session: name };
  mark();
  tell(filled(board().dataset.picked, { session: name }));
  await look(name);
}

/** What the last move broke was read. */
function leaveBroken() {
  document.getElementById("broke")?.remove();
}

function mark() {
  board().classList.add("picking");
  for (const each of buttonsOf(picked.session)) {
    each.classList.add("picked");
    each.setAttribute("aria-pressed", "true");
  }
  document.getElementById("shelf")?.classList.add("target");
  const off = document.getElementById("take-off");
  if (off) off.hidden = !buttonsOf(picked.session).some((each) => !each.closest("#shelf"));
}

/** Every place of the session with what it costs, or why it cannot be. On a large day first what can be. */
async function look(name) {
  const mine = ++asking;
  const many = board().querySelectorAll(".grid .place").length > FIRST;
  for (const part of many ? ["hard", "priced", "swaps"] : ["all"]) {
    const query = new URLSearchParams({ session: name, part });
    if (tray().length) query.set("tray", JSON.stringify(tray()));
    const answer = await ask(`/board/places?${query}`);
    if (mine !== asking || !answer.status) return;
    const found = JSON.parse(answer.text);
    if (found.refused) {
      tell(found.refused);
      return;
    }
    if (!picked) picked = { session: name, fixed: true }; // who may only look
    for (const offer of found.offers) offered.set(keyOf(offer), offer);
    showOffers();
    if (part !== "swaps") {
      const panel = document.getElementById("picked");
      panel.innerHTML = found.panel;
      panel.hidden = false;
    }
  }
}

function showOffers() {
  const seen = new Set();
  const fromShelf = !buttonsOf(picked.session).some((each) => each.closest(".grid"));
  for (const button of board().querySelectorAll(".grid .place, .grid .session")) {
    let offer = offered.get(keyOfButton(button));
    if (!offer && fromShelf && button.dataset.session)
      offer = offered.get(`p ${button.dataset.start} ${button.dataset.room}`); // of who comes from the shelf
    if (!offer || button.classList.contains("picked")) continue;
    showOffer(button, offer, seen.has(offer) ? "" : offer.badge);
    seen.add(offer); // columns without a room are one place, which is priced once
  }
}

/** What the server says of a place, a session or a heading: on its button, and to who listens. */
function showOffer(button, offer, badge) {
  button.classList.toggle("fits", offer.fits && !offer.here);
  button.classList.toggle("bad", !offer.fits);
  button.querySelector(".badge").textContent = badge;
  button.title = offer.label;
  let words = button.querySelector(".offer");
  if (!words) {
    words = document.createElement("span");
    words.className = "offer";
    [...button.querySelectorAll(".vh")].pop().append(words);
  }
  words.textContent = `. ${offer.label}`;
}

/** `say`: whoever listens hears of it. */
function letGo(say = false) {
  if (!picked) return;
  const held = picked;
  picked = null;
  offered = new Map();
  asking++;
  board().classList.remove("picking");
  document.getElementById("shelf")?.classList.remove("target");
  const off = document.getElementById("take-off");
  if (off) off.hidden = true;
  for (const each of board().querySelectorAll(".picked, .target, .fits, .bad, .over")) {
    each.classList.remove("picked", "target", "fits", "bad", "over");
    each.removeAttribute("aria-pressed");
  }
  for (const each of board().querySelectorAll(".grid .badge:not(:empty)")) each.textContent = "";
  for (const each of board().querySelectorAll(".offer")) each.remove();
  for (const each of board().querySelectorAll(".grid [title]")) each.removeAttribute("title");
  const panel = document.getElementById("picked");
  if (panel) panel.hidden = true;
  if (say) tell(held.session ? filled(board().dataset.loose, held) : "");
}

/** A whole room or round, by its heading. */
function pickHead(button) {
  const head = button.dataset.swapRoom !== undefined ? "room" : "round";
  const value = button.dataset.swapRoom ?? button.dataset.swapRound;
  if (picked?.head === head) {
    put(button);
    return;
  }
  letGo();
  picked = { head, value };
  button.classList.add("picked");
  button.setAttribute("aria-pressed", "true");
  for (const each of board().querySelectorAll(head === "room" ? "[data-swap-room]" : "[data-swap-round]"))
    if (each !== button) each.classList.add("target");
  tell(board().dataset[head]);
  priceHeads(head, value);
}

/** What it costs to change places with each other room or round. */
async function priceHeads(head, one) {
  const mine = ++asking;
  const query = new URLSearchParams({ what: `swap_${head}s`, one });
  if (tray().length) query.set("tray", JSON.stringify(tray()));
  const answer = await ask(`/board/whole?${query}`);
  if (mine !== asking || answer.status !== 200) return;
  for (const offer of JSON.parse(answer.text).offers)
    for (const button of board().querySelectorAll(head === "room" ? "[data-swap-room]" : "[data-swap-round]"))
      if ((button.dataset.swapRoom ?? button.dataset.swapRound) === offer.value) showOffer(button, offer, offer.badge);
}

/* -- by pointer ------------------------------------------------------------------------------------------------------ */

let dragged = null; // {button, x, y, ghost}
let justDragged = false;

area.addEventListener("pointerdown", (event) => {
  const button = event.target.closest(".session");
  justDragged = false;
  if (!button || event.button !== 0 || event.pointerType === "touch" || !("edit" in board().dataset)) return;
  if ("fixed" in button.dataset) return;
  dragged = { button, x: event.clientX, y: event.clientY, ghost: null };
});

document.addEventListener("pointermove", (event) => {
  if (!dragged) return;
  if (!dragged.ghost) {
    if (Math.hypot(event.clientX - dragged.x, event.clientY - dragged.y) < 6) return;
    const name = dragged.button.dataset.session;
    if (picked?.session !== name) pickUp(dragged.button);
    dragged.ghost = document.createElement("div");
    dragged.ghost.className = "ghost";
    dragged.ghost.textContent = dragged.button.querySelector(".title").textContent;
    document.body.append(dragged.ghost);
    dragged.button.classList.add("dragging");
    window.getSelection()?.removeAllRanges();
  }
  event.preventDefault();
  dragged.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 8}px)`;
  const target = under(event);
  for (const each of board().querySelectorAll(".over")) if (each !== target) each.classList.remove("over");
  target?.classList.add("over");
  scrollAlong(event);
});

/** Near an edge the grid goes along. */
function scrollAlong(event) {
  const below = document.elementFromPoint(event.clientX, event.clientY);
  const scroller = [below?.closest(".scroll"), below?.closest(".timetable")].find(
    (each) => each && (each.scrollHeight > each.clientHeight || each.scrollWidth > each.clientWidth),
  );
  if (!scroller) return;
  const box = scroller.getBoundingClientRect();
  const edge = 40;
  if (event.clientY > box.bottom - edge) scroller.scrollTop += 12;
  else if (event.clientY < box.top + 2 * edge) scroller.scrollTop -= 12;
  if (event.clientX > box.right - edge) scroller.scrollLeft += 12;
  else if (event.clientX < box.left + 3 * edge) scroller.scrollLeft -= 12;
}

const under = (event) =>
  document.elementFromPoint(event.clientX, event.clientY)?.closest(".place, .session, #shelf") ?? null;

document.addEventListener("pointerup", (event) => {
  if (!dragged) return;
  const { button, ghost } = dragged;
  endDrag();
  if (!ghost) return;
  justDragged = true;
  setTimeout(() => (justDragged = false));
  const target = under(event);
  for (const each of board().querySelectorAll(".over")) each.classList.remove("over");
  if (target === button || !target) letGo(true);
  else if (target.closest("#shelf")) takeOff();
  else put(target);
});

document.addEventListener("pointercancel", () => {
  const ghost = dragged?.ghost;
  endDrag();
  if (ghost) letGo(true);
});

function endDrag() {
  dragged?.ghost?.remove();
  dragged?.button.classList.remove("dragging");
  dragged = null;
}

function takeOff() {
  const name = picked?.session;
  if (!name) return;
  const placed = buttonsOf(name).some((each) => !each.closest("#shelf"));
  letGo(!placed);
  if (placed) act({ act: "take_off", session: name }, name);
}

area.addEventListener("click", (event) => {
  if (justDragged) {
    event.preventDefault();
    justDragged = false;
    return;
  }
  const button = event.target.closest("button");
  if (!button) return;
  const data = button.dataset;
  if (button.matches(".head")) pickHead(button);
  else if (button.matches(".choice")) put(button);
  else if (button.matches(".session")) {
    if (picked?.session && picked.session !== data.session && "edit" in board().dataset) put(button);
    else if (picked?.session === data.session) letGo(true);
    else pickUp(button);
  } else if (button.matches(".place")) {
    if (picked?.session) put(button);
    else tell(board().dataset.first);
  } else if (button.id === "take-off" || "takeOff" in data) takeOff();
  else if ("pin" in data || "unpin" in data) {
    const name = picked?.session;
    letGo();
    if (name) act({ act: "pin" in data ? "pin" : "unpin", session: name }, name);
  } else if ("letGo" in data) {
    const name = picked?.session;
    letGo(true);
    if (name) buttonsOf(name).find(shown)?.focus();
  } else if ("leaveBroken" in data) {
    leaveBroken();
    board().querySelector(".grid [tabindex='0']")?.focus();
  } else if ("show" in data) show(data.show);
  else if (button.id === "trying") toggleTrying();
  else if ("trayDo" in data) doTray();
  else if ("trayLess" in data) refresh(tray().slice(0, -1)).then((said) => said && tell(said));
  else if ("trayLeave" in data) leaveTray();
  else if (button.id === "to-verdict") {
    const open = board().classList.toggle("sheet");
    button.setAttribute("aria-expanded", String(open));
  }
});

/* What is long is asked for when it is opened. */
area.addEventListener(
  "toggle",
  async (event) => {
    const box = event.target;
    if (!box.open || !box.dataset.fetch) return;
    const moves = tray();
    const query = moves.length ? `?tray=${encodeURIComponent(JSON.stringify(moves))}` : "";
    const answer = await ask(box.dataset.fetch + query);
    if (answer.status === 200) box.querySelector("div").innerHTML = answer.text;
  },
  true,
);

/** Undo and redo, which are forms for who has no script. */
area.addEventListener("submit", (event) => {
  if (!event.target.matches(".stepping")) return;
  event.preventDefault();
  step(event.target.getAttribute("action"));
});

async function step(address) {
  letGo();
  if (tray().length && address.endsWith("undo")) await refresh(tray().slice(0, -1));
  else await send(address, {});
}

function show(name) {
  const button = buttonsOf(name).find(shown);
  button?.scrollIntoView({ block: "center", inline: "center" });
  button?.focus();
}

function toggleTrying() {
  if (tray().length) leaveTray();
  else {
    trying = !trying;
    prepare();
  }
}

async function leaveTray() {
  trying = false;
  await refresh([]);
}

async function doTray() {
  const acts = tray();
  trying = false;
  await send("/board/do", { act: JSON.stringify(acts.length === 1 ? acts[0] : { act: "tray", acts }) });
}

/* -- by keys ---------------------------------------------------------------------------------------------------------- */

const WAYS = { ArrowUp: [-1, 0, "earlier"], ArrowDown: [1, 0, "later"], ArrowLeft: [0, -1, "left"], ArrowRight: [0, 1, "right"] };

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select");
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !typing && "edit" in board().dataset) {
    const key = event.key.toLowerCase();
    if (key === "z" || key === "y") {
      event.preventDefault();
      step(key === "y" || event.shiftKey ? "/board/redo" : "/board/undo");
    }
    return;
  }
  if (event.key === "Escape") {
    if (dragged?.ghost) endDrag();
    const name = picked?.session;
    board().classList.remove("sheet");
    document.getElementById("to-verdict")?.setAttribute("aria-expanded", "false");
    letGo(true);
    leaveBroken();
    if (name && !event.target.closest?.(".grid")) buttonsOf(name).find(shown)?.focus();
    return;
  }
  const button = event.target.closest?.(".grid .session, .grid .place, .grid .head, .session");
  if (!button || typing) return;
  if (event.key === "Delete" && button.dataset.session && "edit" in board().dataset) {
    event.preventDefault();
    letGo();
    if (!button.closest("#shelf")) act({ act: "take_off", session: button.dataset.session }, button.dataset.session);
    return;
  }
  const way = WAYS[event.key];
  if (way && event.altKey) {
    event.preventDefault();
    if (button.dataset.session) moveOn(button, way[2]);
  } else if (way && button.closest(".grid")) {
    event.preventDefault();
    go(button, way[0], way[1]);
  } else if ((event.key === "Home" || event.key === "End") && button.closest(".grid")) {
    event.preventDefault();
    edge(button, event.key === "Home");
  }
});

/** Alt and an arrow: to the next free hour in the same room, or the next free room at the same hour. */
async function moveOn(button, way) {
  if (!("edit" in board().dataset)) return;
  const name = button.dataset.session;
  letGo();
  if (!trying) await send("/board/step", { session: name, way }, name);
  else await send("/board/step", { session: name, way, trying: "1", tray: board().dataset.tray }, name);
}

/** The cells as they lie: a table of rows and columns, each with the cell that covers it. */
function cellsOf(table) {
  const matrix = [];
  [...table.rows].forEach((row, number) => {
    matrix[number] ??= [];
    let column = 0;
    for (const cell of row.cells) {
      while (matrix[number][column]) column++;
      for (let down = 0; down < cell.rowSpan; down++)
        for (let right = 0; right < cell.colSpan; right++) (matrix[number + down] ??= [])[column + right] = cell;
      column += cell.colSpan;
    }
  });
  return matrix;
}

function go(button, down, right) {
  const cell = button.closest("td, th");
  const inside = [...cell.querySelectorAll("button")];
  const beside = inside[inside.indexOf(button) + down];
  if (down && beside) {
    focusOn(beside);
    return;
  }
  const matrix = cellsOf(cell.closest("table"));
  let row = matrix.findIndex((cells) => cells.includes(cell));
  let column = Math.min(lastColumn ?? matrix[row].indexOf(cell), matrix[row].lastIndexOf(cell));
  column = Math.max(column, matrix[row].indexOf(cell));
  if (right) column = right > 0 ? matrix[row].lastIndexOf(cell) : matrix[row].indexOf(cell);
  if (down > 0) row = matrix.findLastIndex((cells) => cells.includes(cell));
  for (row += down, column += right; matrix[row]?.[column]; row += down, column += right) {
    const found = [...matrix[row][column].querySelectorAll("button")];
    if (found.length) {
      focusOn(down < 0 ? found[found.length - 1] : found[0]);
      lastColumn = down ? column : null;
      return;
    }
  }
}
let lastColumn = null; // so that going down over what is for everyone comes out where it went in

function edge(button, first) {
  const row = button.closest("tr");
  const found = [...row.querySelectorAll("td button")];
  focusOn(first ? found[0] : found[found.length - 1]);
  lastColumn = null;
}

function focusOn(button) {
  button?.focus();
}

/* One button of each table is reached with Tab: the last one that had the focus. */
area.addEventListener("focusin", (event) => {
  const table = event.target.closest(".grid");
  if (!table) return;
  for (const each of table.querySelectorAll('[tabindex="0"]')) each.tabIndex = -1;
  event.target.tabIndex = 0;
});

/* What a place would be is shown beside the grid as well, for who looks and has no pointer to hold over it. */
for (const kind of ["focusin", "pointerover"])
  area.addEventListener(kind, (event) => {
    const button = picked && event.target.closest(".grid .place, .grid .session");
    const line = button && document.querySelector("#picked .reason");
    if (line) line.textContent = button.title;
  });

/* -- what others do --------------------------------------------------------------------------------------------------- */

const news = []; // what others did and is not shown yet: {detail, held}, and what was held when we were told

document.addEventListener("desk:changed", async ({ detail }) => {
  await sending;
  const known = ours.indexOf(detail.version);
  if (known >= 0) ours.splice(0, known + 1);
  if (known >= 0 || detail.version === board().dataset.version) return;
  news.push({ detail, held: picked?.session });
  catchUp();
});

/** One new grid for all that others did: each of it is told, and its sessions are marked for a while. */
const catchUp = oneAtATime(async () => {
  await sending;
  const told = news.splice(0);
  if (!told.length) return; // it was told in the round before
  const held = picked?.session ?? told.at(-1).held;
  await refresh();
  const sentences = [];
  for (const { detail } of told) {
    const who = detail.who || document.body.dataset.somebody;
    sentences.push(filled(document.body.dataset.changed, { who, what: detail.sentence }));
    for (const name of detail.sessions ?? [])
      for (const button of buttonsOf(name)) {
        button.classList.add("by-other");
        button.querySelector(".foot").dataset.who = who;
      }
  }
  tell(sentences.join(" "));
  setTimeout(() => {
    for (const each of board().querySelectorAll(".by-other")) each.classList.remove("by-other");
  }, 6000);
  const again = held && buttonsOf(held).find(shown);
  if (again) pickUp(again);
});

prepare();
