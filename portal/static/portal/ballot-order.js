// Optional: needs are put in order by tapping. The lists of places stay the form's own
// fields; they only step back behind buttons.
(() => {
  "use strict";
  const tally = document.querySelector("[data-tally]");
  if (!tally) return;
  const form = tally.closest("form"), says = tally.dataset, most = Number(says.most);
  const none = form.elements.none, order = form.querySelector("[data-order]");
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const count = (n) => (plural.select(n) === "one" ? says.countOne : says.countOther).replaceAll("%n", n);

  const button = (need, look, words, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = look;
    made.addEventListener("click", act);
    need.acts.append(made);
    if (words) {
      made.textContent = look.includes("up") ? "↑" : "↓";
      made.setAttribute("aria-label", `${words} – ${need.title}`);
    }
    return made;
  };
  const needs = [...form.querySelectorAll("[data-order-need]")].map((card) => {
    const select = card.querySelector("select"), label = card.querySelector("label");
    return { card, select, label, title: label.textContent, language: label.lang, acts: card.querySelector("[data-acts]"), mark: card.querySelector("[data-mark]") };
  });
  const place = (need) => Number(need.select.value) || 0;
  const placeWords = (n) => needs[0].select.options[n].text;
  const inOrder = () => needs.filter(place).sort((a, b) => place(a) - place(b));
  // The sentence about a need, its title in the language it is written in.
  const about = (need, sentence) => {
    const [before, after] = sentence.replace("%r", place(need) ? placeWords(place(need)) : "").split("%t");
    const title = document.createElement("span");
    title.lang = need.language;
    title.textContent = need.title;
    return [before, title, after];
  };

  const write = (list) => {
    needs.forEach((need) => { need.select.value = list.includes(need) ? list.indexOf(need) + 1 : ""; });
  };
  const say = (words, over = false) => {
    tally.classList.toggle("is-over", over);
    tally.replaceChildren(...words);
  };
  const change = (list, need, sentence) => {
    write(list);
    if (list.length && none.checked) none.checked = false;
    draw();
    say([...about(need, sentence), ` ${count(list.length)}`]);
    need.select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const tap = (need) => {
    const list = inOrder();
    if (list.includes(need)) change(list.filter((one) => one !== need), need, says.gone);
    else if (list.length >= most) say([says.full], true);
    else change([...list, need], need, says.now);
  };
  const move = (need, by) => {
    const list = inOrder(), from = list.indexOf(need), to = from + by;
    if (to < 0 || to >= list.length) return;
    [list[from], list[to]] = [list[to], list[from]];
    change(list, need, says.now);
  };
  const draw = () => {
    const list = inOrder();
    needs.forEach((need) => {
      const at = list.indexOf(need), isIn = at >= 0;
      need.card.classList.toggle("is-in", isIn);
      need.mark.textContent = isIn ? at + 1 : "";
      need.tap.textContent = isIn ? says.out : says.put.replace("%r", placeWords(Math.min(list.length + 1, most)));
      need.tap.setAttribute("aria-label", `${need.tap.textContent} – ${need.title}${isIn ? ` (${placeWords(at + 1)})` : ""}`);
      need.tap.classList.toggle("is-quiet", isIn || list.length >= most);
      need.tap.setAttribute("aria-disabled", String(!isIn && list.length >= most));
      need.up.hidden = need.down.hidden = !isIn;
      need.up.setAttribute("aria-disabled", String(at <= 0));
      need.down.setAttribute("aria-disabled", String(at === list.length - 1));
    });
    order.hidden = !list.length;
    order.querySelector("[data-order-list]").replaceChildren(...list.map((need) => {
      const line = document.createElement("li");
      line.textContent = need.title;
      line.lang = need.language;
      return line;
    }));
  };

  // Lists that came back with one place given twice stay lists: the page explains them.
  const held = needs.map(place).filter(Boolean);
  if (new Set(held).size !== held.length) return;
  needs.forEach((need) => {
    need.select.hidden = true;
    need.tap = button(need, "tap", "", () => tap(need));
    need.up = button(need, "is-quiet arrow up", says.up, () => move(need, -1));
    need.down = button(need, "is-quiet arrow down", says.down, () => move(need, 1));
    // The title and the links of the error summary now lead to the button.
    need.tap.id = need.select.id;
    need.select.removeAttribute("id");
    need.select.setAttribute("aria-label", need.title);
  });
  write(inOrder());
  tally.hidden = false;
  draw();
  say([count(inOrder().length)]);
})();
