// What ECharts draws from what a page says of a figure, by its kind. `option` is what ECharts takes; `pointed` are the
// parameters that lead from the figure's list to what was pressed, undefined where nothing does.
const rtl = document.documentElement.dir === 'rtl';
const board = document.querySelector('.board');

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

function look(told, picture) {
  const ink = colour('--ink-2');
  return {
    animation: !picture && !matchMedia('(prefers-reduced-motion: reduce)').matches,
    backgroundColor: picture ? colour('--panel') : 'transparent',
    textStyle: { fontFamily: getComputedStyle(board).fontFamily, color: ink },
    aria: { enabled: true, label: { description: told.words.description }, decal: { show: true } },
    tooltip: { renderMode: 'richText', backgroundColor: colour('--panel'), borderColor: colour('--rule-strong'), textStyle: { color: colour('--ink') } },
  };
}

const categories = (names, more = {}) => ({ type: 'category', data: names, axisTick: { show: false }, axisLine: { lineStyle: { color: colour('--rule') } }, ...more, axisLabel: { color: colour('--ink-2'), ...more.axisLabel } });
const numbers = (more = {}) => ({ type: 'value', minInterval: 1, axisLabel: { color: colour('--ink-2') }, splitLine: { lineStyle: { color: colour('--rule') } }, ...more });

function ahead(told) {
  const last = told.days.at(-1);
  const from = (text) => (text ? Math.round((Date.parse(text) - Date.parse(last)) / 864e5) : 0);
  const far = from(told.done);
  return { far, later: Array.from({ length: Math.min(Math.max(far, from(told.due)), told.days.length) }, (_, number) => next(last, number + 1)) };
}

// Areas by day, up to the line of all claims, and how it goes on at the present pace.
function progress(told, picture) {
  const { far, later } = ahead(told);
  const days = [...told.days, ...later];
  const ink = colour('--ink-2');
  const now = told.days.length - 1;
  const handed = told.series.reduce((sum, each) => sum + each.values[now], 0);
  const line = (name, values) => ({
    name, type: 'line', data: values, symbol: 'none', silent: true, z: 5,
    lineStyle: { type: 'dashed', width: 1.5, color: ink }, itemStyle: { color: ink },
  });
  const series = told.series.map((each) => ({
    name: each.name, type: 'line', stack: 'handed in', data: each.values, symbol: 'circle', symbolSize: 5, showSymbol: false,
    lineStyle: { width: 0 }, itemStyle: { color: colour(each.colour) }, areaStyle: { opacity: 0.85, color: colour(each.colour) },
    emphasis: { focus: 'series' },
  }));
  const due = days.includes(told.due) && {
    markLine: {
      silent: true, symbol: 'none', lineStyle: { type: 'solid', width: 1.5, color: colour('--bad') },
      label: { formatter: told.words.due, color: ink, position: 'insideEndTop' }, data: [{ xAxis: told.due }],
    },
  };
  series.push({ ...line(told.words.all, days.map(() => told.all)), ...due });
  if (far) {
    series.push(line(told.words.projection, days.map((_, number) => (number < now || number > now + far ? null : handed + ((told.all - handed) * (number - now)) / far))));
  }
  const base = look(told, picture);
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'axis' },
    grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
    legend: { type: 'scroll', top: 0, left: rtl ? 'auto' : 0, right: rtl ? 0 : 'auto', textStyle: { color: ink }, data: told.series.map((each) => each.name) },
    xAxis: categories(days, { inverse: rtl, boundaryGap: false, axisLabel: { formatter: day, hideOverlap: true } }),
    yAxis: numbers({ position: rtl ? 'right' : 'left' }),
    series,
  };
}

// One bar for each line of the table, the first at the top.
function bars(told, picture) {
  return {
    ...look(told, picture),
    grid: { left: rtl ? 40 : 8, right: rtl ? 8 : 40, top: 4, bottom: 8, containLabel: true },
    xAxis: numbers({ inverse: rtl }),
    yAxis: categories(told.bars.map((each) => each.name), { inverse: true, position: rtl ? 'right' : 'left' }),
    series: [{
      type: 'bar', barMaxWidth: 26, label: { show: true, position: rtl ? 'left' : 'right', color: colour('--ink') },
      data: told.bars.map((each) => ({ value: each.value, itemStyle: { color: colour(each.colour), borderRadius: 3 } })),
    }],
  };
}

