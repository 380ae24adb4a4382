// What axe does not see. Returns one sentence per fault found on this page.
({ language, words }) => {
  const faults = [];
  const say = (rule, element) => faults.push(`${rule}: ${mark(element)}`);
  const mark = (e) => (e.outerHTML || String(e)).replace(/\s+/g, " ").slice(0, 160);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  const text = (e) => (e.textContent || "").replace(/[\s ]+/g, " ").trim();

  if (document.documentElement.lang !== language) say("page language", document.documentElement.lang);
  if (all("h1").length !== 1) say("one h1", `${all("h1").length} found`);
  if (!document.title.trim()) say("title", document.head);
  if (all("main").length !== 1) say("one main", `${all("main").length} found`);
  all("h1, h2, h3, h4, h5, h6").filter(seen).reduce((above, e) => {
    const level = Number(e.localName[1]);
    if (level > above + 1) say(`heading-order (h${level} after h${above})`, e);
    return level;
  }, 6);

  const first = document.querySelector("body a[href], body button, body input");
  const goal = first?.getAttribute("href") || "";
  if (!goal.startsWith("#") || !document.getElementById(goal.slice(1))) say("skip link comes first", first || document.body);

  const ids = new Set();
  all("[id]").forEach((e) => (ids.has(e.id) ? say("id used twice", e) : ids.add(e.id)));

  const fields = all("input:not([type=hidden]):not([type=submit]), select, textarea");
  fields.forEach((e) => {
    const named = e.labels?.length || e.ariaLabel || e.getAttribute("aria-labelledby") || e.title;
    if (!named) say("no label (a placeholder is none)", e);
  });
  const groups = Map.groupBy(fields.filter((e) => ["radio", "checkbox"].includes(e.type)), (e) => `${[...document.forms].indexOf(e.form)} ${e.name}`);
  groups.forEach((boxes) => {
    if (boxes.length < 2) return;
    const group = boxes[0].closest("fieldset, [role=radiogroup], [role=group]");
    const legend = group?.querySelector(":scope > legend") || group?.ariaLabel || group?.getAttribute("aria-labelledby");
    if (!legend) say("choices without a group", boxes[0]);
  });
  all("[aria-invalid=true], fieldset:has(.error)").forEach((e) => {
    const ids = [e, e.closest("fieldset")].flatMap((one) => (one?.getAttribute("aria-describedby") || "").split(/\s+/).filter(Boolean));
    if (!ids.some((id) => text(document.getElementById(id) || {}))) say("error not linked", e);
  });
  all(".error-summary a").forEach((e) => {
    if (!document.getElementById(e.hash.slice(1))) say("error summary leads nowhere", e);
  });

  const vague = /^(ici|cliquez ici|cliquer ici|lire la suite|en savoir plus|plus|lire plus|here|click here|read more|learn more|more|link|lien)[ .…»]*$/i;
  all("a[href]").forEach((e) => { if (vague.test(e.ariaLabel || text(e))) say("link text says nothing", e); });
  all("a[href^='#']").forEach((e) => {
    if (e.hash.length > 1 && !document.getElementById(e.hash.slice(1))) say("link to a place that is not there", e);
  });
  all("table").forEach((e) => {
    if (!e.querySelector("th[scope]")) say("table without headers", e);
    if (!e.caption && !e.ariaLabel && !e.getAttribute("aria-labelledby")) say("table without caption", e);
  });
  all("img").forEach((e) => { if (/\.(png|jpe?g|svg|webp|avif)$/i.test(e.alt)) say("file name as alternative", e); });
  all("[style], [onclick], [onchange], script:not([src]), style").forEach((e) => say("inline style or script", e));
  all("[draggable=true]").forEach((e) => { if (!e.querySelector("button")) say("drag only", e); });

  const alone = all("a[href], button, summary, input, select, textarea, [tabindex]");
  all("[role=button], [role=link]").forEach((e) => { if (!alone.includes(e)) say("not focusable", e); });
  all("[tabindex]").forEach((e) => { if (e.tabIndex > 0) say("tab order forced", e); });

  const light = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map((n) => {
      const c = n / 255;
      return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (colour.startsWith("rgb(")) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  fields.filter((e) => seen(e) && !["radio", "checkbox"].includes(e.type)).forEach((e) => {
    const [one, two] = [light(getComputedStyle(e).borderTopColor), light(ground(e.parentElement))];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (contrast < 3) say(`pale border (${contrast.toFixed(1)})`, e);
  });

  // Text: size, alignment, and the language of each passage.
  const passages = new Map();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const holder = node.parentElement;
    if (!node.data.trim() || !holder || holder.closest("script, pre, code, svg")) continue;
    const block = holder.closest("p, li, h1, h2, h3, h4, td, th, dd, dt, legend, label, caption, summary, button, a") || holder;
    const spoken = holder.closest("[lang]");
    const key = block.contains(spoken) ? spoken : block;
    if (!passages.has(key)) passages.set(key, { language: spoken.lang.slice(0, 2), said: "" });
    passages.get(key).said += ` ${node.data}`;
    if (!seen(holder)) continue;
    const style = getComputedStyle(holder);
    if (parseFloat(style.fontSize) < 12) say("letters under 12 px", holder);
    if (style.textAlign === "justify") say("justified text", holder);
  }
  const count = (said, list) => said.toLowerCase().split(/[^a-zà-ÿ-]+/).filter((w) => list.includes(w)).length;
  passages.forEach(({ language: own, said }, element) => {
    const other = own === "fr" ? "en" : "fr";
    const [right, wrong] = [count(said, words[own] || []), count(said, words[other])];
    if (own && wrong >= 2 && wrong > 2 * right) say(`in ${other} but marked ${own}`, element);
  });
  return [...new Set(faults)];
};
