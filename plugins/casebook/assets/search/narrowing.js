// What narrows and orders the results: filters with counts, those that are chosen, the order.
"use strict";
(function () {
  const { make } = casebookParts;
  const { address, toggled } = casebookState;
  const LONG = 12;
  const WIDE = 960;
  // How many filters stand open beside the results.
  const FIRST = 4;
  // What the reader has opened or closed stays so, whatever is chosen.
  const opened = new Map();
  const say = (key, values) => casebookSearch.say(key, values);

  function folding(key, isOpen, options, ...children) {
    const open = opened.has(key) ? opened.get(key) : isOpen;
    const node = make("details", { ...options, open }, ...children);
    node.firstChild.addEventListener("click", () => opened.set(key, !node.open));
    return node;
  }

  function values(key, list, state) {
    const chosen = state.chosen[key] || [];
    return make("ul", {}, ...list.map(({ id, name, count }) => make("li", {}, make("label", {},
      make("input", { type: "checkbox", checked: chosen.includes(id), "data-keep": `${key}:${id}`,
        onchange: () => { location.hash = address(state, { chosen: toggled(state, key, id) }); } }),
      make("span", { text: name }), make("span", { class: "cb-count", text: String(count) })))));
  }

  function facet(key, list, state, at) {
    const chosen = state.chosen[key] || [];
    const rest = list.slice(LONG);
    const name = say(`facet_${key}`), note = say(`note_${key}`);
    return folding(key, chosen.length > 0 || at < FIRST && innerWidth > WIDE,
      { class: "cb-filter", "aria-label": name },
      make("summary", { text: name, "data-keep": key }),
      note && make("p", { class: "cb-sample-note", text: note }),
      values(key, list.slice(0, LONG), state),
      rest.length > 0 && folding(`${key}:`, rest.some((one) => chosen.includes(one.id)), {},
        make("summary", { text: say("more"), "data-keep": `${key}:` }), values(key, rest, state)));
  }

  // The filters; on a phone, where they stand above the results, `see` leads on to these.
  function facets({ counts, total, all }, state, see) {
    const shown = Object.entries(counts || {}).filter(([, list]) => list.length);
    if (!shown.length) return null;
    const node = folding("", innerWidth > WIDE, { class: "cb-search-facets" },
      make("summary", { text: say("facets"), "data-keep": "facets" }),
      ...shown.map(([key, list], at) => facet(key, list, state, at)),
      make("button", { type: "button", class: "cb-see", text: say("see", { count: total || all }),
        onclick: () => { opened.set("", false); node.open = false; see(); } }));
    return node;
  }

  // The chosen values, each a way to be without it.
  function chosen(counts, state) {
    const lines = Object.entries(state.chosen).flatMap(([key, ids]) => ids.map((id) => {
      const { name } = (counts[key] || []).find((one) => one.id === id) || { name: id };
      return make("a", { class: "cb-chosen", text: name, "data-keep": `-${key}:${id}`,
        href: address(state, { chosen: toggled(state, key, id) }),
        "aria-label": say("without", { name: `${say(`facet_${key}`)} ${name}` }) });
    }));
    return lines.length > 0 && make("p", { class: "cb-chosen-all" }, ...lines,
      make("a", { text: say("clear"), href: address(state, { chosen: {} }) }));
  }

  function sorting(state) {
    const choice = make("select", { id: "cb-sort", "data-keep": "sort",
      onchange: () => { location.hash = address(state, { sort: choice.value }); },
    }, ...["relevance", "date"].map((one) =>
      make("option", { value: one, selected: state.sort === one, text: say(`sort_${one}`) })));
    return make("p", { class: "cb-sort" },
      make("label", { for: "cb-sort", text: say("sort") }), choice);
  }

  self.casebookNarrowing = { facets, chosen, sorting };
})();
