// The analyzer of search, the same as text/tokens.py; a test holds the two together.
// Places are UTF-16 units, as everywhere in the browser.
"use strict";
(function () {
  const HAN = "\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\u{20000}-\\u{3ffff}";
  const UNSEEN = "\\u00ad\\u200b-\\u200f\\u2060-\\u2064\\ufe00-\\ufe0f\\ufeff";
  const JOINED = `[\\u0300-\\u036f\\u3099\\u309a\\uff9e\\uff9f${UNSEEN}]`;
  const CLUSTER = new RegExp(`[^]${JOINED}*`, "gu");
  // What folds the same in a run, and the clusters between the runs.
  const EASY = "\\t-\\r\\x20-\\x7e·\\u2010-\\u2016\\u2018-\\u2027\\u3000-\\u3029\\u3400-\\u9fff\\uff01-\\uff5e";
  const HARD = new RegExp(`[^${EASY}]${JOINED}*|[${EASY}]${JOINED}+`, "gu");
  const HIDDEN = new RegExp(`[${UNSEEN}]`, "gu");
  const WORD = `(?:(?![${HAN}])[\\p{L}\\p{N}])+`;
  const RUN = new RegExp(`([${HAN}]+)|${WORD}(?:[+.&/_-]${WORD})*`, "gu");
  const PART = new RegExp(WORD, "gu");
  const IS_HAN = new RegExp(`[${HAN}]`, "u");
  const LONGEST = 64;
  let simplified = null, traditional = null;

  // Traditional characters are told once their table is there.
  function learnSimplified(table) {
    const all = [...table];
    simplified = new Map();
    for (let at = 0; at < all.length; at += 2) simplified.set(all[at], all[at + 1]);
    traditional = new RegExp(`[${[...simplified.keys()].join("")}]`, "gu");
  }

  function simple(text) {
    return text.replace(traditional, (one) => simplified.get(one));
  }

  function foldCluster(text) {
    const plain = text.normalize("NFKC").toLowerCase().replace(/ς/g, "σ").replace(HIDDEN, "");
    return !simplified || plain < "\u3400" ? plain : simple(plain);
  }

  // A folded text, and for each of its units where its source begins and ends.
  function mapped(text) {
    let folded = "";
    const starts = [], ends = [];
    for (const match of text.matchAll(CLUSTER)) {
      const one = foldCluster(match[0]);
      folded += one;
      for (let unit = 0; unit < one.length; unit++) {
        starts.push(match.index);
        ends.push(match.index + match[0].length);
      }
    }
    return { folded, starts, ends };
  }

  function foldRun(text) {
    const plain = text.normalize("NFKC").toLowerCase();
    return simplified ? simple(plain) : plain;
  }

  // The same as of `mapped`, in a fraction of its time.
  function fold(text) {
    let folded = "", last = 0;
    for (const match of text.matchAll(HARD)) {
      folded += foldRun(text.slice(last, match.index)) + foldCluster(match[0]);
      last = match.index + match[0].length;
    }
    return folded + foldRun(text.slice(last));
  }

  function cut(text) {
    return text.length <= LONGEST ? text : [...text].slice(0, LONGEST).join("");
  }

  // Gathered in a list, since browsers take long to compile a generator.
  function foldedTokens(folded) {
    const found = [];
    for (const run of folded.matchAll(RUN)) {
      const begin = run.index;
      if (run[1]) {
        const all = [...run[1]];
        let at = begin;
        for (let number = 0; number < all.length; number++) {
          const next = at + all[number].length;
          found.push([all[number], at, next]);
          const after = all[number + 1];
          if (after) found.push([all[number] + after, at, next + after.length]);
          at = next;
        }
      } else {
        found.push([cut(run[0]), begin, begin + run[0].length]);
        const parts = [...run[0].matchAll(PART)];
        if (parts.length > 1) {
          for (const part of parts) {
            const at = begin + part.index;
            found.push([cut(part[0]), at, at + part[0].length]);
          }
        }
      }
    }
    return found;
  }

  // The terms of a text as [term, begin, end].
  function tokens(text) {
    const { folded, starts, ends } = mapped(text);
    const found = [];
    for (const [term, begin, end] of foldedTokens(folded)) {
      found.push([term, starts[begin], ends[end - 1]]);
    }
    return found;
  }

  self.casebookTables = self.casebookTables || {};
  self.casebookAnalyzer = {
    fold, foldedTokens, mapped, tokens, learnSimplified,
    knowsTraditional: () => simplified !== null,
    isHan: (character) => IS_HAN.test(character),
  };
})();
