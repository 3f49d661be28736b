// Whether cases hold in one piece what was typed so: the index knows pairs, not their places.
"use strict";
(function () {
  const MOST = 60;
  const WAVE = 10;
  const PATIENCE = 4000;
  const BLOCK = /<\/?(?:p|div|section|h[1-6]|li|ul|ol|dl|dt|dd|t[rdh]|table|pre|blockquote|br|hr)\b[^>]*>/gi;
  const NOTICE = /<p class="cb-sample-note">[^]*?<\/p>/;
  const SIGNS = { amp: "&", lt: "<", gt: ">", quot: "\"", apos: "'", nbsp: " " };

  function sign(whole, name) {
    if (name[0] !== "#") return SIGNS[name] || whole;
    const point = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  }

  // What the page of a case says of it, a line for each block: the card and the body, then the
  // head, as in search/document.py.
  function textOfPage(html) {
    const begin = html.indexOf("<h1");
    if (begin < 0) throw new Error("no case");
    const article = html.slice(begin, html.indexOf("</article>", begin));
    const end = article.search(/<(?:section|nav) class="cb-(?:after-text|told|related|beside|neighbours|attachments)"/);
    // That a case is a sample, every sample says; it is no word of the case.
    const own = (end < 0 ? article : article.slice(0, end)).replace(NOTICE, "");
    const facts = own.indexOf('class="cb-facts"');
    const body = facts < 0 ? 0 : Math.max(0, own.indexOf("</section>", facts));
    return [own.slice(body), own.slice(0, body)].map((part) => part.replace(/\s+/g, " ")
      .replace(BLOCK, "\n").replace(/<[^>]*>/g, "").replace(/&(#?\w+);/g, sign)).join("\n\f\n");
  }

  function plain(text) {
    return casebookAnalyzer.fold(text).replace(/[^\S\n]+/gu, "");
  }

  // The parts of a query that a case has to hold in one piece.
  function pieces(parts, few) {
    const free = parts.free.filter((part) => /[^\x00-\u2fff]{3}/u.test(part));
    const terms = casebookQuery.terms([...parts.free, ...parts.phrases].join(" "));
    return [...(terms.length <= few ? free : []), ...parts.phrases]
      .filter((part) => casebookQuery.terms(part).length > 1).map(plain);
  }

  // A checker that keeps what it has read; `textOf(id)` gives the text of a case or fails.
  function checker(textOf, learn) {
    const kept = new Map();
    const waited = (span) => new Promise((done) => setTimeout(done, Math.max(0, span)));

    function read(id) {
      if (!kept.has(id)) {
        if (kept.size > 200) kept.clear();
        const made = textOf(id).then((text) => ({ text, folded: null, knows: false }));
        made.catch(() => kept.delete(id));
        kept.set(id, made);
      }
      return kept.get(id);
    }

    // A text folded, which is kept until the table of traditional characters is there.
    function folded(made) {
      const knows = casebookAnalyzer.knowsTraditional();
      if (made.folded === null || made.knows !== knows) {
        Object.assign(made, { folded: plain(made.text), knows });
      }
      return made.folded;
    }

    async function holds(id, wanted) {
      const made = await read(id);
      const all = () => wanted.every((piece) => folded(made).includes(piece));
      return all() || (await learn(made.text) && all());
    }

    // The text of a case, or nothing where it cannot be read, or not in time.
    function text(id) {
      const told = read(id).then((made) => made.text, () => "");
      return Promise.race([told, waited(PATIENCE).then(() => "")]);
    }

    // Of cases in order those that hold the pieces and those that do not, as sets, until enough
    // do. A case that cannot be read, or not in time, is in neither.
    async function sorted(ids, wanted, enough) {
      const yes = new Set(), no = new Set();
      const late = Date.now() + PATIENCE;
      for (let at = 0, next; at < ids.length; at = next) {
        // A page costs more than all that is looked up for it in the index.
        next = at + Math.min(WAVE, 2 * (enough - yes.size));
        const wave = ids.slice(at, next);
        await Promise.race([waited(late - Date.now()), Promise.all(wave.map((id) => holds(id, wanted)
          .then((held) => (held ? yes : no).add(id)).catch(() => {})))]);
        if (yes.size >= enough || Date.now() >= late) break;
      }
      return { yes, no };
    }

    return { text, sorted };
  }

  self.casebookCheck = { MOST, checker, pieces, textOfPage };
})();
