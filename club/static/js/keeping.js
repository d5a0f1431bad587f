// Keeps what is typed on a page, so that a closed window loses nothing; saving it stays a click of its own.
const form = document.getElementById("text");
const told = document.getElementById("keeping");
const WAIT = 2500; // after the last key
const LONGEST = 8000; // while somebody types on
const OUTLIVES = 20000; // characters: of more than 64 kB a page that is left takes its message along
let timer = 0;
let since = 0;
let isOver = false;
let isSent = false; // by its button, and nothing typed since
let isUnderWay = false;
let pressed = null; // the button that waits for what is under way
let isWaiting = false;

async function keep() {
  clearTimeout(timer);
  timer = since = 0;
  if (isOver || isSent || isUnderWay) { isWaiting = !isOver && !isSent; return; }
  isUnderWay = true;
  isWaiting = false;
  const typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  typed.set("do", "keep");
  const keepalive = [...typed.values()].join("").length < OUTLIVES;
  try {
    const answer = await fetch(told.dataset.keep, { method: "POST", body: typed, redirect: "error", keepalive, signal: AbortSignal.timeout(LONGEST) });
    const said = await answer.json();
    told.textContent = answer.status === 409 && told.dataset.offered || said.told;
    if (answer.ok) {
      form.elements.stamp.value = said.stamp;
      document.querySelector(".flash-good")?.remove(); // what it says was saved is not what stands here any more
    } else isOver = answer.status === 409;
  } catch {
    told.textContent = told.dataset.lost;
    isWaiting = true;
  }
  isUnderWay = false;
  if (pressed) form.requestSubmit(pressed);
  else if (isWaiting) later();
}

function later() {
  clearTimeout(timer);
  since ||= Date.now();
  timer = setTimeout(keep, Math.max(0, Math.min(WAIT, since + LONGEST - Date.now())));
}

if (form && told) {
  form.addEventListener("input", () => {
    isSent = false;
    form.ariaBusy = "false";
    later();
  });
  // What is kept once it is saved would be offered as what was typed and not saved: the button waits for it.
  form.addEventListener("submit", (event) => {
    pressed = isUnderWay ? event.submitter : null;
    form.ariaBusy = "true";
    if (pressed) return event.preventDefault();
    isSent = true;
    clearTimeout(timer);
    timer = 0;
  });
  const leave = () => { if (timer) keep(); };
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
  addEventListener("pagehide", leave);
}
