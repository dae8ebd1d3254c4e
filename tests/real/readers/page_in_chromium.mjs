// Chromium, driven from outside: what it makes of a web page. `node page_in_chromium.mjs TASK FILE…` prints JSON.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [task, file, ...rest] = process.argv.slice(2);
const address = pathToFileURL(file).href;
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

// A fresh window. `wrong`: whatever a browser complains of, and whatever it asks of anybody else.
async function open(query = "", { width = 1440, height = 900, theme = "light", ...other } = {}, prepare = async () => {}) {
  const forced = theme === "forced";
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: forced ? "light" : theme,
    forcedColors: forced ? "active" : "none",
    locale: "nl-NL",
    ...other,
  });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("dialog", (dialog) => { wrong.push(`a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", (request) => { if (!request.url().startsWith(address)) wrong.push(`a request: ${request.url()}`); });
  await prepare(page);
  await page.goto(address + query);
  return { page, wrong, close: () => context.close() };
}

const shownTitles = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("td[data-s], .slot li[data-s]")]
      .filter((cell) => cell.querySelector("a, .t").checkVisibility({ visibilityProperty: true }))
      .map((cell) => cell.querySelector("a, .t").textContent.replaceAll("\u00ad", "")),
  );

const tasks = {
  // What axe-core finds, in every theme, width and view.
  async axe() {
    const found = [];
    let runs = 0;
    const { queries, themes, widths } = JSON.parse(rest[0]);
    for (const theme of themes) {
      for (const width of widths) {
        for (const query of queries) {
          const { page, wrong, close } = await open(query, { width, theme });
          await page.evaluate(axe);
          const told = await page.evaluate(() => {
            for (const article of document.querySelectorAll("article")) article.style.contentVisibility = "visible";
            return window.axe.run({ resultTypes: ["violations"] });
          });
          for (const { id, nodes } of told.violations) found.push(`${theme} ${width} ${query} ${id}: ${nodes[0].html}`);
          found.push(...wrong);
          runs += 1;
          await close();
        }
      }
    }
    return { runs, found };
  },

  // A round with the Tab key alone: where it stops, and what is wrong with a stop.
  async round() {
    const { page, wrong, close } = await open(rest[0] ?? "", JSON.parse(rest[1] ?? "{}"));
    const stops = [];
    for (let number = 0; number < 500; number += 1) {
      await page.keyboard.press("Tab");
      const stop = await page.evaluate(async () => {
        for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
        const there = document.activeElement;
        if (!there || there === document.body || there.dataset.stopped) return null;
        there.dataset.stopped = "yes";
        const box = there.getBoundingClientRect();
        const outlines = [getComputedStyle(there), getComputedStyle(there, "::after")];
        const seen = outlines.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
        const first = there.getClientRects()[0];
        const top = document.elementFromPoint(first.x + first.width / 2, Math.min(first.y + first.height / 2, innerHeight - 1));
        const faults = [];
        if (!seen) faults.push("no outline");
        if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) faults.push("out of sight");
        if (!there.contains(top) && !top?.contains(there)) faults.push(`under ${top?.outerHTML.slice(0, 80)}`);
        const inText = getComputedStyle(there).display === "inline" && there.closest("p, dd, li");
        const cell = there.closest("td");
        const target = (cell ?? there.closest("label") ?? there).getBoundingClientRect(); // a click on these counts
        if (!inText && (target.width < 24 || target.height < 24)) faults.push(`only ${target.width}x${target.height}`);
        return { name: there.id || there.getAttribute("href") || there.className || there.localName, faults };
      });
      if (stop === null) break;
      stops.push(stop);
    }
    const missed = await page.evaluate(() =>
      [...document.querySelectorAll("a[href], button, select, input, summary")]
        .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.dataset.stopped)
        .filter((one) => one.type !== "radio" || one.checked)
        .map((one) => one.outerHTML),
    );
    await close();
    return { stops: stops.map((stop) => stop.name), wrong: [...wrong, ...missed, ...stops.flatMap((s) => s.faults.map((f) => `${s.name}: ${f}`))] };
  },

  // The skip link, a filter chosen by keys, its address, another window with that address, and all shown again.
  async choose() {
    const { page, wrong, close } = await open();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const skipped = await page.evaluate(() => document.activeElement.id);
    await page.focus("#f-person");
    await page.keyboard.type(rest[0]);
    const count = await page.textContent("#count");
    const query = new URL(page.url()).search || new URL(page.url()).hash;
    const shown = await shownTitles(page);
    const again = await open(query);
    const same = await shownTitles(again.page);
    const live = await page.evaluate(() => document.getElementById("count").localName);
    await again.close();
    await page.focus("button[type=reset]");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => !/[?&]person=/.test(location.href));
    const all = await page.textContent("#count");
    await page.focus("td a");
    await page.keyboard.press("Enter");
    const target = await page.evaluate(() => {
      const there = document.querySelector("article:target");
      const box = there.getBoundingClientRect();
      return [there.querySelector("h3, h4").textContent, box.top >= 0 && box.top < innerHeight / 2];
    });
    await close();
    return { skipped, count, query: decodeURIComponent(query), shown, same, live, all, target, wrong };
  },

  // At a moment, on a clock elsewhere.
  async now() {
    const [moment, zone] = rest;
    const { page, wrong, close } = await open("", { timezoneId: zone }, (page) => page.clock.setFixedTime(moment));
    const hidden = await page.evaluate(() => document.getElementById("now").hidden);
    const lines = hidden ? [] : await page.evaluate(() => [...document.querySelectorAll("#now dt, #now dd")].map((line) => line.textContent.trim().replace(/\s+/g, " ")));
    const yours = hidden ? "" : await page.textContent("#now .yours");
    const marked = await page.evaluate(() => [...document.querySelectorAll("td[aria-current]")].map((cell) => cell.querySelector("a, .t").textContent.replaceAll("\u00ad", "")));
    let jumped = "";
    if (!hidden && (await page.isVisible("#now button"))) {
      await page.focus("#now button");
      await page.keyboard.press("Enter");
      jumped = await page.evaluate(() => {
        const box = document.activeElement.getBoundingClientRect();
        return box.top > 0 && box.bottom < innerHeight ? document.activeElement.textContent.replaceAll("\u00ad", "") : "out of sight";
      });
    }
    await close();
    return { hidden, lines, yours, marked, jumped, wrong };
  },

  // The hours of each session as the list has them, for a choice, on a clock elsewhere.
  async hours() {
    const [query, zone] = rest;
    const { page, wrong, close } = await open(query, { timezoneId: zone });
    const seen = await page.evaluate(() => {
      const text = (one) => one.textContent.trim().replace(/\s+/g, " ");
      const found = {};
      for (const item of document.querySelectorAll(".slot li[data-s]:not([hidden])")) found[text(item.querySelector("a, .t"))] = text(item.querySelector(".meta .h"));
      const note = document.querySelector(".own-hours");
      return { hours: found, note: note.hidden ? "" : text(note), texts: [...document.querySelectorAll("article:not([hidden]) .meta .own")].map(text) };
    });
    await close();
    return { ...seen, wrong };
  },

  // Without JavaScript: which of the two views is seen, by width and choice.
  async plain() {
    const seen = {};
    for (const width of [390, 1440]) {
      const { page, close } = await open("", { width, javaScriptEnabled: false });
      for (const choice of ["auto", "grid", "list"]) {
        await page.check(`#view-${choice}`);
        seen[`${width} ${choice}`] = [await page.isVisible(".sheet"), await page.isVisible(".list")];
      }
      seen[`${width} controls`] = [await page.isVisible("#filters"), await page.isVisible("#now")];
      await close();
    }
    return seen;
  },

  // How wide the page is in a window, and how tall a minute is in each cell of the grid that takes no whole row.
  async measure() {
    const wide = {};
    for (const width of [320, 390, 768, 1440]) {
      for (const query of ["?view=grid", "?view=list"]) {
        const { page, close } = await open(query, { width });
        const by = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (by > 0) wide[`${width} ${query}`] = by;
        await close();
      }
    }
    const { page, wrong, close } = await open("?view=grid");
    const cells = await page.evaluate(() =>
      [...document.querySelectorAll(".scroll td[data-s]:not(.wide)")].map((cell) => {
        const [from, to] = cell.querySelector(".h").firstChild.textContent.split("–").map((hour) => hour.trim().split(/[.:]/).map(Number));
        return [cell.getBoundingClientRect().height, to[0] * 60 + to[1] - from[0] * 60 - from[1]];
      }),
    );
    await close();
    return { wide, cells, wrong };
  },

  // The long words of the grid: where lines end inside them, and what one copies of the titles.
  async words() {
    const { page, wrong, close } = await open("?view=grid", { width: 768 });
    const parts = await page.evaluate(() => {
      const words = [...document.querySelectorAll(".scroll td, .scroll th")].flatMap((cell) => {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) for (const match of walker.currentNode.data.matchAll(/\S+/g)) found.push([walker.currentNode, match]);
        return found;
      });
      return words.map(([node, match]) => {
        const lines = [];
        let height = null;
        for (let at = match.index; at < match.index + match[0].length; at += 1) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = [...range.getClientRects()].at(-1) ?? { top: height };
          if (node.data[at] !== "\u00ad" && (height === null || Math.abs(box.top - height) > 5)) {
            lines.push("");
            height = box.top;
          }
          lines[lines.length - 1] += node.data[at];
        }
        return lines;
      });
    });
    const copied = await page.evaluate(() => {
      getSelection().selectAllChildren(document.querySelector(".scroll tbody"));
      const clipboardData = new DataTransfer();
      document.dispatchEvent(new ClipboardEvent("copy", { clipboardData, cancelable: true }));
      return ["text/plain", "text/html"].map((kind) => clipboardData.getData(kind));
    });
    await close();
    return { broken: parts.filter((lines) => lines.length > 1), copied, wrong };
  },

  // Groups are chosen by keys: what is shown then, how to subscribe to each, and what stays when all are shown again.
  async groups() {
    const window_ = JSON.parse(rest[1] ?? "{}");
    const { page, wrong, close } = await open("", window_);
    const seen = () => page.evaluate(() => ({
      hidden: document.getElementById("chosen").hidden,
      names: [...document.querySelectorAll("#chosen li > span")].map((name) => name.textContent),
      links: [...document.querySelectorAll("#chosen li a")].map((link) => link.href),
      addresses: [...document.querySelectorAll("#chosen input")].map((field) => field.value),
      number: document.querySelector("#groups .chosen").textContent,
      query: location.search,
    }));
    await page.evaluate(() => { document.getElementById("find").open = true; });
    await page.locator("#groups summary").focus();
    if (!(await page.evaluate(() => document.getElementById("groups").open))) await page.keyboard.press("Enter");
    for (const name of JSON.parse(rest[0])) {
      await page.locator(`#groups input[value="${name}"]`).focus();
      await page.keyboard.press("Space");
    }
    const chosen = { ...(await seen()), titles: await shownTitles(page) };
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.locator("#chosen .copy button").first().click();
    await page.waitForFunction(() => document.querySelector("#chosen [role=status]").textContent);
    const said = await page.locator("#chosen [role=status]").first().textContent();
    if (rest[2]) await page.screenshot({ path: rest[2], fullPage: true });
    await page.goto(address + chosen.query);
    const again = await seen();
    await page.locator("#filters button[type=reset]").click();
    await page.waitForTimeout(50);
    const none = await seen();
    await close();
    return { chosen, again, none, said, wrong };
  },

  // The ways to put the first sessions into a calendar, with and without JavaScript, and whether they are seen once opened.
  async adding() {
    const found = {};
    for (const javaScriptEnabled of [true, false]) {
      const { page, wrong, close } = await open("", { javaScriptEnabled });
      const summary = page.locator("article .add summary").first();
      await summary.focus();
      await page.keyboard.press("Enter");
      const links = page.locator("article .add").first().locator("a");
      found[javaScriptEnabled ? "with" : "without"] = {
        seen: await links.first().isVisible(),
        links: await links.evaluateAll((all) => all.map((link) => link.getAttribute("href"))),
        wrong,
      };
      if (javaScriptEnabled && rest[0]) await page.locator("article").first().screenshot({ path: rest[0] });
      await close();
    }
    return found;
  },

  // Of each day on a wide screen: whether all of its grid is in sight without a frame that scrolls.
  async whole() {
    const { page, wrong, close } = await open("", { width: 1440 });
    const whole = await page.evaluate(() => [...document.querySelectorAll(".scroll")].map((frame) => getComputedStyle(frame).overflowY === "visible"));
    await close();
    return { whole, wrong };
  },

  // As it is printed on this paper: on its side, or as a printer is set that thinks of letters, with its own margins.
  async print() {
    const { page, wrong, close } = await open();
    const letters = rest[2] === "upright" && { landscape: false, margin: { left: "1cm", right: "1cm" } };
    await page.pdf({ path: rest[1], format: rest[0], landscape: true, printBackground: true, ...letters });
    await close();
    return { wrong };
  },
};

try {
  console.log(JSON.stringify(await tasks[task]()));
} finally {
  await browser.close();
}
