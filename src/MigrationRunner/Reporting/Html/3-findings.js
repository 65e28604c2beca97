/** The findings, as objects; the text that is searched is made when it is first asked for. */
const findings = data.findings.map(([repository, rule, status, project, path, line, column, message, reason, code, first, end], index) => ({
  index, repository, rule: data.rules[rule], status, project: data.texts[project] ?? '', path: data.texts[path], line, column,
  message: data.texts[message], reason: data.texts[reason] ?? '', code: data.texts[code], first, end, text: null,
}));

const repositoryOf = thing => data.repositories[thing.repository] ?? '';

/** Where several repositories are on the page, a place begins with its repository. */
const placeOf = thing => repositoryOf(thing) === '' ? thing.path : `${repositoryOf(thing)}: ${thing.path}`;

const groupings = {
  file: placeOf,
  rule: finding => `${finding.rule.id}: ${finding.rule.title}`,
  project: finding => [repositoryOf(finding), finding.project || 'no project'].filter(part => part !== '').join(': '),
};

/** What the fields ask for, as a test of a finding. */
function findingTest() {
  const [repository, rule, project, status] = ['repository', 'rule', 'project', 'status'].map(name => choice.get(name));
  const words = choice.get('search').toLowerCase().split(/\s+/).filter(word => word !== '');
  const isPath = pathTest(choice.get('path'));
  return finding =>
    (rule === '' || finding.rule.id === rule)
    && (status === '' || finding.status === status)
    && (project === '' || finding.project === project)
    && (repository === '' || repositoryOf(finding) === repository)
    && isPath(finding.path)
    && (words.length === 0 || words.every(word => textOf(finding).includes(word)));
}

function textOf(finding) {
  finding.text ??= [finding.rule.id, finding.path, finding.project, finding.message, finding.reason, finding.code ?? ''].join('\n').toLowerCase();
  return finding.text;
}

const findingList = {
  found: findings,
  grouping: null,
  counts: new Map(),
  last: null,
  list: null,

  show() {
    const asked = choice.get('group') || 'file';
    const key = groupings[asked];
    this.found = findings.filter(findingTest());
    this.grouping = key;
    this.counts = new Map();
    for (const finding of this.found) this.counts.set(key(finding), (this.counts.get(key(finding)) ?? 0) + 1);
    this.sort(key, asked === 'file');
    this.last = null;
    byId('finding-list').replaceChildren();
    this.window.restart(this.found.length);
    byId('count').textContent = this.found.length === findings.length
      ? counted(findings.length, 'finding')
      : `${count(this.found.length)} of ${counted(findings.length, 'finding')}`;
  },

  /** Group by group: files with something left to do first, rules and projects by name. */
  sort(key, isByUrgency) {
    const urgency = new Map();
    const order = Object.keys(statuses);
    for (const finding of this.found)
      urgency.set(key(finding), isByUrgency ? Math.min(urgency.get(key(finding)) ?? order.length, order.indexOf(finding.status)) : 0);
    const groups = [...urgency.keys()];
    if (!isByUrgency) groups.sort();
    groups.sort((a, b) => urgency.get(a) - urgency.get(b));
    const rank = new Map(groups.map((name, at) => [name, at]));
    this.found.sort((a, b) => rank.get(key(a)) - rank.get(key(b)) || order.indexOf(a.status) - order.indexOf(b.status) || a.index - b.index);
  },

  draw(from, to) {
    let first = null;
    for (let at = from; at < to; at++) {
      const finding = this.found[at];
      const group = this.grouping(finding);
      if (group !== this.last) {
        this.last = group;
        this.list = element('ol');
        byId('finding-list').append(element('section', { class: 'group' },
          element('h3', null, group, ' ', element('span', { class: 'many' }, counted(this.counts.get(group), 'finding'))), this.list));
      }
      const row = findingRow(finding);
      first ??= row;
      this.list.append(row);
    }
    return first;
  },
};
findingList.window = windowed(byId('more-findings'), 100, (from, to) => findingList.draw(from, to));

function findingRow(finding) {
  const shown = (choice.get('group') || 'file') === 'file' ? `line ${finding.line}, column ${finding.column}` : `${placeOf(finding)}:${finding.line}:${finding.column}`;
  return element('li', { class: `finding ${finding.status}`, tabindex: '-1' },
    element('p', { class: 'facts' },
      element('span', { class: `status ${finding.status}` }, statuses[finding.status]),
      finding.rule.page === null ? finding.rule.id : element('a', { href: finding.rule.page, title: finding.rule.title }, finding.rule.id),
      element('span', { class: 'place' }, shown),
      finding.project === '' ? null : element('span', null, finding.project),
      finding.status === 'fixed' && fileList.hasChange(finding)
        ? element('button', { type: 'button', click: () => fileList.reveal(finding) }, 'Show the change', element('span', { class: 'apart' }, ` in ${finding.path}, line ${finding.line}`))
        : null),
    element('p', null, finding.message),
    finding.reason === '' ? null : element('p', { class: 'reason' }, finding.reason),
    finding.code === undefined ? null : codeOf(finding));
}

/** The lines around a finding, without empty ones at their ends and without what all are indented by. */
function codeOf(finding) {
  const lines = finding.code.split('\n').map((text, at) => ({ text, number: finding.first + at }))
    .filter(line => line.number === finding.line || line.text.trim() !== '');
  const indent = Math.min(...lines.map(line => line.text.length - line.text.trimStart().length));
  return element('div', { class: 'code' }, ...lines.map(line => element('div', line.number === finding.line ? { class: 'at' } : null,
    element('span', { class: 'line' }, String(line.number)),
    element('code', null, ...(line.number === finding.line ? withMark(line.text, indent, finding) : [line.text.slice(indent)])))));
}

/** The finding's own words in its line; columns mean nothing any more where something is written out or left out. */
function withMark(text, indent, finding) {
  const [from, to] = [finding.column - 1, finding.end - 1];
  if (/[\u27e8\u2026]/.test(text) || from < indent || to <= from || to > text.length) return [text.slice(indent)];
  return [text.slice(indent, from), element('mark', null, text.slice(from, to)), text.slice(to)];
}
