/** What is chosen: the fields of the form, and the same in the page's address, so that a link shows what its sender saw. */
const choice = {
  names: ['search', 'repository', 'rule', 'project', 'status', 'path', 'group'],

  get: name => byId(name).value.trim(),

  set(values) {
    for (const name of this.names) {
      const field = byId(name);
      const value = values[name] ?? '';
      field.value = value;
      if (field.value !== value) field.value = '';   // a list that does not have it
    }
  },

  /** Whether the address names a choice; an anchor is none. */
  isInAddress: () => location.hash.includes('='),

  read() {
    this.set(Object.fromEntries(new URLSearchParams(location.hash.slice(1))));
  },

  write() {
    const chosen = this.names.map(name => [name, this.get(name)]).filter(([, value]) => value !== '');
    const hash = new URLSearchParams(chosen).toString();
    if (hash !== '' || this.isInAddress())
      history.replaceState(null, '', hash === '' ? location.href.split('#')[0] : `#${hash}`);
  },

  /** Offers the values of a list, each with how often it is there. */
  offer(name, values) {
    byId(name).append(...values.map(([value, label, many]) => element('option', { value }, `${label} (${count(many)})`)));
  },
};

/** A path as it is asked for: a part of it, or with * and ** the whole. */
function pathTest(asked) {
  if (asked === '') return () => true;
  if (!asked.includes('*')) {
    const part = asked.toLowerCase();
    return path => path.toLowerCase().includes(part);
  }
  const form = asked.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\*\*\/|\*\*|\*/g, stars => ({ '**/': '(?:.*/)?', '**': '.*' })[stars] ?? '[^/]*');
  const whole = new RegExp(`^${form}$`, 'i');
  return path => whole.test(path);
}
