// Editors' rooms: names for what Wagtail leaves without one, so that a screen reader says where the cursor is.
function nameRichText() {
  for (const text of document.querySelectorAll("[contenteditable=true]:not([aria-label], [aria-labelledby])")) {
    const heading = text.closest("[data-panel][aria-labelledby]")?.getAttribute("aria-labelledby");
    if (heading) text.setAttribute("aria-labelledby", heading);
  }
}

// Blocks come and go while one writes.
new MutationObserver(nameRichText).observe(document.body, { childList: true, subtree: true });
nameRichText();

// The box for several files lies unseen over a button that says what it does.
const files = document.querySelector("#fileupload");
const words = files?.parentElement.querySelector("button")?.textContent.trim();
if (words) files.setAttribute("aria-label", words);
