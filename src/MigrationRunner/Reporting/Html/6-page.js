function show() {
  choice.write();
  findingList.show();
  fileList.show();
}

function offerChoices() {
  const many = key => {
    const counts = new Map();
    for (const finding of findings) counts.set(key(finding), (counts.get(key(finding)) ?? 0) + 1);
    return counts;
  };
  const sorted = counts => [...counts].filter(([value]) => value !== '').sort(([a], [b]) => a < b ? -1 : 1);
  const titles = new Map(data.rules.map(rule => [rule.id, rule.title]));
  choice.offer('rule', sorted(many(finding => finding.rule.id)).map(([id, number]) => [id, `${id}: ${titles.get(id)}`, number]));
  choice.offer('project', sorted(many(finding => finding.project)).map(([name, number]) => [name, name, number]));
  const byStatus = many(finding => finding.status);
  choice.offer('status', Object.keys(statuses).filter(status => byStatus.has(status)).map(status => [status, statuses[status], byStatus.get(status)]));
  const byRepository = many(repositoryOf);
  choice.offer('repository', data.repositories.filter(name => name !== '').map(name => [name, name, byRepository.get(name) ?? 0]));
  byId('of-repository').hidden = data.repositories.every(name => name === '');
}

/** The page follows the system until somebody wants it otherwise. */
function offerThemes() {
  const themes = ['system', 'dark', 'light'];
  let at = 0;
  byId('theme').hidden = false;
  byId('theme').addEventListener('click', () => {
    at = (at + 1) % themes.length;
    document.documentElement.style.colorScheme = at === 0 ? '' : themes[at];
    byId('theme').textContent = `Theme: ${themes[at]}`;
  });
}

function listen() {
  const form = byId('filters');
  let isWaiting = false;
  // Keys that come faster than they are answered are answered together; not with the next picture, which a page in the background does not get.
  form.addEventListener('input', () => {
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(() => { isWaiting = false; show(); });
  });
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', event => { event.preventDefault(); choice.set({}); show(); byId('search').focus(); });
  addEventListener('hashchange', event => {
    if (event.newURL !== location.href || !choice.isInAddress()) return;   // the address is another one by now
    choice.read();
    show();
    byId('findings').focus();
  });
  isNarrow.addEventListener('change', () => {
    for (const file of fileList.shown.filter(file => file.row?.children.length > 1)) {
      file.row.lastChild.remove();
      if (file.row.open) fill(file);
    }
  });
}

offerChoices();
offerThemes();
byId('filters').hidden = false;
byId('file-count').hidden = false;
if (choice.isInAddress()) choice.read();
listen();
show();
for (const plain of document.querySelectorAll('.plain')) plain.remove();   // what stands there for browsers without this script
