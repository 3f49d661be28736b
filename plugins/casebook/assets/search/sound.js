// Search by sound: pinyin, initials, and characters mistaken for others of the same sound.
// The terms are those of search/pinyin.py.
"use strict";
(function () {
  const ROW = 4;
  let readings = null;
  let syllables = null;

  // How a script with a table is loaded; whoever runs the engine says so.
  let script = () => Promise.reject(new Error("no loader"));

  async function learn() {
    if (readings === null) {
      await script("pinyin.js");
      const made = new Map();
      const known = new Set();
      for (const entry of casebookTables.pinyin.split(" ")) {
        const [, syllable, characters] = /^([a-z]+)(.*)$/u.exec(entry);
        known.add(syllable);
        for (const one of characters) made.set(one, [...(made.get(one) || []), syllable]);
      }
      readings = made;
      syllables = known;
    }
    return { terms, fits, alike };
  }

  // The fewest syllables that make up some letters, or null.
  function split(letters) {
    const best = [[]];
    for (let end = 1; end <= letters.length; end++) {
      best[end] = null;
      for (let length = Math.min(6, end); length > 0; length--) {
        const before = best[end - length];
        const last = letters.slice(end - length, end);
        if (before && syllables.has(last) && (!best[end] || before.length + 1 < best[end].length)) {
          best[end] = [...before, last];
        }
      }
    }
    return best[letters.length];
  }

  function product(lists) {
    return lists.reduce((made, list) =>
      made.flatMap((begin) => list.map((one) => [...begin, one])), [[]]);
  }

  function pairs(lists) {
    const found = new Set();
    for (let at = 0; at + 1 < lists.length; at++) {
      product(lists.slice(at, at + 2)).forEach((pair) => found.add(pair.join("'")));
    }
    return [...found].map((term) => ({ term }));
  }

  // The pairs of syllables of a stretch of letters, or null where it is no pinyin.
  function spoken(run) {
    const parts = run.split(/[' ]+/).filter(Boolean).map(split);
    if (!parts.every(Boolean)) return null;
    const every = parts.flat();
    return every.length > 1 ? pairs(every.map((one) => [one]))
      : [{ term: `${every[0]}'`, single: true }];
  }

  // The rows of initials that some letters may be.
  function rows(letters) {
    if (letters.length < ROW) return [{ term: `~${letters}`, single: true }];
    return [...letters].slice(ROW - 1)
      .map((_, at) => ({ term: `~${letters.slice(at, at + ROW)}` }));
  }

  const unique = (all) => [...new Map(all.map((one) => [one.term, one])).values()];

  // Whether a text may be pinyin or initials: signs and figures may stand between the letters.
  function isSpelled(text) {
    return /[a-z]/.test(text) && /^(?:[a-z' ]|[^\p{L}\p{N}]|[0-9])+$/u.test(text);
  }

  // The ways to look a text up by its sound, the likelier first, each as terms.
  function* terms(text) {
    if (isSpelled(text)) {
      const runs = text.split(/[^a-z' ]+/).filter((run) => /[a-z]/.test(run));
      const parts = runs.map(spoken);
      if (parts.every(Boolean)) yield unique(parts.flat());
      yield unique(runs.flatMap((run) => rows(run.replace(/[' ]/g, ""))));
      return;
    }
    const heard = [...text].map((one) => readings.get(one)).filter(Boolean);
    if (heard.length > 1) yield pairs(heard);
  }

  // Whether a name may be typed so: as pinyin or as initials, from any of its characters.
  function fits(text, name) {
    const letters = text.replace(/[' ]/g, "");
    const characters = [...name];
    return characters.some((_, from) => {
      let ends = new Set([0]);
      for (let at = from; at < characters.length; at++) {
        const next = new Set();
        for (const heard of readings.get(characters[at]) || []) {
          for (const end of ends) {
            const rest = letters.slice(end);
            if (heard.startsWith(rest)) return true;
            if (rest.startsWith(heard)) next.add(end + heard.length);
            if (rest[0] === heard[0]) next.add(end + 1);
          }
        }
        if (next.has(letters.length)) return true;
        if (!next.size) return false;
        ends = next;
      }
      return false;
    });
  }

  function sameSound(one, other) {
    const heard = readings.get(other) || [];
    return one === other || (readings.get(one) || []).some((syllable) => heard.includes(syllable));
  }

  // The part of a name that sounds like a text but is written otherwise, or "".
  function alike(text, names) {
    const wanted = /^[a-z' ]+$/.test(text)
      ? (text.split(/[' ]+/).filter(Boolean).map(split).every(Boolean)
        ? text.split(/[' ]+/).filter(Boolean).flatMap(split) : null)
      : [...text];
    if (!wanted || wanted.length < 2) return "";
    const same = (one, character) => /[a-z]/.test(one)
      ? (readings.get(character) || []).includes(one) : sameSound(one, character);
    for (const name of names) {
      const folded = [...casebookAnalyzer.fold(name)];
      for (let at = 0; at + wanted.length <= folded.length; at++) {
        const part = folded.slice(at, at + wanted.length);
        if (wanted.every((one, place) => same(one, part[place])) && part.join("") !== text) {
          return part.join("");
        }
      }
    }
    return "";
  }

  self.casebookSound = {
    learn,
    isSpelled,
    script: (name) => script(name),
    useScripts: (loader) => { script = loader; },
  };
})();
