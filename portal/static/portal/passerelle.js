// Optional comfort: every page works without this file.
(() => {
  "use strict";
  // How many characters are left, said politely.
  document.querySelectorAll("[data-count][maxlength]").forEach((box) => {
    const words = document.createElement("p");
    words.className = "hint count";
    words.setAttribute("role", "status");
    const say = () => {
      const left = box.maxLength - box.value.length;
      words.textContent = box.dataset.count.replace("%n", left.toLocaleString(document.documentElement.lang));
    };
    box.after(words);
    box.addEventListener("input", say);
    say();
  });
  // A second press of a button while its form is on the way changes nothing.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
  document.querySelector("[autofocus]")?.focus();
})();
