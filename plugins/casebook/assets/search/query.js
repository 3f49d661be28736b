// What a reader typed, in parts: words to find, phrases, words to leave out, facets.
"use strict";
(function () {
  const MOST = 400;
  const MOST_WAYS = 5;
  const KEYS = {
    年份: "year", 年度: "year", 单位: "unit", 专题: "theme", 场景: "scene", 类型: "kind",
    批次: "batch", 品牌: "brand", 表彰: "award", 奖项: "award", 指标: "indicator",
    专栏: "record",
  };
  const PART = /(-?)(?:["“”„«»「『]([^"“”„«»」』]*)["“”„«»」』]|([^\s"“”「『]+))/gu;
  const NAMED = new RegExp(`^(${Object.keys(KEYS).join("|")})[:：](.+)$`, "u");

  function parse(text) {
    const parts = { free: [], phrases: [], without: [], facets: [] };
    for (const [, minus, phrase, word] of [...text].slice(0, MOST).join("").matchAll(PART)) {
      const named = word && NAMED.exec(word);
      if (named && !minus) parts.facets.push([KEYS[named[1]], named[2]]);
      else if (minus) parts.without.push(phrase || word);
      else if (phrase !== undefined) parts.phrases.push(phrase);
      else parts.free.push(word);
    }
    return parts;
  }

  // The terms to look up: pairs, single characters that stand alone, words.
  function terms(text) {
    const found = new Map();
    const folded = casebookAnalyzer.fold(text);
    const every = casebookAnalyzer.foldedTokens(folded);
    const paired = new Set();
    for (const [term, begin, end] of every) {
      if (casebookAnalyzer.isHan(term) && [...term].length === 2) {
        paired.add(begin).add(end - [...term][1].length);
      }
    }
    for (const [term, begin] of every) {
      const single = casebookAnalyzer.isHan(term) && [...term].length === 1;
      if (!single || !paired.has(begin)) found.set(term, { term, single });
    }
    return [...found.values()];
  }

  // The terms of a long text but for pairs that most cases hold; all, if few would be left.
  function telling(wanted, common) {
    const rest = wanted.filter(({ term }) => !common.has(term));
    return rest.length > casebookRanking.FEW ? rest : wanted;
  }

  // What was typed as it stands, then with words of it exchanged for others of their group.
  function inOtherWords({ free, phrases }, groups) {
    const ways = [casebookAnalyzer.fold(free.join(" "))];
    for (const group of groups) {
      const words = group.map(casebookAnalyzer.fold);
      const said = words.filter((word) => ways[0].includes(word))
        .reduce((long, word) => ([...word].length > [...long].length ? word : long), "");
      const others = words.filter((word) => said && word !== said);
      ways.push(...others.flatMap((word) => ways.map((way) => way.replaceAll(said, word))));
    }
    return ways.slice(0, MOST_WAYS).map((way) => [way, ...phrases].join(" "));
  }

  self.casebookQuery = { parse, terms, telling, inOtherWords };
})();
