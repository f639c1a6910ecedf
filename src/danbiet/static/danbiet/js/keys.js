// "/" goes to the search box, "?" shows all keys, "g h" goes home, Ctrl+Enter sends the form one is typing in.
import { isTyping } from "./typing.js";

let before = "";

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.target.form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const pair = before + event.key.toLowerCase();
  before = event.key.toLowerCase();
  if (event.key === "/") {
    const box = document.querySelector("[data-key-search]");
    box?.focus();
    box?.select();
    event.preventDefault();
  } else if (event.key === "?") {
    document.getElementById("phim-tat")?.showModal();
    event.preventDefault();
  } else if (pair === "gh") {
    document.querySelector(".desk-top .brand")?.click();
  }
});

document.querySelector("[data-focus]")?.focus();
