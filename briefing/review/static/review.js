// The page of a review: shows what the server says, sends what the person does.
// Everything that comes from a source is set as text, never as markup.
"use strict";

const byId = (id) => document.getElementById(id);
const paper = byId("page"), others = byId("others"), dialog = byId("dialog");
const KINDS = { comment: "Comment", why: "Why it matters", action: "Action" };
let view = null;      // the last answer of the server
let chosen = "";      // key of the point that is chosen
let dragged = null;   // what is being dragged
let results = null;   // what the search found, or null
let busy = Promise.resolve();
let ended = false;
const tabs = "BroadcastChannel" in window ? new BroadcastChannel("review" + location.port) : null;

function make(tag, attributes = {}, ...content) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...content.filter((item) => item !== null && item !== ""));
  return element;
}

const keyOf = (mark) => `${mark.article}:${mark.start}-${mark.end}`;
const short = (text, most = 90) => (text.length > most ? text.slice(0, most - 1).trimEnd() + "…" : text);

function say(text, bad = false) {
  const line = byId("status");
  line.textContent = text;
  line.classList.toggle("bad", bad);
}

// -- the server

async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Briefing": "1" },
    body: JSON.stringify(body),
  };
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw new Error("The review has ended. Nothing is lost: open the saved file with briefing review.");
  }
  const kind = answer.headers.get("content-type") || "";
  const value = kind.startsWith("application/json") ? await answer.json() : { error: await answer.text() };
  if (!answer.ok) throw new Error(value.error || "That did not work.");
  return value;
}

// Changes are made one after the other, in the order in which they were asked for.
function change(path, body, done) {
  busy = busy.then(async () => {
    try {
      const answer = await ask(path, body);
      const lines = [done, ...moved(answer)].filter(Boolean);
      show(answer);
      say(lines.join("\n"));
      if (tabs) tabs.postMessage(answer.revision);
    } catch (error) {
      say(error.message, true);
    }
  });
  return busy;
}

const edit = (operation, done) => change("/api/edit", operation, done);

function moved(answer) {
  const lines = [];
  if (answer.page) lines.push(`The page is ${percent(answer.page.fill)} full.`);
  for (const text of answer.came || []) lines.push(`Came in: ${short(text)}`);
  for (const text of answer.went || []) lines.push(`Had to go: ${short(text)}`);
  for (const note of answer.notes) if (note.startsWith("pinned, but")) lines.push(short(note, 160));
  return lines;
}

const percent = (share) => `${Math.round(share * 100)}%`;

async function reload() {
  if (ended) return;
  try {
    show(await ask("/api/view"));
  } catch (error) {
    say(error.message, true);
  }
}

// -- the page

function show(answer) {
  view = answer;
  const held = document.activeElement && document.activeElement.closest("[data-key]");
  const name = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.name : "";
  const focus = held ? held.dataset.key : "";
  document.title = `${view.title} – review`;
  const fill = view.page ? view.page.fill : 0;
  byId("meter").setAttribute("aria-valuenow", String(Math.round(fill * 100)));
  byId("meter-bar").style.width = percent(Math.min(1, fill));
  byId("fill-text").textContent = `${percent(fill)} of ${view.page.pages === 1 ? "one page" : view.page.pages + " pages"}`;
  byId("undo").disabled = !view.undo;
  byId("redo").disabled = !view.redo;
  const saved = byId("saved");
  saved.textContent = view.unsaved ? `Not saved: ${view.unsaved}` : `Saved in ${view.file}`;
  saved.classList.toggle("bad", Boolean(view.unsaved));
  showPaper();
  showOthers();
  paper.dataset.revision = view.revision;
  const again = focus && document.querySelector(`[data-key="${CSS.escape(focus)}"]`);
  if (again) {
    const control = name && again.querySelector(`[data-name="${CSS.escape(name)}"]`);
    (control && !control.disabled ? control : again.querySelector(".text") || again).focus();
  }
}

