// Optional: while a need is being written, those that look like it. They are shown
// again after “Continue”, with or without this file.
(() => {
  "use strict";
  const place = document.querySelector("[data-alike]");
  const box = document.getElementById("id_title");
  const more = document.getElementById("id_text");
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (!place || !box || !token) return;
  const PAUSE = 700; // ms without a key: reading while one types would be in the way
  const words = () => `${box.value.trim()}\n${more ? more.value.trim() : ""}`;
  let timer = 0, asked = words(), under_way = null;
  const show = (html) => {
    const drawn = document.createElement("template");
    drawn.innerHTML = html;
    const sentence = drawn.content.querySelector("[data-sentence]");
    place.querySelector("[role=status]").textContent = sentence ? sentence.textContent : "";
    sentence?.remove();
    place.querySelector("[data-list]").replaceChildren(drawn.content);
    place.classList.toggle("note", Boolean(sentence));
  };
  const ask = async () => {
    if (words() === asked) return;
    asked = words();
    under_way?.abort();
    under_way = new AbortController();
    // Posted, so that what is typed stands in no address and in no server's log.
    const body = new URLSearchParams({ title: box.value, text: more ? more.value : "", csrfmiddlewaretoken: token.value });
    try {
      const answer = await fetch(place.dataset.alike, { method: "POST", body, signal: under_way.signal });
      if (answer.ok && !answer.redirected) show(await answer.text());
    } catch { /* no network: the form works as before */ }
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
  more?.addEventListener("change", ask); // once the text is written, not at each key
})();
