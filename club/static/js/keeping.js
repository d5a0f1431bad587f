// Keeps what is typed on a page, so that a closed window loses nothing; saving it stays a click of its own.
const form = document.getElementById("text");
const told = document.getElementById("keeping");
const WAIT = 2500;
let timer = 0;
let isOver = false;
let isUnderWay = false;
let isWaiting = false;

async function keep() {
  if (isOver || isUnderWay) { isWaiting = !isOver; return; }
  isUnderWay = true;
  isWaiting = false;
  const typed = new FormData(form);
  for (const [name, value] of [...typed]) if (value instanceof File) typed.delete(name);
  typed.set("do", "keep");
  try {
    const answer = await fetch(told.dataset.keep, { method: "POST", body: typed, redirect: "error" });
    const said = await answer.json();
    told.textContent = said.told;
    if (answer.ok) {
      form.elements.stamp.value = said.stamp;
      document.querySelector(".flash-good")?.remove(); // what it says was saved is not what stands here any more
    } else isOver = answer.status === 409;
  } catch {
    told.textContent = told.dataset.lost;
    isWaiting = true;
  }
  isUnderWay = false;
  if (isWaiting) later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(keep, WAIT);
}

if (form && told) {
  form.addEventListener("input", later);
  form.addEventListener("submit", () => { isOver = true; clearTimeout(timer); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && timer) { clearTimeout(timer); keep(); } });
}