function showPaper() {
  paper.className = `paper ${view.page ? view.page.paper : "a4"}`;
  const title = make("input", { class: "title", id: "title", "aria-label": "Title of the brief", maxlength: 300, value: view.title });
  title.addEventListener("change", () => edit({ do: "title", text: title.value }, "Title changed."));
  const parts = [title, make("p", { class: "date" }, view.date_line)];
  if (view.lead) parts.push(...lead());
  if (view.figures.length) {
    parts.push(make("dl", { class: "figures" }, ...view.figures.map((figure) =>
      make("div", {}, make("dt", {}, figure.value), make("dd", {}, figure.label, refs([figure.source]))))));
  }
  view.sections.forEach((section, place) => parts.push(sectionOf(section, place)));
  parts.push(make("section", { class: "sources", "aria-label": "Sources" },
    make("h2", {}, "Sources"),
    make("ol", {}, ...view.sources.map((source) => make("li", { value: source.n }, ...entry(source))))));
  const room = 1 - (view.page ? view.page.fill : 1);
  if (room > 0.08) parts.push(make("p", { class: "room" }, `${percent(room)} of the page is free: pin a runner-up, or leave it so.`));
  paper.replaceChildren(...parts);
}

function entry(source) {
  const title = source.link
    ? make("a", { href: source.link, target: "_blank", rel: "noopener noreferrer" }, source.title)
    : source.title;
  return [source.outlet ? `${source.outlet}: ` : "", title, source.date ? `, ${source.date}` : ""].filter((part) => part !== "");
}

const refs = (numbers, further = 0) =>
  make("span", { class: "ref" }, `\u00a0[${numbers.join(", ")}${further ? ` +${further}` : ""}]`);

function lead() {
  const point = view.lead;
  const element = pointOf(point, null, 0);
  element.classList.add("lead");
  if (view.lead_title) element.prepend(make("span", { class: "label" }, view.lead_title));
  dropTarget(element, (item) => edit({ do: "lead", mark: item.mark }, "Chosen as the bottom line."));
  const further = view.leads.map((each) => pointOf(each, null, 0));
  for (const each of further) each.classList.add("lead");
  return [make("div", { role: "group", "aria-label": "Bottom line" }, element, ...further)];
}

function sectionOf(section, place) {
  const list = make("ul", { class: "points", "aria-label": section.title });
  section.points.forEach((point, rank) => {
    const item = pointOf(point, section, rank);
    dropTarget(item, (moved) => move(moved, section.sector, rank));
    list.append(item);
  });
  const order = (to) => {
    const sectors = view.sections.map((each) => each.sector);
    sectors.splice(to, 0, ...sectors.splice(place, 1));
    edit({ do: "order", sectors }, `${section.title} moved.`);
  };
  const tools = make("div", { class: "section-tools" },
    make("button", { type: "button", class: "small", "aria-label": `Move ${section.title} up`, disabled: place === 0, onclick: () => order(place - 1), "data-name": "up" }, "↑"),
    make("button", { type: "button", class: "small", "aria-label": `Move ${section.title} down`, disabled: place === view.sections.length - 1, onclick: () => order(place + 1), "data-name": "down" }, "↓"),
    make("button", { type: "button", class: "small", "aria-label": `Comment on ${section.title}`, onclick: () => commenting(section.title, section.comments, { sector: section.sector }), "data-name": "comment" }, "Comment"));
  const head = make("div", { class: "section-head", "data-key": `section ${section.sector}` }, make("h2", {}, section.title), tools);
  dropTarget(head, (moved) => move(moved, section.sector, 0));
  return make("section", { "aria-label": section.title }, head, ...comments(section.comments), list);
}

const comments = (items) => items.map((item) =>
  make("p", { class: "comment" }, make("strong", {}, `${KINDS[item.kind]}: `), item.text));

