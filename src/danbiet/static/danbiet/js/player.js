// Films with several qualities change between them as the line allows (HLS). Nothing is fetched before somebody presses play.
const VENDOR = new URL("../../vendor/hls.light.min.mjs", import.meta.url);

for (const video of document.querySelectorAll("video[data-hls]")) {
  const address = video.dataset.hls;
  if (video.canPlayType("application/vnd.apple.mpegurl") && !window.MediaSource) {
    video.prepend(Object.assign(document.createElement("source"), { src: address, type: "application/vnd.apple.mpegurl" }));
    video.load();
  } else if (window.MediaSource && video.querySelectorAll("source").length > 1) {
    video.addEventListener("play", () => adapt(video, address), { once: true });
  }
}

async function adapt(video, address) {
  let Hls;
  try {
    ({ default: Hls } = await import(VENDOR));
  } catch {
    return; // the plain file goes on playing
  }
  if (!Hls.isSupported() || video.currentTime > 1) return;
  const player = new Hls({ enableWorker: false, capLevelToPlayerSize: true, startPosition: video.currentTime });
  player.on(Hls.Events.ERROR, (_event, problem) => {
    if (!problem.fatal) return;
    player.destroy();
    video.src = video.querySelector("source").src;
    video.play();
  });
  player.loadSource(address);
  player.attachMedia(video);
  player.once(Hls.Events.MANIFEST_PARSED, () => video.play());
}
