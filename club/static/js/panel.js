// The panel beside a chat: up and down choose, Enter copies, Esc clears. Without this file it is a list with a form.
const panel = document.getElementById("panel");
const typed = document.getElementById("q");
const told = document.getElementById("told");
const kept = `values of ${panel.dataset.firm}`;
const copies = new Map();
let isWanted = false;

const found = () => document.getElementById("found");
const hits = () => [...found().querySelectorAll(".hits > li")];
const here = () => hits().find((hit) => hit.querySelector("details").open);
const say = (words) => { told.textContent = words; };
const values = () => JSON.parse(sessionStorage.getItem(kept) || "{}");

function choose(step) {
  const all = hits();
  const next = all[Math.min(Math.max(all.indexOf(here()) + step, 0), all.length - 1)];
  if (!next) return;
  next.querySelector("details").open = true;
  next.scrollIntoView({ block: "nearest" });
  say(next.querySelector("summary b").textContent);
}

// What is typed for one answer is filled in wherever its name stands; it stays in this tab alone.
function fill() {
  const known = values();
  for (const input of found().querySelectorAll("[data-fill]")) input.value = known[input.dataset.fill] || "";
  for (const slot of found().querySelectorAll("[data-slot]"))
    slot.textContent = known[slot.dataset.slot] || slot.dataset.label;
}

// The list is of what stood there before; Enter waits for the next one.
function outdate() {
  isWanted = false;
  delete found().dataset.typed;
}

function clear() {
  typed.value = "";
  outdate();
  typed.focus();
  say("");
  typed.dispatchEvent(new Event("look"));
}

async function copy(id) {
  const line = document.getElementById(id);
  const hit = line.closest("li");
  const lacking = [...line.querySelectorAll("[data-slot]")].find((slot) => !values()[slot.dataset.slot]);
  if (lacking) return ask(hit, lacking.dataset.slot);
  await write(line.textContent);
  copies.set(hit.dataset.name, (copies.get(hit.dataset.name) || 0) + 1);
  say(panel.dataset.copied + hit.querySelector("summary b").textContent);
  typed.focus();
  typed.select();
}

function ask(hit, name) {
  const input = hit.querySelector(`[data-fill="${CSS.escape(name)}"]`);
  say(panel.dataset.lacks + hit.querySelector(`label[for="${input.id}"]`).textContent);
  input.focus();
  input.select();
}

async function write(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = Object.assign(document.createElement("textarea"), { value: text });
    panel.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

// Enter in the search: an answer that asks for values gets them first, so that none of another buyer's goes out.
function take() {
  const hit = here();
  if (!hit) return;
  const first = hit.querySelector("[data-fill]");
  if (first) ask(hit, first.dataset.fill);
  else copy(hit.querySelector("[data-say]").dataset.say);
}

function tellCopies() {
  if (!copies.size) return;
  const sent = new FormData();
  sent.append("csrf_token", document.querySelector("[name=csrf_token]").value);
  for (const [name, times] of copies) sent.append("copied", `${name}:${times}`);
  if (navigator.sendBeacon(panel.dataset.counts, sent)) copies.clear();
}

typed.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") choose(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "Enter" && found().dataset.typed === typed.value.trim()) take();
  else if (event.key === "Enter") {
    isWanted = true;
    typed.dispatchEvent(new Event("look"));
  } else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.isComposing) clear();
  const input = event.target.closest("[data-fill]");
  if (event.key !== "Enter" || event.isComposing || !input) return;
  event.preventDefault();
  const hit = input.closest("li");
  const rest = [...hit.querySelectorAll("[data-fill]")];
  const next = rest[rest.indexOf(input) + 1];
  if (next) next.focus();
  else copy(hit.querySelector("[data-say]").dataset.say);
});

document.addEventListener("input", (event) => {
  const input = event.target.closest("[data-fill]");
  if (!input) return;
  sessionStorage.setItem(kept, JSON.stringify({ ...values(), [input.dataset.fill]: input.value.trim() }));
  for (const slot of found().querySelectorAll("[data-slot]"))
    if (slot.dataset.slot === input.dataset.fill) slot.textContent = input.value.trim() || slot.dataset.label;
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-say]");
  if (button) copy(button.dataset.say);
});

// What was changed begins as the text was, with the names of values and not the values of a buyer.
document.addEventListener("toggle", (event) => {
  const area = event.target.open && event.target.querySelector(":scope > div > form > .field > [data-of]");
  if (!area || area.value) return;
  const line = document.getElementById(area.dataset.of).cloneNode(true);
  for (const slot of line.querySelectorAll("[data-slot]")) slot.textContent = `{${slot.dataset.slot}}`;
  area.value = line.textContent;
}, true);

// A list that is asked for twice stays as it came first: somebody may be typing in it.
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = new URL(event.detail.xhr.responseURL).searchParams.get("q")?.trim();
  if (event.detail.target === found() && asked === found().dataset.typed) event.detail.shouldSwap = false;
});

// While the new list comes in, the old one's open answer keeps the first from standing open.
document.addEventListener("htmx:afterSwap", () => {
  if (hits().length && !here()) hits()[0].querySelector("details").open = true;
  fill();
  say(found().dataset.told);
  // An older list may come in first; Enter waits for the one of what stands there now.
  if (!isWanted || found().dataset.typed !== typed.value.trim()) return;
  isWanted = false;
  take();
});
typed.addEventListener("input", outdate);
document.addEventListener("visibilitychange", () => document.hidden && tellCopies());
setInterval(tellCopies, 60000);
panel.dataset.live = "";
fill();
