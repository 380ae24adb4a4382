// On a narrow screen: nothing wider than it, nothing too small for a thumb, and nothing
// cut when letters and lines are spread (WCAG 1.4.10, 1.4.12, 2.5.8 at our 44 px).
() => {
  const faults = [];
  const mark = (e) => e.outerHTML.replace(/\s+/g, " ").slice(0, 160);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
  // Asked of every element on the way up, so each answer is kept.
  const hidden = new Map([[null, false]]);
  const unseen = (e) => {
    if (!hidden.has(e)) hidden.set(e, getComputedStyle(e).clipPath !== "none" || e.matches(".skip") || unseen(e.parentElement));
    return hidden.get(e);
  };
  const wide = (when) => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return;
    const cause = all("body *").filter((e) => e.getBoundingClientRect().right > room + 1 && seen(e)).at(-1);
    faults.push(`${when}, ${document.documentElement.scrollWidth} px of ${room}: ${cause ? mark(cause) : ""}`);
  };
  const least = 44;
  const place = (e) => {
    const label = ["radio", "checkbox"].includes(e.type) ? e.labels?.[0] : null;
    return (label || e).getBoundingClientRect();
  };
  wide("scrolls sideways");
  all("button, summary, select, textarea, input:not([type=hidden]), a[href]").forEach((e) => {
    if (!seen(e) || unseen(e)) return;
    if (e.localName === "a" && getComputedStyle(e).display.startsWith("inline") && !e.matches(".button")) return;
    const { width, height } = place(e);
    if (width < least - 0.5 || height < least - 0.5) faults.push(`target of ${width.toFixed()} × ${height.toFixed()} px: ${mark(e)}`);
  });
  const spread = new CSSStyleSheet();
  spread.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [spread];
  wide("with spread text, scrolls sideways");
  all("body *").forEach((e) => {
    if (!seen(e) || unseen(e) || e.closest("svg") || !e.textContent.trim() || e.localName === "select") return;
    const style = getComputedStyle(e);
    const [x, y] = [style.overflowX, style.overflowY].map((o) => ["hidden", "clip"].includes(o));
    if ((x && e.scrollWidth > e.clientWidth + 1) || (y && e.scrollHeight > e.clientHeight + 1)) faults.push(`text cut when spread: ${mark(e)}`);
  });
  document.adoptedStyleSheets = [];
  return faults;
};
