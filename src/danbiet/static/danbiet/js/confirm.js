// A link with data-confirm leads to a confirm page. With scripts its form is fetched and shown as a dialog on the spot;
// when anything is unexpected the link is simply followed. Buttons with data-open="id" open a dialog of the page.
function shown(form) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "hoi-lai");
  dialog.append(form);
  form.querySelector("[data-close]")?.addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

async function ask(link) {
  try {
    const answer = await fetch(link.href, { headers: { "X-Requested-With": "fetch" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const form = page.querySelector("form[data-confirm-box]");
    if (!answer.ok || !form) throw new Error("no confirm box");
    form.action = new URL(form.getAttribute("action") || answer.url, answer.url).href;
    shown(document.importNode(form, true));
  } catch {
    window.location.assign(link.href);
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[data-confirm]");
  if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    ask(link);
  }
  const opener = event.target.closest?.("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
});

// A second click must not send twice; the button says that it is busy and comes back when the page is shown again.
// A form that answers with a download keeps its page and carries data-again.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.defaultPrevented || "again" in event.target.dataset) return;
  if (event.target.dataset.isSent) {
    event.preventDefault();
    return;
  }
  event.target.dataset.isSent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-is-sent]")) {
    delete form.dataset.isSent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
});
