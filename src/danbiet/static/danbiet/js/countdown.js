// Counts down by the server's clock, whatever the device believes; the words without it stay right to the minute.
const boxes = [...document.querySelectorAll("[data-countdown]")];
const two = (value) => String(value).padStart(2, "0");
const SECOND = 1000, DAY = 86400;

if (boxes.length) run();

async function run() {
  // The server's milliseconds minus this page's own count. The page may have been kept for some seconds: ask.
  let ahead = Number(boxes[0].dataset.now) - performance.now();
  try {
    const asked = performance.now();
    const { now } = await (await fetch(boxes[0].dataset.clock, { cache: "no-store" })).json();
    ahead = now - (asked + performance.now()) / 2;
  } catch {
    // no network: the page's own moment is near enough
  }
  let isOver = false;
  const tick = () => {
    for (const box of boxes) isOver = show(box, ahead + performance.now()) || isOver;
    if (isOver) setTimeout(() => location.reload(), 11 * SECOND + Math.random() * 5 * SECOND); // a page is kept for ten
    else setTimeout(tick, SECOND);
  };
  tick();
}

function show(box, now) {
  const left = Math.max(0, Math.ceil((Number(box.dataset.until) - now) / SECOND));
  const days = Math.floor(left / DAY);
  const clock = `${two(Math.floor(left / 3600) % 24)}:${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
  box.querySelector("b").textContent = days ? `${days} ${box.dataset.days} ${clock}` : clock;
  return left === 0;
}
