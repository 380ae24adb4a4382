// Optional: how many needs are chosen, said politely at each tap.
(() => {
  "use strict";
  const tally = document.querySelector("[data-tally]");
  if (!tally) return;
  const form = tally.closest("form"), says = tally.dataset, most = Number(says.most);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const words = (name, n) => (plural.select(n) === "one" ? says[name + "One"] : says[name + "Other"]).replaceAll("%n", n);
  const count = () => {
    const n = form.querySelectorAll("[name=chosen]:checked").length;
    tally.classList.toggle("is-over", n > most);
    tally.textContent = n > most ? `${words("count", n)} ${words("over", n - most)}` : words("count", n);
  };
  tally.hidden = false;
  form.addEventListener("change", count);
  count();
})();
