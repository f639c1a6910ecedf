// Answered questions that fit what is being typed, as links below the box: [data-fits-for="id of the input"] with a <ul>.
// Numbers and addresses that may name somebody are not sent while one types.
const PAUSE = 250;
const SHORTEST = 6;
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
const harmless = (text) => text.replace(/\S*@\S*/g, " ").replace(/\d[\d .-]{5,}\d/g, " ").replace(/\s+/g, " ").trim();

function marked(text, typed) {
  const words = new Set(fold(typed).split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1));
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((piece) => {
    if (!words.has(fold(piece))) return piece;
    return Object.assign(document.createElement("mark"), { textContent: piece });
  });
}

function line(item, typed) {
  const link = Object.assign(document.createElement("a"), { href: item.url });
  link.lang = "vi";
  link.append(...marked(item.text, typed));
  const small = Object.assign(document.createElement("small"), { textContent: item.holds ? `${item.label}. ${item.holds}` : item.label });
  link.append(small);
  const row = document.createElement("li");
  row.append(link);
  return row;
}

export function watch(input, place, address) {
  const list = place.querySelector("ul");
  const fixed = [...list.children]; // what stands below the hits in any case
  const count = place.querySelector("[data-fits-count]");
  let timer, running, asked = "";

  async function ask() {
    const typed = harmless(input.value).slice(0, 300);
    if (typed === asked) return;
    asked = typed;
    running?.abort();
    if (typed.length < SHORTEST) return void (place.hidden = true);
    running = new AbortController();
    try {
      const answer = await fetch(`${address}?${new URLSearchParams({ q: typed })}`, { signal: running.signal });
      if (!answer.ok) return;
      const { items } = await answer.json();
      list.replaceChildren(...items.map((item) => line(item, typed)), ...fixed);
      if (count) count.textContent = count.dataset.words.replace("#", items.length);
      place.hidden = !items.length;
    } catch (problem) {
      if (problem.name !== "AbortError") place.hidden = true; // no network: the form itself still works
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

for (const place of document.querySelectorAll("[data-fits-for]")) {
  const input = document.getElementById(place.dataset.fitsFor);
  if (input) watch(input, place, place.dataset.fitsUrl);
}
