// Charts by ECharts from what the page says in its tables, which stay one key away: t shows them. Without ECharts or
// without script, the tables are the page.
import { option, pointed } from './charts.js';

const keyed = document.querySelector('[data-keys]');
const keys = keyed && JSON.parse(keyed.dataset.keys);
const dark = matchMedia('(prefers-color-scheme: dark)');
const charts = new Map();
const toldOf = (place) => JSON.parse(place.dataset.chart);

for (const each of document.querySelectorAll('[data-with-script]')) each.hidden = false;

// Narrowing is one step: a choice is a new address. Days are typed piece by piece, so they wait for Enter or the button.
for (const form of document.querySelectorAll('[data-narrow]')) {
  const { since, until } = form.elements;
  const press = form.querySelector('[data-show]');
  press.hidden = true;
  form.addEventListener('input', ({ target }) => { if (target === since || target === until) press.hidden = false; });
  form.addEventListener('change', ({ target }) => {
    if (target === since || target === until) return;
    if (target.name === 'days') { since.value = ''; until.value = ''; }
    form.requestSubmit();
  });
  form.addEventListener('submit', () => {
    for (const field of form.elements) if (field.name && ['', field.dataset.usual].includes(field.value)) field.disabled = true;
  });
}

function draw(place) {
  const told = toldOf(place);
  charts.get(place)?.dispose();
  const drawn = window.echarts.init(place, null, { renderer: 'svg' });
  drawn.setOption(option(place.dataset.kind, told, false));
  drawn.on('click', (point) => {
    const found = pointed(place.dataset.kind, told, point);
    if (!found) return;
    const address = new URL(place.dataset.list, location.href);
    for (const [name, value] of Object.entries(found)) address.searchParams.set(name, value);
    location.assign(address);
  });
  charts.set(place, drawn);
}

// With `enter` the focus goes into it.
function show(id, open, enter = open) {
  const table = document.querySelector(`[data-beside="${id}"]`);
  const button = document.querySelector(`[data-table="${id}"]`);
  table.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  if (enter) table.querySelector('a')?.focus({ preventScroll: true });
}

function begin() {
  if (!window.echarts) return;
  for (const place of document.querySelectorAll('[data-chart]')) {
    place.hidden = false;
    show(place.id, false);
    draw(place);
    new ResizeObserver(() => charts.get(place).resize()).observe(place);
  }
  dark.addEventListener('change', () => { for (const place of charts.keys()) draw(place); });
}

document.addEventListener('click', (event) => {
  const table = event.target.closest('[data-table]')?.dataset.table;
  if (table) show(table, document.querySelector(`[data-beside="${table}"]`).hidden);
  const picture = event.target.closest('[data-picture]')?.dataset.picture;
  if (picture) save(document.getElementById(picture));
});

// A picture is drawn anew, on a canvas nobody sees, as large as the chart is now.
function save(place) {
  const hidden = document.createElement('div');
  const drawn = window.echarts.init(hidden, null, { renderer: 'canvas', width: place.clientWidth, height: place.clientHeight });
  drawn.setOption(option(place.dataset.kind, toldOf(place), true));
  const link = document.createElement('a');
  link.href = drawn.getDataURL({ type: 'png', pixelRatio: 2 });
  link.download = `${place.dataset.name}.png`;
  link.click();
  drawn.dispose();
}

document.addEventListener('keydown', (event) => {
  if (!keys || event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing || event.repeat || event.altKey === keys.single) return;
  if (event.target.closest('input, select, textarea') || event.code.replace(/^Key/, '') !== 'T') return;
  // The table of the figure that has the focus, else of all.
  const figure = document.activeElement.closest('[data-figure]');
  const buttons = [...(figure ?? document).querySelectorAll('[data-table]')];
  if (!buttons.length) return;
  event.preventDefault();
  const open = buttons.some((button) => button.getAttribute('aria-expanded') === 'false');
  for (const button of buttons) show(button.dataset.table, open, open && buttons.length === 1);
});

if (document.readyState === 'complete') begin();
else addEventListener('load', begin);
