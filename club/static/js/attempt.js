// Counts down what is left of an attempt, says it now and then, and saves what is typed as it is typed, by saving.js;
// without this file the page says when it ends and saves by its buttons.
const sheet = document.getElementById("sheet");
const clock = document.querySelector("[data-left]");
const written = (left) => `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;

function count(place, seconds, each) {
  const ends = Date.now() + seconds * 1000;
  const shown = place.querySelector("b");
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    shown.textContent = written(left);
    if (!left) clearInterval(running);
    each(left);
  };
  const running = setInterval(tick, 1000);
  tick();
}

if (clock) {
  const told = clock.querySelector("[role=status]");
  let before = Infinity;
  const passes = (left, mark) => before < Infinity && before > mark && left <= mark;
  count(clock, clock.dataset.left, (left) => {
    for (const minutes of [10, 5, 1]) if (passes(left, minutes * 60)) told.textContent = clock.dataset.say.replace("%s", minutes);
    if (passes(left, 3)) save();
    if (!left) location.replace(location.pathname);
    before = left;
  });
}

// What is typed is saved every few seconds, but not while an input method is in the middle of a word.
let composing = false;
let waiting = 0;
const soon = () => { waiting ||= setTimeout(() => { waiting = 0; if (composing) soon(); else save(); }, 4000); };
for (const area of sheet?.querySelectorAll("[data-kept]") ?? []) {
  area.addEventListener("input", soon);
  area.addEventListener("compositionstart", () => { composing = true; });
  area.addEventListener("compositionend", () => { composing = false; soon(); });
}

// A text is typed by hand and within its time.
for (const area of sheet?.querySelectorAll("[data-by-hand]") ?? []) {
  const refused = (event) => {
    event.preventDefault();
    document.getElementById(area.dataset.byHand).value++;
    area.parentElement.querySelector("[data-refused]").hidden = false;
    soon();
  };
  area.addEventListener("paste", refused);
  area.addEventListener("drop", refused);
}
for (const time of sheet?.querySelectorAll("[data-typed]") ?? []) {
  const area = document.getElementById(time.dataset.for);
  count(time, time.dataset.typed, (left) => {
    if (left === 1) save();
    if (left) return;
    area.readOnly = true;
    time.querySelector("[role=status]").textContent = time.dataset.over;
  });
}

// What a lost connection left unsaved is kept in this tab, and is there again after a reload; it is saved as what it was
// typed over, so that another device's answer is not overwritten unasked.
const KEPT = `attempt ${location.pathname}${location.search}`;
const ours = ([name]) => /^[asp]-\d+$/.test(name);
const keep = () => sheet && sessionStorage.setItem(KEPT, JSON.stringify([...new FormData(sheet)].filter(ours)));
function bringBack() {
  const held = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (!sheet || !held) return;
  const values = (name) => held.filter((one) => one[0] === name).map((one) => one[1]);
  for (const field of sheet.elements) {
    const there = values(field.name);
    if (!ours([field.name]) || !values(field.name.replace(/^./, "s")).length) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = there.includes(field.value);
    else if (field.options) field.value = there.find((one) => [...field.options].some((option) => option.value === one)) ?? "";
    else field.value = there[0] ?? "";
  }
  save();
}
sheet?.addEventListener("unsaved", keep);
sheet?.addEventListener("saved", () => sessionStorage.removeItem(KEPT));
document.addEventListener("DOMContentLoaded", bringBack);
