// What may be meant while one types: <input data-suggest="address" data-suggest-label="…"> becomes a combobox. Without it the form does its work.
const PAUSE = 150;
const SHORTEST = 2;

for (const [place, input] of document.querySelectorAll("input[data-suggest]").entries()) {
  const list = document.createElement("ul");
  list.id = `goi-y-${place}`;
  list.className = "suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.dataset.suggestLabel);
  input.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", autocomplete: "off" })) input.setAttribute(name, value);
  let timer, running, active = -1;

  function close() {
    list.hidden = true;
    choose(-1);
    input.setAttribute("aria-expanded", "false");
  }

  function choose(number) {
    active = number;
    for (const [at, option] of [...list.children].entries()) option.setAttribute("aria-selected", String(at === number));
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[number].id);
  }

  function show(items) {
    list.replaceChildren(...items.map((item, at) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${at}`;
      option.setAttribute("role", "option");
      option.dataset.url = item.url;
      option.textContent = item.text;
      if (item.label) option.append(Object.assign(document.createElement("small"), { textContent: item.label }));
      return option;
    }));
    choose(-1);
    list.hidden = !items.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
  }

  async function ask() {
    running?.abort();
    running = new AbortController();
    const typed = input.value.trim();
    if (typed.length < SHORTEST) return close();
    try {
      const answer = await fetch(`${input.dataset.suggest}?${new URLSearchParams({ q: input.value })}`, { signal: running.signal });
      if (answer.ok && document.activeElement === input) show((await answer.json()).items);
    } catch (problem) {
      if (problem.name !== "AbortError") close(); // no network: the button still asks
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return; // Vietnamese keyboards compose letters with these keys
    const count = list.children.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      choose(active < 0 && step < 0 ? count - 1 : active + step >= count ? -1 : Math.max(active + step, -1));
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      location.assign(list.children[active].dataset.url);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option || event.button !== 0) return;
    event.preventDefault(); // the input keeps the focus until the page changes
    location.assign(option.dataset.url);
  });
  input.addEventListener("blur", close);
}
