/** The findings, as objects; the text that is searched is made when it is first asked for. */
const findings = data.findings.map(([repository, rule, status, project, path, line, column, message, reason, code, first, end], index) => ({
  index, repository, rule: data.rules[rule], status, project: data.texts[project] ?? '', path: data.texts[path], line, column,
  message: data.texts[message], reason: data.texts[reason] ?? '', code: data.texts[code], first, end, text: null, group: null,
}));

const repositoryOf = thing => data.repositories[thing.repository] ?? '';

/** Where several repositories are on the page, a place begins with its repository. */
const placeOf = thing => repositoryOf(thing) === '' ? thing.path : `${repositoryOf(thing)}: ${thing.path}`;

/** What stands above findings that belong together; those of a file are apart by what is to be done about them. */
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
  last: null,

  show() {
    const asked = choice.get('group') || 'file';
    const order = Object.keys(statuses);
    const title = groupings[asked];
    const groups = new Map();
    this.found = findings.filter(findingTest());
    for (const finding of this.found) {
      const name = title(finding);
      const key = asked === 'file' ? `${finding.status} ${name}` : name;
      if (!groups.has(key)) groups.set(key, { title: name, status: asked === 'file' ? finding.status : null, count: 0 });
      finding.group = groups.get(key);
      finding.group.count++;
    }
    // What is left to do comes first; files are in order already.
    [...groups.values()]
      .sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status) || (asked === 'file' ? 0 : a.title < b.title ? -1 : 1))
      .forEach((group, at) => { group.at = at; });
    this.found.sort((a, b) => a.group.at - b.group.at || order.indexOf(a.status) - order.indexOf(b.status) || a.index - b.index);
    this.last = null;
    byId('finding-list').replaceChildren();
    this.window.restart(this.found.length);
    byId('count').textContent = this.found.length === findings.length
      ? counted(findings.length, 'finding')
      : `${count(this.found.length)} of ${counted(findings.length, 'finding')}`;
  },

  draw(from, to) {
    let first = null;
    for (const finding of this.found.slice(from, to)) {
      const group = finding.group;
      if (group !== this.last) {
        this.last = group;
        group.list = element('ol');
        byId('finding-list').append(element('section', { class: 'group' }, groupTitle(group), group.list));
      }
      const row = findingRow(finding);
      first ??= row;
      group.list.append(row);
    }
    return first;
  },
};
findingList.window = windowed(byId('more-findings'), 50, (from, to) => findingList.draw(from, to));

function groupTitle(group) {
  return element('h3', null, group.title,
    element('span', { class: 'many' }, ` ${counted(group.count, 'finding')}${group.status === null ? '' : `, ${statuses[group.status]}`}`));
}

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
