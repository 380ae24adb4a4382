// What the page's colours are made of. A *tone* is all that decides whether a text can be
// read: its colours, size and weight, the grounds behind it, the text around a link, and
// what makes axe leave it out. Returns one pair for each tone in each shape: the tone and
// the shape (shapes.js); the first element of each is kept in window.tones.
() => {
  const styles = new Map();
  const style = (e) => {
    if (!styles.has(e)) styles.set(e, getComputedStyle(e));
    return styles.get(e);
  };
  const grounds = new Map([[null, ["", ""]]]);
  // What lies behind an element and over it, from itself to the page's root: the grounds
  // up to the first that hides the others, and whatever is not as everywhere.
  const ground = (e) => {
    if (!grounds.has(e)) {
      const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode, clipPath, transform } = style(e);
      const closed = backgroundColor.startsWith("rgb(") && backgroundImage === "none";
      const clear = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none";
      const apart = [opacity, filter, mixBlendMode, clipPath, transform, e.matches(":disabled, [aria-disabled=true], [aria-hidden=true]")].join();
      const veil = apart === "1,none,normal,none,none,false" ? "" : `${apart}<`;
      const [below, veils] = ground(e.parentElement);
      grounds.set(e, [clear ? below : `${backgroundColor} ${backgroundImage}<${closed ? "" : below}`, veil + veils]);
    }
    return grounds.get(e);
  };
  const written = (e) => [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data.trim()).join("");
  // Whether a link stands in a text, and what tells it from the text.
  const around = (link) => {
    if (!link) return "";
    let block = link.parentElement;
    while (style(block).display.startsWith("inline")) block = block.parentElement;
    const inText = block.textContent.trim().length > link.textContent.trim().length;
    const { display, color, fontWeight, textDecorationLine, textDecorationColor, borderBottom } = style(link);
    const beside = style(link.parentElement);
    return [inText, display, color, fontWeight, textDecorationLine, textDecorationColor, borderBottom, beside.color, beside.fontWeight, beside.fontSize].join();
  };
  const own = (e, words) => {
    const { color, fontSize, fontWeight, textShadow } = style(e);
    const beside = around(e.closest("a[href]"));
    // Of one letter, and of none, axe says nothing.
    const said = /[\p{L}\p{N}].*[\p{L}\p{N}]/su.test(words) ? "words" : words.length;
    const off = e.closest("label")?.control?.disabled;
    return [e.localName === "a", color, fontSize, fontWeight, textShadow, said, off, beside, ground(e)].join("|");
  };
  // Written for ears alone, as axe knows it.
  const unseen = (e) => e && (style(e).clipPath === "inset(50%)" || unseen(e.parentElement));
  const fields = "input:not([type=radio], [type=checkbox], [type=range], [type=color], [type=image]), select, textarea";
  window.tones = new Map();
  const pairs = [];
  for (const [e, shape] of window.shaped) {
    const words = written(e) || (e.matches(fields) ? e.value : "");
    if (!(words || e.localName === "a") || !e.checkVisibility({ visibilityProperty: true }) || unseen(e)) continue;
    const tone = window.numbered(own(e, words));
    const key = `${tone} ${shape}`;
    if (window.tones.has(key)) continue;
    window.tones.set(key, e);
    pairs.push([tone, shape]);
  }
  return pairs;
};
