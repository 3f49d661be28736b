// The whole state of the page of results, kept in the fragment of its address, which is sent to
// no server: #q=…&unit=…&year=…&sort=date&page=2.
"use strict";
(function () {
  const FACETS = ["record", "year", "theme", "scene", "unit", "kind", "batch", "brand", "award",
    "indicator"];
  const MOST_PAGES = 1000;

  function read() {
    const given = new URLSearchParams(location.hash.slice(1));
    const chosen = {};
    for (const key of FACETS) if (given.has(key)) chosen[key] = given.getAll(key);
    const page = Math.min(MOST_PAGES, Math.max(1, Math.floor(Number(given.get("page"))) || 1));
    return { query: given.get("q") || "", chosen, page,
      sort: given.get("sort") === "date" ? "date" : "relevance" };
  }

  // The address of a state; every change but that of the page leads to the first page.
  function address(state, change) {
    const { query, chosen, sort, page } = { ...state, page: 1, ...change };
    const made = new URLSearchParams();
    if (query) made.set("q", query);
    for (const [key, ids] of Object.entries(chosen)) ids.forEach((id) => made.append(key, id));
    if (sort !== "relevance") made.set("sort", sort);
    if (page > 1) made.set("page", page);
    return `#${made}`;
  }

  // The chosen values with one more, or without it where it was among them.
  function toggled({ chosen }, key, id) {
    const ids = chosen[key] || [];
    return { ...chosen,
      [key]: ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id] };
  }

  self.casebookState = { read, address, toggled };
})();
