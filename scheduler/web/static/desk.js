"use strict";
/* The one script of the desk: what is live on every page. What a page does besides is said in its own part below.
   Every sentence comes from the server; nothing here is said in a language. */

const live = document.getElementById("live");

/** Tell it below the page, and to who listens rather than looks. */
function tell(sentence) {
  if (live) live.textContent = sentence;
}

/** Ask the server for a part of a page, or send it something. Answers {status, text, url}; 0: no answer. */
async function ask(address, fields) {
  const options = { headers: { "X-Fragment": "1" } };
  if (fields) {
    options.method = "POST";
    options.body = new URLSearchParams(fields);
  }
  try {
    const answer = await fetch(address, options);
    return { status: answer.status, text: await answer.text(), url: answer.url };
  } catch {
    tell(document.body.dataset.lost);
    return { status: 0, text: "", url: "" };
  }
}

/** `work` as something that may be asked for at any moment: never twice at once, and once more for all that is asked
    meanwhile. */
function oneAtATime(work) {
  let underWay = false;
  let again = false;
  return async () => {
    again = true;
    if (underWay) return;
    underWay = true;
    try {
      while (again) {
        again = false;
        await work();
      }
    } finally {
      underWay = false;
    }
  };
}

/* The menu of a telephone. */
document.getElementById("menu")?.addEventListener("click", (event) => {
  const unfolded = document.querySelector(".bar").classList.toggle("unfolded");
  event.target.setAttribute("aria-expanded", String(unfolded));
});

/* What happens elsewhere. Pages listen to `desk:changed`, `desk:search` and `desk:done`. */
if (document.body.dataset.version) {
  const events = new EventSource("/events");
  for (const kind of ["changed", "search", "done"]) {
    events.addEventListener(kind, (event) => {
      document.dispatchEvent(new CustomEvent(`desk:${kind}`, { detail: JSON.parse(event.data) }));
    });
  }
}

/* A file that is dropped anywhere on a page of a day goes where the field for files of Gegevens sends it. */
if (document.body.dataset.version) {
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", (event) => {
    document.body.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    const form = document.createElement("form");
    Object.assign(form, { method: "post", action: "/gegevens/file", enctype: "multipart/form-data", hidden: true });
    const input = document.createElement("input");
    Object.assign(input, { type: "file", name: "file" });
    input.files = event.dataTransfer.files;
    form.append(input);
    document.body.append(form);
    form.submit();
  });
}
