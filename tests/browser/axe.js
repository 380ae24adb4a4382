// Axe's violations in the shapes of `where` (null is the page), those of colours (`rules`)
// for the texts of `asked` alone, and which of those texts it could judge. In one run:
// axe takes as long to make its picture of a page as to judge a part of it.
({ options, where, asked, rules }) => {
  if (!window.axe) window.readAxe();
  const axe = window.axe;
  const texts = new Map(asked.map((pair) => [window.tones.get(pair.join(" ")), pair]));
  // Of elements inside one another, the outermost holds the rest.
  const outermost = (some) => some.filter((e) => !some.some((o) => o !== e && o.contains(e)));
  const shapes = where && where.map((shape) => window.shapes.get(shape));
  const narrowed = rules.map((id) => {
    const rule = axe._audit.rules.find((one) => one.id === id);
    const own = rule.matches;
    rule.matches = (e, ...more) => texts.has(e) && own.call(rule, e, ...more);
    return () => { rule.matches = own; };
  });
  const judged = [];
  axe.addReporter("judged", (results, how, resolve, reject) => {
    const known = results.filter((one) => one.id === rules[0]).flatMap((one) => [...one.passes, ...one.violations]);
    judged.push(...known.map((one) => texts.get(one.node.element)));
    if (results.some((one) => one.violations.length)) axe.getReporter("v1")(results, how, resolve, reject);
    else resolve({ violations: [] });
  });
  const context = shapes ? { include: outermost([...shapes, ...texts.keys()]) } : document;
  return axe.run(context, { ...options, reporter: "judged" })
    .then(({ violations }) => ({ violations, judged }))
    .finally(() => narrowed.forEach((restore) => restore()));
}