function pointOf(point, section, rank) {
  const key = keyOf(point.mark);
  const words = make("span", { class: "text", tabindex: 0, role: "button", "aria-expanded": String(chosen === key), "data-name": "text" }, point.text);
  const element = make(section ? "li" : "div", { class: "point", "data-key": key },
    words, refs(point.numbers, point.further),
    point.pinned ? make("span", { class: "pinned-sign" }, " pinned") : null,
    point.conflict ? make("span", { class: "conflict" }, ` ${point.conflict}`) : null,
    point.watch ? make("p", { class: "comment" }, make("strong", {}, "Watch list: "), point.watch) : null,
    ...comments(point.comments), actionsOf(point, section, rank));
  if (chosen === key) element.classList.add("chosen");
  words.addEventListener("click", () => choose(key));
  words.addEventListener("keydown", (event) => pointKey(event, point, section, rank));
  if (section) draggable(words, point);
  return element;
}

function choose(key) {
  chosen = chosen === key ? "" : key;
  for (const element of paper.querySelectorAll(".point")) {
    const mine = element.dataset.key === chosen;
    element.classList.toggle("chosen", mine);
    element.querySelector(".text").setAttribute("aria-expanded", String(mine));
  }
}

const button = (name, text, act, more = {}) =>
  make("button", { type: "button", class: "small", onclick: act, "data-name": name, ...more }, text);

function actionsOf(point, section, rank) {
  const actions = make("div", { class: "actions" });
  actions.append(
    button("pin", point.pinned ? "Pinned" : "Pin", () => togglePin(point), { "aria-pressed": String(point.pinned) }),
    button("drop", "Drop", () => drop(point)),
    button("replace", "Replace…", () => replacing(point)),
    button("comment", "Comment…", () => commenting(short(point.text, 60), point.comments, { mark: point.mark })),
    button("article", "Show in article", () => reading(point.mark)));
  if (!section && point !== view.lead) actions.append(button("lead", "Bottom line", () => makeLead(point)));
  if (section) {
    const last = section.points.length - 1;
    const select = make("select", { "aria-label": "Section of this point", "data-name": "sector" },
      ...view.sectors.map((each) => make("option", { value: each.sector, selected: each.sector === section.sector }, each.title)));
    select.addEventListener("change", () => move(point, select.value, -1));
    actions.append(
      button("lead", "Bottom line", () => makeLead(point)),
      button("up", "Move up", () => move(point, section.sector, rank - 1), { disabled: rank === 0 }),
      button("down", "Move down", () => move(point, section.sector, rank + 1), { disabled: rank === last }),
      select);
  }
  const why = [...point.why, point.evidence.length ? `sector: ${point.evidence.join(", ")}` : ""].filter(Boolean).join("; ");
  actions.append(make("p", { class: "why" }, `Score ${point.score.toFixed(2)}${why ? ` – ${why}` : ""}`));
  return actions;
}

// -- what can be done

const togglePin = (point) => point.pinned
  ? edit({ do: "unpin", mark: point.mark }, "No longer pinned.")
  : edit({ do: "pin", mark: point.mark }, "Pinned.");
const drop = (point) => edit({ do: "drop", mark: point.mark }, "Dropped.");
const makeLead = (point) => edit({ do: "lead", mark: point.mark }, "Chosen as the bottom line.");

// To place `rank` of a section; -1 is its end.
function move(point, sector, rank) {
  const section = view.sections.find((each) => each.sector === sector);
  const key = keyOf(point.mark);
  const points = (section ? section.points : []).map((each) => each.mark).filter((mark) => keyOf(mark) !== key);
  points.splice(rank < 0 ? points.length : rank, 0, point.mark);
  edit({ do: "move", mark: point.mark, sector, points }, "Moved.");
}

