// Counts down what is left of an attempt, says it now and then, and tries again what a lost
// connection did not save; without this file the page says when it ends and saves by its button.
const sheet = document.getElementById("sheet");
const unsaved = document.getElementById("unsaved");
const clock = document.querySelector("[data-left]");
const save = () => sheet?.dispatchEvent(new Event("change", { bubbles: true }));
if (clock) {
  const ends = Date.now() + clock.dataset.left * 1000;
  const shown = clock.querySelector("b");
  const told = clock.querySelector("[role=status]");
  let before = Infinity;
  const passes = (left, mark) => before > mark && left <= mark;
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    shown.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    for (const minutes of [10, 5, 1]) if (before < Infinity && passes(left, minutes * 60)) told.textContent = clock.dataset.say.replace("%s", minutes);
    if (before < Infinity && passes(left, 3)) save();
    if (!left) {
      clearInterval(running);
      location.replace(location.pathname);
    }
    before = left;
  };
  const running = setInterval(tick, 1000);
  tick();
}
const lost = () => {
  unsaved.hidden = false;
  setTimeout(save, 5000);
};
document.addEventListener("htmx:sendError", lost);
document.addEventListener("htmx:responseError", lost);
document.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) unsaved.hidden = true; });
