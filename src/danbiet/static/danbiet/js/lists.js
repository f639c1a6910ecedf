// j, k and Enter in the page's first [data-list]: moves a mark from [data-row] to [data-row]; focus goes to the row's
// first link, so that a screen reader hears it and Enter opens it by itself.
import { isTyping } from "./typing.js";

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  const rows = [...document.querySelectorAll("[data-list] [data-row]")];
  if (!step || !rows.length || document.querySelector("dialog[open]")) return;
  const now = rows.findIndex((row) => row.contains(document.activeElement) || row.classList.contains("is-on"));
  const next = now < 0 ? 0 : Math.min(Math.max(now + step, 0), rows.length - 1);
  rows.forEach((row, at) => row.classList.toggle("is-on", at === next));
  rows[next].querySelector("a, button")?.focus();
  rows[next].scrollIntoView({ block: "nearest" });
  event.preventDefault();
});
