// Optional: the wall follows the meeting without blinking. Without this file the page
// asks for itself again.
(() => {
  "use strict";
  const wall = document.getElementById("wall");
  const lost = document.getElementById("wall-lost");
  const PACE = 3000;
  let tag = "";
  const look = async () => {
    try {
      const headers = tag ? { "If-None-Match": tag } : {};
      const answer = await fetch(wall.dataset.now, { headers, cache: "no-store" });
      if (answer.ok) {
        tag = answer.headers.get("ETag") || "";
        wall.innerHTML = await answer.text();
      }
      lost.hidden = answer.ok || answer.status === 304;
    } catch {
      lost.hidden = false;
    }
    if (!lost.hidden) lost.textContent = wall.dataset.lost;
    setTimeout(look, PACE);
  };
  setTimeout(look, PACE);
})();
