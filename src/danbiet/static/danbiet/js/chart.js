// Draws every figure.chart from the table that stands in it; the table stays, folded. Needs vendor/echarts.min.js.
// Numbers in the table are in Vietnamese notation (1.234,5).
const number = (text) => Number(text.replace(/\./g, "").replace(",", ".").replace(/[^\d.-]/g, ""));
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

const SYMBOLS = ["circle", "rect", "triangle"];

function cells(row) {
  return [...row.cells].map((cell) => cell.textContent.trim());
}

function draw(figure) {
  const table = figure.querySelector("table");
  const [, ...names] = cells(table.tHead.rows[0]);
  const rows = [...table.tBodies[0].rows].map(cells);
  const plot = figure.querySelector(".chart__plot");
  const isBar = figure.dataset.chart === "bar";
  plot.hidden = false;
  plot.classList.toggle("is-low", isBar && rows.length < 5);
  const ink = colour("--ink");
  const labels = { type: "category", data: rows.map(([label]) => label), inverse: isBar, axisLabel: { color: ink }, axisTick: { show: false } };
  const values = { type: "value", axisLabel: { color: colour("--ink-2") }, splitLine: { lineStyle: { color: colour("--line") } } };
  const unit = figure.dataset.unit ? `\u00a0${figure.dataset.unit}` : "";
  const chart = window.echarts.init(plot, null, { renderer: "canvas" });
  chart.setOption({
    animation: false,
    color: ["--data", "--data-2", "--data-3"].map(colour),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { show: !isBar, left: 0, top: 0, textStyle: { color: ink } },
    grid: { left: 8, right: isBar ? 72 : 16, top: isBar ? 8 : 36, bottom: 8, containLabel: true },
    xAxis: isBar ? values : labels,
    yAxis: isBar ? labels : values,
    series: names.map((name, at) => ({
      name,
      type: isBar ? "bar" : "line",
      barMaxWidth: 22,
      data: rows.map((row) => number(row[at + 1])),
      label: { show: isBar, position: "right", color: ink, formatter: ({ dataIndex }) => rows[dataIndex][at + 1] + unit },
      symbol: SYMBOLS[at % SYMBOLS.length], // lines are told apart without colour too
      symbolSize: 6,
    })),
  });
  figure.querySelector(".chart__table").open = false;
  new ResizeObserver(() => chart.resize()).observe(plot);
}

function drawAll() {
  if (window.echarts) document.querySelectorAll("figure.chart").forEach(draw);
}

if (document.readyState === "complete") drawAll();
else window.addEventListener("load", drawAll);
