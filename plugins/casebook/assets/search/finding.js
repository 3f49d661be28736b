// A query to ranked documents: by its words, their synonyms, and their sound.
"use strict";
(function () {
  const MOST_TERMS = 48;
  const MOST_SHARDS = 6;
  // What part of the sounds of a query a case has to have to be found by them.
  const HEARD = 0.6;
  const { add, combined, inEither, ranked } = casebookRanking;

  let learning = null;

  async function learn() {
    try {
      await casebookSound.script("simplified.js");
      casebookAnalyzer.learnSimplified(casebookTables.simplified);
    } finally {
      learning = null;
    }
  }

  // Whether the table of traditional characters was fetched now, for a text that may hold some;
  // once for all that ask at the same time.
  async function learnTraditional(text) {
    if (casebookAnalyzer.knowsTraditional() || !/[\u3400-\u9fff]/u.test(text)) return false;
    learning = learning || learn();
    return learning.then(() => true, () => false);
  }

  function finder(store) {
    const size = store.ids.length;
    const units = store.manifest.steps / (store.manifest.saturation + 1);
    const common = new Set(store.manifest.common);

    // One list of impacts a term; a shard that cannot be read is told and passed over.
    async function lookUp(terms, state) {
      return Promise.all(terms.map(async ({ term, single }) => {
        const impacts = new Float32Array(size);
        try {
          const lists = await (single ? store.beginning(term, MOST_SHARDS) : store.term(term));
          const rarity = add(lists, impacts, size, units);
          return { impacts, rarity, found: lists.length > 0 };
        } catch (error) {
          state.failed = true;
          return { impacts, rarity: 1, found: false, unread: true };
        }
      }));
    }

    // The cases that hold every term of a text, as ones.
    async function holders(text, state) {
      const parts = await lookUp(casebookQuery.terms(text).slice(0, MOST_TERMS), state);
      const all = new Uint8Array(size);
      if (!parts.length) return null;
      for (let at = 0; at < size; at++) {
        all[at] = parts.every((part) => part.unread || part.impacts[at]) ? 1 : 0;
      }
      return all;
    }

    async function byText(query, state) {
      const ways = casebookQuery.inOtherWords(query, store.manifest.synonyms)
        .map((way) => casebookQuery.telling(casebookQuery.terms(way), common))
        .map((way) => way.slice(0, MOST_TERMS));
      const terms = [...new Map(ways.flat().map((one) => [one.term, one])).values()];
      const parts = await lookUp(terms, state);
      const known = new Map(terms.map(({ term }, at) => [term, parts[at]]));
      const [made, ...others] = ways
        .map((way) => combined(way.map(({ term }) => known.get(term)), size));
      made.unknown = ways[0].map(({ term }) => known.get(term))
        .some((part) => !part.found && !part.unread);
      others.forEach((other) => inEither(made, other, size));
      return made;
    }

    async function bySound(text, state) {
      try {
        const sound = await casebookSound.learn();
        for (const words of sound.terms(casebookAnalyzer.fold(text))) {
          const made = combined(await lookUp(words, state), size);
          if (made.held.some((held) => held >= Math.max(1, HEARD * made.terms))) {
            return { ...made, heard: true };
          }
        }
      } catch (error) {
        state.failed = true;
      }
      return null;
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
        return { order: [], whole: () => true, parts };
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
      return { ...ranked(made, size), heard: made.heard, parts };
    }

    return { found, bySound };
  }

  self.casebookFinding = { finder, learnTraditional };
})();
