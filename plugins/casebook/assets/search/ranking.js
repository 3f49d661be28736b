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

  // Documents in order, those that hold enough of the words before the others.
  function ranked(made, size) {
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

  self.casebookRanking = { FEW, add, combined, inEither, ranked };
})();
