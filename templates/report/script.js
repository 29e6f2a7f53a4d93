// Search, filter, orders of rows, links to places. The page can be read without it; nothing is fetched, stored or sent.
"use strict";
(() => {
  const all = (where, what) => [...where.querySelectorAll(what)];
  const make = (tag, facts, ...inside) => {
    const made = Object.assign(document.createElement(tag), facts);
    made.append(...inside);
    return made;
  };
  const main = document.getElementById("main");
  const LANGUAGE = "{{ words.code }}";
  const filled = (message, values) => message.replace(/\{(\w+)\}/g, (place, name) => values[name]);
  const STATES = ["missed", "off-track", "at-risk", "no-data", "on-track", "met"];

  // What a table, a list or a grid is made of: the rows that are found, hidden and put in order one by one.
  const tables = all(main, "table.cards:not([data-fixed])");
  const rowsOf = (table) => (table.tBodies.length > 1 ? [...table.tBodies] : [...(table.tBodies[0] || table).rows]);
  const lists = all(main, ".blocks, .asks, .actions, .gap ul");
  const groups = [...tables, ...lists];

  // The search.
  let index = null;
  const read = () => groups.map((group) => {
    const rows = group.tBodies ? rowsOf(group) : [...group.children];
    return [group, rows.map((row) => [row, row.textContent.toLowerCase()])];
  });
  const words = make("input", { type: "search", id: "find", autocomplete: "off", spellcheck: false });
  const states = [];
  const told = make("output", {});
  told.htmlFor = "find";
  const opened = new Set();
  const filter = () => {
    index = index || read();
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const pressed = states.filter((button) => button.ariaPressed === "true").map((button) => `.st.${button.value}`).join(", ");
    const active = wanted.length > 0 || pressed !== "";
    let found = 0;
    let total = 0;
    const sections = new Map();
    for (const [group, rows] of index) {
      let here = 0;
      for (const [row, text] of rows) {
        const fits = wanted.every((word) => text.includes(word)) && (!pressed || row.querySelector(pressed) !== null);
        if (row.hidden === fits) row.hidden = !fits;
        here += fits;
      }
      found += here;
      total += rows.length;
      group.hidden = active && here === 0;
      const section = group.closest("section");
      sections.set(section, (sections.get(section) || 0) + here);
      const fold = group.closest("details");
      if (fold) {
        fold.hidden = group.hidden;
        if (active && here && !fold.open && opened.size < 40) {
          fold.open = true;
          opened.add(fold);
        }
      }
    }
    // A section of which nothing is left would be a heading alone.
    for (const [section, here] of sections) if (section) section.hidden = active && here === 0;
    if (!active) {
      for (const fold of opened) fold.open = false;
      opened.clear();
    }
    const counts = { found: found.toLocaleString(LANGUAGE), total: total.toLocaleString(LANGUAGE) };
    told.textContent = active ? filled({{ words.plain("{found} of {total} entries shown", found="{found}", total="{total}") | tojson }}, counts) : "";
  };
  let waiting = 0;
  const soon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  };
  words.addEventListener("input", soon);
  for (const key of STATES) {
    const shown = main.querySelector(`:is(td, th, header) > .st.${key}, td.st.${key}`);
    const model = main.querySelector("span.st");
    if (!shown || !model) continue;
    const label = model.cloneNode(true);
    label.className = `st ${key}`;
    label.querySelector("use").setAttribute("href", `#st-${key}`);
    label.lastChild.textContent = shown.textContent;
    const button = make("button", { type: "button", value: key, className: "chip", ariaPressed: "false" }, label);
    button.addEventListener("click", () => {
      button.ariaPressed = button.ariaPressed === "true" ? "false" : "true";
      filter();
    });
    states.push(button);
  }
  const rowCount = groups.reduce((sum, group) => sum + (group.tBodies ? rowsOf(group).length : group.children.length), 0);
  if (rowCount > 3) {
    const form = make("form", { className: "finder" }, make("label", {}, {{ words.plain("Find in this report") | tojson }}, words));
    form.setAttribute("role", "search");
    if (states.length > 1) {
      const chips = make("div", { className: "chips", ariaLabel: {{ words.plain("Only these states") | tojson }} }, ...states);
      chips.setAttribute("role", "group");
      form.append(chips);
    }
    form.append(told);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      filter();
    });
    const contents = document.querySelector("nav.contents");
    if (contents) contents.append(form);
    else main.before(form);
  }

  // Orders of rows. Numbers, dates and states are put in their own order, texts in the alphabet's; what is empty comes last.
  const MONTHS = [...Array(12).keys()].map((at) => new Date(2001, at, 15).toLocaleDateString(LANGUAGE, { month: "long" }).toLowerCase());
  const spaced = (text) => text.replace(/[\u00a0\u202f]/g, " ");
  const mark = (type, usual) => {
    const found = new Intl.NumberFormat(LANGUAGE).formatToParts(1234567.5).find((part) => part.type === type);
    return found ? spaced(found.value) : usual;
  };
  const GROUP = mark("group", ",");
  const POINT = mark("decimal", ".");
  const MILLIONS = [
    [{{ words.about("millions, beside a number", "M") | tojson }}, 1e6],
    [{{ words.about("thousands of millions, beside a number", "bn") | tojson }}, 1e9],
    [{{ words.about("millions of millions, beside a number", "T") | tojson }}, 1e12],
  ].map(([word, size]) => [spaced(word), size]);
  const BY = spaced({{ words.plain("by {day}", day="") | tojson }});
  const OF = spaced({{ words.plain("{part} of {whole}", part="", whole="") | tojson }});
  const NONE = ["\u2013", {{ words.about("no strategies", "none") | tojson }}, {{ words.about("no objectives", "none") | tojson }}];
  // `31 Mar 2026`, `31. März 2026`, `31.03.2026`, `31 de marzo de 2026`.
  const dated = (text) => {
    const found = /^(\d{1,2})(?:\. ?| de | )(\p{L}+|\d{1,2})(?:\.? de |\.? |\.)(\d{4})$/u.exec(text);
    if (!found) return null;
    const said = found[2].toLowerCase();
    const month = /^\d/.test(said) ? said - 1 : MONTHS.findIndex((name) => name.startsWith(said));
    return month < 0 ? null : found[3] * 10000 + month * 100 + +found[1];
  };
  const NUMBER = new RegExp(`^[^\\w\\u2212-]?([\\u2212-]?\\d+(?:[${GROUP}]\\d{3})*(?:[${POINT}]\\d+)?)`);
  const counted = (text) => {
    const found = NUMBER.exec(text);
    if (!found || text.startsWith(found[1] + OF)) return null;
    const beside = text.slice(found[0].length);
    const scale = MILLIONS.find(([word]) => beside.startsWith(` ${word}`) && !/^\p{L}/u.test(beside.slice(word.length + 1)));
    const digits = found[1].replace("\u2212", "-").split(GROUP).join("").replace(POINT, ".");
    return digits * (scale ? scale[1] : 1);
  };
  const keyOf = (cell) => {
    if (!cell) return null;
    const state = cell.matches(".st") ? cell : cell.querySelector(".st");
    if (state) return STATES.indexOf(state.classList[1]);
    const said = [...cell.childNodes].filter((node) => !(node.classList && node.classList.contains("sub")));
    const text = spaced(said.map((node) => node.textContent).join(" ").trim());
    if (!text || NONE.includes(text)) return null;
    return dated(text.startsWith(BY) ? text.slice(BY.length) : text) ?? counted(text) ?? text;
  };
  const cellAt = (row, column) => {
    const lines = row.rows ? [...row.rows] : [row];
    for (const line of lines) {
      let at = 0;
      for (const cell of line.cells) {
        if (at === column && cell.textContent.trim()) return cell;
        at += cell.colSpan;
      }
    }
    return null;
  };
  const compare = (a, b) => {
    if (typeof a === typeof b && typeof a === "number") return a - b;
    return String(a).localeCompare(String(b), LANGUAGE, { numeric: true });
  };
  const prepare = (table) => {
    const head = table.tHead;
    const rows = rowsOf(table);
    if (!head || head.classList.contains("vh") || rows.length < 3 || table.dataset.ready) return;
    table.dataset.ready = "yes";
    let column = 0;
    for (const th of head.rows[0].cells) {
      const at = column;
      column += th.colSpan;
      if (th.colSpan > 1 || th.classList.contains("rung") || "fixed" in th.dataset || !th.textContent.trim()) continue;
      if (rows.every((row) => cellAt(row, at) === null)) continue;
      const button = make("button", { type: "button", className: "order", title: {{ words.plain("Put in this order") | tojson }} }, ...th.childNodes);
      button.addEventListener("click", () => {
        const before = th.getAttribute("aria-sort");
        for (const other of head.rows[0].cells) other.removeAttribute("aria-sort");
        let ordered = rows;
        if (before !== "descending") {
          const down = before === "ascending";
          th.setAttribute("aria-sort", down ? "descending" : "ascending");
          const keyed = rows.map((row) => [keyOf(cellAt(row, at)), row]);
          keyed.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : down ? compare(b, a) : compare(a, b)));
          ordered = keyed.map(([, row]) => row);
        }
        rows[0].parentNode.append(...ordered);
      });
      th.append(button);
    }
  };
  for (const table of tables) {
    const fold = table.closest("details:not([open])");
    if (fold) fold.addEventListener("toggle", () => prepare(table), { once: true });
    else prepare(table);
  }

  // Links to places: every section, and every element of the plan that has its place here.
  const linked = (id, ariaLabel) => make("a", { className: "here", href: `#${encodeURIComponent(id)}`, ariaLabel }, "#");
  for (const section of all(document, "section[id], article[id]")) {
    const heading = section.querySelector(":scope > h2, :scope > h3");
    if (!heading) continue;
    const name = heading.textContent.trim();
    heading.append(linked(section.id, filled({{ words.plain("Link to {name}", name="{name}") | tojson }}, { name })));
  }
  let last = null;
  main.addEventListener("pointerover", (event) => {
    const place = event.target.closest && event.target.closest(":is(th, td, li, tr, p)[id^='id-']");
    const target = place && (place.tagName === "TR" ? place.cells[0] : place);
    if (!place || (last && last.parentNode === target)) return;
    if (last) last.remove();
    last = linked(place.id, {{ words.plain("Link to this entry") | tojson }});
    last.tabIndex = -1;
    const sub = target.querySelector(":scope > .sub");
    target.insertBefore(last, sub);
  });
  const reveal = () => {
    let target = null;
    try {
      target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return;
    }
    if (!target) return;
    if (target.closest("[hidden]")) {
      words.value = "";
      for (const button of states) button.ariaPressed = "false";
      filter();
    }
    let fold = target.closest("details:not([open])");
    if (!fold) return;
    for (; fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