// A bar for each row, in it a piece for each column, the first at the top.
function stacks(told, picture) {
  const ink = colour('--ink-2');
  const base = look(told, picture);
  return {
    ...base,
    tooltip: { ...base.tooltip, trigger: 'axis', axisPointer: { type: 'shadow' } },
    grid: { left: 8, right: 12, top: 36, bottom: 8, containLabel: true },
    legend: { type: 'scroll', top: 0, left: rtl ? 'auto' : 0, right: rtl ? 0 : 'auto', textStyle: { color: ink } },
    xAxis: numbers({ inverse: rtl }),
    yAxis: categories(told.rows.map((each) => each.name), { inverse: true, position: rtl ? 'right' : 'left', axisLabel: { width: 130, overflow: 'truncate' } }),
    series: told.columns.map((each) => ({
      name: each.name, type: 'bar', stack: 'all', barMaxWidth: 26, itemStyle: { color: colour(each.colour) }, data: each.values,
    })),
  };
}

// A cell for every two that have something in common, the darker the more; what it says stands in it.
function cells(told, picture) {
  const ink = colour('--ink');
  const base = look(told, picture);
  const axis = (names, more) => categories(names, { ...more, splitArea: { show: false }, axisLine: { show: false } });
  return {
    ...base,
    aria: { ...base.aria, decal: { show: false } }, // each cell says its number
    tooltip: { ...base.tooltip, formatter: ({ data }) => `${told.rows[data.value[1]].name} · ${told.columns[data.value[0]].name}\n${data.told}` },
    grid: { left: 8, right: 8, top: 8, bottom: 8, containLabel: true },
    xAxis: axis(told.columns.map((each) => each.short), { position: 'top', inverse: rtl, axisLabel: { interval: 0 } }),
    yAxis: axis(told.rows.map((each) => each.name), { inverse: true, position: rtl ? 'right' : 'left', axisLabel: { width: 150, overflow: 'truncate' } }),
    visualMap: { show: false, min: 0, max: told.most, dimension: 2, inRange: { color: [colour('--accent')], colorAlpha: [0.05, 0.45] } },
    series: [false, true].map((framed) => ({
      type: 'heatmap', z: framed ? 3 : 2, label: { show: true, color: ink, lineHeight: 15, formatter: ({ data }) => data.told },
      itemStyle: { borderColor: colour(framed ? '--rule-strong' : '--panel'), borderWidth: framed ? 1.5 : 3, borderRadius: 3 }, emphasis: { itemStyle: { borderColor: ink } },
      data: told.cells.filter(([column, row]) => framed === (column === row)).map(([column, row, value, words]) => ({ value: [column, row, value], told: words })),
    })),
  };
}

const BUILDERS = { progress, bars, stacks, cells };
export const option = (kind, told, picture) => BUILDERS[kind](told, picture);

const POINTS = {
  progress: (told, { seriesName, name }) => {
    const found = told.series.find((each) => each.name === seriesName);
    return found && { verdict: found.key, until: name };
  },
  bars: (told, { dataIndex }) => ({ [told.parameter]: told.bars[dataIndex].key }),
  stacks: (told, { seriesIndex, dataIndex }) => ({ [told.parameters[0]]: told.rows[dataIndex].key, [told.parameters[1]]: told.columns[seriesIndex].key }),
};
POINTS.cells = (told, { data }) => {
  const keys = [told.rows[data.value[1]].key, told.columns[data.value[0]].key];
  return told.parameters.length > 1 ? { [told.parameters[0]]: keys[0], [told.parameters[1]]: keys[1] } : { [told.parameters[0]]: keys.join('.') };
};
export const pointed = (kind, told, point) => POINTS[kind](told, point);
