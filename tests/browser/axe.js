// Axe's violations in the shapes of `where` (null is the page), those of colours (`rules`)
// in the shapes of `coloured` alone. In one run: axe takes as long to make its picture of
// a page as to judge a part of it.
({ options, where, coloured, rules }) => {
  if (!window.axe) window.readAxe();
  // Of elements inside one another, the outermost holds the rest.
  const outermost = (shapes) => {
    const told = shapes.map((shape) => window.shapes.get(shape));
    return told.filter((e) => !told.some((o) => o !== e && o.contains(e)));
  };
  const told = coloured && outermost(coloured);
  const narrowed = (told ? rules : []).map((id) => {
    const rule = window.axe._audit.rules.find((one) => one.id === id);
    const own = rule.matches;
    rule.matches = (e, ...more) => told.some((o) => o.contains(e)) && own.call(rule, e, ...more);
    return () => { rule.matches = own; };
  });
  const context = where ? { include: outermost(where) } : document;
  return window.axe.run(context, options)
    .then((result) => result.violations)
    .finally(() => narrowed.forEach((restore) => restore()));
}
