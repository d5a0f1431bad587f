// Keeps what is typed on a page, so that a closed window loses nothing; saving it stays a click of its own.
const form = document.getElementById("text");
const told = document.getElementById("keeping");
const WAIT = 2500; // after the last key
const LONGEST = 8000; // while somebody types on, or a button waits
const OUTLIVES = 20000; // characters: of more than 64 kB a page that is left takes its message along
let timer = 0;
let since = 0;
let isOver = false;
let isSent = false; // by its button, and nothing typed since
let isUnderWay = false;
let pressed = null; // the button that waits for what is under way
let patience = 0;
let isWaiting = false;

async function keep() {
  clearTimeout(timer);
  timer = since = 0;
  if (isOver || isSent || isUnderWay) { isWaiting = !isOver && !isSent; return; }
  isUnderWay = true;
  isWaiting = false;
  // Sent with what is saved as well, so that the server knows this page's own where its answer did not come.
  form.elements.window.value ||= Math.random().toString(36).slice(2, 18);
  const typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  typed.set("do", "keep");
  const keepalive = [...typed.values()].join("").length < OUTLIVES;
  try {
    const answer = await fetch(told.dataset.keep, { method: "POST", body: typed, redirect: "error", keepalive });
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
  if (patience) save();
  else if (isWaiting) later();
}

function save() {
  clearTimeout(patience);
  patience = 0;
  isUnderWay = false;
  form.requestSubmit(pressed);
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
  // What is kept once it is saved would be offered as what was typed and not saved: the button waits for it, for a while.
  form.addEventListener("submit", (event) => {
    form.ariaBusy = "true";
    if (isUnderWay) {
      pressed = event.submitter;
      patience ||= setTimeout(save, LONGEST);
      return event.preventDefault();
    }
    isSent = true;
    clearTimeout(timer);
    timer = 0;
  });
  const leave = () => { if (timer) keep(); };
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); });
  addEventListener("pagehide", leave);
}
