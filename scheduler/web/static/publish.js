"use strict";
/* A button that copies a text; without this script the text can be marked and copied by hand. */
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value ?? text.textContent);
    } catch {
      text.select?.();
      document.execCommand("copy");
    }
    tell(button.dataset.copied);
  });
}
