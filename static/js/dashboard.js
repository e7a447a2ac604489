// Charts by ECharts from what the page says in its tables, which stay one key away: t shows them. Without ECharts or
// without script, the tables are the page.
const chart = document.querySelector('[data-chart]');
const told = chart && JSON.parse(chart.dataset.chart);
const board = document.querySelector('.board');
const keyed = document.querySelector('[data-keys]');
const keys = keyed && JSON.parse(keyed.dataset.keys);
const rtl = document.documentElement.dir === 'rtl';
const dark = matchMedia('(prefers-color-scheme: dark)');
const charts = new Map();

for (const each of document.querySelectorAll('[data-with-script]')) each.hidden = false;

// Narrowing is one step: a choice is a new address.
for (const form of document.querySelectorAll('[data-narrow]')) {
  form.addEventListener('change', () => form.requestSubmit());
  form.addEventListener('submit', () => {
    for (const field of form.elements) if (field.name && !field.value) field.disabled = true;
  });
}

// A custom property may hold a pair of colours; only the colour of something is one.
const probe = document.createElement('i');
probe.hidden = true;
board?.append(probe);
const colour = (name) => {
  probe.style.color = `var(${name})`;
  return getComputedStyle(probe).color;
};

const day = (text) => new Intl.DateTimeFormat(document.documentElement.lang, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(new Date(`${text}T00:00:00Z`));
const next = (text, days) => new Date(Date.parse(`${text}T00:00:00Z`) + days * 864e5).toISOString().slice(0, 10);

function ahead() {
  const last = told.days.at(-1);
  const far = told.done ? Math.round((Date.parse(told.done) - Date.parse(last)) / 864e5) : 0;
  return Array.from({ length: Math.min(far, told.days.length) }, (_, number) => next(last, number + 1));
}

function option(picture) {
  const later = ahead();
  const days = [...told.days, ...later];
  const ink = colour('--ink-2');
  const rule = colour('--rule');
  const now = told.days.length - 1;
  const handed = told.series.reduce((sum, each) => sum + each.values[now], 0);
  const far = told.done ? Math.round((Date.parse(told.done) - Date.parse(told.days[now])) / 864e5) : 0;
  const line = (name, values) => ({
    name, type: 'line', data: values, symbol: 'none', silent: true, z: 5,
    lineStyle: { type: 'dashed', width: 1.5, color: ink }, itemStyle: { color: ink },
  });
  const series = told.series.map((each) => ({
    name: each.name, type: 'line', stack: 'handed in', data: each.values, symbol: 'circle', symbolSize: 5, showSymbol: false,
    lineStyle: { width: 0 }, itemStyle: { color: colour(each.colour) }, areaStyle: { opacity: 0.85, color: colour(each.colour) },
    emphasis: { focus: 'series' },
  }));
  series.push(line(told.words.all, days.map(() => told.all)));
  if (later.length) {
    series.push(line(told.words.projection, days.map((_, number) => (number < now ? null : handed + ((told.all - handed) * (number - now)) / far))));
  }
  return {
    animation: !picture && !matchMedia('(prefers-reduced-motion: reduce)').matches,
    backgroundColor: picture ? colour('--panel') : 'transparent',
    textStyle: { fontFamily: getComputedStyle(board).fontFamily, color: ink },
    aria: { enabled: true, label: { description: told.words.description }, decal: { show: true } },
    grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
    legend: { type: 'scroll', top: 0, left: rtl ? 'auto' : 0, right: rtl ? 0 : 'auto', textStyle: { color: ink }, data: told.series.map((each) => each.name) },
    tooltip: { trigger: 'axis', renderMode: 'richText', backgroundColor: colour('--panel'), borderColor: colour('--rule-strong'), textStyle: { color: colour('--ink') } },
    xAxis: { type: 'category', inverse: rtl, boundaryGap: false, data: days, axisLabel: { color: ink, formatter: day, hideOverlap: true }, axisLine: { lineStyle: { color: rule } }, axisTick: { show: false } },
    yAxis: { type: 'value', position: rtl ? 'right' : 'left', minInterval: 1, axisLabel: { color: ink }, splitLine: { lineStyle: { color: rule } } },
    series,
  };
}

function draw(place) {
  charts.get(place)?.dispose();
  const drawn = window.echarts.init(place, null, { renderer: 'svg' });
  drawn.setOption(option(false));
  drawn.on('click', ({ seriesName, name }) => {
    const found = told.series.find((each) => each.name === seriesName);
    if (!found) return;
    const address = new URL(place.dataset.list, location.href);
    address.searchParams.set('verdict', found.key);
    address.searchParams.set('until', name);
    location.assign(address);
  });
  charts.set(place, drawn);
}

function show(id, open) {
  const table = document.querySelector(`[data-beside="${id}"]`);
  const button = document.querySelector(`[data-table="${id}"]`);
  table.hidden = !open;
  button.setAttribute('aria-expanded', String(open));
  if (open) table.querySelector('a')?.focus({ preventScroll: true });
}

function begin() {
  if (!told || !window.echarts) return;
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
  drawn.setOption(option(true));
  const link = document.createElement('a');
  link.href = drawn.getDataURL({ type: 'png', pixelRatio: 2 });
  link.download = `${place.dataset.name}.png`;
  link.click();
  drawn.dispose();
}

document.addEventListener('keydown', (event) => {
  if (!keys || event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing || event.repeat || event.altKey === keys.single) return;
  if (event.target.closest('input, select, textarea') || event.code.replace(/^Key/, '') !== 'T') return;
  const first = document.querySelector('[data-table]');
  if (!first) return;
  event.preventDefault();
  first.click();
});

if (document.readyState === 'complete') begin();
else addEventListener('load', begin);
