// The page of results: asks for what its address says, and shows it.
"use strict";
(function () {
  const PAGE = 10;
  const FIRST = 5;
  const root = document.getElementById("cb-search");
  const form = document.querySelector(".cb-box");
  if (!root || !form) return;
  const { make, marked } = casebookParts;
  const { read, address } = casebookState;
  const { ask, say } = casebookSearch;
  const input = form.querySelector("input");
  const listing = root.querySelector("a");
  let number = 0;
  let shown = location.hash;

  const status = make("p", { class: "cb-total", role: "status", tabindex: "-1" });
  const notes = make("div", { class: "cb-search-notes" });
  const side = make("div", { class: "cb-search-side" });
  const list = make("ul", { class: "cb-entries" });
  const after = make("div");
  const parts = make("div", { class: "cb-search-parts" }, side,
    make("div", { class: "cb-search-main" }, list, after));

  function facts(id, record) {
    const [column, issue] = casebookSearch.issueOf(record);
    return make("p", { class: "cb-entry-facts" },
      column && make("span", { text: column }),
      (issue || !column) && make("span", { class: "cb-number", text: issue || id }),
      record.unit && make("span", { text: record.unit }),
      record.day && make("time", { datetime: record.day, text: record.day }));
  }

  function entry(id, record, query) {
    const item = make("li", { class: "cb-entry" },
      make("h2", { class: "cb-entry-title" },
        marked("a", { href: casebookSearch.pageOf(id) }, record.title, record.titleMarks),
        record.state && make("span", { class: "cb-badge", text: record.state }),
        record.sample && make("span", { class: "cb-badge cb-sample", text: say("sample") })),
      facts(id, record),
      record.summary
        && marked("p", { class: "cb-entry-summary" }, record.summary, record.summaryMarks));
    if (query && !record.complete) {
      incomplete.set(item, { id, query });
      inView.observe(item);
    }
    return item;
  }

  // Words that stand in neither title nor summary are shown from the page of the case, once its
  // entry is in view; all at once where there are several, since each change is drawn.
  const incomplete = new WeakMap();
  const inView = new IntersectionObserver((told) => {
    const items = told.filter((one) => one.isIntersecting).map((one) => one.target);
    items.forEach((item) => inView.unobserve(item));
    if (items.length) addSnippets(items).catch(() => {});
  });

  async function addSnippets(items) {
    const [{ query }] = items.map((item) => incomplete.get(item));
    const ids = items.map((item) => incomplete.get(item).id);
    // A result without one stands as it is.
    (await ask("snippets", { ids, query })).forEach((one, at) => one && items[at].append(
      marked("p", { class: "cb-entry-summary cb-snippet" }, one.text, one.marks)));
  }

  // The entries of some records, the first of them at a place among all that are shown.
  function entries({ ids, whole }, from, records, query) {
    const parted = whole.indexOf(false);
    return records.flatMap((record, at) => {
      const made = [];
      if (from + at === parted && parted) {
        made.push(make("li", { class: "cb-partly", text: say("partly") }));
      }
      if (record && record.title) made.push(entry(ids[from + at], record, query));
      else if (record && record.failed) list.dataset.failed = "yes";
      return made;
    });
  }

  function paging(total, state) {
    const last = Math.ceil(total / PAGE);
    if (last < 2) return null;
    const link = (page, text, more = {}) =>
      make("a", { href: address(state, { page }), text, ...more });
    const near = [...new Set([1, state.page - 1, state.page, state.page + 1, last])]
      .filter((page) => page >= 1 && page <= last).sort((a, b) => a - b);
    const shown = [];
    near.forEach((page, at) => {
      if (at && page > near[at - 1] + 1) {
        shown.push(make("span", { class: "cb-gap", "aria-hidden": "true", text: "…" }));
      }
      shown.push(link(page, String(page), { "aria-label": say("page", { number: page }),
        ...(page === state.page ? { class: "cb-here", "aria-current": "page" } : {}) }));
    });
    return make("nav", { class: "cb-paging", "aria-label": say("pages") },
      state.page > 1 && link(state.page - 1, say("previous"), { rel: "prev" }), ...shown,
      state.page < last && link(state.page + 1, say("next"), { rel: "next" }));
  }

  // The ways to ask, for whoever has typed nothing yet or found nothing.
  function ways(isOpen) {
    return make("details", { class: "cb-search-ways", open: isOpen },
      make("summary", { text: say("ways") }),
      make("ul", {}, ...["sound", "field", "phrase", "without"].map((way) =>
        make("li", { text: say(`way_${way}`) }))));
  }

  function help(state) {
    return make("ul", {}, make("li", { text: say("help_shorter") }),
      Object.keys(state.chosen).length > 0 && make("li", {}, make("a", { text: say("help_facets"),
        href: address(state, { chosen: {} }) })),
      make("li", {}, make("a", { text: say("help_listing"), href: listing.href })));
  }

  function tell(found) {
    if (found.total) return say("total", { count: found.total });
    return found.all ? say("about", { count: found.all }) : say("none");
  }

  function damaged() {
    notes.append(make("p", { class: "cb-search-damaged", role: "alert" }, say("damaged"),
      make("button", { type: "button", text: say("retry"), onclick: () => show(true) })));
  }

  async function suggestion(state, mine) {
    const meant = await ask("meant", state.query).catch(() => "");
    if (meant && mine === number) {
      notes.append(make("p", {}, say("meant"), make("a", { text: meant,
        href: address(state, { query: meant }) })));
    }
  }

  function begin(state) {
    const isBlank = !state.query && !Object.keys(state.chosen).length;
    status.textContent = say("waiting");
    parts.setAttribute("aria-busy", "true");
    notes.replaceChildren(...(isBlank ? [make("p", { text: say("start") }), ways(false)] : []));
    if (status.parentNode !== root) root.replaceChildren(status, notes, parts);
  }

  function showFound(found, records, state) {
    delete list.dataset.failed;
    inView.disconnect();
    list.replaceChildren(...entries(found, 0, records, state.query));
    status.textContent = tell(found);
    if (found.heard) notes.append(make("p", { text: say("heard") }));
    after.replaceChildren(...(found.all ? [paging(found.total || found.all, state)]
      : [help(state), ways(true)]).filter(Boolean));
  }

  // The filters are made anew; whoever was at one of them stays there.
  function showSide(found, state) {
    const kept = document.activeElement && document.activeElement.dataset.keep;
    side.replaceChildren(...[casebookNarrowing.chosen(found.counts || {}, state),
      found.all > 1 && casebookNarrowing.sorting(state),
      casebookNarrowing.facets(found, state, () => status.focus())].filter(Boolean));
    const same = kept && side.querySelector(`[data-keep="${CSS.escape(kept)}"]`);
    if (same) same.focus();
  }

  async function show(isMove) {
    const mine = ++number;
    const state = read();
    const given = { ...state, from: (state.page - 1) * PAGE, most: PAGE };
    const present = (ids) => ask("present", { ids, query: state.query });
    if (document.activeElement !== input) input.value = state.query;
    try {
      await casebookSearch.learn();
      if (mine !== number) return;
      begin(state);
      const found = await ask("search", given);
      const first = await present(found.ids.slice(0, FIRST));
      if (mine !== number) return;
      showFound(found, first, state);
      if (isMove) status.focus();
      const [rest, full] = await Promise.all(
        [present(found.ids.slice(FIRST)), ask("facets", given)]);
      if (mine !== number) return;
      list.append(...entries(found, FIRST, rest, state.query));
      showSide({ ...found, ...full }, state);
      if (found.failed || full.failed || list.dataset.failed) damaged();
      if (state.query && (!found.total || found.heard)) await suggestion(state, mine);
      if (mine === number) parts.setAttribute("aria-busy", "false");
    } catch (error) {
      if (mine !== number) return;
      root.replaceChildren(make("p", { role: "alert", text: root.dataset.failed }),
        make("p", {}, listing));
    }
  }

  // Whoever ticks a filter or changes the order stays there; whoever follows a link goes on. A way
  // to a place of the page, such as that past the navigation, leaves what is shown and its address.
  addEventListener("hashchange", () => {
    if (location.hash.length > 1 && !location.hash.includes("=")) {
      history.replaceState(null, "", shown || location.pathname);
      return;
    }
    shown = location.hash;
    const at = document.activeElement;
    show(!side.contains(at) || at.matches("a"));
  });
  show(false);
})();
