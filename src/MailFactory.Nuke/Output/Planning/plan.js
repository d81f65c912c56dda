// Highlights what a target would run while it is pointed at or has the focus. Free of the two characters that are
// markup, so that the page as a whole is well-formed XML too.
const graph = document.querySelector(".graph");
const told = document.getElementById("told");
const hint = told.textContent;
const nodes = [...graph.querySelectorAll(".node")];
const edges = [...graph.querySelectorAll(".edge")];

function show(element) {
  const runs = new Set(element.dataset.runs.split(" "));
  graph.classList.add("asked");
  for (const node of nodes) node.classList.toggle("lit", runs.has(node.dataset.target));
  for (const edge of edges) edge.classList.toggle("lit", [edge.dataset.from, edge.dataset.to].every(end => runs.has(end)));
  const names = nodes.filter(node => runs.has(node.dataset.target)).map(node => node.dataset.name);
  const others = names.filter(name => name !== element.dataset.name);
  const label = element.getAttribute("aria-label");
  told.textContent = (label === null ? element.dataset.name + "." : label)
    + (others.length === 0 ? " It needs no other target." : " With it in the plan: " + others.join(", ") + ".");
}

function reset() {
  const focused = document.activeElement;
  if (focused === null ? false : "runs" in focused.dataset) return show(focused);
  graph.classList.remove("asked");
  told.textContent = hint;
}

for (const element of document.querySelectorAll("[data-runs]")) {
  element.addEventListener("pointerenter", () => show(element));
  element.addEventListener("pointerleave", reset);
  element.addEventListener("focus", () => show(element));
  element.addEventListener("blur", () => setTimeout(reset));
}

document.addEventListener("keydown", event => { if (event.key === "Escape") document.activeElement.blur(); });

document.getElementById("theme").addEventListener("click", () => {
  const style = document.documentElement.style;
  const chosen = style.colorScheme === "" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : style.colorScheme;
  style.colorScheme = chosen === "dark" ? "light" : "dark";
});