function pointKey(event, point, section, rank) {
  if (event.ctrlKey || event.metaKey) return;
  const keys = {
    Enter: () => choose(keyOf(point.mark)),
    " ": () => choose(keyOf(point.mark)),
    p: () => togglePin(point),
    d: () => dropByKey(point),
    Delete: () => dropByKey(point),
    r: () => replacing(point),
    c: () => commenting(short(point.text, 60), point.comments, { mark: point.mark }),
    a: () => reading(point.mark),
  };
  if (section) {
    keys.b = () => makeLead(point);
    const at = view.sections.indexOf(section);
    if (event.altKey) {
      keys.ArrowUp = () => rank > 0 && move(point, section.sector, rank - 1);
      keys.ArrowDown = () => rank < section.points.length - 1 && move(point, section.sector, rank + 1);
    }
    keys["["] = () => at > 0 && move(point, view.sections[at - 1].sector, -1);
    keys["]"] = () => at < view.sections.length - 1 && move(point, view.sections[at + 1].sector, 0);
  }
  if (!event.altKey) {
    keys.ArrowUp = () => step(event.target, -1);
    keys.ArrowDown = () => step(event.target, 1);
  }
  const act = keys[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
}

function step(from, by) {
  const texts = [...paper.querySelectorAll(".point .text")];
  const to = texts[texts.indexOf(from) + by];
  if (to) to.focus();
}

function dropByKey(point) {
  const texts = [...paper.querySelectorAll(".point .text")];
  const at = texts.indexOf(document.activeElement);
  drop(point).then(() => {
    const left = [...paper.querySelectorAll(".point .text")];
    const next = left[Math.min(at, left.length - 1)];
    if (next) next.focus();
  });
}

function draggable(element, item) {
  element.draggable = true;
  element.addEventListener("dragstart", (event) => {
    dragged = item;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.text);
  });
  element.addEventListener("dragend", () => { dragged = null; });
}

function dropTarget(element, act) {
  element.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    element.classList.add("over");
  });
  element.addEventListener("dragleave", () => element.classList.remove("over"));
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    element.classList.remove("over");
    if (dragged) act(dragged);
    dragged = null;
  });
}

// -- beside the page

function showOthers() {
  const items = results || view.runners_up;
  const groups = new Map();
  for (const item of items) {
    const title = item.sector_title;
    if (!groups.has(title)) groups.set(title, []);
    groups.get(title).push(item);
  }
  const blocks = [];
  const gone = view.dropped;
  if (gone.length && !results) {
    blocks.push(make("h3", {}, "Dropped"), make("ul", {}, ...gone.map((mark) =>
      make("li", { class: "card", "data-key": `dropped ${keyOf(mark)}` }, make("p", { class: "text" }, mark.quote),
        make("div", { class: "actions" }, button("restore", "Restore", () => edit({ do: "restore", mark }, "Restored.")))))));
  }
  for (const [title, list] of groups) {
    blocks.push(make("h3", {}, title), make("ul", {}, ...list.map(card)));
  }
  byId("others-count").textContent = results
    ? (items.length ? `${items.length} found` : "Nothing found.")
    : `${items.length} runners-up from ${view.articles} articles, the best first in each sector`;
  others.replaceChildren(...blocks);
}

function card(item) {
  const outlets = item.sources.map((source) => [source.outlet || source.title, source.date].filter(Boolean).join(", "));
  const told = outlets.length > 1 ? `${outlets[0]} and ${outlets.length - 1} more` : outlets[0] || "";
  const same = view.sections.flatMap((each) => each.points).concat(view.leads, view.lead ? [view.lead] : [])
    .some((point) => point.event >= 0 && point.event === item.event);
  const words = make("p", { class: "text" }, item.text);
  const element = make("li", { class: "card", "data-key": `card ${keyOf(item.mark)}` }, words,
    make("p", { class: "from" }, `${told}${same ? " · event already on the page" : ""}`),
    make("p", { class: "why" }, `Score ${item.score.toFixed(2)}, worth ${item.worth.toFixed(2)}${item.why.length ? ` – ${item.why.join("; ")}` : ""}`),
    make("div", { class: "actions" },
      item.on_page ? make("span", { class: "quiet" }, "on the page")
        : button("pin", "Pin to the page", () => edit({ do: "pin", mark: item.mark }, "Pinned.")),
      button("lead", "Bottom line", () => makeLead(item)),
      button("article", "Show in article", () => reading(item.mark))));
  if (!item.on_page) draggable(words, item);
  return element;
}

