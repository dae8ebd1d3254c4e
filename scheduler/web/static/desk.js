"use strict";
/* The one script of the desk: what is live on every page. What a page does besides is said in its own part below.
   Every sentence comes from the server; nothing here is said in a language. */

const live = document.getElementById("live");

/** Tell it below the page, and to who listens rather than looks. */
function tell(sentence) {
  if (live) live.textContent = sentence;
}

/** Ask the server for a part of a page, or send it something. Answers {status, text}; status 0: it cannot be reached. */
async function ask(address, fields) {
  const options = { headers: { "X-Fragment": "1" }, credentials: "same-origin" };
  if (fields) {
    options.method = "POST";
    options.body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  }
  try {
    const answer = await fetch(address, options);
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  } catch {
    tell(document.body.dataset.lost);
    return { status: 0, text: "", headers: new Headers() };
  }
}

/* What happens elsewhere. Pages listen to `desk:changed`, `desk:search` and `desk:done`. */
if (document.body.dataset.version) {
  const events = new EventSource("/events");
  for (const kind of ["changed", "search", "done"]) {
    events.addEventListener(kind, (event) => {
      document.dispatchEvent(new CustomEvent(`desk:${kind}`, { detail: JSON.parse(event.data) }));
    });
  }
}
