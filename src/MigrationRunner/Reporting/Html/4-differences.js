/** Beside each other on a wide screen, below each other on a narrow one. */
const isNarrow = matchMedia('(max-width: 46rem)');

/** The changes of a file, a table a stretch; the lines begin with ' ', '-' or '+'. */
function differences(hunks, path) {
  return hunks.map(([before, after, lines]) => {
    const rows = isNarrow.matches ? stacked(before, after, lines) : besideEachOther(before, after, lines);
    const columns = isNarrow.matches ? ['Old', 'New', 'Text'] : ['Line', 'Before', 'Line', 'After'];
    return element('table', { class: 'diff' },
      element('caption', { class: 'apart' }, `${path} from line ${before}`),
      element('thead', null, element('tr', null, ...columns.map(name =>
        element('th', { scope: 'col', class: ['Line', 'Old', 'New'].includes(name) ? 'at-line' : null }, name)))),
      element('tbody', null, ...rows));
  });
}

function besideEachOther(before, after, lines) {
  const rows = [];
  for (const [old, changed] of pairs(lines)) {
    const isSame = old !== null && changed !== null && old === changed;
    const [left, right] = isSame ? [[old], [changed]] : words(old, changed);
    rows.push(element('tr', { 'data-line': old === null ? null : before, tabindex: '-1' },
      number(old === null ? null : before), half(old === null ? null : left, isSame ? 'same' : 'old'),
      number(changed === null ? null : after), half(changed === null ? null : right, isSame ? 'same' : 'new')));
    if (old !== null) before++;
    if (changed !== null) after++;
  }
  return rows;
}

function stacked(before, after, lines) {
  const rows = [];
  let added = [];
  for (const [old, changed] of pairs(lines)) {
    const isSame = old !== null && changed !== null && old === changed;
    const [left, right] = isSame ? [[old], [changed]] : words(old, changed);
    if (isSame) rows.push(...added.splice(0));
    if (old !== null) {
      rows.push(element('tr', { 'data-line': before, tabindex: '-1' }, number(before), number(isSame ? after : null), half(left, isSame ? 'same' : 'old')));
      before++;
    }
    if (changed !== null) {
      if (!isSame) added.push(element('tr', null, number(null), number(after), half(right, 'new')));
      after++;
    }
  }
  return [...rows, ...added];
}

/** Each old line with the new one that takes its place; null where there is none. */
function pairs(lines) {
  const rows = [];
  let [olds, news] = [[], []];
  function flush() {
    for (let i = 0; i < Math.max(olds.length, news.length); i++) rows.push([olds[i] ?? null, news[i] ?? null]);
    [olds, news] = [[], []];
  }
  for (const line of lines) {
    const text = line.slice(1);
    if (line[0] === '-') olds.push(text);
    else if (line[0] === '+') news.push(text);
    else {
      flush();
      rows.push([text, text]);
    }
  }
  flush();
  return rows;
}

const number = line => element('td', { class: 'line' }, line === null ? '' : String(line));

function half(parts, kind) {
  if (parts === null) return element('td', { class: 'none' });
  const sign = { old: '−', new: '+' }[kind];
  return element('td', { class: `text ${kind}` }, sign ? element('span', { class: 'sign' }, sign) : null, ...parts);
}

/** Two lines as parts, in which the words that differ are marked. */
function words(old, changed) {
  if (old === null || changed === null) return [[old ?? ''], [changed ?? '']];
  const split = text => text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
  const [a, b] = [split(old), split(changed)];
  if (a.length * b.length > 250000) return [[old], [changed]];
  const common = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i][j] = a[i] === b[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
  const [left, right] = [marked('del'), marked('ins')];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      left.same(a[i++]);
      right.same(b[j++]);
    } else if (j >= b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) left.differs(a[i++]);
    else right.differs(b[j++]);
  }
  return [left.parts, right.parts];
}

function marked(name) {
  const parts = [];
  let last = null;
  return {
    parts,
    same(text) { last = null; parts.push(text); },
    differs(text) {
      if (last === null) parts.push(last = element(name));
      last.append(text);
    },
  };
}
