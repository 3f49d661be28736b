// Where the words of a query stand in a text, and the stretch of a text that tells most.
"use strict";
(function () {
  const WIDTH = 90;
  const BEFORE = 24;

  // The places of some terms; only lines that hold one are cut into all of theirs.
  function found(text, terms) {
    const wanted = [...terms], made = [];
    const folded = casebookAnalyzer.fold(text).split("\n");
    let at = 0;
    text.split("\n").forEach((line, number) => {
      if (wanted.some((term) => folded[number].includes(term))) {
        for (const [term, begin, end] of casebookAnalyzer.tokens(line)) {
          if (terms.has(term)) made.push([term, at + begin, at + end]);
        }
      }
      at += line.length + 1;
    });
    return made;
  }

  // Ranges [begin, end] in order, those that touch joined.
  function ranges(text, terms) {
    const made = [];
    for (const [, begin, end] of found(text, terms).sort((a, b) => a[1] - b[1])) {
      const last = made[made.length - 1];
      if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
      else made.push([begin, end]);
    }
    return made;
  }

  function held(text, terms) {
    return new Set(found(text, terms).map(([term]) => term)).size;
  }

  // The stretch with the most different terms, from a beginning of a sentence where one is near.
  function stretch(text, terms) {
    const hits = found(text, terms);
    if (!hits.length) return null;
    let best = 0, most = 0;
    for (let from = 0; from < hits.length; from++) {
      const seen = new Set();
      for (let at = from; at < hits.length && hits[at][2] <= hits[from][1] + WIDTH - BEFORE; at++) {
        seen.add(hits[at][0]);
      }
      if (seen.size > most) { most = seen.size; best = from; }
    }
    const first = hits[best][1];
    const near = text.slice(Math.max(0, first - BEFORE), first);
    const stop = Math.max(...["。", "；", "！", "？", "\n"].map((mark) => near.lastIndexOf(mark)));
    let begin = first - (near.length - stop - 1);
    if (/[\udc00-\udfff]/.test(text[begin] || "")) begin--;
    let end = Math.min(text.length, begin + WIDTH);
    if (/[\udc00-\udfff]/.test(text[end] || "")) end++;
    const part = text.slice(begin, end).replace(/\s/g, " ");
    const cut = `${begin && stop < 0 ? "…" : ""}${part}${end < text.length ? "…" : ""}`;
    return { text: cut, marks: ranges(cut, terms), held: most };
  }

  // Of the text a stretch, else a line of the head, which stands behind a form feed.
  function snippet(text, terms) {
    const [body, head = ""] = text.split("\f");
    const line = () => head.split("\n").find((one) => held(one, terms)) || "";
    return stretch(body, terms) || stretch(line().trim(), terms);
  }

  self.casebookMarks = { ranges, held, snippet };
})();
