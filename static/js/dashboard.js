// Charts by ECharts from what the page says in its tables, which stay one key away: t shows them. Without ECharts or
// without script, the tables are the page. While it is open, the page stays as things stand.
import { option, pointed } from './charts.js';
import { Fresh } from './fresh.js';

const keyed = document.querySelector('[data-keys]');
const keys = keyed && JSON.parse(keyed.dataset.keys);
const dark = matchMedia('(prefers-color-scheme: dark)');
const charts = new Map();
const toldOf = (place) => JSON.parse(place.dataset.chart);

const reveal = (page) => { for (const each of page.querySelectorAll('[data-with-script]')) each.hidden = false; };

reveal(document);

// Narrowing is one step: a choice is a new address. Days are typed piece by piece, so they wait for Enter or the button.
for (const form of document.querySelectorAll('[data-narrow]')) {
  const { since, until } = form.elements;
  const press = form.querySelector('[data-show]');
  const dates = form.querySelector('[data-dates]');
  press.hidden = true;
  if (dates) dates.hidden = 'later' in dates.dataset;
  form.addEventListener('input', ({ target }) => { if (target === since || target === until) press.hidden = false; });
  form.addEventListener('change', ({ target }) => {
    if (target === since || target === until) return;
    if (target.name === 'days' && !target.value) {
      dates.hidden = false;
      since.focus();
      return;
    }
    if (target.name === 'days') { since.value = ''; until.value = ''; }
    form.requestSubmit();
  });
  form.addEventListener('submit', () => {
    for (const field of form.elements) if (field.name && ['', field.dataset.usual].includes(field.value)) field.disabled = true;
  });
}

function draw(place) {
  charts.get(place)?.dispose();
  const drawn = window.echarts.init(place, null, { renderer: 'svg' });
  drawn.setOption(option(place.dataset.kind, toldOf(place), false));
  drawn.on('click', (point) => {
    const found = pointed(place.dataset.kind, toldOf(place), point);
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

const resized = new ResizeObserver((entries) => { for (const { target } of entries) charts.get(target)?.resize(); });

function drawAll() {
  for (const place of document.querySelectorAll('[data-chart]')) {
    if (charts.has(place)) continue;
    place.hidden = false;
    show(place.id, false);
    draw(place);
    resized.observe(place);
  }
}

function begin() {
  if (!window.echarts) return;
  drawAll();
  dark.addEventListener('change', () => { for (const place of charts.keys()) draw(place); });
}

// The page as it is now takes the place of what is shown; what the reader has opened is open there, too.
async function renew(page) {
  reveal(page);
  for (const place of charts.keys()) {
    const twin = page.getElementById(place.id);
    if (!twin) continue;
    const { hidden } = document.querySelector(`[data-beside="${place.id}"]`);
    page.querySelector(`[data-beside="${place.id}"]`).hidden = hidden;
    page.querySelector(`[data-table="${place.id}"]`).setAttribute('aria-expanded', String(!hidden));
  }
  const main = document.getElementById('main');
  await window.htmx.swap({ text: page.getElementById('main').outerHTML, target: main, swap: 'outerMorph', sourceElement: main });
  for (const [place, drawn] of charts) {
    const twin = page.getElementById(place.id);
    if (!place.isConnected || !twin) {
      resized.unobserve(place);
      drawn.dispose();
      charts.delete(place);
    } else if (twin.dataset.chart !== place.dataset.chart) {
      Object.assign(place.dataset, twin.dataset);
      drawn.setOption(option(place.dataset.kind, toldOf(place), false), { notMerge: true });
    }
  }
  if (window.echarts) drawAll();
}

const told = document.querySelector('[data-news]');
if (told) {
  const fresh = new Fresh(told);
  const asOf = told.textContent;
  const say = (words, stale) => {
    told.textContent = words;
    told.classList.toggle('stale', stale);
  };
  // A list that somebody works through does not move under their hands.
  const follow = told.hasAttribute('data-listed')
    ? () => { document.querySelector('[data-stale]').hidden = false; }
    : async () => {
      const page = await fresh.fetch();
      if (page) await renew(page);
    };
  fresh.addEventListener('changed', follow);
  fresh.addEventListener('found', () => {
    say(asOf, false);
    if (!told.hasAttribute('data-listed')) follow();
  });
  for (const name of ['lost', 'ended']) fresh.addEventListener(name, () => say(JSON.parse(told.dataset.words)[name], true));
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
