// One page, read by somebody: told once, when it is seen. No cookie, nothing kept in the browser. /luot-truy-cap/
const page = document, mark = page.documentElement.dataset.dem;
let told = !mark || navigator.webdriver;
function tell() {
  if (told || page.prerendering || page.visibilityState !== "visible") return;
  told = navigator.sendBeacon("/dem", mark);
}
page.addEventListener("visibilitychange", tell);
page.addEventListener("prerenderingchange", tell);
tell();
