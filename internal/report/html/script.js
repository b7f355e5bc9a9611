"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const table = byId("device-table");

  const openTarget = () => {
    const target = location.hash ? byId(location.hash.slice(1)) : null;
    const details = target && target.querySelector("details");
    if (details) {
      target.hidden = false;
      details.open = true;
    }
  };
  window.addEventListener("hashchange", openTarget);
  openTarget();

  let opened = [];
  window.addEventListener("beforeprint", () => {
    const wanted = byId("print-details");
    if (wanted && !wanted.checked) return;
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
    opened = [];
  });

  if (!table) return;
  const tools = byId("tools");
  const search = byId("search");
  const shown = byId("shown");
  const nothing = byId("nothing");
  const print = byId("print-details");
  const filters = [...tools.querySelectorAll("[data-filter]")];
  const rows = [...table.tBodies].map((body) => ({ body, text: "" }));

  const textOf = (row) => {
    if (!row.text) row.text = row.body.textContent.toLowerCase();
    return row.text;
  };

  const apply = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = filters.filter((f) => f.value !== "");
    let count = 0;
    for (const row of rows) {
      const fits = wanted.every((f) => row.body.dataset[f.dataset.filter] === f.value) &&
        words.every((word) => textOf(row).includes(word));
      row.body.hidden = !fits;
      if (fits) count += 1;
    }
    const narrowed = count !== rows.length;
    shown.textContent = (narrowed ? shown.dataset.some : shown.dataset.all)
      .replace("{shown}", String(count)).replace("{all}", String(rows.length));
    nothing.hidden = count !== 0;
  };

  let pending = 0;
  const later = () => {
    clearTimeout(pending);
    pending = setTimeout(apply, 120);
  };

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const keyOf = (row, column) => {
    const cell = row.body.rows[0].cells[column];
    return cell.dataset.rank !== undefined ? Number(cell.dataset.rank) : cell.textContent.trim();
  };
  const compare = (a, b) => (typeof a === "number" ? a - b : collator.compare(a, b));

  const sortBy = (header, column) => {
    const ranked = rows.length > 0 && typeof keyOf(rows[0], column) === "number" && column > 0;
    const first = ranked ? "descending" : "ascending";
    const second = ranked ? "ascending" : "descending";
    const order = header.getAttribute("aria-sort") === first ? second : first;
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", order);
    const sign = order === "ascending" ? 1 : -1;
    const keyed = rows.map((row) => ({ row, key: keyOf(row, column) }));
    keyed.sort((a, b) => sign * compare(a.key, b.key));
    table.append(...keyed.map((k) => k.row.body));
  };

  [...table.tHead.rows[0].cells].forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.dataset.label = header.textContent.trim();
    button.addEventListener("click", () => sortBy(header, column));
    header.replaceChildren(button);
  });

  search.addEventListener("input", later);
  for (const f of filters) f.addEventListener("change", apply);
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.addEventListener("reset", () => setTimeout(apply, 0));
  print.addEventListener("change", () => document.body.classList.toggle("rows-only", !print.checked));
  tools.hidden = false;
  apply();
})();
