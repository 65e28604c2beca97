/** Every file in which something was found or changed. */
const fileList = {
  files: [],
  byPlace: new Map(),
  shown: [],

  gather() {
    const of = thing => {
      const place = placeOf(thing);
      if (!this.byPlace.has(place)) {
        const file = { repository: thing.repository, path: thing.path, edits: 0, hunks: null, why: null, findings: [] };
        this.byPlace.set(place, file);
        this.files.push(file);
      }
      return this.byPlace.get(place);
    };
    for (const [repository, path, edits, hunks, why] of data.files)
      Object.assign(of({ repository, path: data.texts[path] }), { edits, hunks, why });
    for (const finding of findings) of(finding).findings.push(finding);
    this.files.sort((a, b) => a.repository - b.repository || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  },

  hasChange(finding) {
    return (this.byPlace.get(placeOf(finding))?.edits ?? 0) > 0;
  },

  show() {
    const [repository, rule, project, status, search] = ['repository', 'rule', 'project', 'status', 'search'].map(name => choice.get(name));
    const isPath = pathTest(choice.get('path'));
    const found = new Set(findingList.found.map(placeOf));
    const isAny = rule === '' && project === '' && status === '' && search === '';
    this.shown = this.files.filter(file => found.has(placeOf(file))
      || (isAny && isPath(file.path) && (repository === '' || repositoryOf(file) === repository)));
    byId('file-list').replaceChildren();
    this.window.restart(this.shown.length);
    const changed = this.shown.filter(file => file.edits > 0).length;
    byId('file-count').textContent = `${counted(this.shown.length, 'file')}${this.shown.length < this.files.length ? ` of ${count(this.files.length)}` : ''}, ${count(changed)} of them changed. A file opens to show its changes.`;
  },

  draw(from, to) {
    let first = null;
    for (const file of this.shown.slice(from, to)) {
      file.row = fileRow(file);
      first ??= file.row.firstChild;
      byId('file-list').append(file.row);
    }
    return first;
  },

  /** Opens a finding's file, and goes to its line. */
  reveal(finding) {
    const file = this.byPlace.get(placeOf(finding));
    this.window.upTo(this.shown.indexOf(file));
    file.row.open = true;
    fill(file);
    const line = file.row.querySelector(`tr[data-line="${finding.line}"]`) ?? file.row.firstChild;
    line.scrollIntoView({ block: 'center' });
    line.focus({ preventScroll: true });
  },
};
fileList.gather();
fileList.window = windowed(byId('more-files'), 50, (from, to) => fileList.draw(from, to));

function fileRow(file) {
  const row = element('details', { class: 'file' }, element('summary', null,
    element('span', { class: 'name' }, placeOf(file)),
    ...Object.keys(statuses).map(status => [status, file.findings.filter(finding => finding.status === status).length])
      .filter(([, many]) => many > 0)
      .map(([status, many]) => element('span', { class: `status ${status}` }, `${count(many)} ${statuses[status]}`)),
    element('span', { class: 'edits' }, file.edits > 0 ? counted(file.edits, 'edit') : 'not changed')));
  row.addEventListener('toggle', () => { if (row.open) fill(file); });
  return row;
}

/** What is inside of a file's row is made when it is first opened. */
function fill(file) {
  if (file.row.children.length > 1) return;
  file.row.append(element('div', { class: 'inside' },
    file.findings.length === 0 ? null : element('button', { type: 'button', click: () => { choice.set({ repository: repositoryOf(file), path: file.path }); show(); byId('findings').focus(); } },
      `Only the ${file.findings.length === 1 ? 'finding' : `${count(file.findings.length)} findings`} of this file`),
    file.edits > 0 && file.why !== null ? element('p', null, file.why) : null,
    ...(file.hunks === null ? [] : differences(file.hunks, file.path))));
}
