// What the page is made of: a number for each kind of element, which is the element and
// all those around it, without their words, addresses and counts. Returns the numbers;
// the first element of each is kept in window.shapes for whoever looks closer, and the
// number of every element in window.shaped.
() => {
  const wordy = new Set(["href", "src", "srcset", "value", "name", "title", "content", "action", "d", "x", "y", "width", "height", "points", "viewBox", "datetime", "style", "min", "max", "id", "transform"]);
  const pointing = new Set(["for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "headers"]);
  const told = ({ name, value }) => {
    if (!value.trim()) return `${name}=`;
    if (pointing.has(name)) return `${name}:${value.trim().split(/\s+/).every((id) => document.getElementById(id))}`;
    if (wordy.has(name) || name.startsWith("data-") || name === "aria-label" || name === "alt") return name;
    return `${name}=${value.trim().replace(/\d+/g, "0")}`;
  };
  const own = (e) => {
    const facts = [...e.attributes].map(told).sort();
    const says = [...e.childNodes].some((n) => n.nodeType === Node.TEXT_NODE && n.data.trim());
    const shown = e.checkVisibility({ visibilityProperty: true });
    return `${e.localName} ${facts.join(" ")} ${says} ${!!e.textContent.trim()} ${shown}`;
  };
  const number = (text) => {
    let [one, two] = [0xdeadbeef, 0x41c6ce57];
    for (let i = 0; i < text.length; i++) {
      one = Math.imul(one ^ text.charCodeAt(i), 2654435761);
      two = Math.imul(two ^ text.charCodeAt(i), 1597334677);
    }
    return (two >>> 11) * 4294967296 + (one >>> 0);
  };
  window.numbered = number;
  window.shapes = new Map();
  window.shaped = new Map();
  const walk = (e, above) => {
    const here = number(`${above}>${own(e)}`);
    window.shaped.set(e, here);
    if (!window.shapes.has(here)) window.shapes.set(here, e);
    for (const child of e.children) if (child.localName !== "script") walk(child, here);
  };
  walk(document.body, 0);
  return [...window.shapes.keys()];
}
