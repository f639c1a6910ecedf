// An item's share row: what the device offers is shown, the plain links stand without it.
const row = document.querySelector("[data-share]");
const { title, url } = row?.dataset ?? {};
const said = row?.querySelector("[data-said]");

function offer(selector, act) {
  const button = row?.querySelector(selector);
  if (!button) return;
  button.parentElement.hidden = false;
  button.addEventListener("click", () => act(button));
}

if (navigator.share) {
  offer("[data-native]", () => navigator.share({ title, url }).catch((problem) => {
    if (problem.name !== "AbortError") throw problem; // closing the sheet is no fault
  }));
}
if (navigator.clipboard) {
  offer("[data-copy]", async (button) => {
    await navigator.clipboard.writeText(url);
    said.textContent = button.textContent = button.dataset.done;
  });
}
offer("[data-print]", () => window.print());

// Tabs that are wider than a phone: the one that is open stands in sight.
const current = document.querySelector(".tabs a[aria-current]");
const tabs = current?.closest("ul");
if (tabs) tabs.scrollLeft += current.getBoundingClientRect().left - tabs.getBoundingClientRect().left;
