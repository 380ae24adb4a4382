// Optional: the unfinished paper stays in this tab, so that one may leave and come back.
// Nothing is sent; it goes when the vote is cast or the tab is closed.
(() => {
  "use strict";
  const shelf = (() => { try { return window.sessionStorage; } catch { return null; } })();
  if (!shelf) return;
  document.querySelectorAll("[data-forget]").forEach((e) => shelf.removeItem(e.dataset.forget));
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  const key = form.dataset.keep;
  const marks = () => [...form.elements].filter((e) => e.name && e.type !== "hidden");
  const state = () => JSON.stringify(marks().map((e) => (/radio|checkbox/.test(e.type) ? e.checked : e.value)));
  const before = state();
  const keep = () => { try { shelf.setItem(key, state()); } catch { /* full: the paper still works */ } };
  const putBack = (kept) => marks().forEach((e, place) => {
    if (/radio|checkbox/.test(e.type)) e.checked = kept[place] === true;
    else e.value = String(kept[place] ?? "");
  });
  const held = shelf.getItem(key);
  if (form.hasAttribute("data-fresh")) {
    if (held && held !== before) {
      let kept = null;
      try { kept = JSON.parse(held); } catch { shelf.removeItem(key); }
      if (Array.isArray(kept) && kept.length === marks().length) {
        putBack(kept);
        document.querySelector("[data-put-back]").hidden = false;
      }
    }
  } else keep();
  document.querySelector("[data-start-again]").addEventListener("click", () => {
    shelf.removeItem(key);
    location.assign(location.pathname);
  });
  form.addEventListener("change", keep);
  form.addEventListener("input", keep);
  form.querySelector("[data-keeps]").hidden = false;
})();
