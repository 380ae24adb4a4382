// Optional: taps without waiting, a search while typing, and marks kept in this page
// while the network is down. What is kept is the number of a membership, an act and an
// hour, never a name; it leaves the browser's store as soon as it is sent.
(() => {
  "use strict";
  const form = document.getElementById("taps");
  if (!form) return;
  const words = JSON.parse(form.dataset.words);
  const store = form.dataset.store;
  const PACE = 8000;
  const at = (id) => document.getElementById(id);
  const rows = [...form.querySelectorAll("li[data-m]")];
  const row = (member) => form.querySelector(`li[data-m="${member}"]`);
  const kept = () => JSON.parse(sessionStorage.getItem(store) || "[]");
  const keep = (taps) => (taps.length ? sessionStorage.setItem(store, JSON.stringify(taps)) : sessionStorage.removeItem(store));
  const key = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const put = (node, text) => { if (node.textContent !== text) node.textContent = text; };
  const AFTER = { arrived: "here", left: "left" };

  const tell = (meter) => {
    put(at("quorum-words"), meter.quorum);
    put(at("quorum-present"), meter.present);
    put(at("quorum-guests"), meter.guests);
    at("quorum-bar").setAttribute("width", meter.percent);
    at("quorum").classList.toggle("is-met", meter.met);
  };
  const show = (member, state, hours) => {
    const line = row(member);
    if (!line) return;
    line.dataset.state = state;
    delete line.dataset.waits;
    put(line.querySelector(".mark"), hours);
  };
  const refuse = (sentence) => {
    at("refused").hidden = !sentence;
    put(at("refused"), sentence || "");
  };
  const say = (sentence) => {
    at("waiting").hidden = !sentence;
    put(at("waiting"), sentence || "");
  };
  const count = (taps) => (taps.length === 1 ? words.kept_one : words.kept_many.replace("%n", taps.length));

  // A tap is shown at once; it is sure when the portal has answered.
  const wait = (tap) => {
    const [act, member] = tap.tap.split(":");
    const line = row(member);
    if (!line) return;
    if (act in AFTER) line.dataset.state = AFTER[act];
    else line.dataset.state = line.dataset.state === "left" ? "here" : "";
    line.dataset.waits = "";
    put(line.querySelector(".mark"), words.waits);
  };
  const send = async (tap) => {
    const body = new FormData();
    const waited = Date.now() - Date.parse(tap.kept) > 5000; // else the portal's own clock
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    Object.entries({ csrfmiddlewaretoken: token, whole: "1", ...tap, kept: waited ? tap.kept : "" }).forEach(([name, value]) => body.append(name, value));
    return fetch(form.getAttribute("action") || location.pathname, { method: "POST", body, headers: { Accept: "application/json" } });
  };
  let busy = false;
  let late = false;
  const flush = async () => {
    if (busy) return;
    busy = true;
    try {
      for (let taps = kept(); taps.length; taps = kept()) {
        const answer = await send(taps[0]);
        const signedOut = answer.redirected || answer.status === 403;
        if (signedOut || answer.status >= 500) {
          say(signedOut ? words.signed_out : count(taps));
          late = true;
          return;
        }
        const told = await answer.json().catch(() => ({}));
        keep(kept().filter((tap) => tap.key !== taps[0].key));
        if (told.refused) await look(true);
        refuse(told.refused);
        if (told.line) show(told.line.id, told.line.state, told.line.hours);
        if (told.meter) tell(told.meter);
      }
      say(late ? words.sent : "");
      late = false;
    } catch {
      late = true;
      say(count(kept()));
    } finally {
      busy = false;
    }
  };

  // What other tablets marked. A line that still waits here is left alone.
  const look = async (all) => {
    const answer = await fetch(form.dataset.presence, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) return;
    const told = await answer.json();
    const waiting = new Set(kept().map((tap) => tap.tap.split(":")[1]));
    rows.forEach((line) => {
      if (!all && waiting.has(line.dataset.m)) return;
      const [state, hours] = told.lines[line.dataset.m] || ["", ""];
      if (line.dataset.state !== state || line.querySelector(".mark").textContent !== hours) show(line.dataset.m, state, hours);
    });
    tell(told.meter);
  };

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button?.name !== "tap") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const tap = { tap: button.value, key: key(), kept: new Date().toISOString() };
    const hour = form.elements.hour?.value;
    if (hour) tap.hour = hour;
    keep([...kept(), tap]);
    wait(tap);
    at("id_q").focus();
    flush();
  });

  const fold = (text) => text.toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").normalize("NFD").replace(/\p{M}/gu, "");
  const search = () => {
    const parts = fold(at("id_q").value).split(/\s+/).filter(Boolean);
    let found = 0;
    rows.forEach((line) => {
      line.hidden = !parts.every((part) => line.dataset.find.includes(part));
      found += line.hidden ? 0 : 1;
    });
    put(at("found"), !parts.length ? "" : found === 0 ? words.found_none : found === 1 ? words.found_one : words.found_many.replace("%n", found));
  };
  at("id_q").addEventListener("input", search);
  at("search").addEventListener("submit", (event) => event.preventDefault());
  if (!new URLSearchParams(location.search).get("q")) at("search-button").hidden = true;

  window.addEventListener("online", flush);
  kept().forEach(wait);
  flush();
  setInterval(() => flush().then(() => look(false)).catch(() => {}), PACE);
})();
