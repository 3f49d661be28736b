// From postings to a ranking; search/ranking.py reckons in the same way.
"use strict";
(function () {
  // Up to so many terms, a case that holds all of them stands before every other.
  const FEW = 6;
  const ENOUGH = 0.5;
  // What it adds to a case to hold all the words and not one of them.
  const COVERAGE = 0.25;
  // What a case counts that says it in other words.
  const SYNONYM = 0.7;
  const MOST_CASES = 2 ** 21;

  // Adds up the impacts of some lists of postings; gives the rarity of their term.
  function add(lists, into, size, units) {
    let count = 0;
    for (const postings of lists) count += postings.documents.length;
    count = Math.min(count, size);
    for (const postings of lists) {
      postings.documents.forEach((document, at) => { into[document] += postings.impact(at); });
    }
    return Math.log(1 + (size - count + 0.5) / (count + 0.5)) / units;
  }

  // Of every case the sum of its scores, the number of terms it holds, and the least impact.
  function combined(parts, size) {
    const score = new Float32Array(size), held = new Uint16Array(size);
    const least = new Float32Array(size).fill(Infinity);
    for (const { impacts, rarity } of parts) {
      for (let at = 0; at < size; at++) {
        if (!impacts[at]) continue;
        score[at] += Math.fround(rarity * impacts[at]);
        held[at]++;
        least[at] = Math.min(least[at], impacts[at]);
      }
    }
    const terms = parts.filter((part) => !part.unread).length;
    score.forEach((sum, at) => { score[at] = sum * (1 + COVERAGE * held[at] / (terms || 1)); });
    return { score, held, least, terms };
  }

  // Into one result of every case the better of both, where the other is in other words.
  function inEither(made, other, size) {
    for (let at = 0; at < size; at++) {
      const held = Math.floor(other.held[at] * made.terms / (other.terms || 1));
      const least = SYNONYM * other.least[at];
      if (held > made.held[at]) made.least[at] = least;
      if (held === made.held[at]) made.least[at] = Math.max(made.least[at], least);
      made.held[at] = Math.max(made.held[at], held);
      made.score[at] = Math.max(made.score[at], SYNONYM * other.score[at]);
    }
  }

  // Documents by their scores, the first numbers first among equals. What is sorted are numbers
  // made of both, since a browser sorts these without a call for every two: scores are not
  // negative, so their bits stand in their order.
  function byScore(list, score) {
    const bits = new Uint32Array(score.buffer);
    const keys = Float64Array.from(list, (at) => (2 ** 31 - bits[at]) * MOST_CASES + at).sort();
    return Array.from(keys, (key) => key % MOST_CASES);
  }

  // Documents in order, those that hold enough of the words before the others.
  function ranked(made, size) {
    const { score, held, least, terms } = made;
    const enough = terms <= FEW ? terms : Math.ceil(terms * ENOUGH);
    const isShort = terms > 0 && terms <= FEW;
    const tiers = new Map();
    for (let at = 0; at < size; at++) {
      if (score[at] > 0) {
        // A case holds a short phrase at most as often as the rarest pair of it.
        const tier = isShort && held[at] >= terms ? least[at] : 0;
        if (!tiers.has(tier)) tiers.set(tier, []);
        tiers.get(tier).push(at);
      }
    }
    const order = [...tiers].sort((a, b) => b[0] - a[0])
      .flatMap(([, list]) => byScore(list, score));
    return { order, whole: (at) => held[at] >= enough };
  }

  self.casebookRanking = { FEW, add, combined, inEither, ranked };
})();
