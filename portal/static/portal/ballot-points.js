// Optional: points by − and +, with what is left. The numbers stay the form's own fields.
(() => {
  "use strict";
  const tally = document.querySelector("[data-tally]");
  if (!tally) return;
  const form = tally.closest("form"), says = tally.dataset;
  const most = Number(says.most), total = Number(says.total), none = form.elements.none;
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const words = (name, n) => (plural.select(n) === "one" ? says[name + "One"] : says[name + "Other"]).replaceAll("%n", n);
  const DOTS = 5; // more do not fit beside the buttons

  const needs = [...form.querySelectorAll("[data-points-need]")].map((card) => {
    const acts = card.querySelector("[data-acts]"), fields = [...acts.querySelectorAll("input")];
    const title = card.querySelector(".need-title");
    return { card, acts, fields, title: title.textContent.trim(), language: (title.querySelector("[lang]") ?? title).lang };
  });
  const typed = (need) => need.fields[0].type === "number";
  const points = (need) => Number(typed(need) ? need.fields[0].value : need.fields.find((f) => f.checked)?.value) || 0;
  const given = () => needs.reduce((sum, need) => sum + points(need), 0);

  const countWords = () => {
    const sum = given();
    if (total && sum > total) return words("over", sum - total);
    return words("count", total ? total - sum : sum);
  };
  const say = (words, over = false) => {
    tally.classList.toggle("is-over", over);
    tally.replaceChildren(...words);
  };
  // The sentence about a need, its title in the language it is written in.
  const about = (need, n) => {
    const [before, after] = says.now.replace("%p", words("worth", n)).split("%t");
    const title = document.createElement("span");
    title.lang = need.language;
    title.textContent = need.title;
    return [before, title, after];
  };
  const draw = () => needs.forEach((need) => {
    const n = points(need), full = n >= most || (total && given() >= total);
    need.card.classList.toggle("is-in", n > 0);
    need.worth.textContent = words("worth", n);
    need.worth.dataset.dots = most <= DOTS ? "●".repeat(Math.min(n, most)) + "○".repeat(Math.max(0, most - n)) : "";
    need.more.setAttribute("aria-disabled", String(Boolean(full)));
    need.fewer.setAttribute("aria-disabled", String(n <= 0));
  });
  const told = (need) => say([...about(need, points(need)), ` ${countWords()}`], Boolean(total) && given() > total);
  const set = (need, n) => {
    if (typed(need)) need.fields[0].value = n;
    else need.fields[n].checked = true;
    if (n && none.checked) none.checked = false;
    draw();
    told(need);
    need.fields[0].dispatchEvent(new Event("change", { bubbles: true }));
  };
  const more = (need) => {
    if (points(need) >= most) say([says.mostHere], true);
    else if (total && given() >= total) say([says.allGiven], true);
    else set(need, points(need) + 1);
  };
  const fewer = (need) => { if (points(need) > 0) set(need, points(need) - 1); };
  const button = (need, sign, label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", `${label} – ${need.title}`);
    made.addEventListener("click", () => act(need));
    return made;
  };

  needs.forEach((need) => {
    const stepper = document.createElement("div");
    stepper.className = "stepper";
    need.worth = document.createElement("span");
    need.worth.className = "worth";
    need.fewer = button(need, "−", says.fewer, fewer);
    need.more = button(need, "+", says.more, more);
    need.fewer.className = "is-quiet";
    if (typed(need)) {
      // Many points are still typed; the buttons stand beside.
      need.fields[0].addEventListener("input", () => { draw(); told(need); });
      need.acts.append(need.fewer, need.fields[0], need.more);
      need.acts.classList.add("stepper");
      return;
    }
    // The links of the error summary now lead to the button.
    need.more.id = need.fields[0].id;
    need.fields[0].removeAttribute("id");
    need.fields[0].setAttribute("aria-label", need.title);
    stepper.append(need.fewer, need.worth, need.more);
    need.acts.hidden = true;
    need.acts.after(stepper);
  });
  tally.hidden = false;
  draw();
  say([countWords()], Boolean(total) && given() > total);
})();