let typed = 0;
byId("search").addEventListener("input", (event) => {
  clearTimeout(typed);
  typed = setTimeout(() => search(event.target.value.trim()), 150);
});

async function search(text) {
  try {
    results = text ? await ask(`/api/search?q=${encodeURIComponent(text)}`) : null;
    showOthers();
  } catch (error) {
    say(error.message, true);
  }
}

// -- dialogs

function open(title, ...content) {
  byId("dialog-title").textContent = title;
  byId("dialog-body").replaceChildren(...content);
  if (!dialog.open) dialog.showModal();
}
const close = () => dialog.close();
byId("dialog-close").addEventListener("click", close);

async function reading(mark) {
  let article;
  try {
    article = await ask(`/api/article?id=${encodeURIComponent(mark.article)}`);
  } catch (error) {
    say(error.message, true);
    return;
  }
  const from = [article.outlet, article.date].filter(Boolean).join(", ");
  const text = [...article.text];  // offsets count characters, not UTF-16 units
  const lines = new Map();
  for (const sentence of article.sentences) {
    if (!lines.has(sentence.paragraph)) lines.set(sentence.paragraph, make("p"));
    const words = text.slice(sentence.start, sentence.end).join("");
    const mine = sentence.start < mark.end && mark.start < sentence.end;
    const line = lines.get(sentence.paragraph);
    if (mine) line.append(make("mark", { id: "shown" }, words), " ");
    else if (sentence.kind === "content") {
      const other = { article: article.id, start: sentence.start, end: sentence.end, quote: words };
      line.append(make("button", { type: "button", class: "sentence", title: "Pin this sentence", onclick: () => {
        close();
        edit({ do: "pin", mark: other }, "Pinned.");
      } }, words), " ");
    } else line.append(make("span", { class: "quiet" }, words), " ");
  }
  open(article.title || "Article",
    make("p", { class: "quiet" }, from, article.link ? " · " : "",
      article.link ? make("a", { href: article.link, target: "_blank", rel: "noopener noreferrer" }, "the page") : ""),
    make("p", { class: "quiet" }, "Any other sentence can be pinned: choose it."),
    ...lines.values());
  const shown = byId("shown");
  if (shown) shown.scrollIntoView({ block: "center" });
}

function replacing(point) {
  const runners = view.runners_up;
  const same = runners.filter((item) => item.event >= 0 && item.event === point.event);
  const sector = runners.filter((item) => item.sector === point.sector && !same.includes(item));
  const rest = runners.filter((item) => !same.includes(item) && !sector.includes(item));
  const choice = (item, source) => make("li", { class: "card" }, make("p", { class: "text" }, item.text),
    make("p", { class: "from" }, [source.outlet || source.title, source.date].filter(Boolean).join(", ")),
    button("use", "Use this", () => {
      close();
      edit({ do: "replace", old: point.mark, new: item.mark }, "Replaced.");
    }));
  const group = (title, items) => items.length ? [make("h3", {}, title), make("ul", { class: "points" }, ...items)] : [];
  open("Replace this point",
    make("p", {}, point.text),
    ...group("Other reports of it", point.reports.map((item) => choice(item, item.source))),
    ...group("Of the same event", same.map((item) => choice(item, item.sources[0]))),
    ...group("Of the same sector", sector.map((item) => choice(item, item.sources[0]))),
    ...group("Others", rest.slice(0, 40).map((item) => choice(item, item.sources[0]))));
}

