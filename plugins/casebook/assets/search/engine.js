// What the page asks of search: results with counts, what to show of them, suggestions.
"use strict";
(function () {
  const MOST_NAMES = 4;
  const MOST_SUGGESTED = 8;
  const { FEW, ranked } = casebookRanking;
  const { narrowing, spelled } = casebookFacets;

  async function open(load, textOf) {
    const texts = casebookCheck.checker(textOf, casebookFinding.learnTraditional);
    const store = await casebookStore.open(load);
    const size = store.ids.length;
    const { found, bySound } = casebookFinding.finder(store);
    let last = {};

    // Documents that hold every piece first, unless they stand by their day. Without a piece in
    // quotation marks a document is no result, and is put among the `lacking`.
    async function inOnePiece(order, list, enough, isDated, lacking) {
      const wanted = casebookCheck.pieces(list.parts, FEW);
      if (!wanted.length) return order;
      const read = order.filter(list.whole).slice(0, casebookCheck.MOST + enough);
      const { yes, no } = await texts.sorted(read.map((at) => store.ids[at]), wanted, enough);
      const places = new Map(read.map((at) =>
        [at, yes.has(store.ids[at]) ? 0 : no.has(store.ids[at]) ? 2 : 1]));
      if (list.parts.phrases.length) {
        for (const at of read) if (places.get(at) === 2) lacking.add(at);
      }
      const left = lacking.size ? order.filter((at) => !lacking.has(at)) : order;
      if (isDated) return left;
      const tiers = [[], [], [], []];
      for (const at of left) tiers[list.whole(at) ? places.get(at) ?? 1 : 3].push(at);
      return tiers.flat();
    }

    // What the chosen values and those written in a query leave; nothing where it is not asked.
    async function facetsOf(list, chosen, isAsked, state) {
      const isChosen = Object.values(chosen).some((ids) => ids.length);
      if (!isAsked && !isChosen && !list.parts.facets.length) return null;
      try {
        const { names, columns } = await store.facets();
        const every = { ...chosen };
        for (const [key, ids] of Object.entries(spelled(list.parts.facets, names))) {
          every[key] = [...ids, ...(chosen[key] || [])];
        }
        return { ...narrowing(every, names, columns), day: columns.day };
      } catch (error) {
        state.failed = true;
        return null;
      }
    }

    // What is found, and what it takes to count the facets of it.
    async function reached({ query, chosen = {}, sort = "relevance", from = 0, most = 10,
      check = true }) {
      const state = { failed: false };
      const list = await found(query, state);
      const { free, phrases } = list.parts;
      const isDated = sort === "date" || !free.length && !phrases.length;
      const narrow = await facetsOf(list, chosen, isDated, state);
      let order = narrow ? narrow.kept(list.order) : list.order;
      if (narrow && isDated) {
        const left = order.filter(list.whole);
        order = (left.length ? left : order)
          .sort((a, b) => narrow.day[b] - narrow.day[a] || b - a);
      }
      const lacking = new Set();
      if (check && !list.heard && (!isDated || phrases.length)) {
        order = await inOnePiece(order, list, from + most, isDated, lacking);
      }
      const page = order.slice(from, from + most);
      const results = {
        ids: page.map((at) => store.ids[at]),
        whole: page.map((at) => list.whole(at)),
        total: order.filter(list.whole).length, all: order.length,
        failed: state.failed, heard: !!list.heard,
      };
      return { results, list, narrow, lacking };
    }

    // The facets of a search are asked for after its results; so the last search is kept, unless
    // a part of it could not be read.
    async function kept(given) {
      const key = JSON.stringify(given);
      if (last.key !== key) {
        const made = { key, reached: reached(given) };
        last = made;
        const forget = () => { if (last === made) last = {}; };
        made.reached.then(({ results }) => { if (results.failed) forget(); }, forget);
      }
      return last.reached;
    }

    // A page of results: {ids, whole, total, all, failed, heard}.
    async function search(given) {
      return (await kept(given)).results;
    }

    // What a reader can choose to narrow a search, with counts: {counts, failed}.
    async function facets(given) {
      const { list, narrow, lacking } = await kept(given);
      const state = { failed: false };
      const full = narrow || await facetsOf(list, given.chosen || {}, true, state);
      const whole = list.order.filter(list.whole);
      const counted = (whole.length ? whole : list.order).filter((at) => !lacking.has(at));
      return { counts: full && full.counts(counted), failed: state.failed };
    }

    async function records(ids) {
      return Promise.all(ids.map(async (id) => {
        try {
          return await store.record(id);
        } catch (error) {
          return { failed: true };
        }
      }));
    }

    // The terms that a query marks in a text.
    function marked(query) {
      const ways = casebookQuery.inOtherWords(casebookQuery.parse(query), store.manifest.synonyms);
      return new Set(ways.flatMap((way) => casebookQuery.terms(way)).map((one) => one.term));
    }

    // The records of some cases with the places of the query's words in them.
    async function present({ ids, query }) {
      const terms = marked(query);
      return (await records(ids)).map((record) => record && record.title ? {
        ...record,
        titleMarks: casebookMarks.ranges(record.title, terms),
        summaryMarks: casebookMarks.ranges(record.summary || "", terms),
        complete: casebookMarks.held(`${record.title}\n${record.summary || ""}`, terms) >= terms.size,
      } : record);
    }

    // Of each case the stretch of its text that tells most of the query, or nothing.
    async function snippets({ ids, query }) {
      const terms = marked(query);
      return Promise.all(ids.map(async (id) => casebookMarks.snippet(await texts.text(id), terms)));
    }

    // Names and titles for what has been typed so far: [{kind, id, text}].
    async function suggest(typed) {
      if (!typed.trim()) return [];
      // What is looked for first may teach the analyzer traditional characters.
      const { ids } = (await reached({ query: typed, most: 6, check: false })).results;
      const text = casebookAnalyzer.fold(typed.trim());
      const names = await store.names();
      const isLatin = /^[a-z' ]+$/.test(text);
      const sound = isLatin ? await casebookSound.learn().catch(() => null) : null;
      const fits = (name) => casebookAnalyzer.fold(name).includes(text)
        || (sound !== null && sound.fits(text, casebookAnalyzer.fold(name)));
      const made = [];
      for (const [key, list] of Object.entries(names)) {
        if (key === "year") continue;
        for (const [id, name] of list) {
          // “Case” is no page; the name of a column leads to it.
          if (key === "record" && id === "case") continue;
          if (made.length < MOST_NAMES && fits(name)) made.push({ kind: key, id, text: name });
        }
      }
      (await records(ids)).forEach((record, at) => {
        if (record && record.title && made.length < MOST_SUGGESTED) {
          const kind = ids[at].includes("/") ? "article" : "case";
          made.push({ kind, id: ids[at], text: record.title, record });
        }
      });
      return made;
    }

    // A word of the library that sounds like the query, or nothing.
    async function meant(query) {
      const { free } = casebookQuery.parse(query);
      const text = casebookAnalyzer.fold(free.join(""));
      if (!text || [...text].length > 20) return "";
      const state = {};
      const sound = await casebookSound.learn();
      const made = await bySound(text, state);
      if (!made) return "";
      const ids = ranked(made, size).order.slice(0, 3).map((at) => store.ids[at]);
      const names = Object.values(await store.names()).flat().map((one) => one[1]);
      const titles = (await records(ids)).map((record) => (record && record.title) || "");
      return sound.alike(text, [...names, ...titles]);
    }

    return { search, facets, records, present, snippets, suggest, meant,
      words: store.manifest.words, size };
  }

  // Answers by the name of a method; the index is opened when it is first asked, and again where
  // that failed.
  function answerer(load, textOf) {
    let engine = null;
    return async (method, given) => {
      if (engine === null) {
        engine = open(load, textOf);
        engine.catch(() => { engine = null; });
      }
      const one = await engine;
      return method === "words" ? one.words : one[method](given);
    };
  }

  self.casebookEngine = { open, answerer };
})();
