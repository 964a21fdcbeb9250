// Which words differ between two versions of a note?

/**
 * Cut two texts into runs of words that are in both or only in the one.
 * @param {string} here @param {string} there
 * @returns {[Array<{words: string, differs: boolean}>, Array<{words: string, differs: boolean}>]}
 */
export function compare(here, there) {
  const [a, b] = [here, there].map((text) => text.match(/\s+|[^\s]+/g) ?? []);
  const same = lengths(a, b);
  const [inA, inB] = [new Set(), new Set()];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      inA.add(i++);
      inB.add(j++);
    } else if (same[i + 1][j] >= same[i][j + 1]) i++;
    else j++;
  }
  return [runs(a, inA), runs(b, inB)];
}

/** How long the longest common sequence is from each pair of places on. */
function lengths(a, b) {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  return table;
}

function runs(parts, inBoth) {
  const found = [];
  parts.forEach((words, place) => {
    // A space between two words that differ belongs to them.
    const isBetween = !words.trim() && !inBoth.has(place - 1) && place + 1 < parts.length && !inBoth.has(place + 1);
    const differs = isBetween ? place > 0 : !inBoth.has(place);
    const last = found.at(-1);
    if (last?.differs === differs) last.words += words;
    else found.push({ words, differs });
  });
  return found;
}