function commenting(title, items, target) {
  const list = make("div");
  const rows = [];
  const add = (item) => {
    const number = rows.length + 1;
    const kind = make("select", { "aria-label": `Kind of comment ${number}` },
      ...Object.entries(KINDS).map(([value, text]) => make("option", { value, selected: value === item.kind }, text)));
    const text = make("textarea", { rows: 3, maxlength: 2000, "aria-label": `Comment ${number}` });
    text.value = item.text;
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    });
    rows.push({ kind, text });
    list.append(make("div", { class: "field" }, kind, text));
    return text;
  };
  const save = () => {
    close();
    const comments = rows.map((row) => ({ kind: row.kind.value, text: row.text.value.trim() })).filter((row) => row.text);
    edit({ do: "comment", comments, ...target }, comments.length ? "Commented." : "Comment removed.");
  };
  for (const item of items) add(item);
  const first = add({ kind: "comment", text: "" });
  open(`Comment: ${title}`,
    make("p", { class: "quiet" }, "In your own words, set apart from what is quoted. An empty comment is removed."),
    list, make("button", { type: "button", class: "main", id: "comment-save", onclick: save }, "Save (Ctrl+Enter)"));
  (rows.length > 1 ? rows[0].text : first).focus();
}

function help() {
  const rows = [
    ["↑ ↓", "from point to point"], ["Enter", "open or close what can be done"], ["p", "pin, or no longer"],
    ["d", "drop"], ["r", "replace"], ["b", "make it the bottom line"], ["c", "comment"], ["a", "show in its article"],
    ["Alt+↑ ↓", "move within the section"], ["[ ]", "move to the section before or after"],
    ["Ctrl+Z, Ctrl+Y", "undo, redo"], ["/", "search"], ["?", "these keys"],
  ];
  open("Keys, on a point", make("table", { class: "keys" }, make("tbody", {}, ...rows.map(([key, text]) =>
    make("tr", {}, make("th", { scope: "row" }, make("kbd", {}, key)), make("td", {}, text))))));
}

// -- the bar

byId("undo").addEventListener("click", () => change("/api/undo", {}, "Undone."));
byId("redo").addEventListener("click", () => change("/api/redo", {}, "Done again."));
byId("help-open").addEventListener("click", help);
byId("end").addEventListener("click", async () => {
  await busy;
  try {
    await ask("/api/end", {});
    ended = true;
    say(`Ended. All is saved in ${view.file}; briefing make ${view.file} -o brief.docx writes it.`);
    for (const control of document.querySelectorAll("button, input, select, a")) {
      control.setAttribute("aria-disabled", "true");
      if ("disabled" in control) control.disabled = true;
    }
  } catch (error) {
    say(error.message, true);
  }
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest && event.target.closest("input, textarea, select");
  const word = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && !typing && (word === "z" || word === "y")) {
    event.preventDefault();
    const again = word === "y" || event.shiftKey;
    if (again ? view.redo : view.undo) change(again ? "/api/redo" : "/api/undo", {}, again ? "Done again." : "Undone.");
  } else if (event.key === "Escape" && byId("export-menu").open) {
    byId("export-menu").open = false;
  } else if (!typing && !dialog.open && !event.ctrlKey && !event.metaKey && !event.altKey) {
    if (event.key === "/") {
      event.preventDefault();
      byId("search").focus();
    } else if (event.key === "?") help();
  }
});
document.addEventListener("click", (event) => {
  const menu = byId("export-menu");
  if (menu.open && !menu.contains(event.target)) menu.open = false;
});

// Another window may have changed the brief.
async function lookAgain() {
  if (!view || ended || document.hidden) return;
  try {
    const { revision } = await ask("/api/revision");
    if (revision !== view.revision) await reload();
  } catch (error) {
    say(error.message, true);
  }
}
if (tabs) tabs.addEventListener("message", (event) => { if (view && event.data !== view.revision) reload(); });
document.addEventListener("visibilitychange", lookAgain);
window.addEventListener("focus", lookAgain);

reload();
