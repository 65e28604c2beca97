'use strict';

/** What the page is about; each text stands in it once, and is named by its number. */
const data = JSON.parse(document.getElementById('data').textContent);

/** How a status is called, in the order in which people look at them. */
const statuses = { listed: 'left to do', fixable: 'fixable', fixed: 'fixed', info: 'for information' };

const byId = id => document.getElementById(id);

const count = number => number.toLocaleString('en-US');

const counted = (number, noun) => `${count(number)} ${noun}${number === 1 ? '' : 's'}`;

/** An element with attributes, handlers of clicks, and children; a text stays a text, whatever it holds. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (key === 'click') made.addEventListener('click', value);
    else if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
}

/** Shows the rows of a list a window at a time; `draw` makes the ones from one number up to another and returns the first. */
function windowed(button, step, draw) {
  let total = 0;
  let shown = 0;
  function next(least) {
    const from = shown;
    shown = Math.min(total, Math.max(shown + step, least ?? 0));
    const first = draw(from, shown);
    button.hidden = shown === total;
    button.textContent = `Show ${count(Math.min(step, total - shown))} more of ${count(total - shown)}`;
    return first;
  }
  button.addEventListener('click', () => next()?.focus());
  return {
    restart(rows) { total = rows; shown = 0; next(); },
    upTo(row) { if (row >= shown) next(row + 1); },
  };
}
