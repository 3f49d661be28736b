// Search: terms to a ranked list of cases, narrowed by facets, with counts.
"use strict";
(function () {
  const MOST_TERMS = 48;
  const MOST_SHARDS = 6;
  // Up to so many terms, a case that holds all of them stands before every other.
  const FEW = 6;
  const ENOUGH = 0.5;
  const SYNONYM = 0.7;
  // What it adds to a case to hold all the words and not one of them.
  const COVERAGE = 0.5;

  // Adds the impacts of some lists of postings, times the rarity of the term.
  function add(lists, into, size, units) {
    let count = 0;
    for (const postings of lists) count += postings.documents.length;
    count = Math.min(count, size);
    const rarity = Math.log(1 + (size - count + 0.5) / (count + 0.5)) / units;
    for (const postings of lists) {
      postings.documents.forEach((document, at) => {
        into[document] += rarity * postings.impact(at);
      });
    }
    return rarity;
  }

  async function open(load, textOf) {
    const texts = casebookCheck.checker(textOf, learnTraditional);
    const store = await casebookStore.open(load);
    const size = store.ids.length;
    const units = store.manifest.steps / (store.manifest.saturation + 1);

    // One list of scores a term; a shard that cannot be read is told and passed over.
    async function lookUp(terms, state) {
      return Promise.all(terms.map(async ({ term, single }) => {
        const scores = new Float32Array(size);
        try {
          const lists = await (single ? store.beginning(term, MOST_SHARDS) : store.term(term));
          const rarity = add(lists, scores, size, units);
          return { scores, rarity, found: lists.length > 0 };
        } catch (error) {
          state.failed = true;
          return { scores, rarity: 1, found: false, unread: true };
        }
      }));
    }

    // Of every case the sum of its scores, the number of terms it holds, and the least impact.
    function combined(parts) {
      const score = new Float32Array(size), held = new Uint16Array(size);
      const least = new Float32Array(size).fill(Infinity);
      for (const { scores, rarity } of parts) {
        for (let at = 0; at < size; at++) {
          if (!scores[at]) continue;
          score[at] += scores[at];
          held[at]++;
          least[at] = Math.min(least[at], scores[at] / rarity);
        }
      }
      const terms = parts.filter((part) => !part.unread).length;
      score.forEach((sum, at) => { score[at] = sum * (1 + COVERAGE * held[at] / (terms || 1)); });
      return { score, held, least, terms };
    }

    // The cases that hold every term of a text, as ones.
    async function holders(text, state) {
      const parts = await lookUp(casebookQuery.terms(text).slice(0, MOST_TERMS), state);
      const all = new Uint8Array(size);
      if (!parts.length) return null;
      for (let at = 0; at < size; at++) {
        all[at] = parts.every((part) => part.unread || part.scores[at]) ? 1 : 0;
      }
      return all;
    }

    // Into one result of every case the better of both, where the other is in other words.
    function inEither(made, other) {
      for (let at = 0; at < size; at++) {
        const held = Math.floor(other.held[at] * made.terms / (other.terms || 1));
        const least = SYNONYM * other.least[at];
        if (held > made.held[at]) made.least[at] = least;
        if (held === made.held[at]) made.least[at] = Math.max(made.least[at], least);
        made.held[at] = Math.max(made.held[at], held);
        made.score[at] = Math.max(made.score[at], SYNONYM * other.score[at]);
      }
    }

    async function byText(query, state) {
      const ways = casebookQuery.inOtherWords(query, store.manifest.synonyms)
        .map((way) => casebookQuery.terms(way).slice(0, MOST_TERMS));
      const terms = [...new Map(ways.flat().map((one) => [one.term, one])).values()];
      const parts = await lookUp(terms, state);
      const known = new Map(terms.map(({ term }, at) => [term, parts[at]]));
      const [made, ...others] = ways.map((way) => combined(way.map(({ term }) => known.get(term))));
      made.unknown = ways[0].map(({ term }) => known.get(term))
        .some((part) => !part.found && !part.unread);
      others.forEach((other) => inEither(made, other));
      return made;
    }

    async function bySound(text, state) {
      const sound = await casebookSound.learn(load);
      for (const words of sound.terms(casebookAnalyzer.fold(text))) {
        const parts = await lookUp(words, state);
        const made = combined(parts);
        if (made.held.some((held) => held >= Math.max(1, 0.6 * made.terms))) {
          return { ...made, heard: true };
        }
      }
      return null;
    }

    // Documents in order, those that hold enough of the words before the others.
    function ranked(made) {
      const { score, held, least, terms } = made;
      const enough = terms <= FEW ? terms : Math.ceil(terms * ENOUGH);
      const order = [];
      for (let at = 0; at < size; at++) if (score[at] > 0) order.push(at);
      // A case holds a short phrase at most as often as the rarest pair of it.
      const tier = (at) => (terms && terms <= FEW && held[at] >= terms ? least[at] : 0);
      order.sort((a, b) => tier(b) - tier(a) || score[b] - score[a] || a - b);
      const whole = order.filter((at) => held[at] >= enough).length;
      return { order, whole: (at) => held[at] >= enough, count: whole };
    }

    // Of some documents those that the chosen values leave, and how many have each value.
    function narrowing(chosen, names, columns) {
      const wanted = {};
      for (const [key, ids] of Object.entries(chosen)) {
        if (ids.length) {
          wanted[key] = new Set(ids.map((id) =>
            (names[key] || []).findIndex((one) => one[0] === id)));
        }
      }
      // Nothing has a value of a facet that this library does not know.
      const fits = (at, but) => Object.keys(wanted).every((key) => key === but
        || (columns[key] ? columns[key][at] : []).some((value) => wanted[key].has(value)));

      function counts(list) {
        const made = {};
        for (const key of Object.keys(names)) {
          const count = new Uint32Array(names[key].length);
          for (const at of list) {
            if (fits(at, key)) for (const value of columns[key][at]) count[value]++;
          }
          made[key] = names[key]
            .map(([id, name], value) => ({ id, name, count: count[value] }))
            .filter((one) => one.count || (chosen[key] || []).includes(one.id));
        }
        return made;
      }

      return { kept: (list) => list.filter((at) => fits(at)), counts };
    }

    // `单位:窗口` means every unit whose name holds the word.
    function spelled(facets, names) {
      const chosen = {};
      for (const [key, text] of facets) {
        const word = casebookAnalyzer.fold(text);
        const fitting = (names[key] || []).filter(([id, ...called]) =>
          id === text || called.some((name) => casebookAnalyzer.fold(name).includes(word)));
        chosen[key] = (chosen[key] || []).concat(fitting.map((one) => one[0]), ["-"]);
      }
      return chosen;
    }

    async function learnTraditional(query) {
      if (casebookAnalyzer.knowsTraditional() || !/[\u3400-\u9fff]/u.test(query)) return false;
      try {
        await casebookSound.script("simplified.js");
        casebookAnalyzer.learnSimplified(casebookTables.simplified);
        return true;
      } catch (error) {
        return false;
      }
    }

    // The ranked documents of a query, before facets.
    async function found(query, state) {
      const parts = casebookQuery.parse(query);
      const text = parts.free.join(" ");
      let made = null;
      if (casebookQuery.terms([text, ...parts.phrases].join(" ")).length) {
        made = await byText(parts, state);
        // A pair that is nowhere may be written in traditional characters.
        if (made.unknown && await learnTraditional(query)) {
          made = await byText(parts, state);
        }
        const few = !made.held.some((held) => held >= made.terms);
        if (few && [...text].length > 1 && casebookSound.isSpelled(casebookAnalyzer.fold(text))) {
          made = (await bySound(text, state)) || made;
        }
      } else if (text || parts.phrases.length) {
        return { order: [], whole: () => true, count: 0, parts };
      } else {
        const score = new Float32Array(size).map((_, at) => at + 1);
        made = { score, held: new Uint16Array(size), least: score, terms: 0 };
      }
      for (const phrase of parts.phrases) {
        const all = await holders(phrase, state);
        if (all) made.score.forEach((_, at) => { if (!all[at]) made.score[at] = 0; });
      }
      for (const word of parts.without) {
        const all = await holders(word, state);
        if (all) made.score.forEach((_, at) => { if (all[at]) made.score[at] = 0; });
      }
      return { ...ranked(made), heard: made.heard, parts };
    }

    // Documents that hold every piece first, unless they stand by their day. Without a piece in
    // quotation marks a document is no result, and is put among the `lacking`.
    async function inOnePiece(order, list, enough, isDated, lacking) {
      const wanted = casebookCheck.pieces(list.parts, FEW);
      const candidates = order.filter(list.whole).map((at) => store.ids[at]);
      if (!wanted.length || !candidates.length) return order;
      const { yes, no } = await texts.sorted(candidates, wanted, enough);
      const place = (at) => (yes.has(store.ids[at]) ? 0 : no.has(store.ids[at]) ? 2 : 1);
      if (list.parts.phrases.length) {
        for (const at of order) if (place(at) === 2) lacking.add(at);
      }
      const kept = order.filter((at) => !lacking.has(at));
      if (isDated) return kept;
      const tier = (at) => (list.whole(at) ? place(at) : 3);
      return kept.map((at, number) => [tier(at), number, at])
        .sort((a, b) => a[0] - b[0] || a[1] - b[1]).map((one) => one[2]);
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

    // A page of results: {ids, whole, total, all, counts, failed, heard}.
    async function search({ query, chosen = {}, sort = "relevance", from = 0, most = 10,
      facets = true, check = true }) {
      const state = { failed: false };
      const list = await found(query, state);
      const { free, phrases } = list.parts;
      const whole = list.order.filter(list.whole);
      const isDated = sort === "date" || !free.length && !phrases.length;
      const narrow = await facetsOf(list, chosen, facets || isDated, state);
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
      const counted = (whole.length ? whole : list.order).filter((at) => !lacking.has(at));
      const page = order.slice(from, from + most);
      return {
        ids: page.map((at) => store.ids[at]),
        whole: page.map((at) => list.whole(at)),
        total: order.filter(list.whole).length, all: order.length,
        counts: narrow && narrow.counts(counted), failed: state.failed, heard: !!list.heard,
      };
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

    async function snippet({ id, query }) {
      return casebookMarks.snippet(await texts.read(id), marked(query));
    }

    // Names and titles for what has been typed so far: [{kind, id, text}].
    async function suggest(typed) {
      const text = casebookAnalyzer.fold(typed.trim());
      if (!text) return [];
      const names = await store.names();
      const isLatin = /^[a-z' ]+$/.test(text);
      const sound = isLatin ? await casebookSound.learn(load) : null;
      const fits = (name) => casebookAnalyzer.fold(name).includes(text)
        || (sound !== null && sound.fits(text, casebookAnalyzer.fold(name)));
      const found = [];
      for (const [key, list] of Object.entries(names)) {
        if (key === "year") continue;
        for (const [id, name] of list) {
          // “Case” is no page; the name of a column leads to it.
          if (key === "record" && id === "case") continue;
          if (found.length < 4 && fits(name)) found.push({ kind: key, id, text: name });
        }
      }
      const { ids } = await search({ query: typed, most: 6, facets: false, check: false });
      (await records(ids)).forEach((record, at) => {
        if (record && record.title && found.length < 8) {
          const kind = ids[at].includes("/") ? "article" : "case";
          found.push({ kind, id: ids[at], text: record.title, record });
        }
      });
      return found;
    }

    // A word of the library that sounds like the query, or nothing.
    async function meant(query) {
      const { free } = casebookQuery.parse(query);
      const text = casebookAnalyzer.fold(free.join(""));
      if (!text || [...text].length > 20) return "";
      const state = {};
      const sound = await casebookSound.learn(load);
      const made = await bySound(text, state);
      if (!made) return "";
      const { ids } = { ids: ranked(made).order.slice(0, 3).map((at) => store.ids[at]) };
      const names = Object.values(await store.names()).flat().map((one) => one[1]);
      const titles = (await records(ids)).map((record) => (record && record.title) || "");
      return sound.alike(text, [...names, ...titles]);
    }

    return { search, records, present, snippet, suggest, meant, words: store.manifest.words, size };
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
