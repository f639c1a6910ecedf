// Search as you type: <form method="get" data-live="id"> fetches itself and swaps the element of that id. Without it the button does the same.
const PAUSE = 250;

for (const form of document.querySelectorAll("form[data-live]")) {
  let timer, running;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });

  async function show() {
    running?.abort();
    running = new AbortController();
    const filled = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = `${form.action}?${new URLSearchParams(filled)}`;
    try {
      const answer = await fetch(address, { signal: running.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const id = form.dataset.live;
      document.getElementById(id).replaceWith(page.getElementById(id));
      history.replaceState(null, "", address);
    } catch (problem) {
      if (problem.name !== "AbortError") throw problem;
    }
  }
}
